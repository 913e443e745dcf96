"""Whatever is recorded in whatever order: the lists of the summary add up to its totals, and to the log."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings

from checkin.domain.desk_facts import Arrived, HandedOver
from checkin.domain.events import Event
from checkin.domain.fold import Night
from checkin.domain.summary import summarize
from checkin.report import rendered, report_of
from checkin.report.pace import pace
from tests.conftest import MANY
from tests.domain.test_board import BEGUN, MEETING, basis, nights
from tests.report.golden import REGION


@given(nights())
def test_the_lists_add_up_to_the_totals_and_to_the_log(events: list[Event]) -> None:
    night = Night(events)
    told = summarize(MEETING, MEETING.on, basis(night))
    totals = told.totals
    counting = [one for one in events if night.counts(one)]
    here = [one for one in counting if isinstance(one.fact, Arrived) and one.fact.meeting == "m"]
    kinds = Counter(one.expected for one in told.came)
    assert (
        totals.arrived
        == len(told.came)
        == len({one.fact.person for one in here if isinstance(one.fact, Arrived)})
    )
    assert totals.expected == kinds["expected"] + len(told.no_shows)
    assert totals.visitors + totals.walk_ins == len(told.came) - kinds["expected"]
    assert sum(count for _, count in pace([one.trace.at for one in told.came])) == totals.arrived
    assert sum(one.arrivals for one in told.helpers) == len(here)
    given_out = {(one.fact.team, one.fact.item) for one in counting if isinstance(one.fact, HandedOver)}
    for key, count in totals.items.items():
        lines = [item for team in told.teams for item in team.items if item.key == key]
        assert count.expected == count.given + count.left == len(lines)
        assert count.given == sum(item.given is not None for item in lines)
        assert count.given == sum(item == key for _, item in given_out)
        assert sum(one.totals.items[key].left for one in told.divisions) == count.left
    assert told.undone == len(told.taken_back)
    assert sum(one.totals.expected for one in told.divisions) >= totals.expected


@settings(max_examples=5 * MANY)
@given(nights())
def test_every_format_of_any_evening_opens(events: list[Event]) -> None:
    told = summarize(MEETING, MEETING.on, basis(Night(events)))
    paper = report_of(told, REGION, BEGUN)
    for name in ("text", "markdown", "html", "csv", "xlsx"):
        assert rendered(paper, name)
