"""What stands on a card where there is little room."""

from __future__ import annotations

from checkin.domain.states import SETTLED
from checkin.tui.card_text import card_lines
from tests.tui.conftest import NARROW, Open


async def test_in_a_small_window_nobodys_box_and_first_next_step_are_cut_off(table: Open) -> None:
    async with table(NARROW) as at:
        sheet = at.app.table.sheet.content_size
        for key in at.desk.roster.people:
            card = at.desk.card(key)
            rows = [one.plain for one in card_lines(card, at.desk, sheet.width, sheet.height, wide=False)]
            shown = rows[: sheet.height - (len(rows) > sheet.height)]
            if card.teams and card.teams[0].items:
                place = next(number for number, row in enumerate(shown) if row.lstrip().startswith("SHELF"))
                assert len(shown) > place + 3, card.person.name
                if any(one.state not in SETTLED for one in card.teams[0].requirements):
                    assert any(row.lstrip().startswith("→") for row in shown), card.person.name
