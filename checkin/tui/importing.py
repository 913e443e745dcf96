"""An import on the screen, from the files to the undo; a scan covers it, and it waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from checkin.desk import keep_mapping
from checkin.domain.commands import Recorded, Refused, TakeBackImport
from checkin.domain.desk_facts import Imported
from checkin.domain.phrases import clock_time, day, listed
from checkin.exchange import (
    Answers,
    Field,
    ImportRefused,
    Plan,
    Progress,
    Unclear,
    columns_mapping,
    columns_text,
)
from checkin.exchange import Columns as Mapping
from checkin.store import StoreError
from checkin.tui.import_pages import ImportPages, Then
from checkin.tui.screens.files import Chosen, FilesScreen
from checkin.tui.screens.importing import ChoicePage, ColumnsPage

if TYPE_CHECKING:
    from checkin.tui.app import CheckinApp
    from checkin.tui.evening import Evening

__all__ = ["Importing"]

_MOST = 200
"""Lines of each list of a plan; more are nothing to read on a screen, `checkin import --dry-run` has all."""


class Importing(ImportPages):
    """What was chosen, asked and answered so far."""

    def __init__(self, app: CheckinApp, evening: Evening) -> None:
        super().__init__(app)
        self._evening, self._desk = evening, evening.desk
        self._files: tuple[Path, ...] = ()
        self._answers: dict[Path, Answers] = {}
        self._kept: dict[str, str] = {}
        """Mapping files to keep in the season once the import is in force, by name."""
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
            self._answers = {path: one for path, one in self._answers.items() if path in self._files}
            self._read()

    def _read(self) -> None:
        """Make the plan in a thread."""
        files, answers = self._files, dict(self._answers)

        def plan(tell: Progress) -> Then:
            try:
                made = self._desk.plan_import(files, answers=answers, progress=tell)
            except Unclear as asked:
                found = asked
                return lambda: self._ask(found)
            except (ImportRefused, OSError) as refused:
                told = str(refused)
                return lambda: self._refused(told)
            return lambda: self._show_plan(made)

        self._in_thread("Reading the files: nothing has changed yet", plan)

    def _ask(self, asked: Unclear) -> None:
        """Ask what isn't clear about a file, then read again."""
        path = asked.path or self._files[0]
        if asked.about == "columns":

            def columns(header: Sequence[str], said: Sequence[Field | None]) -> str:
                return self._say_columns(path, header, said)

            self._turn_to(lambda: ColumnsPage(asked, columns, self._back_to_files))
            return

        def answer(place: int) -> None:
            value = asked.choices[place][0]
            before = self._answers.get(path, Answers())
            kind = value if asked.about == "kind" else before.kind
            order = before.date_order if asked.about == "kind" else "us" if value == "us" else "eu"
            self._answers[path] = replace(before, kind=kind, date_order=order)
            self._read()

        words = [told[:1].upper() + told[1:] for _, told in asked.choices]
        title = f"{asked.file} isn't clear"
        told = [Content(asked.question)]
        self._turn_to(lambda: ChoicePage(title, told, words, answer, self._back_to_files))

    def _say_columns(self, path: Path, header: Sequence[str], said: Sequence[Field | None]) -> str:
        mapping = columns_mapping(header, said)
        if not isinstance(mapping, Mapping):
            return mapping
        self._answers[path] = replace(self._answers.get(path, Answers()), mapping=mapping)
        self._kept[path.stem] = columns_text(mapping, path.name)
        self._read()
        return ""

    def _show_plan(self, plan: Plan) -> None:
        missing = [one for one in plan.gone if one.what == "person"]
        answers = [
            "Import this" if plan.changes else "Import this, although it changes nothing",
            "Back to the files",
        ]
        if plan.gone:
            some = (
                "the person" if len(missing) == 1 else f"the {len(missing)} people" if missing else "what is"
            )
            answers.insert(1, f"Import, and take out {some} no longer in the files")

        def choose(place: int) -> None:
            if answers[place] == "Back to the files":
                self._back_to_files()
            elif place == 1:
                self._remove()
            else:
                self._put_in_force(plan)

        title, told = "The plan: nothing has changed yet", plan_rows(plan)
        self._turn_to(lambda: ChoicePage(title, told, answers, choose, self._back_to_files))

    def _remove(self) -> None:
        """Make the plan anew, without those who are no longer in the files, and put it in force."""
        files, answers = self._files, dict(self._answers)

        def again(tell: Progress) -> Then:
            try:
                made = self._desk.plan_import(files, answers=answers, progress=tell, remove_gone=True)
            except (ImportRefused, OSError) as refused:
                told = str(refused)
                return lambda: self._refused(told)
            return lambda: self._put_in_force(made)

        self._in_thread("Reading the files once more", again)

    def _put_in_force(self, plan: Plan) -> None:
        def write(tell: Progress) -> Then:
            try:
                tell("Making a backup", 0.1)
                self._desk.back_up()
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
            self._app.table.say(answer.sentence, "warning")
            self._read()
            return
        try:
            for name, text in self._kept.items():
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
                self._desk.back_up()
            except StoreError as error:
                told = str(error)
                return lambda: self._refused(told)
            return self._take_back

        title = "Take the latest import back?"
        self._turn_to(lambda: ChoicePage(title, told, answers, choose, self._back_to_files))

    def _take_back(self) -> None:
        try:
            answer = self._desk.do(TakeBackImport())
        except StoreError as error:
            self._refused(str(error))
            return
        if isinstance(answer, Refused):
            self._refused(answer.sentence)
        else:
            self._finish(answer, "")

    # ------------------------------------------------------------------------------------------- the pages

    def _finish(self, answer: Recorded, then: str) -> None:
        self._forget()
        self._uncover()
        people, teams = len(self._desk.roster.people), len(self._desk.roster.teams)
        told = f"{answer.sentence} In force now: {people} people and {teams} teams."
        self._evening.new_data()
        self._app.table.say(told, "success", then)

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
        self._files, self._answers, self._kept = (), {}, {}


def plan_rows(plan: Plan) -> list[Content]:
    """Return a plan as lines, its headings bold."""
    return [
        Content.styled(line, "bold") if line.endswith(":") and not line.startswith(" ") else Content(line)
        for line in plan.lines(_MOST, _MOST)
    ]
