"""Whom a team's name means first, at the table."""

from __future__ import annotations

from pathlib import Path

from checkin.desk import Desk


def test_a_teams_name_means_its_head_coach_before_whoever_else_is_on_it(season: Path) -> None:
    desk = Desk.open(season, desk="A", by="Maria")
    desk.load()
    asked = 0
    for team in [*desk.roster.teams.values()][::4]:
        rows = desk.roster.by_team.get(team.key, ())
        heads = {one.person for one in rows if one.role == "Head Coach"}
        for typed in (team.name, team.name.split()[0]):
            found = desk.find(typed)
            if heads and found and found[0].found_by == "team":
                asked += 1
                assert found[0].person in heads, typed
    assert asked > 20
    desk.close()
