"""Data as screen text: the one place where it becomes `Content`, never markup."""

from __future__ import annotations

from textual.content import Content

from checkin.desk import Counts, Desk
from checkin.domain.card import Card, TeamCard
from checkin.domain.people import IdKind
from checkin.domain.phrases import clock_time, day, full_day, listed, many
from checkin.domain.region import Meeting
from checkin.domain.shelf import box_item
from checkin.domain.states import SETTLED, Judgement, Standing, State
from checkin.domain.text import digits_of
from checkin.search import Hit
from checkin.tui.glyphs import large

__all__ = [
    "QUIET",
    "files_read",
    "hit_line",
    "others",
    "place_line",
    "places",
    "plural",
    "requirement_lines",
    "state_line",
    "team_title",
    "top_line",
    "whether_here",
    "who",
]

QUIET = "$quiet"
_LABEL = 20
"""Columns of a requirement's name."""
_STEP = 2
"""Lines of a next step where there is little room."""
_REST = "… F7 has all"
_ROOMY = 90
_SMALL = 60
_COLUMNS, _NARROW_COLUMNS, _SMALL_COLUMNS = (26, 34), (22, 26), (15, 8)
"""Columns of the names and of the teams in a list of hits: in a roomy, a narrow and a small window."""
_WORD = 12
"""Columns of a state."""
_STATES = {
    State.NOT_REQUIRED: ("·", QUIET),
    State.MET: ("✔", "$success"),
    State.EXPIRING: ("◔", "$warning"),
    State.PROVISIONAL: ("◉", "$warning"),
    State.PENDING: ("◌", "$warning"),
    State.BOOKED: ("◈", "$warning"),
    State.PARTIAL: ("◐", "$warning"),
    State.HIGHER_HELD: ("▲", "$warning"),
    State.EXPIRED: ("✘", "$error"),
    State.MISSING: ("✘", "$error"),
    State.UNKNOWN: ("?", "$error"),
}


def who(card: Card) -> Content:
    """Return the person's name and number, as the head of the card."""
    number = card.person.id_of(IdKind.AYSO)
    other = card.person.id_of(IdKind.ADMIN)
    told = f"AYSO ID {number}" if number else f"Admin ID {other}" if other else "no ID in the files"
    phone = next(iter(card.person.phones), "")
    digits = digits_of(phone)[-4:]
    rest = f"   {told}" + (f" · phone …{digits}" if digits else "") + f" · found by {card.found_by}"
    return Content.assemble((card.person.name, "bold"), (rest, QUIET))


def whether_here(card: Card, desk: Desk) -> Content:
    """Return whether the person is here, since when, and who wrote it down."""
    refreshed = Content("")
    if card.refresher:
        on = day(desk.local(card.refresher.at).date())
        refreshed = Content.styled(f"   ✔ Safe Haven refresher {on}", "$success")
    if card.arrived is None:
        return Content.styled("NOT HERE YET", "bold") + refreshed
    at = clock_time(desk.local(card.arrived.at))
    by = f" by {card.arrived.by}" if card.arrived.by else ""
    here = Content.assemble((f"HERE since {at}", "bold $success"), (f", desk {card.arrived.desk}{by}", QUIET))
    return here + refreshed


def team_title(team: TeamCard) -> Content:
    """Return the team and what the person does there."""
    division = "" if team.division in team.name else f" · {team.division}"
    return Content.assemble((team.name, "bold"), (f"   {team.role_label}{division}", QUIET))


def requirement_lines(
    team: TeamCard, width: int, told: set[str], *, all_steps: bool, rule: bool = True
) -> list[Content]:
    """Return one line for each requirement, and rule and next step of each that is open.

    Without `all_steps` it is only of the worst, which stands first: a small window may cut off the others.
    Without `rule` the worst is said without the rule that it rests on.
    A step that `told` holds was said of another team of the card.
    """
    shown = [one for one in team.requirements if one.state is not State.NOT_REQUIRED]
    if not shown:
        return [Content.styled("Nothing is required for this role.", QUIET)]
    order = list(State)
    worst = max(shown, key=lambda one: order.index(one.state))
    if not all_steps:
        others = [state_line(one, width) for one in shown if one is not worst]
        end = [*(_rule(worst) if rule else []), *_shortened(_step(worst, width, told), width)]
        return [state_line(worst, width), *end, *others]
    return [row for one in shown for row in (state_line(one, width), *_rule(one), *_step(one, width, told))]


def state_line(one: Judgement, width: int = 96) -> Content:
    """Return a requirement with its state and the reason, in one line."""
    glyph, colour = _STATES[one.state]
    label = one.label if len(one.label) <= _LABEL else one.label[: _LABEL - 1] + "…"
    word = one.state.value.replace("-", " ")
    room = width - _LABEL - _WORD - 3
    brief = one.reason.split(" · ")[0]
    shorter = (one.reason, brief, brief.partition(" (")[0])
    reason = next((told for told in shorter if len(told) <= room), shorter[-1])
    return Content.assemble(
        (f"{glyph} ", f"bold {colour}"),
        f"{label:<{_LABEL}} ",
        (f"{word:<{_WORD}}", f"bold {colour}"),
        (reason, QUIET),
    ).truncate(width, ellipsis=True)


def _rule(one: Judgement) -> list[Content]:
    """Return the rule that an open requirement rests on, and the date."""
    if one.state in SETTLED:
        return []
    done = f" · completed {full_day(one.completed_on)}" if one.completed_on else ""
    return [Content.styled(f"  {one.source}{done}", QUIET)]


