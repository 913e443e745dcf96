"""What happens at the table: what a scan, a search and a key mean now, and what is recorded."""

from __future__ import annotations

from checkin.codes.sent import Scan
from checkin.desk import Desk, Found
from checkin.domain.commands import (
    Answer,
    Collect,
    Command,
    Recorded,
    RecordRefresher,
    Refused,
    TakeBack,
    TakeBackLast,
)
from checkin.domain.evening_commands import ChangeShift, ReadNotes, WalkIn
from checkin.domain.evening_facts import WalkedIn
from checkin.domain.people import Team
from checkin.domain.phrases import clock_time
from checkin.store import StoreError
from checkin.tui.boxes import Boxes
from checkin.tui.on_the_sheet import OnTheSheet
from checkin.tui.scans import Scans
from checkin.tui.screens.desk import DeskScreen
from checkin.tui.watch import Watch

__all__ = ["Evening"]


class Evening(OnTheSheet):
    """The table from the first coach to the last."""

    def __init__(self, desk: Desk, screen: DeskScreen) -> None:
        super().__init__(desk, screen)
        self._watch = Watch(desk, say=screen.say, mark=screen.mark, redraw=self.redraw, slept=screen.slept)
        self._scans = Scans()
        self.boxes = Boxes(self)
        self._collected_for = ""
        """Whose items somebody else just took: the absent person is no card left open."""

    def begin(self) -> None:
        """Draw the desk for the first time."""
        self._draw_top()
        self._welcome()
        self._watch.begin()
        for note in self.desk.notes[:1]:
            self._screen.say(f"{note} The other lines are used. `checkin rules check` lists all.", "warning")

    def take(self, typed: str, *, scanned: bool, how: Scan | None = None) -> None:
        """Open whoever was scanned, or typed with an Enter; the same code twice in a moment counts once."""
        if scanned and self._scans.again(typed, how):
            return
        if not typed.strip():
            self._back_to_card()
            return
        box = self.desk.scanned_box(typed)
        if isinstance(box, Team):
            self.boxes.scanned(box)
            return
        if box:
            self._screen.say(box.sentence, "warning")
            self._back_to_card()
            return
        chosen = self._chosen
        if chosen and not scanned:
            self.open(chosen.person, chosen.found_by)
            return
        answer = self.desk.look_up(typed, scanned=scanned)
        if isinstance(answer, Found):
            self.open(answer.person, answer.found_by)
        elif isinstance(answer, Refused):
            self._name(answer, typed, how)
        else:
            self._open_typed(typed)

    def search(self, typed: str) -> None:
        """Show whom the text could mean."""
        if not typed.strip():
            self._back_to_card()
            return
        self._hits.put(self.desk.find(typed))
        if self._hits:
            self.shows = "hits"
            self._draw_hits()
        else:
            told = "Try a part of the name, the team or the last digits of the phone."
            self._hello("Nobody found.", told, "In no file? Ctrl+N takes them down as a walk-in.")
        self._draw_keys()

    def move(self, steps: int) -> None:
        """Move the selection of a list, or along a card."""
        if self.shows != "hits":
            self._screen.sheet.scroll_by(steps)
            return
        place = self._hits.move(steps)
        self._draw_hits()
        self._screen.sheet.bring(place)
        self._draw_keys()

    def click(self, line: int) -> None:
        """Open the hit that was clicked."""
        if self.shows == "hits" and (hit := self._hits.at(line)):
            self._screen.box.put("")
            self.open(hit.person, hit.found_by)

    def enter(self) -> None:
        """Open the chosen hit, or record what the card proposes."""
        if chosen := self._chosen:
            self._screen.box.put("")
            self.open(chosen.person, chosen.found_by)
        elif self.card and self.shows == "card" and self.card.unread:
            self.record(ReadNotes(self.card.person.key))
        elif self.card and self.shows == "card":
            self.boxes.enter(self.card)

    def refresher(self) -> None:
        """Record the Safe Haven refresher of the person on the card, or of all who are here."""
        if self.card and self.shows == "card":
            self.record(RecordRefresher((self.card.person.key,)))
        elif here := self.desk.here():
            self.record(RecordRefresher(here))

    def slip(self) -> None:
        """Save what the person on the card does next as a page to print."""
        if not self.card or not self.can("slip"):
            self._screen.say("Nothing is left to do here, so there is no slip.")
            return
        try:
            path = self.desk.save_slip(self.card)
        except StoreError as error:
            self._screen.say(str(error), "error")
        else:
            self._screen.say(f"Saved {path}: open it in a browser and print it.", "success")

    def supervisor_pin(self) -> str:
        """Return what is kept of the supervisor's PIN, or say that there is none."""
        kept = self.desk.region.policy.supervisor_pin
        if not kept:
            self._screen.say("No supervisor's PIN is set. `checkin rules pin` sets one.", "warning")
        return kept if self.can("supervisor") else ""

    def answered(self, command: Command | str | None) -> None:
        """Record what a question was answered with, or open whoever was scanned meanwhile."""
        if isinstance(command, str):
            self.scanned(command)
        elif command:
            self.boxes.collects(command)
            answer = self.record(command)
            if isinstance(answer, Recorded) and isinstance(command, Collect):
                self._collected_for = command.person

    def record(self, command: Command) -> Answer | None:
        """Record, and say what was recorded or why not; give nothing when the disk failed."""
        try:
            answer = self.desk.do(command)
        except StoreError as error:
            self._screen.say(str(error), "error")
            return None
        self._say(answer, command)
        self.redraw()
        return answer

    def scanned(self, code: str) -> None:
        """Open whoever was scanned over another screen; a box there hands nothing over."""
        if self.card and isinstance(self.desk.scanned_box(code), Team):
            self._screen.say("Nothing was recorded. Scan the label again to hand the box over.", "warning")
        else:
            self.take(code, scanned=True)

    def change_shift(self, command: Command) -> Answer | None:
        """Record who takes over; what is recorded from here on bears their name."""
        answer = self.record(command)
        if isinstance(answer, Recorded) and isinstance(command, ChangeShift):
            self.desk.sit_down(self.desk.desk, command.volunteer)
            self.redraw()
        return answer

    def walk_in(self, command: WalkIn) -> Answer | None:
        """Record a walk-in and open their card, or that of the person whom they turned out to be."""
        answer = self.record(command)
        if isinstance(answer, Recorded):
            facts = (one.fact for one in answer.events)
            self.open(next(one.person for one in facts if isinstance(one, WalkedIn)), "name")
            self._say(answer, command)
        elif answer and command.same_as in self.desk.roster.people:
            self.open(command.same_as, "name")
        return answer

    def _say(self, answer: Answer, command: Command) -> None:
        """Say above the footer what was recorded, or why not."""
        if isinstance(answer, Recorded):
            at = clock_time(self.desk.local(self.desk.now()))
            back = "" if isinstance(command, TakeBack | TakeBackLast) else "F8 takes it back"
            told = f"{at}  " + " ".join(filter(None, (answer.warning, answer.sentence)))
            self._screen.say(told, "warning" if answer.warning else "success", back)
        else:
            self._screen.say(answer.sentence, "warning")

    def back(self) -> None:
        """Empty the box, or close the card."""
        self._scans.forget()
        if self._screen.box.text:
            self._screen.box.put("")
            self._back_to_card()
        elif self.card:
            self._not_recorded("")
            self.card = None
            self.boxes.closed()
            self._welcome()

    def open(self, person: str, found_by: str) -> None:
        """Put a person's card on the table; the box may hold the beginning of the next scan and stays."""
        if self.card is None or self.card.person.key != person:
            self._screen.say("")
            self._not_recorded(person)
        self.card = self.desk.card(person, found_by)
        self._back_to_card()
        self.boxes.opened(self.card)

    def show_team(self, team: str) -> None:
        """Show whose box it is and where it stands, and who may take it."""
        left = self._not_recorded("")
        self.card = None
        told = self.desk.whose_box(team)
        self._hits.put(self.desk.people_of(team))
        self._screen.say(" ".join(filter(None, (left, told))), "warning" if left else "foreground")
        if self._hits:
            self.shows = "hits"
            self.move(1)
        else:
            self._hello(told, "Nobody in the files is on this team. Tell the coordinator.")
            self._draw_keys()

    def say(self, sentence: str, kind: str = "quiet") -> None:
        """Say one thing in the line above the footer."""
        self._screen.say(sentence, kind)

    def stop(self, title: str, sentence: str) -> None:
        """Stop whatever goes on: large, and with the bell."""
        from checkin.tui.screens.stop import StopPage  # noqa: PLC0415  only a stop pays

        app = self._screen.app
        app.bell()
        app.push_screen(StopPage(title, sentence))

    def new_data(self) -> None:
        """Go on with the data that this desk has put in force."""
        self._watch.know_data()
        super().new_data()

    def follow(self) -> None:
        """Take in what other programs wrote."""
        self._watch.look()

    def _name(self, refused: Refused, typed: str, how: Scan | None) -> None:
        """Say what was scanned instead of a badge."""
        self._screen.say(*self._scans.named(refused, typed, how))
        if refused.candidates:
            self.search(typed)
        else:
            self._back_to_card()

    def _open_typed(self, typed: str) -> None:
        hits = self.desk.find(typed)
        if len(hits) == 1 and not hits[0].guess:
            self.open(hits[0].person, hits[0].found_by)
            return
        self._screen.box.put(typed)
        self.search(typed)
        if hits and not hits[0].guess:
            self.move(1)
        elif hits:
            self._screen.say(
                "Nobody is called exactly that. If it is one of these: ↓, then Enter.", "warning"
            )

    def _not_recorded(self, next_person: str) -> str:
        """Say so when a card leaves the table with its Enter still open, and return what was said."""
        left, collected_for, self._collected_for = self.card, self._collected_for, ""
        if left and not left.gives and left.person.key == collected_for:
            return ""
        if left and left.proposal and left.arrived is None and left.person.key != next_person:
            told = f"{left.person.name} was not recorded."
            self._screen.say(told, "warning")
            return told
        return ""
