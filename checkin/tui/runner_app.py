"""The runner's screen, on a laptop beside the shelves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from checkin.tui.alone import AloneApp
from checkin.tui.gate import Gate

if TYPE_CHECKING:
    from collections.abc import Callable

    from checkin.desk import Desk

__all__ = ["RunnerApp"]


class RunnerApp(AloneApp):
    """Which boxes to fetch, live from all desks."""

    TITLE = "checkin runner"

    def __init__(self, open_desk: Callable[[], Desk]) -> None:
        super().__init__(open_desk)
        self._gate = Gate()
        self._silent = False

    def opened(self, desk: Desk) -> None:
        """Show the queue."""
        from checkin.desk.errands import Errands  # noqa: PLC0415  behind the first paint
        from checkin.tui.screens.runner import RunnerScreen  # noqa: PLC0415  the same

        self._silent = not desk.region.policy.bell
        self.push_screen(RunnerScreen(Errands(desk)))

    async def on_event(self, event: events.Event) -> None:
        """Let no control character inside a scan press anything."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            if self._gate.inside_scan(event) or self._gate.rest_of_scan(event):
                return
            self._gate.scan(event)
        await super().on_event(event)

    def bell(self) -> None:
        """Ring the terminal's bell, where the region wants that."""
        if not self._silent:
            super().bell()
