"""The questions about a card that people, whoever acts for them and whoever answers the telephone are asked alike.

A page says whose card it is and where it leads: see staff/cards.py and person/cards.py.

Next:   selfdirect/pages/cards.py
Tests:  tests/pages/test_card_questions.py
"""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from selfdirect.actions import card_orders, cards
from selfdirect.pages.cards import BalanceForm, LostForm, WellForm, as_reported
from selfdirect.pages.question import QuestionPage
from selfdirect.records.base import Versioned
from selfdirect.records.cards import Card, account_of_cards, open_loss


class CardQuestion(QuestionPage):
    """What the questions about somebody's card share."""

    later = False

    @property
    def once(self) -> dict[str, Any]:
        """What every action is given."""
        return {"key": self.key, "on": self.on, "by": self.by}


class LostQuestion(CardQuestion):
    """Report it: the card is blocked as soon as this is sent (R-PAY-03)."""

    form = LostForm
    title = "Report the card"
    lead = "As soon as you send this we ask the card company to block the card. Another one comes by post."
    button = "Block the card now"

    def load(self) -> None:
        self.card = get_object_or_404(Card.objects.with_rows(), pk=self.kwargs["card_id"], person=self.person)
        self.caption = self.card.words

    def told(self, answers: dict[str, Any]) -> dict[str, Any]:
        """Who reports it, and whether on the telephone."""
        return {"reported_by_name": self.by.name, "by_phone": False}

    def save(self, answers: dict[str, Any]) -> str:
        told = as_reported(answers) | self.told(answers)
        cards.report_lost(person=self.person, card=self.card, **told, **self.once)
        return self.back()


class WellQuestion(CardQuestion):
    """Whether the new card works and everybody was paid, which is what closes a report."""

    form = WellForm
    title = "Is all well again?"
    button = "Save"

    def load(self) -> None:
        found = open_loss(self.person.pk)
        if found is None:
            raise Http404
        self.loss, self.caption = found, found.reference

    def record(self) -> Versioned | None:
        return self.loss

    def told(self, answers: dict[str, Any]) -> dict[str, Any]:
        """Who says so."""
        return {"confirmed_by_name": self.by.name}

    def save(self, answers: dict[str, Any]) -> str:
        seen = self.seen_version if self.seen_version is not None else self.loss.version
        told = {"all_is_well": answers["all_is_well"], "how_it_went": answers["how_it_went"] or ""}
        told |= self.told(answers)
        cards.close_loss(person=self.person, lost=self.loss, **told, seen_version=seen, **self.once)
        return self.back()


class BalanceQuestion(CardQuestion):
    """What is on the card now."""

    form = BalanceForm
    button = "Save"

    def load(self) -> None:
        found = account_of_cards(self.person.pk)
        if found is None:
            raise Http404
        self.payee = found

    def save(self, answers: dict[str, Any]) -> str:
        card_orders.keep_balance(payee=self.payee, pence=answers["pence"], **self.once)
        return self.back()
