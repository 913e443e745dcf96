"""The verbs that print badges and box labels."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import update_wrapper
from pathlib import Path
from typing import Any

import click

from checkin.cli.answers import refuse
from checkin.cli.chosen import people_for, teams_for
from checkin.cli.files import put_or_leave, unwritable
from checkin.cli.options import Place, as_json_option, common, open_desk
from checkin.cli.pictures import write_pictures
from checkin.cli.print_told import made_told, pictures_told, problems_told, run_shape, trial_told
from checkin.cli.shapes import to_json
from checkin.desk import Desk
from checkin.domain.commands import Command, IssueBadges, IssueBoxLabels, Refused
from checkin.domain.payload import trial_code
from checkin.domain.people import Person
from checkin.print.stocks import BADGES, LABELS, STOCKS, Stock
from checkin.print.tags import Tag, badge_of, label_of

__all__ = ["badges", "labels"]

_SOME = 100
"""Codes whose reading back takes a moment that is worth a bar."""
_ISSUED = "The codes are issued all the same: run this again."


@dataclass(frozen=True, slots=True)
class _Order:
    """What the options that both verbs share ask for."""

    kind: str
    stock: Stock
    """Moved where the printer needs it."""
    start: int
    output: Path | None
    divisions: tuple[str, ...]
    new: bool
    reissue: bool
    test: bool
    as_json: bool

    @property
    def file(self) -> Path:
        """The PDF to write."""
        return self.output or Path(f"test-{self.stock.key}.pdf" if self.test else f"{self.kind}s.pdf")

    def check(self, named: Sequence[str]) -> None:
        """Raise `click.UsageError` for options that contradict each other."""
        if self.file.suffix.lower() != ".pdf":
            raise click.BadParameter("Name a file that ends in .pdf.", param_hint="--output")
        if self.start > self.stock.count:
            raise click.BadParameter(
                f"A sheet of {self.stock.name} has {self.stock.count} labels. Give a number from 1 to "
                f"{self.stock.count}.",
                param_hint="--start",
            )
        if self.reissue and not (named or self.divisions):
            raise click.UsageError(
                "--reissue makes what was printed before void. Name whose: --person, --team or --division."
            )
        if self.reissue and self.new:
            raise click.UsageError("--new and --reissue contradict each other. Leave one of them out.")

    def tell(self, lines: Iterable[str], shape: Mapping[str, Any]) -> None:
        """Print what was done."""
        click.echo(to_json(shape) if self.as_json else "\n".join(lines))


def _order(kind: str, stock: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a verb the options of everything that is printed on sheets, as one `_Order`."""

    def decorate(verb: Callable[..., Any]) -> Callable[..., Any]:
        def ordered(place: Place, /, *, stock: str, shift: tuple[float, float], **options: Any) -> Any:
            own = {one: options.pop(one) for one in [*options] if one not in _Order.__slots__}
            return verb(place, order=_Order(kind, STOCKS[stock].shifted(*shift), **options), **own)

        decorated = update_wrapper(ordered, verb)
        for option in (
            as_json_option,
            click.option(
                "--test", is_flag=True, help="A sheet with frames and test codes, to try a printer."
            ),
            click.option("-o", "--output", type=click.Path(path_type=Path), help="The .pdf file to write."),
            click.option(
                "--start", type=click.IntRange(1), default=1, help="First free label of a used sheet."
            ),
            click.option(
                "--stock", type=click.Choice([*STOCKS]), default=stock, show_default=True, help="The sheets."
            ),
            click.option(
                "--shift",
                type=click.FloatRange(-10, 10),
                nargs=2,
                default=(0, 0),
                metavar="MM MM",
                help="Print that much further right, and down; negative for left and up.",
            ),
            click.option("--reissue", is_flag=True, help="New codes; those printed before are void then."),
            click.option("--new", is_flag=True, help="Only those that have no code yet."),
            click.option("--division", "divisions", metavar="D", multiple=True, help="Only this division."),
        ):
            decorated = option(decorated)
        return decorated

    return decorate


