"""The single pages of a financial assessment: how it is done, the household, savings, extra amounts, housing.

Values: policy/national, policy/councils
Next:   selfdirect/rules/finances.py
Tests:  tests/pages/staff/test_charging_parts.py
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from selfdirect.actions import charging as actions
from selfdirect.actions.support.policy import policy
from selfdirect.pages.choices import Checkboxes, Radios, YesNo
from selfdirect.pages.fields import Money, Number
from selfdirect.pages.forms import Form
from selfdirect.pages.parts import Answer
from selfdirect.pages.question import QuestionPage
from selfdirect.pages.staff.shown import asked_in, in_words
from selfdirect.records.charging import FinancialAssessment
from selfdirect.rules.access import Permission
from selfdirect.rules.finances import (
    CLEARLY_CAN_PAY,
    CLEARLY_CANNOT_PAY,
    COUPLE,
    HOUSEHOLDS,
    LONE_PARENT,
    MOST_CHILDREN,
    NO_LIGHT_TOUCH,
    SINGLE,
)
from selfdirect.rules.problems import Problem
from selfdirect.rules.values import Values

Kept = Mapping[str, Any]
FULL = "full"
NONE = "none"  # the last choice of a list of checkboxes
FULL_COST = "full_cost"
LIGHT = (CLEARLY_CAN_PAY, CLEARLY_CANNOT_PAY)


class KindForm(Form):
    """How the assessment is done."""

    kind = Radios(
        "How is it done?",
        reveal={CLEARLY_CAN_PAY: ["agrees_can"], CLEARLY_CANNOT_PAY: ["agrees_cannot"]},
        empty="Select how it is done",
    )
    agrees_can = YesNo("Has the person agreed to this?", empty="Select yes if the person has agreed")
    agrees_cannot = YesNo("Has the person agreed to a short assessment?", empty="Select yes if the person has agreed")

    def check(self, answers: dict[str, Any]) -> Iterable[Problem]:
        for name in ("agrees_can", "agrees_cannot"):
            if answers[name] is False:
                yield Problem(name, "A short assessment needs the person's agreement. Choose a full assessment instead")


class HouseholdForm(Form):
    """Who lives together."""

    household = Radios(
        "Who do they live with?",
        choices=[
            (SINGLE, "On their own, or with people who are not their partner"),
            (COUPLE, "With a partner"),
            (LONE_PARENT, "With a child they look after, and no partner"),
        ],
        reveal={COUPLE: ["partner_over_pension_age"]},
        empty="Select who they live with",
    )
    partner_over_pension_age = YesNo(
        "Has the partner reached State Pension age?", empty="Select yes if the partner has reached State Pension age"
    )
    children = Number(
        "How many children under 18 do they look after?",
        empty="Enter how many children they look after, 0 if none",
        most=MOST_CHILDREN,
        width=2,
    )

    def check(self, answers: dict[str, Any]) -> Iterable[Problem]:
        if answers["household"] == LONE_PARENT and not answers["children"]:
            yield Problem("children", "Enter how many children they look after")
        if answers["household"] == SINGLE and answers["children"]:
            yield Problem(
                "household", "Somebody with no partner who looks after a child lives with a child they look after"
            )


class SavingsForm(Form):
    """What they own."""

    capital_pence = Money(
        "Savings and investments",
        empty="Enter their savings and investments, 0 if none",
        hint="Their own, and half of what is held jointly. Leave out the home they live in.",
    )
    has_property = YesNo(
        "Do they own any other property?",
        reveal={"yes": ["property_counted_pence"]},
        empty="Select yes if they own any other property",
    )
    property_counted_pence = Money("Value of their share", empty="Enter the value of their share", least=1)


class PremiumsForm(Form):
    """What the benefits office awarded that changes the sum."""

    awarded = Checkboxes(
        "Which of these do they get?",
        choices=[
            ("disability_premium", "Disability premium"),
            ("enhanced_disability_premium", "Enhanced disability premium"),
            ("carer_premium", "Carer premium"),
            ("savings_credit", "Pension Credit: savings credit"),
        ],
        none="None of these",
        hint="Look at their award letter. We do not work these out.",
        empty="Select what they get, or select “None of these”",
    )


class HousingForm(Form):
    """What housing costs them."""

    housing_costs_pence_weekly = Money(
        "Housing costs they pay themselves",
        each="week",
        empty="Enter their housing costs, 0 if none",
        hint="After Housing Benefit, Universal Credit and Council Tax Reduction.",
    )


def _kind_from(kept: Kept) -> dict[str, Any]:
    if "light_touch" not in kept:
        return {}
    kind = FULL_COST if kept.get("full_cost_route") else kept["light_touch"]
    agreed = kept.get("light_touch_agreed")
    return {"kind": FULL if kind == NO_LIGHT_TOUCH else kind, "agrees_can": agreed, "agrees_cannot": agreed}


def _kind_to(answers: Kept) -> dict[str, Any]:
    kind = answers["kind"]
    return {
        "full_cost_route": kind == FULL_COST,
        "light_touch": kind if kind in LIGHT else NO_LIGHT_TOUCH,
        "light_touch_agreed": bool(answers["agrees_can"] or answers["agrees_cannot"]),
    }


def _household_to(answers: Kept) -> dict[str, Any]:
    return {**answers, "partner_over_pension_age": bool(answers["partner_over_pension_age"])}


def _savings_from(kept: Kept) -> dict[str, Any]:
    known = {"has_property": bool(kept["property_counted_pence"])} if "property_counted_pence" in kept else {}
    return {**kept, **known, "property_counted_pence": kept.get("property_counted_pence") or None}


def _savings_to(answers: Kept) -> dict[str, Any]:
    return {"capital_pence": answers["capital_pence"], "property_counted_pence": answers["property_counted_pence"] or 0}


_PREMIUMS = ("disability_premium", "enhanced_disability_premium", "carer_premium", "savings_credit")


def _premiums_from(kept: Kept) -> dict[str, Any]:
    found = [name for name in _PREMIUMS if kept.get(name)] or [NONE]
    return {"awarded": found if "savings_credit" in kept else None}


def _premiums_to(answers: Kept) -> dict[str, Any]:
    return {name: name in answers["awarded"] for name in _PREMIUMS}


def _same(kept: Kept) -> dict[str, Any]:
    return dict(kept)


@dataclass(frozen=True)
class PartPage:
    """One page: its title and form, the facts it keeps, and how facts and answers turn into each other."""

    title: str
    form: type[Form]
    keeps: tuple[str, ...]
    from_kept: Callable[[Kept], dict[str, Any]] = _same
    to_kept: Callable[[Kept], dict[str, Any]] = _same


PARTS: dict[str, PartPage] = {
    "kind": PartPage("How it is done", KindForm, ("light_touch", "full_cost_route"), _kind_from, _kind_to),
    "household": PartPage("The household", HouseholdForm, ("household", "children"), _same, _household_to),
    "savings": PartPage("Savings and property", SavingsForm, ("capital_pence",), _savings_from, _savings_to),
    "premiums": PartPage("Extra amounts awarded", PremiumsForm, ("savings_credit",), _premiums_from, _premiums_to),
    "housing": PartPage("Housing costs", HousingForm, ("housing_costs_pence_weekly",)),
}


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
    return {"kind": kinds(values)} if part.form is KindForm else {}


def shown(part: PartPage, kept: Kept, values: Values, change: str) -> list[Answer]:
    """What is kept of one page, as questions and answers."""
    given = part.from_kept(kept)
    form = part.form(initial=given, choices=choices(part, values))
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
        self.title, self.form = self.part.title, self.part.form  # type: ignore[misc]

    def initial(self) -> dict[str, Any]:
        return self.part.from_kept(self.finances.finances)

    def choices(self) -> dict[str, Any]:
        return choices(self.part, self.values)

    def context(self) -> dict[str, Any]:
        if self.code == "housing":
            return {"counted": [row["label"] for row in self.values.table("charging.housing_costs")]}
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
