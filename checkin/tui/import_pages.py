"""The pages of an import one after the other: covered by a scan they wait, and threads go on behind them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from checkin.exchange import Progress, Stopped
from checkin.tui.screens.importing import ImportPage, ProgressPage

if TYPE_CHECKING:
    from checkin.tui.app import CheckinApp

__all__ = ["ImportPages", "Then"]

Then = Callable[[], None]
"""What is done on the screen's own thread with what another one brought."""


class ImportPages:
    """Which page an import is at, whether anything covers it, and the thread that works for it."""

    def __init__(self, app: CheckinApp) -> None:
        self._app = app
        self._run = 0
        """Counts the runs in threads: what an older one brings is late."""
        self._step: Callable[[], ImportPage] | None = None
        """Makes the page of the step that the import is at; none while the files are chosen."""
        self._page: ImportPage | None = None
        """The page that was shown last."""

    def stopped(self) -> None:
        """Go back from what is being done, when a person stops it."""

    @property
    def _covered(self) -> bool:
        """Tell whether a scan has put the desk, or something else another page over the import."""
        return self._page is not None and self._app.screen is not self._page

    def _turn_to(self, step: Callable[[], ImportPage]) -> None:
        """Show the next page, or say that it waits when a scan has covered the import."""
        covered, self._step = self._covered, step
        if not covered:
            self._uncover()
            self._page = step()
            self._app.push_screen(self._page)

    def _uncover(self) -> None:
        if isinstance(self._app.screen, ImportPage):
            self._app.pop_screen()

    def _in_thread(self, title: str, work: Callable[[Progress], Then]) -> None:
        """Work in a thread with a bar on the screen; what it brings is done on the screen's own thread."""
        self._run += 1
        run = self._run
        self._turn_to(lambda: ProgressPage(title, self.stopped))

        def tell(words: str, share: float) -> None:
            if run != self._run:
                raise Stopped(words)
            self._app.call_from_thread(self._tell, words, share)

        def whole() -> None:
            try:
                then = work(tell)
            except Stopped:
                return
            self._app.call_from_thread(self._done, run, then)

        self._app.run_worker(whole, thread=True, group="import")

    def _tell(self, words: str, share: float) -> None:
        if isinstance(self._page, ProgressPage) and self._page.is_current:
            self._page.tell(words, share)

    def _done(self, run: int, then: Then) -> None:
        if run != self._run:
            return
        covered = self._covered
        then()
        if covered and self._step:
            self._app.table.say("The import is ready to be looked at: ^F.", "warning")
