"""Changes of support that a worker makes for the person on one call, and a request that a manager decides on.

Next:   selfdirect/pages/order_questions.py
Tests:  tests/pages/staff/test_order_changes.py
"""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from selfdirect.actions import order_changes as actions
from selfdirect.pages.choices import YesNo
from selfdirect.pages.fields import LongText
from selfdirect.pages.forms import Form
from selfdirect.pages.order_questions import ChangeQuestion, SwapQuestion, TimesQuestion
from selfdirect.pages.parts import Answer, Section
from selfdirect.pages.question import CheckPage
from selfdirect.pages.staff.orders import StaffOrder
from selfdirect.records.base import Versioned
from selfdirect.records.market import Provider
from selfdirect.records.orders import OrderRequest
from selfdirect.rules.access import Permission
from selfdirect.rules.assessments import OUTCOMES
from selfdirect.rules.calendar import format_date
from selfdirect.rules.money import format_pounds
from selfdirect.rules.orders import in_hundredths


class Change(StaffOrder, ChangeQuestion):
    """Choose somebody else, or something else."""


class Times(StaffOrder, TimesQuestion):
    """Set the times, the worker and the terms."""


class Swap(StaffOrder, SwapQuestion):
    """Swap time for something else of the same value."""


class DecideForm(Form):
    """Yes or no to a change, with reasons."""

    is_agreed = YesNo("Do you agree to this change?", empty="Select yes if you agree to this change")
    reasons = LongText(
        "Your reasons", empty="Give your reasons, in words the person will understand", most=2000, rows=4
    )


class Decide(CheckPage):
    """Decide on a change that no longer fits what was agreed."""

    needs = Permission.DECIDE
    read = "Opened a change of support to decide on it"
    form = DecideForm
    title = "Decide on a change of support"
    button = "Save the decision and tell the person"
    request_: OrderRequest

    def load(self) -> None:
        found = OrderRequest.objects.select_related("order__budget_line__plan_line", "order__provider", "asked_by")
        of_person = {"order__budget_line__budget__person": self.person, "decided_by": None}
        self.request_ = get_object_or_404(found, pk=self.kwargs["request_id"], **of_person)
        self.caption = self.person.name

    def record(self) -> Versioned | None:
        return self.request_

    def sections(self) -> list[Section]:
        wanted, order = self.request_.wanted, self.request_.order
        provider = Provider.objects.filter(pk=wanted["provider"] or 0).first()
        who = provider.name if provider else wanted["seller_name"] or "A provider that is not on the list any more"
        many, price = in_hundredths(wanted["quantity_hundredths"]), format_pounds(wanted["unit_price_pence"])
        return [
            Section(
                "What was asked for",
                [
                    Answer("Instead of", f"{order.what} from {order.who}"),
                    Answer("What", wanted["what"]),
                    Answer("From", who),
                    Answer("How much", f"{many} {wanted['unit']} at {price}"),
                    Answer("What it helps with", ", ".join(OUTCOMES.get(one, one) for one in wanted["outcomes"])),
                    Answer("Asked by", f"{self.request_.asked_by.name}, {format_date(self.request_.asked_on)}"),
                    Answer("Why it is decided", ". ".join(self.request_.why_decided)),
                ],
            )
        ]

    def back(self) -> str:
        return reverse("staff_order", args=[self.person.pk, self.request_.order_id])

    def save(self, answers: dict[str, Any]) -> str:
        seen = self.seen_version or self.request_.version
        made = {"request": self.request_, "seen_version": seen, "on": self.on, "by": self.by}
        actions.decide(person=self.person, **answers, **made)
        return self.back()


_ORDER = "people/<int:person_id>/orders/<int:order_id>/"
urlpatterns = [
    path(f"{_ORDER}change/", Change.as_view(), name="staff_order_change"),
    path(f"{_ORDER}times/", Times.as_view(), name="staff_order_times"),
    path(f"{_ORDER}swap/", Swap.as_view(), name="staff_order_swap"),
    path("people/<int:person_id>/order-requests/<int:request_id>/", Decide.as_view(), name="staff_order_request"),
]