def _step(one: Judgement, width: int, told: set[str]) -> list[Content]:
    start = one.next_step.split(". ")[0]
    if not start or start in told:
        return []
    told.add(start)
    colour = _STATES[one.state][1]
    step = Content.assemble(("→ ", f"bold {colour}"), (one.next_step, colour))
    return [Content("  ") + row for row in step.wrap(max(width - 4, 20))]


def _shortened(rows: list[Content], width: int) -> list[Content]:
    """Return the first two rows of a step; F7 shows all of it."""
    if len(rows) <= _STEP:
        return rows
    last = rows[_STEP - 1].truncate(width - len(_REST), ellipsis=False).rstrip()
    return [*rows[: _STEP - 1], last + Content.styled(_REST, QUIET)]


def place_line(team: TeamCard) -> Content:
    """Return shelf and box in one line, for a window without room for large letters."""
    return Content.styled(f"SHELF {team.shelf or '?'}   BOX {team.box or '?'}", "bold")


def places(team: TeamCard, *, big: bool) -> list[Content]:
    """Return shelf and box in letters that can be read from the shelf."""
    shelf, box = (large(text or "?", big=big) for text in (team.shelf, team.box))
    width = max(len(shelf[0]), 6) + (4 if big else 3)
    head = Content.styled(f"{'SHELF':<{width}}BOX", QUIET)
    rows = (f"{left:<{width}}{right}" for left, right in zip(shelf, box, strict=True))
    return [head, *(Content.styled(row, "bold $foreground") for row in rows)]


def others(team: TeamCard, desk: Desk) -> list[str]:
    """Return who else may collect for the team, and whether they are here."""
    told = []
    for one in team.others:
        here = f"here {clock_time(desk.local(one.here_since))}" if one.here_since else "not here"
        standing = "" if one.standing is Standing.CLEAR else f", {one.standing.value}"
        told.append(f"{one.name}, {one.role.lower()}: {here}{standing}")
    return told


def hit_line(hit: Hit, desk: Desk, width: int = 120) -> Content:
    """Return one line of the list of hits: who, which team, and why."""
    narrow = _NARROW_COLUMNS if width >= _SMALL else _SMALL_COLUMNS
    name_room, team_room = _COLUMNS if width >= _ROOMY else narrow
    person = desk.roster.people[hit.person]
    rows = desk.roster.by_person.get(hit.person, ())
    teams = dict.fromkeys(desk.roster.teams[one.team].name for one in rows if one.team in desk.roster.teams)
    told = _fitting(hit.tells_apart, team_room) or ", ".join(teams) or "no team"
    name = Content.styled(person.name, "bold").truncate(name_room, ellipsis=True, pad=True)
    team = Content(told).truncate(team_room, ellipsis=True, pad=True)
    why = (f"≈ {hit.why}", "$warning") if hit.guess else (hit.why, QUIET)
    return Content.assemble(name, "  ", team, "  ", why)


def _fitting(told: str, room: int) -> str:
    """Return what tells two people apart with the team's name shortened, never the phone's last digits."""
    team, dot, rest = told.partition(" · ")
    keep = room - len(dot + rest)
    return told if len(told) <= room or keep < 1 else f"{team[: keep - 1]}…{dot}{rest}"


def top_line(desk: Desk, width: int, *, wide: bool) -> Content:
    """Return which meeting it is on the left, the numbers and who sits here on the right."""
    left = _meeting(desk.meeting(), desk, wide=wide)
    right = _numbers(desk.counts(), desk, wide=wide)
    room = width - right.cell_length - 2
    return left.truncate(max(room, 0), ellipsis=True, pad=True) + Content("  ") + right


def _meeting(meeting: Meeting | None, desk: Desk, *, wide: bool) -> Content:
    if meeting is None:
        told = f" · no meeting today · {day(desk.today())}"
        return Content.assemble((desk.region.season.label, "bold"), (told, QUIET))
    divisions = ", ".join(meeting.divisions) or "all divisions"
    title = ((meeting.title, "bold"), " · ") if wide else ()
    return Content.assemble(*title, (divisions, "" if wide else "bold"), (f" · {day(meeting.on)}", QUIET))


def _numbers(counts: Counts, desk: Desk, *, wide: bool) -> Content:
    item = box_item(desk.region)
    label = next((plural(one.label) for one in desk.region.items if one.key == item), "")
    others = many(counts.visitors, "other") if wide else f"{counts.visitors}"
    extra = f" + {others}" if counts.visitors else ""
    return Content.assemble(
        (f"{counts.arrived}", "bold"),
        (f" of {counts.expected} in{extra}   ", QUIET),
        (f"{counts.given.get(item, 0)}", "bold"),
        (f" of {counts.teams} {label}   ", QUIET),
        (f"desk {desk.desk}", "bold"),
        (f" · {desk.by}" if desk.by else "", QUIET),
    )


def plural(label: str) -> str:
    """Return the last word of an item's label for many of them: boxes, rosters, kits."""
    word = label.rpartition(" ")[2].lower()
    return f"{word}es" if word.endswith(("x", "s", "ch", "sh")) else f"{word}s"


def files_read(desk: Desk) -> str:
    """Return what the data in force was read from, in a sentence."""
    people, teams = len(desk.roster.people), len(desk.roster.teams)
    files = listed(sorted({one.file for one in desk.roster.sources}))
    told = f"{many(people, 'person', 'people')} and {many(teams, 'team')}"
    return told + (f" from {files}." if files else ".")
