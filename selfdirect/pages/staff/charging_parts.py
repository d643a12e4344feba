"""The single pages of a financial assessment: how it is done, the household, savings, extra amounts.

Values: policy/national, policy/councils
Next:   selfdirect/pages/staff/charging_forms.py
Tests:  tests/pages/staff/test_charging_parts.py
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from selfdirect.actions import charging as actions
from selfdirect.actions.support.policy import policy
from selfdirect.pages.forms import Form
from selfdirect.pages.parts import Answer
from selfdirect.pages.question import QuestionPage
from selfdirect.pages.staff.charging_forms import (
    FULL,
    FULL_COST,
    CoupleSavingsForm,
    GivenUpForm,
    HouseholdForm,
    Kept,
    KindForm,
    LimitsForm,
    PremiumsForm,
    SavingsForm,
    given_up_from,
    given_up_to,
    household_to,
    kind_from,
    kind_to,
    limits_from,
    premiums_from,
    premiums_to,
    same,
    savings_from,
    savings_to,
)
from selfdirect.pages.staff.shown import asked_in, in_words
from selfdirect.records.charging import FinancialAssessment
from selfdirect.rules.access import Permission
from selfdirect.rules.finances import (
    CLEARLY_CAN_PAY,
    CLEARLY_CANNOT_PAY,
    COUPLE,
    HOUSEHOLDS,
    LONE_PARENT,
    NOT_SUITABLE,
    PROPERTY_LEFT_OUT,
    SINGLE,
    table_labels,
)
from selfdirect.rules.values import Values


@dataclass(frozen=True)
class PartPage:
    """One page: its title and form, the facts it keeps, and how facts and answers turn into each other."""

    title: str
    form: type[Form]
    keeps: tuple[str, ...]
    from_kept: Callable[[Kept], dict[str, Any]] = same
    to_kept: Callable[[Kept], dict[str, Any]] = same


PARTS: dict[str, PartPage] = {
    "kind": PartPage("How it is done", KindForm, ("light_touch", "full_cost_route"), kind_from, kind_to),
    "limits": PartPage("What the sums are not made for", LimitsForm, ("not_suitable", "section_117_some"), limits_from),
    "household": PartPage("The household", HouseholdForm, ("household", "children"), same, household_to),
    "savings": PartPage("Savings and property", SavingsForm, ("capital_pence",), savings_from, savings_to),
    "given_up": PartPage("Money given up", GivenUpForm, ("notional_reason",), given_up_from, given_up_to),
    "premiums": PartPage("Extra amounts awarded", PremiumsForm, ("savings_credit",), premiums_from, premiums_to),
}


def form_of(part: PartPage, kept: Kept) -> type[Form]:
    """The form of a page: a couple is asked more about savings."""
    couple = part.form is SavingsForm and kept.get("household") == COUPLE
    return CoupleSavingsForm if couple else part.form


def kinds(values: Values) -> list[tuple[str, ...]]:
    """The ways to do the assessment that the council allows."""
    found: list[tuple[str, ...]] = [(FULL, "A full assessment", "We look at income, savings and costs")]
    if values.yes("charging.light_touch_allowed"):
        found += [
            (CLEARLY_CAN_PAY, "A short one: they can clearly pay the full cost", ""),
            (CLEARLY_CANNOT_PAY, "A short one: their benefits show that they cannot pay", ""),
        ]
    return [
        *found,
        (
            FULL_COST,
            "None: they choose to pay the full cost",
            "For example because they do not want to tell us about their money",
        ),
    ]


def choices(part: PartPage, values: Values) -> dict[str, Any]:
    """The choices of one page that come from the policy."""
    if part.form is KindForm:
        return {"kind": kinds(values)}
    if part.form is SavingsForm:
        return {"property_left_out": list(table_labels(values, PROPERTY_LEFT_OUT).items())}
    if part.form is LimitsForm:
        rows = values.table(NOT_SUITABLE)
        return {"not_suitable": [(row["code"], row["label"], row["reason"]) for row in rows]}
    return {}


def shown(part: PartPage, kept: Kept, values: Values, change: str) -> list[Answer]:
    """What is kept of one page, as questions and answers."""
    given = part.from_kept(kept)
    form = form_of(part, kept)(initial=given, choices=choices(part, values))
    return [
        Answer(form.question(name).label.rstrip("?"), in_words(form, name, given[name]), change)
        for name in asked_in(form)
        if name in given
    ]


class FinancePage(QuestionPage):
    """What every page of an open financial assessment shares."""

    needs = Permission.ASSESS_FINANCES
    read = "Opened the financial assessment to write in it"
    button = "Save and continue"

    def load(self) -> None:
        """A finished one opens no more; but what was being typed when it was finished is shown, not lost."""
        self.finances = get_object_or_404(FinancialAssessment, pk=self.kwargs["finances_id"], person=self.person)
        if self.finances.finished_on and self.request.method != "POST":
            raise Http404("This financial assessment is finished.")
        self.values = policy().on(self.finances.from_on)
        self.caption = f"Financial assessment: {self.person.name}"

    def record(self) -> FinancialAssessment:
        return self.finances

    def at(self, page: str, *more: Any) -> str:
        """The address of another page of this financial assessment."""
        return reverse(page, args=[self.person.pk, self.finances.pk, *more])

    def back(self) -> str:
        return self.at("staff_finance")

    def write(self, finances: Kept) -> FinancialAssessment:
        """Keep some facts; the same sent twice is kept once."""
        if all(name in self.finances.finances and self.finances.finances[name] == finances[name] for name in finances):
            return self.finances
        return actions.save(
            financial_assessment=self.finances,
            finances=finances,
            seen_version=self.seen_version or 0,
            on=self.on,
            by=self.by,
        )


class Part(FinancePage):
    """One page of facts."""

    template = "staff/charging/part.html"

    def load(self) -> None:
        super().load()
        code = self.kwargs["part"]
        if code not in PARTS:
            raise Http404
        self.part, self.code = PARTS[code], code
        self.title = self.part.title  # type: ignore[misc]
        self.form = form_of(self.part, self.finances.finances)  # type: ignore[misc]

    def initial(self) -> dict[str, Any]:
        return self.part.from_kept(self.finances.finances)

    def choices(self) -> dict[str, Any]:
        return choices(self.part, self.values)

    def context(self) -> dict[str, Any]:
        if self.code == "savings":
            return {"left_out": list(table_labels(self.values, "charging.capital_left_out").values())}
        return {"born": self.person.details.date_of_birth} if self.code == "household" else {}

    def now_says(self) -> list[tuple[str, Any]]:
        return [(one.question, one.answer) for one in shown(self.part, self.finances.finances, self.values, "")]

    def save(self, answers: dict[str, Any]) -> str:
        kept = self.part.to_kept(answers)
        if self.code == "household":
            kept["born_on"] = self.person.details.date_of_birth.isoformat()
        self.write(kept)
        return self.back()


assert {SINGLE, COUPLE, LONE_PARENT} == set(HOUSEHOLDS), "the page offers every household the rules know"
