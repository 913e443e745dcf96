"""The screens: the only room that knows Textual."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checkin.desk import Desk

__all__ = ["cannot_open", "run", "run_board", "run_runner"]


def run(
    open_desk: Callable[[], Desk],
    *,
    desk: str,
    by: str,
    notice: str = "",
    camera: str = "",
    serial: str = "",
) -> int:
    """Open the screen, then the desk behind it, and return the exit code when the volunteers quit.

    `open_desk` is called behind the first paint; without the names of desk and volunteer the screen asks.
    """
    os.environ.setdefault("TEXTUAL_FPS", "240")  # a scan is painted at once, not at the next sixtieth
    from checkin.tui.any_bytes import accept_any_bytes  # noqa: PLC0415  only a screen pays for Textual
    from checkin.tui.app import CheckinApp  # noqa: PLC0415  the same

    accept_any_bytes()
    app = CheckinApp(open_desk, desk=desk, by=by, notice=notice, camera=camera, serial=serial)
    app.run()
    return app.return_code or 0


def run_board(open_desk: Callable[[], Desk], *, meeting: str = "") -> int:
    """Show the live board of today's meeting, or of another, and return the exit code."""
    from checkin.tui.any_bytes import accept_any_bytes  # noqa: PLC0415  only a screen pays for Textual
    from checkin.tui.board_app import BoardApp  # noqa: PLC0415  the same

    accept_any_bytes()
    app = BoardApp(open_desk, meeting=meeting)
    app.run()
    return app.return_code or 0


def run_runner(open_desk: Callable[[], Desk]) -> int:
    """Show which boxes to fetch, and return the exit code."""
    from checkin.tui.any_bytes import accept_any_bytes  # noqa: PLC0415  only a screen pays for Textual
    from checkin.tui.runner_app import RunnerApp  # noqa: PLC0415  the same

    accept_any_bytes()
    app = RunnerApp(open_desk)
    app.run()
    return app.return_code or 0


def cannot_open() -> tuple[type[Exception], ...]:
    """Return the errors whose sentence says why a season can't be opened."""
    from checkin.domain.events import UnknownKind  # noqa: PLC0415  behind the first paint
    from checkin.domain.region_text import RegionErrors  # noqa: PLC0415  behind the first paint
    from checkin.store import StoreError  # noqa: PLC0415  behind the first paint

    return (StoreError, RegionErrors, UnknownKind)
