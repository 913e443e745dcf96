"""An app whose keys are looked at before they go anywhere, so that no code presses anything."""

from __future__ import annotations

from typing import Any

from textual import events

from checkin.tui.discreet import DiscreetApp
from checkin.tui.gate import HOLD, Gate

__all__ = ["SiftedApp"]


class SiftedApp(DiscreetApp):
    """Drops what a scanner sends beside its text, and holds a key that acts until it is a person's."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self._gate = Gate()

    async def on_event(self, event: events.Event) -> None:
        """Let a person's keys through, and a scan's text."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            if held := self._gate.due(event):
                await super().on_event(held)
            if self._gate.swallows(event) or self.takes(event, self._gate.scan(event)):
                return
            if self._gate.holds(event):
                self.set_timer(HOLD, lambda: self._release(event))
                return
        await super().on_event(event)

    def takes(self, event: events.Key, scan: list[events.Key]) -> bool:  # noqa: ARG002  for those who look
        """Tell whether a key, or the scan that it ends, goes no further."""
        return False

    async def _release(self, key: events.Key) -> None:
        """Let a held key do what it does: no other came right after it."""
        if self._gate.held is key:
            self._gate.held = None
            await super().on_event(key)
