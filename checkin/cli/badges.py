"""The verbs that print badges and box labels."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn

import click

from checkin.cli.ask import as_json_option, refuse
from checkin.cli.options import Place, common, open_desk
from checkin.cli.print_told import made_told, pictures_told, problems_told, run_shape, trial_told
from checkin.cli.shapes import to_json
from checkin.desk import Desk
from checkin.domain.commands import Command, IssueBadges, IssueBoxLabels, Refused
from checkin.domain.payload import trial_code
from checkin.domain.people import Person, Team
from checkin.print.pictures import write_pictures
from checkin.print.run import print_run
from checkin.print.sheets import trial_sheet
from checkin.print.stocks import BADGES, LABELS, STOCKS, Stock
from checkin.print.tags import Tag, badge_of, in_order, label_of, teams_in_order
from checkin.report import put

__all__ = ["badges", "labels"]

_SOME = 100
"""Codes whose reading back takes a moment that is worth a bar."""


def _print_options(stock: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a verb the options of everything that is printed on sheets."""

    def decorate(verb: Callable[..., Any]) -> Callable[..., Any]:
        for option in (
            as_json_option,
            click.option(
                "--test", is_flag=True, help="One sheet with frames and test codes, to try a printer."
            ),
            click.option("-o", "--output", type=click.Path(path_type=Path), help="The .pdf file to write."),
            click.option(
                "--start", type=click.IntRange(1), default=1, help="First free label of a used sheet."
            ),
            click.option(
                "--stock", type=click.Choice([*STOCKS]), default=stock, show_default=True, help="The sheets."
            ),
            click.option("--reissue", is_flag=True, help="New codes; those printed before are void then."),
            click.option("--new", is_flag=True, help="Only those that have no code yet."),
            click.option("--division", "divisions", metavar="D", multiple=True, help="Only this division."),
        ):
            verb = option(verb)
        return verb

    return decorate


@click.command()
@click.option("--person", "people", metavar="PERSON", multiple=True, help="Only this person.")
@click.option("--png", type=click.Path(path_type=Path), metavar="DIR", help="A picture of each, for e-mail.")
@click.option("--svg", type=click.Path(path_type=Path), metavar="DIR", help="The same as SVG.")
@_print_options(BADGES)
@common
def badges(place: Place, people: tuple[str, ...], png: Path | None, svg: Path | None, **options: Any) -> None:
    """Print badges to a PDF, each one read back: of everybody, of divisions, or of these people.

    Example: checkin badges --division 12U --stock 5395 --start 4 -o badges.pdf
    """
    stock, output = _checked(options, "badges.pdf", chosen=bool(people))
    with open_desk(place, desk="badges") as desk:
        if options["test"]:
            return _trial(desk, stock, output, as_json=options["as_json"])
        chosen = _people(desk, people, options)
        issued = _issue(desk, IssueBadges(tuple(one.key for one in chosen), options["reissue"]))
        tags = [badge_of(one, desk.badge(one.key), desk.roster, desk.region) for one in chosen]
        folders = {ending: folder for ending, folder in ((".png", png), (".svg", svg)) if folder}
        if folders:
            _pictures(folders, chosen, tags, issued, options)
        if not folders or options["output"]:
            _print(desk, tags, stock, output, "badge", options, issued, [one.key for one in chosen])
    return None


@click.command()
@click.option("--team", "teams", metavar="TEAM", multiple=True, help="Only this team.")
@_print_options(LABELS)
@common
def labels(place: Place, teams: tuple[str, ...], **options: Any) -> None:
    """Print labels for the teams' boxes to a PDF, each one read back, in the order of the shelves.

    Example: checkin labels --division 12U --stock L7163 -o labels.pdf
    """
    stock, output = _checked(options, "labels.pdf", chosen=bool(teams))
    with open_desk(place, desk="badges") as desk:
        if options["test"]:
            return _trial(desk, stock, output, as_json=options["as_json"])
        chosen = _teams(desk, teams, options)
        issued = _issue(desk, IssueBoxLabels(tuple(one.key for one in chosen), options["reissue"]))
        tags = [label_of(one, desk.box_label(one.key), desk.roster, desk.region) for one in chosen]
        _print(desk, tags, stock, output, "label", options, issued, [one.name for one in chosen])
    return None


def _checked(options: dict[str, Any], name: str, *, chosen: bool) -> tuple[Stock, Path]:
    """Return the stock and the file.

    Raises `click.UsageError` for options that contradict each other.
    """
    stock = STOCKS[options["stock"]]
    output = options["output"] or Path(f"test-{stock.key}.pdf" if options["test"] else name)
    if output.suffix.lower() != ".pdf":
        raise click.BadParameter("Name a file that ends in .pdf.", param_hint="--output")
    if options["start"] > stock.count:
        raise click.BadParameter(
            f"A sheet of {stock.name} has {stock.count} labels. Give a number from 1 to {stock.count}.",
            param_hint="--start",
        )
    if options["reissue"] and not (chosen or options["divisions"]):
        raise click.UsageError(
            "--reissue makes what was printed before void. Name whose: --person, --team or --division."
        )
    if options["reissue"] and options["new"]:
        raise click.UsageError("--new and --reissue contradict each other. Leave one of them out.")
    return stock, output


