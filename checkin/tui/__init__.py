"""The screens: the only room that knows Textual."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

__all__ = ["run"]


def run(path: Path, *, desk: str, by: str, clock: Callable[[], datetime], notice: str = "") -> int:
    """Open the desk over a season folder and return the exit code when the volunteers quit.

    Raises `StoreError` when there is no season in the folder.
    """
    from checkin.desk import Desk  # noqa: PLC0415  a test may import this room without the desk
    from checkin.tui.app import CheckinApp  # noqa: PLC0415  only a screen pays for Textual

    opened = Desk.open(path, desk=desk, by=by, clock=clock)
    try:
        app = CheckinApp(opened, notice=notice)
        app.run()
        return app.return_code or 0
    finally:
        opened.close()
