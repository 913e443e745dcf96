"""An app that tells nobody's data when it stops at a mistake of its own."""

from __future__ import annotations

import sys

from textual.app import App

__all__ = ["DiscreetApp"]


class DiscreetApp(App[None]):
    """What every program with a screen is built on."""

    def _fatal_error(self) -> None:
        """Stop with the places of the mistake, without the names and numbers that Textual would print."""
        if "debug" in self.features or (error := sys.exception()) is None:
            super()._fatal_error()
            return
        from rich.text import Text  # noqa: PLC0415  only a crash pays

        from checkin.tui.crash import EXIT_CODE, told_of  # noqa: PLC0415  the same

        self._return_code = EXIT_CODE
        self.bell()
        self.panic(Text(told_of(error)))