def _people(desk: Desk, named: Sequence[str], options: dict[str, Any]) -> list[Person]:
    """Return whom to print, in the order they are handed out, or leave with a refusal."""
    roster, region = desk.roster, desk.region
    if named:
        found = [desk.person(one) for one in named]
        keys = [refuse(one) if isinstance(one, Refused) else one.person for one in found]
        chosen = [roster.people[one] for one in dict.fromkeys(keys)]
    else:
        rows = [one for one in roster.assignments if one.person in roster.people and region.role_of(one.role)]
        chosen = in_order((roster.people[one] for one in {row.person for row in rows}), roster, region)
    wanted = _divisions(desk, options["divisions"])
    if wanted:
        keys = [row.person for row in roster.assignments if _division(desk, row.division) in wanted]
        chosen = [one for one in chosen if one.key in set(keys)]
    if options["new"]:
        chosen = [one for one in chosen if not desk.badge(one.key)]
    return chosen or _nobody(desk, "person", new=options["new"])


def _teams(desk: Desk, named: Sequence[str], options: dict[str, Any]) -> list[Team]:
    """Return which teams to print, in the order of the shelves, or leave with a refusal."""
    found = [desk.team(one) for one in named] if named else list(desk.roster.teams.values())
    chosen = [refuse(one) if isinstance(one, Refused) else one for one in found]
    wanted = _divisions(desk, options["divisions"])
    if wanted:
        chosen = [one for one in chosen if _division(desk, one.division) in wanted]
    if options["new"]:
        chosen = [one for one in chosen if not desk.box_label(one.key)]
    return teams_in_order(chosen, desk.region) or _nobody(desk, "team", new=options["new"])


def _divisions(desk: Desk, named: Iterable[str]) -> set[str]:
    """Return the keys of divisions, or leave when the region has none of that name."""
    wanted = set()
    for one in named:
        if not (key := _division(desk, one)):
            known = tuple(division.key for division in desk.region.divisions)
            refuse(Refused("unknown-division", f"No division is called {one}. This region has:", known))
        wanted.add(key)
    return wanted


def _division(desk: Desk, spelling: str) -> str:
    found = desk.region.division_of(spelling)
    return found.key if found else ""


def _nobody(desk: Desk, what: str, *, new: bool) -> NoReturn:
    if not desk.roster.people:
        refuse(
            Refused("nothing-imported", "Nobody is in the files yet. Begin with `checkin import FILE...`.")
        )
    if new:
        refuse(Refused("nothing-new", f"Every {what} of these has a code already. Leave --new out."))
    refuse(Refused("nobody", f"No {what} of the files is in that division."))


def _issue(desk: Desk, command: Command) -> int:
    """Issue the codes that are lacking and return how many."""
    answer = desk.do(command)
    if isinstance(answer, Refused):
        return 0 if answer.code == "nothing-to-issue" else refuse(answer)
    return len(answer.events)


def _print(
    desk: Desk,
    tags: list[Tag],
    stock: Stock,
    output: Path,
    kind: str,
    options: dict[str, Any],
    issued: int,
    keys: list[str],
) -> None:
    """Draw, read back, write and tell; leave with 3 when something can't be read."""
    made, title = desk.local(desk.now()), f"{kind.capitalize()}s, {desk.region.season.label}"
    hidden = len(tags) < _SOME or not sys.stderr.isatty()
    with click.progressbar(length=len(tags), label="Reading back", file=sys.stderr, hidden=hidden) as bar:
        run = print_run(tags, stock, title=title, made=made, start=options["start"], tell=bar.update)
    _write(output, run.pdf)
    shape = run_shape(run, stock, output, issued, dict(zip(keys, tags, strict=True)))
    _tell(
        made_told(run, stock, output, kind, len(tags), issued=issued, reissued=options["reissue"]),
        shape,
        options,
    )
    for line in problems_told(run, kind, len(tags)):
        click.echo(line, err=True)
    if run.faults:
        sys.exit(3)


def _trial(desk: Desk, stock: Stock, output: Path, *, as_json: bool) -> None:
    """Write the sheet that shows whether printer and scanner do."""
    code = trial_code()
    title, made = f"Test sheet, {stock.name}", desk.local(desk.now())
    _write(output, trial_sheet(code, stock, title=title, made=made))
    _tell(trial_told(stock, output), {"file": str(output), "code": code}, {"as_json": as_json})


def _tell(lines: Iterable[str], shape: dict[str, Any], options: dict[str, Any]) -> None:
    click.echo(to_json(shape) if options["as_json"] else "\n".join(lines))


def _write(output: Path, data: bytes) -> None:
    try:
        put(output, data)
    except OSError as error:
        _unwritable(output, error)


def _pictures(
    folders: dict[str, Path], people: list[Person], tags: list[Tag], issued: int, options: dict[str, Any]
) -> None:
    """Write the folders of pictures and tell; leave with 3 when one can't be read."""
    lines, failed = [], []
    for ending, folder in folders.items():
        try:
            failed += write_pictures(folder, ending, people, tags)
        except OSError as error:
            _unwritable(folder, error)
        lines.append(pictures_told(folder, ending, len(people)))
    if options["output"]:
        click.echo("\n".join(lines), err=options["as_json"])
    else:
        shape = {"pictures": [*map(str, folders.values())], "issued": issued, "unreadable": failed}
        _tell(lines, shape, options)
    if failed:
        click.echo(f"These can't be read, don't send them: {', '.join(failed)}", err=True)
        sys.exit(3)


def _unwritable(path: Path, error: OSError) -> NoReturn:
    click.echo(
        f"{path} can't be written: {error.strerror}. Choose another folder, or close the program that has it "
        "open. The codes are issued all the same: run this again.",
        err=True,
    )
    sys.exit(3)