@click.command()
@click.option("--person", "people", metavar="PERSON", multiple=True, help="Only this person.")
@click.option("--png", type=click.Path(path_type=Path), metavar="DIR", help="A picture of each, for e-mail.")
@click.option("--svg", type=click.Path(path_type=Path), metavar="DIR", help="The same as SVG.")
@common
@_order("badge", BADGES)
def badges(place: Place, order: _Order, people: tuple[str, ...], png: Path | None, svg: Path | None) -> None:
    """Print badges to a PDF, each one read back: of everybody, of divisions, or of these people.

    Example: checkin badges --division 12U --stock 5395 --start 4 -o badges.pdf
    """
    order.check(people)
    with open_desk(place, desk="badges") as desk:
        if order.test:
            _trial(desk, order)
            return
        chosen = people_for(desk, people, order.divisions, new=order.new)
        issued = _issue(desk, IssueBadges(tuple(one.key for one in chosen), order.reissue))
        tags = {one.key: badge_of(one, desk.badge(one.key), desk.roster, desk.region) for one in chosen}
        folders = {ending: folder for ending, folder in ((".png", png), (".svg", svg)) if folder}
        if folders:
            _pictures(folders, chosen, [*tags.values()], issued, order)
        if not folders or order.output:
            _print(desk, tags, issued, order)


@click.command()
@click.option("--team", "teams", metavar="TEAM", multiple=True, help="Only this team.")
@common
@_order("label", LABELS)
def labels(place: Place, order: _Order, teams: tuple[str, ...]) -> None:
    """Print labels for the teams' boxes to a PDF, each one read back, in the order of the shelves.

    Example: checkin labels --division 12U --stock L7163 -o labels.pdf
    """
    order.check(teams)
    with open_desk(place, desk="badges") as desk:
        if order.test:
            _trial(desk, order)
            return
        chosen = teams_for(desk, teams, order.divisions, new=order.new)
        issued = _issue(desk, IssueBoxLabels(tuple(one.key for one in chosen), order.reissue))
        tags = {one.key: label_of(one, desk.box_label(one.key), desk.roster, desk.region) for one in chosen}
        _print(desk, tags, issued, order)


def _issue(desk: Desk, command: Command) -> int:
    """Issue the codes that are lacking and return how many."""
    answer = desk.do(command)
    if isinstance(answer, Refused):
        return 0 if answer.code == "nothing-to-issue" else refuse(answer)
    return len(answer.events)


def _print(desk: Desk, tags: dict[str, Tag], issued: int, order: _Order) -> None:
    """Draw, read back, write and tell; leave with 3 when something can't be read."""
    from checkin.print.run import print_run  # noqa: PLC0415  the other verbs don't wait for it

    made, title = desk.local(desk.now()), f"{order.kind.capitalize()}s, {desk.region.season.label}"
    steps, hidden = 2 * len(tags), len(tags) < _SOME or not sys.stderr.isatty()
    with click.progressbar(
        length=steps, label="Drawing, reading back", file=sys.stderr, hidden=hidden, update_min_steps=10
    ) as bar:
        run = print_run(
            [*tags.values()], order.stock, title=title, made=made, start=order.start, tell=bar.update
        )
    put_or_leave(order.file, run.pdf, _ISSUED)
    order.tell(
        made_told(run, order.stock, order.file, order.kind, len(tags), issued=issued, reissued=order.reissue),
        run_shape(run, order.stock, order.file, issued, tags),
    )
    for line in problems_told(run, order.kind, len(tags)):
        click.echo(line, err=True)
    if run.faults:
        sys.exit(3)


def _trial(desk: Desk, order: _Order) -> None:
    """Write the sheet that shows whether printer and scanner do."""
    from checkin.print.sheets import trial_sheet  # noqa: PLC0415  the other verbs don't wait for it

    title, made = f"Test sheet, {order.stock.name}", desk.local(desk.now())
    put_or_leave(order.file, trial_sheet(trial_code(), order.stock, title=title, made=made))
    order.tell(trial_told(order.stock, order.file), {"file": str(order.file), "code": trial_code()})


def _pictures(
    folders: dict[str, Path], people: list[Person], tags: list[Tag], issued: int, order: _Order
) -> None:
    """Write the folders of pictures and tell; leave with 3 when one can't be read."""
    lines, failed = [], []
    for ending, folder in folders.items():
        try:
            failed += write_pictures(folder, ending, people, tags)
        except OSError as error:
            unwritable(folder, error, _ISSUED)
        lines.append(pictures_told(folder, ending, len(people)))
    if order.output:
        click.echo("\n".join(lines), err=order.as_json)
    else:
        shape = {"pictures": [*map(str, folders.values())], "issued": issued, "unreadable": failed}
        order.tell(lines, shape)
    if failed:
        click.echo(f"These can't be read, don't send them: {', '.join(failed)}", err=True)
        sys.exit(3)
