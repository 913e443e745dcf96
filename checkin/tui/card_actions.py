"""The keys that ask about the card on the table, each with a page of its own."""

from __future__ import annotations

from checkin.tui.table_actions import TableActions

__all__ = ["CardActions"]


class CardActions(TableActions):
    """Evidence, collectors, items, contradictions, next steps and the supervisor's page."""

    def action_refresher(self) -> None:
        """Record the Safe Haven refresher."""
        if self.evening:
            self.evening.refresher()

    def action_evidence(self) -> None:
        """Ask for a certificate that is shown at the table."""
        from checkin.tui.screens.evidence import EvidenceScreen, choices_for  # noqa: PLC0415  the same

        evening = self.evening
        if evening and evening.card and self.screen is self.table and evening.can("evidence"):
            choices = choices_for(evening.card, evening.desk)
            page = EvidenceScreen(evening.card.person.name, choices, evening.desk.today())
            self.push_screen(page, evening.answered)

    def action_collect(self) -> None:
        """Ask who takes it for the person on the card, or say why nothing can be taken."""
        from checkin.tui.screens import collector  # noqa: PLC0415  behind the first paint

        evening = self.evening
        if evening is None or self.screen is not self.table:
            return
        if evening.card and evening.can("collect"):
            people = collector.people_of(evening.card, evening.desk)
            self.push_screen(collector.CollectorScreen(evening.card, people, self.begun), evening.answered)
        else:
            evening.say(collector.nothing_to_collect(evening.card), "warning")

    def action_items(self) -> None:
        """Ask what is the matter with an item of the person on the card."""
        from checkin.tui.screens.items import ItemsScreen, choices_of  # noqa: PLC0415  the same

        evening = self.evening
        if evening and evening.card and self.screen is self.table and evening.can("items"):
            page = ItemsScreen(evening.card.person.name, choices_of(evening.card, evening.desk))
            self.push_screen(page, evening.answered)

    def action_settle(self) -> None:
        """Ask what is true of the oldest contradiction."""
        from checkin.tui.screens.settle import SettleScreen  # noqa: PLC0415  behind the first paint

        evening = self.evening
        if evening and self.screen is self.table and (open_ones := evening.desk.anomalies()):
            self.push_screen(SettleScreen(open_ones), evening.answered)

    def action_step_code(self) -> None:
        """Show the next step as a code."""
        from checkin.tui.screens.page import CodePage  # noqa: PLC0415  behind the first paint

        card = self.evening.card if self.evening else None
        if card and card.to_photograph:
            self._page(CodePage("What to do next: photograph this", card.to_photograph[0]))

    def action_why(self) -> None:
        """Show each requirement of the card with its rule, its dates and its next step."""
        from checkin.tui.screens.page import Page, why_text  # noqa: PLC0415  behind the first paint

        if self.evening and (card := self.evening.card):
            self._page(Page(f"Why: {card.person.name}", why_text(card)))

    def action_slip(self) -> None:
        """Save the slip that the coach takes home."""
        if self.evening and self.screen is self.table:
            self.evening.slip()

    def action_supervisor(self) -> None:
        """Ask for the PIN, then show why a background check doesn't pass."""
        from checkin.tui.screens.pin import PinScreen  # noqa: PLC0415  behind the first paint

        if self.evening and self.screen is self.table and (kept := self.evening.supervisor_pin()):
            self.push_screen(PinScreen(kept), self._supervised)

    def _supervised(self, allowed: bool | str | None) -> None:  # noqa: FBT001  what the screen gives
        from checkin.tui.screens.page import Page, reasons_text  # noqa: PLC0415  behind the first paint

        if isinstance(allowed, str) and self.evening:
            self.evening.scanned(allowed)
        elif allowed and self.evening and (card := self.evening.card):
            told = self.evening.desk.confidential(card.person.key)
            self._page(Page(f"For the supervisor only: {card.person.name}", reasons_text(told)))
