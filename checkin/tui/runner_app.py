"""The runner's screen, on a laptop beside the shelves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.tui.alone import AloneApp
from checkin.tui.sifted import SiftedApp

if TYPE_CHECKING:
    from collections.abc import Callable

    from checkin.desk import Desk

__all__ = ["RunnerApp"]


class RunnerApp(SiftedApp, AloneApp):
    """Which boxes to fetch, live from all desks."""

    TITLE = "checkin runner"

    def __init__(self, open_desk: Callable[[], Desk]) -> None:
        super().__init__(open_desk)
        self._silent = False

    def opened(self, desk: Desk) -> None:
        """Show the queue."""
        from checkin.desk.errands import Errands  # noqa: PLC0415  behind the first paint
        from checkin.tui.screens.runner import RunnerScreen  # noqa: PLC0415  the same

        self._silent = not desk.region.policy.bell
        self.push_screen(RunnerScreen(Errands(desk)))

    def bell(self) -> None:
        """Ring the terminal's bell, where the region wants that."""
        if not self._silent:
            super().bell()
