"""Equipment by prescription as pages show it: what was prescribed, what the council pays, which shop, and if it came.

Next:   selfdirect/actions/equipment.py
Tests:  tests/pages/test_equipment.py
"""

from datetime import date
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from selfdirect.actions import equipment as actions
from selfdirect.actions import orders
from selfdirect.actions.support.policy import policy
from selfdirect.pages.choices import Radios
from selfdirect.pages.days import Day
from selfdirect.pages.fields import Money, Text
from selfdirect.pages.forms import Form
from selfdirect.pages.question import QuestionPage
from selfdirect.records.base import Versioned
from selfdirect.records.equipment import PrescribedItem
from selfdirect.records.people import Person
from selfdirect.rules.calendar import format_date
from selfdirect.rules.equipment import retailers
from selfdirect.rules.money import format_pounds


def equipment_of(person: Person, on: date) -> dict[str, Any]:
    """What was prescribed for somebody, the newest first, and the shops that take it."""
    items = PrescribedItem.objects.filter(person=person).with_rows().order_by("-pk")[:100]
    return {
        "items": [{"item": item, "choice": item.choice, "late": item.is_late(on)} for item in items],
        "shops": retailers(policy().on(on)),
    }


class ItemQuestion(QuestionPage):
    """What the questions about one prescribed item share."""

    item: PrescribedItem

    def load(self) -> None:
        found = PrescribedItem.objects.with_rows()
        self.item = get_object_or_404(found, pk=self.kwargs["item_id"], person=self.person)


class ChooseForm(Form):
    """Which shop, which one, and what it costs."""

    retailer = Radios("Which shop?", empty="Select a shop")
    wanted = Text(
        "Do you want a certain brand or feature?", needed=False, most=120, hint="For example a colour, or with arms"
    )
    price_pence = Money("What does the shop ask for it?", empty="Enter what the shop asks for it", least=1)


class ChooseQuestion(ItemQuestion):
    """Choose a listed retailer, and add private money for features or a brand (R-BRK-05)."""

    form = ChooseForm
    button = "Choose this"

    def load(self) -> None:
        super().load()
        self.title = f"Where to get it: {self.item.label}"
        self.lead = (
            f"We pay {format_pounds(self.item.council_pence)}. If the one you choose costs more, you pay the rest to"
            " the shop with your own money. Your budget and what you pay us stay the same. It should arrive by"
            f" {format_date(self.item.due_on)}."
        )

    def choices(self) -> dict[str, Any]:
        shops = retailers(policy().on(self.on))
        return {"retailer": [(one.code, one.name, f"{one.address}. Phone {one.phone}") for one in shops]}

    def initial(self) -> dict[str, Any]:
        return {"price_pence": self.item.council_pence}

    def save(self, answers: dict[str, Any]) -> str:
        actions.choose_retailer(person=self.person, item=self.item, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()


class ArriveForm(Form):
    """The day on which it arrived."""

    started_on = Day("On which day did it arrive?", empty="Enter the day it arrived", past=True)


class ArriveQuestion(ItemQuestion):
    """Say that it arrived: its order has started, and its clock stops (R-BRK-04)."""

    form = ArriveForm
    button = "Save"

    def load(self) -> None:
        super().load()
        if self.item.choice is None:
            raise Http404
        self.order = self.item.choice.order
        self.title = f"It has arrived: {self.item.label}"

    def record(self) -> Versioned | None:
        return self.order

    def initial(self) -> dict[str, Any]:
        return {"started_on": self.on}

    def save(self, answers: dict[str, Any]) -> str:
        seen = self.seen_version if self.seen_version is not None else self.order.version
        given = {"person": self.person, "order": self.order, "seen_version": seen, "on": self.on, "by": self.by}
        orders.record_start(started_on=answers["started_on"], **given)
        return self.back()
