"""Waits until an app has nothing left to do, however busy the machine is."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import Any

from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

from checkin.tui.sifted import SiftedApp
from checkin.tui.widgets.line_box import LineBox

__all__ = ["PATIENCE", "quiet"]

_CALM = 5
"""Turns of the loop in a row in which nothing happens."""
PATIENCE = 60.0
"""Seconds after which what is waited for is taken for never to come."""


async def quiet(pilot: Pilot[Any]) -> None:
    """Wait until no key is held back, no search is due, no message is under way and all is drawn.

    Nothing here asks how long something takes: a slow machine only waits longer.
    """
    app, began, calm = pilot.app, monotonic(), 0
    while calm < _CALM and not app._exit:
        assert monotonic() - began < PATIENCE, "the app never comes to rest"
        if _holds(app):
            calm = await asyncio.sleep(0.002, 0)
        elif _has_messages(app):
            calm = await asyncio.sleep(0, 0)
        elif _is_undrawn(app.screen):
            app.screen._on_timer_update()  # at once, not at the next sixtieth of a second
            calm = 0
        elif not calm:
            await pilot._wait_for_screen()  # whoever is in the middle of something ends it
            calm = 1
        else:
            calm = await asyncio.sleep(0, calm + 1)


def _holds(app: App[Any]) -> bool:
    """Tell whether a key is held until another could follow, or typed text waits to be searched for."""
    held = app._gate.held if isinstance(app, SiftedApp) else None
    boxes = app.screen.query(LineBox)
    return held is not None or any(not one.is_mounted or one._soon._active.is_set() for one in boxes)


def _has_messages(app: App[Any]) -> bool:
    """Tell whether a message waits anywhere."""
    pumps = [app, *app._registry]
    return any(one._running and (one.message_queue_size or one._next_callbacks) for one in pumps)


def _is_undrawn(screen: Screen[Any]) -> bool:
    """Tell whether something is not drawn yet, or waits until all is drawn."""
    return (
        bool(screen._dirty_widgets or screen._callbacks)
        or screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
    )
