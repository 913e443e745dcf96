"""The eye on what nobody at the table did: other programs, a sick disk, the clock, a laptop that slept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from time import monotonic

from checkin.desk import Desk
from checkin.domain.phrases import duration
from checkin.store import StoreError
from checkin.tui.screens.desk import READY

__all__ = ["Watch"]

_BACK = timedelta(minutes=-1)
"""A clock that goes back by more is told; a time server sets it by seconds."""
_AWAY = timedelta(seconds=90)
"""A gap between two looks that is longer was a sleep."""
_SET_RIGHT = "Set the clock right; what is recorded keeps its order."
_TROUBLE = "✘ the season folder has a problem"


class Watch:
    """Looks many times a second; says each thing once, and when it is over."""

    def __init__(
        self,
        desk: Desk,
        *,
        say: Callable[[str, str], None],
        mark: Callable[[str, str], None],
        redraw: Callable[[], None],
        slept: Callable[[timedelta], None],
    ) -> None:
        self.trouble = ""
        """Why the folder can't be read now, as it was said."""
        self._desk = desk
        self._say, self._mark, self._redraw, self._slept = say, mark, redraw, slept
        self._at, self._ticks = desk.now(), monotonic()
        self._problems = len(desk.problems())
        self._data = self._in_force()

    def begin(self) -> None:
        """Say what was found when the season was opened."""
        for problem in self._desk.problems()[:1]:
            self._tell_problem(problem.sentence)
        last = self._desk.last_recorded()
        if last and (ahead := last - self._desk.now()) > -_BACK:
            told = f"This laptop's clock stands {duration(ahead)} before its last record. {_SET_RIGHT}"
            self._say(told, "warning")

    def know_data(self) -> None:
        """Take note of what this desk itself put in force, so that only what others do with it is told."""
        self._data = self._in_force()

    def look(self) -> None:
        """Take in what others wrote, and tell what is wrong and what is right again."""
        self._look_at_clock()
        try:
            news = self._desk.follow()
        except StoreError as error:
            self._tell_trouble(str(error))
            return
        if self.trouble:
            self.trouble = ""
            self._mark(READY, "success")
            self._say("The season folder is all right again: go on.", "quiet")
        problems = self._desk.problems()
        if len(problems) > self._problems:
            self._problems = len(problems)
            self._tell_problem(problems[-1].sentence)
        data = self._in_force()
        if data != self._data:
            self._data, before = data, self._data
            if news and (told := self._desk.news_of_data(before)):
                self._say(told, "warning")
        if news:
            self._redraw()

    def _in_force(self) -> str:
        """Return which import is in force."""
        event = self._desk.night.roster()
        return event.id if event else ""

    def _tell_trouble(self, told: str) -> None:
        if told != self.trouble:
            self.trouble = told
            self._mark(_TROUBLE, "error")
            self._say(told, "error")

    def _tell_problem(self, told: str) -> None:
        self._say(f"{told} Go on tonight, keep the folder, and have somebody look at it tomorrow.", "warning")

    def _look_at_clock(self) -> None:
        at, ticks = self._desk.now(), monotonic()
        by_clock, by_ticks = at - self._at, timedelta(seconds=ticks - self._ticks)
        self._at, self._ticks = at, ticks
        if by_clock - by_ticks < _BACK:
            told = f"This laptop's clock went back by {duration(by_ticks - by_clock)}."
            self._say(f"{told} {_SET_RIGHT}", "warning")
            self._redraw()
        elif (away := max(by_clock, by_ticks)) > _AWAY:
            self._slept(away)
            self._redraw()
