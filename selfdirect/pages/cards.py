"""A prepaid card as its holder and their worker see it, and the questions about it that both are asked in the same way.

Next:   selfdirect/pages/card_questions.py
Tests:  tests/pages/test_cards.py
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from selfdirect.actions.cards import WHY_LOST
from selfdirect.pages.choices import Radios, YesNo
from selfdirect.pages.fields import LongText, Money, Text
from selfdirect.pages.forms import Form
from selfdirect.records.cards import Card, CardBalance, CardOrder, CardState, cards_of, latest_balances

COLOURS = {
    CardState.ASKED: "yellow",
    CardState.ON_ITS_WAY: "blue",
    CardState.IN_USE: "green",
    CardState.BLOCKING: "red",
    CardState.BLOCKED: "red",
    CardState.OVER: "grey",
}


class LostForm(Form):
    """What happened to a card, what was spent, and who cannot wait."""

    why = Radios(
        "What has happened to the card?",
        empty="Select what has happened to the card",
        choices=[(one.value, one.label) for one in WHY_LOST],
    )
    words = LongText(
        "Is there anything we should know?",
        needed=False,
        hint="For example, when you last used it. Never tell us your PIN.",
        most=1000,
        rows=3,
    )
    is_unknown = YesNo(
        "Was anything spent that you do not know of?",
        empty="Select yes if anything was spent that you do not know of",
        reveal={"yes": ["unknown_spending"]},
    )
    unknown_spending = LongText("What was spent, as far as you know?", empty="Enter what was spent", most=1000, rows=3)
    must_be_paid_soon = YesNo(
        "Must anybody be paid before a new card comes?",
        empty="Select yes if anybody must be paid before a new card comes",
        hint="A new card takes some working days. We can pay people for you straight away.",
    )


class LostByPhoneForm(LostForm):
    """The same, told on the telephone."""

    reported_by_name = Text("Who reports it?", empty="Enter who reports it", most=120)


class WellForm(Form):
    """Whether all is well with the new card in hand."""

    all_is_well = YesNo(
        "Does the new card work, and was everybody paid?",
        empty="Select yes if the new card works and everybody was paid",
        reveal={"no": ["how_it_went"]},
    )
    how_it_went = LongText("What is not right yet?", empty="Say what is not right yet", most=1000, rows=3)


class WellByPhoneForm(WellForm):
    """The same, told on the telephone."""

    confirmed_by_name = Text("Who says so?", empty="Enter who says so", most=120)


class BalanceForm(Form):
    """What is on the card now."""

    pence = Money(
        "How much is on the card now?",
        empty="Enter how much is on the card",
        hint="From the card’s own app or a cash machine. We look whether it is enough for whoever must be paid.",
    )


def as_reported(answers: dict[str, Any]) -> dict[str, Any]:
    """What was typed about a lost card, as the action takes it."""
    spent = answers["unknown_spending"] if answers["is_unknown"] else ""
    return {name: answers[name] for name in ("why", "words", "must_be_paid_soon")} | {"unknown_spending": spent}


@dataclass(frozen=True)
class ShownCard:
    """One card in words, with what waits of it."""

    card: Card
    state: CardState
    balance: CardBalance | None
    orders: tuple[CardOrder, ...]

    @property
    def colour(self) -> str:
        """The colour of its tag."""
        return COLOURS[self.state]

    @property
    def expires_on(self) -> date | None:
        """The last day on which it can be used, when it is known."""
        return self.card.is_made.expires_on if self.card.is_made else None

    @property
    def may_be_lost(self) -> bool:
        """Whether it can be reported."""
        return self.state in (CardState.IN_USE, CardState.ON_ITS_WAY)

    @property
    def may_arrive(self) -> bool:
        """Whether its holder may say that they have it."""
        return self.state == CardState.ON_ITS_WAY


def shown_cards(person_id: int) -> list[ShownCard]:
    """Every card of a person, the newest first, with what its account held when it was last looked at."""
    cards = cards_of(person_id)
    latest = latest_balances(card.payee_id for card in cards if card.payee_id)
    return [ShownCard(card, card.state, latest.get(card.payee_id or 0), tuple(card.orders.all())) for card in cards]
