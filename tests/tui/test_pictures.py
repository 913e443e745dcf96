"""The screens as pictures: `pytest --update-pictures` draws them anew, to be looked at."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from checkin.domain.commands import IssueBoxLabels
from checkin.tui.screens.pin import PinScreen
from checkin.tui.widgets.preview import Preview
from tests.tui.conftest import NARROW, WIDE, Open, Table
from tests.tui.test_settle import give_twice

PICTURES = Path(__file__).parent.parent / "pictures"
Play = Callable[[Table], object]


def stable(svg: str) -> str:
    """Return the picture without the random names that Textual gives its parts."""
    svg = re.sub(r"terminal-\d+-", "terminal-", svg)
    return re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)


async def flagged(at: Table) -> None:
    await at.scan(
        at.code(at.person(standing="flagged", teams=1, tonight=True, of="coach-course", state="expired"))
    )


async def clear(at: Table) -> None:
    await at.scan(at.code(at.person(standing="clear", teams=1, tonight=True)))


async def attention(at: Table) -> None:
    await at.scan(at.code(at.person(standing="attention", teams=1, tonight=True)))


async def recorded(at: Table) -> None:
    await flagged(at)
    await at.press("enter")


async def taken_back(at: Table) -> None:
    await recorded(at)
    await at.press("f8")


async def three_teams(at: Table) -> None:
    await at.scan(at.code(at.person(standing="flagged", teams=3, tonight=True)))


async def hits(at: Table) -> None:
    await at.type("garcia")
    await at.press("enter")


async def nobody(at: Table) -> None:
    await at.type("qqqqxx")


async def unknown_code(at: Table) -> None:
    await at.scan("99999999")


async def help_page(at: Table) -> None:
    await at.press("f1")


async def code_page(at: Table) -> None:
    await flagged(at)
    await at.press("f7")


async def evidence(at: Table) -> None:
    await flagged(at)
    await at.press("f4", "down")


async def why(at: Table) -> None:
    await flagged(at)
    await at.press("ctrl+e")


async def pin(at: Table) -> None:
    await at.app.push_screen(PinScreen(""))
    await at.type("471")


async def camera(at: Table) -> None:
    preview = Preview()
    await at.app.table.mount(preview)
    sight = Image.radial_gradient("L").resize((96, 72)).convert("RGB")
    sight.paste((240, 240, 240), (36, 24, 60, 48))
    preview.say(lost=False)
    preview.show(sight)
    sheet = at.app.table.sheet
    sheet.reserve(preview.place(sheet.content_region, sheet.height_needed))


async def collector(at: Table) -> None:
    await at.scan(at.code(at.person(standing="clear", teams=1, tonight=True)))
    await at.press("f2")


async def settle(at: Table) -> None:
    give_twice(at)
    await at.press("ctrl+a")


async def history(at: Table) -> None:
    await taken_back(at)
    await at.press("enter", "f9", "right", "down")


async def ready(at: Table) -> None:
    await at.settle()


async def wrong_evening(at: Table) -> None:
    await at.scan(at.code(at.person(standing="clear", teams=1, tonight=False)))


async def newer(at: Table) -> None:
    await flagged(at)
    log = at.desk.season.path / "log" / "C-cccc.jsonl"
    log.write_text('{"schema":1,"desk":"C","writer":"cccc"}\n{"v":2,"id":"q","kind":"arrived"}\n')
    await at.until_told("A newer checkin wrote line 2 of C-cccc.jsonl")
    await at.press("enter")


async def second_coach(at: Table) -> None:
    rows = at.desk.roster.by_team
    team = next(team for team in sorted(rows) if len({row.person for row in rows[team]}) == 2)
    for row in rows[team][:2]:
        await at.scan(at.code(row.person))
        await at.press("enter")


async def short(at: Table) -> None:
    await clear(at)
    await at.press("f3")


async def short_known(at: Table) -> None:
    await short(at)
    await at.type("2 YM, 1 YL / parent calls", "enter")


async def owed(at: Table) -> None:
    await short(at)
    await at.press("down", "down", "enter")


async def wrong_box(at: Table) -> None:
    rules = at.desk.region
    at.desk.region = replace(rules, policy=replace(rules.policy, two_scans="required"))
    key = at.person(standing="clear", teams=1, tonight=True)
    other = at.person(standing="flagged", teams=1, tonight=True)
    wrong = at.desk.card(other).teams[0].team
    at.desk.do(IssueBoxLabels((wrong,)))
    await at.scan(at.code(key))
    await at.press("enter")
    await at.scan(at.desk.box_label(wrong))


async def scan_box(at: Table) -> None:
    await wrong_box(at)
    await at.press("escape")


async def box_first(at: Table) -> None:
    wanted = at.person(standing="clear", teams=1, tonight=True)
    team = at.desk.card(wanted).teams[0].team
    at.desk.do(IssueBoxLabels((team,)))
    await at.scan(at.desk.box_label(team))


def in_light(play: Play) -> Play:
    """Return the same play in the light look."""

    async def played(at: Table) -> None:
        await at.press("ctrl+t")
        await play(at)  # type: ignore[misc]  # every play is a coroutine

    return played


SHOTS = [
    ("wrong-box-light", in_light(wrong_box), WIDE),
    ("short-light", in_light(short_known), WIDE),
    ("wrong-evening-light", in_light(wrong_evening), NARROW),
    ("newer-light", in_light(newer), NARROW),
    ("recorded-light", in_light(recorded), WIDE),
    ("wrong-box", wrong_box, (40, 10)),
    ("three-teams", three_teams, (40, 10)),
    ("hits", hits, (40, 10)),
    ("short", short, (40, 12)),
    ("wrong-box", wrong_box, WIDE),
    ("wrong-box", wrong_box, NARROW),
    ("scan-box", scan_box, WIDE),
    ("scan-box", scan_box, NARROW),
    ("box-first", box_first, WIDE),
    ("box-first", box_first, NARROW),
    ("short", short, WIDE),
    ("short", short, NARROW),
    ("short-known", short_known, WIDE),
    ("short-known", short_known, NARROW),
    ("owed", owed, NARROW),
    ("ready", ready, WIDE),
    ("ready", ready, NARROW),
    ("flagged", flagged, WIDE),
    ("flagged", flagged, NARROW),
    ("flagged", flagged, (160, 50)),
    ("flagged", flagged, (40, 10)),
    ("clear", clear, NARROW),
    ("attention", attention, WIDE),
    ("recorded", recorded, WIDE),
    ("recorded", recorded, NARROW),
    ("taken-back", taken_back, NARROW),
    ("three-teams", three_teams, WIDE),
    ("hits", hits, WIDE),
    ("hits", hits, NARROW),
    ("nobody", nobody, NARROW),
    ("unknown-code", unknown_code, NARROW),
    ("help", help_page, NARROW),
    ("code", code_page, WIDE),
    ("code", code_page, NARROW),
    ("evidence", evidence, WIDE),
    ("evidence", evidence, NARROW),
    ("camera", camera, WIDE),
    ("camera", camera, NARROW),
    ("collector", collector, WIDE),
    ("collector", collector, NARROW),
    ("settle", settle, WIDE),
    ("settle", settle, NARROW),
    ("pin", pin, WIDE),
    ("pin", pin, NARROW),
    ("why", why, WIDE),
    ("why", why, NARROW),
    ("history", history, WIDE),
    ("history", history, NARROW),
    ("newer", newer, WIDE),
    ("newer", newer, NARROW),
    ("light", in_light(flagged), WIDE),
    ("light", in_light(flagged), NARROW),
    ("wrong-evening", wrong_evening, NARROW),
    ("second-coach", second_coach, WIDE),
    ("three-teams", three_teams, NARROW),
]


def compare(name: str, svg: str, *, update: bool) -> None:
    """Compare a picture with the one that somebody looked at."""
    path = PICTURES / f"{name}.svg"
    if update:
        path.write_text(stable(svg), encoding="utf-8")
        return
    expected = path.read_text(encoding="utf-8") if path.exists() else ""
    if stable(svg) != expected:
        path.with_suffix(".failed.svg").write_text(stable(svg), encoding="utf-8")
        pytest.fail(
            f"{path.name} looks different: compare it with {path.stem}.failed.svg, or `pytest --update-pictures`"
        )


@pytest.mark.parametrize(
    ("name", "play", "size"), SHOTS, ids=lambda value: value if isinstance(value, str) else ""
)
async def test_the_screen_looks_as_it_was_approved(
    table: Open,
    name: str,
    play: Callable[[Table], object],
    size: tuple[int, int],
    request: pytest.FixtureRequest,
) -> None:
    async with table(size) as at:
        await play(at)  # type: ignore[misc]  # every play is a coroutine
        svg = at.app.export_screenshot(title="checkin")
    compare(f"{name}-{size[0]}x{size[1]}", svg, update=bool(request.config.getoption("--update-pictures")))


async def test_the_screen_can_be_read_without_colour(
    table: Open, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with table(NARROW) as at:
        await flagged(at)
        svg = at.app.export_screenshot(title="checkin")
    compare("flagged-no-color-80x24", svg, update=bool(request.config.getoption("--update-pictures")))


async def test_the_start_looks_as_it_was_approved(table: Open, request: pytest.FixtureRequest) -> None:
    async with table(NARROW, desk="", by="") as at:
        svg = at.app.export_screenshot(title="checkin")
    compare("start-80x24", svg, update=bool(request.config.getoption("--update-pictures")))
