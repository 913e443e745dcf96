"""An import on the screen, from the files to the undo; a scan covers it, and it waits."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.content import Content

from checkin.desk import keep_mapping
from checkin.domain.commands import Recorded, Refused, TakeBackImport
from checkin.domain.desk_facts import Imported
from checkin.domain.phrases import clock_time, day, listed, many
from checkin.exchange import ImportRefused, Plan, Progress, Unclear
from checkin.store import StoreError
from checkin.tui.import_pages import Then
from checkin.tui.import_questions import ImportQuestions
from checkin.tui.screens.files import Chosen, FilesScreen
from checkin.tui.screens.importing import ChoicePage

if TYPE_CHECKING:
    from checkin.tui.app import CheckinApp
    from checkin.tui.evening import Evening

__all__ = ["Importing"]

_MOST = 200
"""Lines of each list of a plan; more are nothing to read on a screen, `checkin import --dry-run` has all."""


class Importing(ImportQuestions):
    """What was chosen, asked and answered so far."""

    def __init__(self, app: CheckinApp, evening: Evening) -> None:
        super().__init__(app)
        self._evening, self._desk = evening, evening.desk
        self._forget_answers()
        self._out = False
        """Whether those who are gone from the files are taken out."""
        self._anew = ""
        """What the plan says first: why it was made once more."""
        self._note = ""
        """What hindered the backup."""
        self._told = ""
        """What the list of files says first: why they can't be read."""

    def show(self) -> None:
        """Show the step that the import is at; on the list of files go on."""
        if isinstance(self._app.screen, FilesScreen):
            self._app.screen.go_on()
        elif self._app.screen is self._app.table:
            if self._step:
                self._page = self._step()
                self._app.push_screen(self._page)
            else:
                self._ask_files()

    # ------------------------------------------------------------------------------------------- the steps

    def _ask_files(self) -> None:
        told, self._told = self._told, ""
        page = FilesScreen(self._files, self._latest(), told)
        self._app.call_next(self._app.push_screen, page, self._chosen)  # the page that asks may be closing

    def _chosen(self, chosen: Chosen | None) -> None:
        if chosen is None:
            self._forget()
        elif chosen.scanned:
            self._evening.scanned(chosen.scanned)
        elif chosen.undo:
            self._ask_undo()
        else:
            self._files = chosen.files
            self._answered = {}
            self._read(remove_gone=False)

    def _read(self, *, remove_gone: bool | None = None) -> None:
        """Make the plan in a thread: those who are gone taken out, or kept, or as the last time."""
        files, answers = self._files, self._answers
        self._out = out = self._out if remove_gone is None else remove_gone

        def plan(tell: Progress) -> Then:
            try:
                made = self._desk.plan_import(files, answers=answers, progress=tell, remove_gone=out)
            except Unclear as asked:
                found = asked
                return lambda: self._ask(found)
            except (ImportRefused, OSError) as refused:
                told = str(refused)
                return lambda: self._refused(told)
            return lambda: self._show_plan(made)

        self._in_thread("Reading the files: nothing has changed yet", plan)

    def _show_plan(self, plan: Plan) -> None:
        """Show the plan, and what can be done with it."""
        out = len({one.key for one in plan.gone if one.removed and one.what == "person"})
        taken_out = any(one.removed for one in plan.gone)
        answers: dict[str, Callable[[], None]] = {}
        if taken_out:
            answers["Import this, and take them out"] = lambda: self._put_in_force(plan)
            answers["Keep them after all"] = lambda: self._read(remove_gone=False)
        else:
            words = "Import this" if plan.changes else "Import this, although it changes nothing"
            answers[words] = lambda: self._put_in_force(plan)
        if not taken_out and any(not one.told for one in plan.gone):
            answers[f"Show the plan without {_whom(plan)} no longer in the files"] = lambda: self._read(
                remove_gone=True
            )
        if plan.files:
            answers[_of_columns(plan)] = lambda: self._ask_table(plan)
        answers["Back to the files"] = self._back_to_files
        does = list(answers.values())
        some = f", without {many(out, 'person', 'people')}" if out else ", without what is gone"
        title = f"The plan{some if taken_out else ''}: nothing has changed yet"
        told = [Content.styled(self._anew, "$warning"), Content("")] if self._anew else []
        told += plan_rows(plan)
        self._anew = ""
        self._turn_to(
            lambda: ChoicePage(title, told, list(answers), lambda at: does[at](), self._back_to_files)
        )

    def _put_in_force(self, plan: Plan) -> None:
        def write(tell: Progress) -> Then:
            try:
                tell("Making a backup", 0.1)
                self._note = self._desk.back_up()[1]
                tell("Writing the new data", 0.5)
                self._desk.prepare(plan)
            except StoreError as error:
                told = str(error)
                return lambda: self._refused(told)
            return lambda: self._commit(plan)

        self._in_thread("Putting the import in force", write)

    def _commit(self, plan: Plan) -> None:
        try:
            answer = self._desk.apply(plan)
        except StoreError as error:
            self._refused(str(error))
            return
        if isinstance(answer, Refused):
            self._anew = answer.sentence.replace("Make the plan again.", "This is the plan made anew.")
            self._read()
            return
        try:
            for name, text in self._to_keep:
                keep_mapping(self._desk.season, name, text)
        except StoreError:
            then = "The columns could not be kept for next time"
        else:
            then = "^F takes it back"
        self._finish(answer, then)

    # -------------------------------------------------------------------------------------------- the undo

    def _latest(self) -> str:
        """Return what the latest import was, or an empty text when there is none."""
        imports = (one for one in reversed(self._desk.night.rosters()) if getattr(one.fact, "files", ()))
        event = next(imports, self._desk.night.roster())
        if event is None or not isinstance(event.fact, Imported):
            return ""
        at = self._desk.local(event.at)
        by = f" by {event.by}" if event.by else ""
        files = f" of {listed(event.fact.files)}" if event.fact.files else ""
        return f"the latest import{files}, {day(at.date())} {clock_time(at)}{by}"

    def _ask_undo(self) -> None:
        event = self._desk.night.roster()
        seen = event.id if event else ""
        told = [
            Content(f"This takes back {self._latest()}."),
            Content(""),
            Content("The data before it is in force again at every desk."),
            Content("What was recorded since stays: arrivals, rosters, boxes, evidence."),
        ]
        answers = ["Leave it as it is", "Take the import back"]

        def choose(place: int) -> None:
            if place:
                self._in_thread("Taking the import back", back_up)
            else:
                self._back_to_files()

        def back_up(tell: Progress) -> Then:
            try:
                tell("Making a backup", 0.3)
                self._note = self._desk.back_up()[1]
            except StoreError as error:
                told = str(error)
                return lambda: self._refused(told)
            return lambda: self._take_back(seen)

        title = "Take the latest import back?"
        self._turn_to(lambda: ChoicePage(title, told, answers, choose, self._back_to_files))

    def _take_back(self, seen: str) -> None:
        try:
            answer = self._desk.do(TakeBackImport(seen=seen))
        except StoreError as error:
            self._refused(str(error))
            return
        if isinstance(answer, Refused):
            self._refused(answer.sentence)
        else:
            self._finish(answer, "")

    # ------------------------------------------------------------------------------------------- the pages

    def _finish(self, answer: Recorded, then: str) -> None:
        note = f" {self._note}" if self._note else ""
        self._forget()
        self._uncover()
        told = f"{answer.sentence} {self._desk.in_force()}{note}"
        self._evening.new_data()
        self._app.table.say(told, "warning" if note else "success", then)

    def _refused(self, told: str) -> None:
        self._told = told
        self._back_to_files()

    def stopped(self) -> None:
        """Go back to the files, when a person stops the reading."""
        self._back_to_files()

    def _back_to_files(self) -> None:
        self._run += 1
        covered = self._covered
        self._step = self._page = None
        if covered:
            self._app.table.say(self._told or "The import waits: ^F goes on with it.", "warning")
        else:
            self._uncover()
            self._ask_files()

    def _forget(self) -> None:
        self._run += 1
        self._step = self._page = None
        self._files, self._out, self._anew, self._note = (), False, "", ""
        self._forget_answers()


def plan_rows(plan: Plan) -> list[Content]:
    """Return a plan as lines, its headings bold."""
    return [
        Content.styled(line, "bold") if line.endswith(":") and not line.startswith(" ") else Content(line)
        for line in plan.lines(_MOST, _MOST)
    ]


def _whom(plan: Plan) -> str:
    people = len({one.key for one in plan.gone if one.what == "person" and not one.told})
    return "what is" if not people else "the person" if people == 1 else f"the {people} people"


def _of_columns(plan: Plan) -> str:
    """Return the answer that leads to the columns, with those of which nothing is read."""
    unread = [
        name
        for one in plan.files
        for name, slots in zip(one.columns.heading.names, one.columns.taken_for, strict=True)
        if name and slots is None
    ]
    unread += [one.table for one in plan.unread if one.is_table]
    return "Say what the columns are" + (f": {listed(unread)} not read" if unread else "")
