"""What an import asks about its files: which kind, which order of dates, what the columns are."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from textual.content import Content

from checkin.exchange import (
    Answers,
    ColumnsRead,
    Heading,
    Plan,
    Unclear,
    Unread,
    amended_columns,
    columns_mapping,
    columns_text,
    guess_columns,
    headings,
)
from checkin.exchange import Columns as Mapping
from checkin.tui.import_pages import ImportPages
from checkin.tui.screens.columns import ColumnsPage, Said
from checkin.tui.screens.importing import ChoicePage

__all__ = ["ImportQuestions"]


class ImportQuestions(ImportPages):
    """The questions, and what was answered so far."""

    _files: tuple[Path, ...] = ()
    _answered: dict[Path, Answers]
    """What was asked about and answered; it is asked again when the files are read anew."""
    _said: dict[Path, Said]
    """What was said of the columns of sheets that nobody knows: proposed when it is asked again."""
    _amended: dict[str, tuple[Path, Mapping]]
    """What was said of tables that were read already, by the name that the plan has for each."""

    def _forget_answers(self) -> None:
        self._answered, self._said, self._amended = {}, {}, {}

    @property
    def _answers(self) -> dict[Path, Answers]:
        """What is known of each file that is chosen."""
        found = {path: self._answered.get(path, Answers()) for path in self._files}
        for path, mapping in self._amended.values():
            if path in found:
                found[path] = replace(found[path], said=(mapping, *found[path].said))
        return found

    @property
    def _to_keep(self) -> list[tuple[str, str]]:
        """Return the mapping files to keep in the season once the import is in force, name and text."""
        amended = [(path.stem, columns_text(one, table)) for table, (path, one) in self._amended.items()]
        return amended + [
            (path.stem, columns_text(mapping, path.name))
            for path, one in self._answered.items()
            if path.name not in self._amended
            for mapping in one.said
        ]

    def _read(self) -> None:
        """Read the files with the answers."""
        raise NotImplementedError

    def _back_to_files(self) -> None:
        """Go back to the list of the files."""
        raise NotImplementedError

    def _ask(self, asked: Unclear) -> None:
        """Ask what isn't clear about a file, then read again."""
        path = asked.path or self._files[0]
        before = self._answered.get(path, Answers())
        if asked.about == "columns":
            self._ask_columns(asked, path)
            return

        def answer(place: int) -> None:
            if place == len(asked.choices):
                self._ask_columns(asked, path)
                return
            value = asked.choices[place][0]
            kind = value if asked.about == "kind" else before.kind
            order = before.date_order if asked.about == "kind" else "us" if value == "us" else "eu"
            self._answered[path] = replace(before, kind=kind, date_order=order)
            self._read()

        words = [told[:1].upper() + told[1:] for _, told in asked.choices]
        words += ["Both, or something else: say what its columns are"] if asked.head else []
        title = f"{asked.file} isn't clear"
        told = [Content(asked.question)]
        self._turn_to(lambda: ChoicePage(title, told, words, answer, self._back_to_files))

    def _ask_columns(self, asked: Unclear, path: Path) -> None:
        """Ask what the columns of a sheet are that nobody knows."""
        found = headings(asked.head)
        begun = self._said.get(path)
        if begun is None or begun.headings != found:
            begun = self._said[path] = Said(found, [guess_columns(one) for one in found])

        def answer(said: Said) -> str:
            mapping = columns_mapping(said.heading, said.fields[said.place], path.name)
            if not isinstance(mapping, Mapping):
                return mapping
            before = self._answered.get(path, Answers())
            self._answered[path] = replace(before, kind=None, said=(mapping, *before.said))
            self._read()
            return ""

        title = f"What are the columns of {asked.file}?"
        self._turn_to(lambda: ColumnsPage(title, asked.question, begun, answer, self._back_to_files))

    def _ask_table(self, plan: Plan) -> None:
        """Ask of which table the columns are to be said, when there are several."""
        tables = {one.columns.table: partial(self._amend, one.columns, plan) for one in plan.files}
        unread = [one for one in plan.unread if one.is_table]
        tables |= {f"{one.table}, not read so far": partial(self._take_in, one, plan) for one in unread}
        choices = list(tables.values())
        if len(choices) == 1:
            choices[0]()
            return
        told = [Content("Choose the one that was taken wrongly, or of which more can be read.")]
        title = "The columns of which file?"
        back = partial(self._show_plan, plan)
        self._turn_to(lambda: ChoicePage(title, told, list(tables), lambda at: choices[at](), back))

    def _take_in(self, sheet: Unread, plan: Plan) -> None:
        """Let a person say what the columns of a sheet are of which nothing was read."""
        found = headings(sheet.head)

        def answer(said: Said) -> str:
            mapping = columns_mapping(said.heading, said.fields[said.place], sheet.path.name)
            return self._read_as(mapping, sheet)

        title = f"What are the columns of {sheet.table}?"
        told = "Nothing is read from this sheet so far. What is said here is kept for the next time."
        said = Said(found, [guess_columns(one) for one in found])
        back = partial(self._show_plan, plan)
        self._turn_to(lambda: ColumnsPage(title, told, said, answer, back))

    def _read_as(self, mapping: Mapping | str, table: Unread | ColumnsRead) -> str:
        """Read a table anew by what was said of it, or return what is still missing."""
        if isinstance(mapping, str):
            return mapping
        self._amended[table.table] = (table.path, mapping)
        self._read()
        return ""

    def _amend(self, read: ColumnsRead, plan: Plan) -> None:
        """Let a person say of a table that was read what its columns are."""

        def answer(said: Said) -> str:
            if said.heading is read.heading:
                mapping = amended_columns(read, said.fields[0])
            else:
                mapping = columns_mapping(said.heading, said.fields[said.place], read.path.name)
            return self._read_as(mapping, read)

        title = f"The columns of {read.table}"
        told = f"Taken for {read.mapping.title}. What is said here is kept for the next time."
        others = _other_headings(read)
        fields = [read.said, *map(guess_columns, others)]
        said = Said((read.heading, *others), fields, fixed=read.fixed)
        self._turn_to(lambda: ColumnsPage(title, told, said, answer, lambda: self._show_plan(plan)))

    def _show_plan(self, plan: Plan) -> None:
        """Show the plan."""
        raise NotImplementedError


def _other_headings(read: ColumnsRead) -> list[Heading]:
    """Return the rows that may be the header after all of a table that was read as one without."""
    if read.heading.line or any(read.fixed):
        return []
    found = headings(list(enumerate(read.heading.below, start=1)))
    return sorted((one for one in found if one.line), key=lambda one: one.line)
