"""The forms of a financial assessment's single pages, and how answers and facts turn into each other.

Values: policy/national, policy/councils
Next:   selfdirect/pages/staff/charging_parts.py
Tests:  tests/pages/staff/test_charging_forms.py
"""

from collections.abc import Iterable, Mapping
from typing import Any

from selfdirect.pages.choices import Checkboxes, Radios, Select, YesNo
from selfdirect.pages.fields import Money, Number, Text
from selfdirect.pages.forms import Form
from selfdirect.rules.finances import (
    CLEARLY_CAN_PAY,
    CLEARLY_CANNOT_PAY,
    COUPLE,
    LONE_PARENT,
    MOST_CHILDREN,
    NO_LIGHT_TOUCH,
    SINGLE,
)
from selfdirect.rules.problems import Problem

Kept = Mapping[str, Any]
FULL = "full"
NONE = "none"  # the last choice of a list of checkboxes
FULL_COST = "full_cost"
LEFT_OUT = "left_out"
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
    has_property = Radios(
        "Do they own any other property?",
        choices=[
            ("no", "No"),
            ("yes", "Yes, and it counts"),
            (LEFT_OUT, "Yes, but its value is left out"),
        ],
        reveal={"yes": ["property_counted_pence"], LEFT_OUT: ["property_left_out_pence", "property_left_out"]},
        empty="Select whether they own any other property",
    )
    property_counted_pence = Money("Value of their share", empty="Enter the value of their share", least=1)
    property_left_out_pence = Money(
        "Value of the share that is left out", empty="Enter the value that is left out", least=1
    )
    property_left_out = Select("Why is it left out?", empty="Select why it is left out")


class CoupleSavingsForm(SavingsForm):
    """What they own, and what they own with a partner."""

    field_order = ("capital_pence", "joint_capital_pence")
    capital_pence = Money(
        "Savings and investments of their own",
        empty="Enter their own savings and investments, 0 if none",
        hint="Leave out the home they live in.",
    )
    joint_capital_pence = Money(
        "Savings and investments they hold with their partner",
        empty="Enter what they hold with their partner, 0 if nothing",
        hint="The whole amount. We count half of it.",
    )


class GivenUpForm(Form):
    """What was given away, or turned down, to pay less."""

    given_up = YesNo(
        "Did the council decide that they gave up money to pay less?",
        hint="Somebody must have decided this and written down why. Giving a gift is not enough.",
        reveal={"yes": ["notional_capital_pence", "notional_income_pence_weekly", "notional_reason"]},
        empty="Select yes if the council decided that they gave up money",
    )
    notional_capital_pence = Money("Savings that still count", empty="Enter the savings that still count, 0 if none")
    notional_income_pence_weekly = Money(
        "Income that still counts", each="week", empty="Enter the income that still counts, 0 if none"
    )
    notional_reason = Text("What was decided, and why?", empty="Enter what was decided, and why", most=200)

    def check(self, answers: dict[str, Any]) -> Iterable[Problem]:
        if (
            answers["given_up"]
            and not answers["notional_capital_pence"]
            and not answers["notional_income_pence_weekly"]
        ):
            yield Problem("notional_capital_pence", "Enter the savings or the income that still counts")


class LimitsForm(Form):
    """What the sums are not made for."""

    not_suitable = Checkboxes(
        "Does any of this apply?",
        none="None of these",
        hint="Our sums are not made for these. If one applies, a specialist must work out the charge.",
        empty="Select what applies, or select “None of these”",
    )
    section_117_some = YesNo(
        "Is some of their support after-care under section 117?",
        hint="After-care is free. If all of it is after-care, say so in the assessment instead.",
        empty="Select yes if some of their support is after-care",
    )


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


def kind_from(kept: Kept) -> dict[str, Any]:
    """The way chosen, from the facts."""
    if "light_touch" not in kept:
        return {}
    kind = FULL_COST if kept.get("full_cost_route") else kept["light_touch"]
    agreed = kept.get("light_touch_agreed")
    return {"kind": FULL if kind == NO_LIGHT_TOUCH else kind, "agrees_can": agreed, "agrees_cannot": agreed}


def kind_to(answers: Kept) -> dict[str, Any]:
    """The facts that the chosen way stands for."""
    kind = answers["kind"]
    return {
        "full_cost_route": kind == FULL_COST,
        "light_touch": kind if kind in LIGHT else NO_LIGHT_TOUCH,
        "light_touch_agreed": bool(answers["agrees_can"] or answers["agrees_cannot"]),
    }


def household_to(answers: Kept) -> dict[str, Any]:
    """The facts of the household. Nothing is held with a partner who is not there."""
    facts = {**answers, "partner_over_pension_age": bool(answers["partner_over_pension_age"])}
    return facts if answers["household"] == COUPLE else {**facts, "joint_capital_pence": 0}


def savings_from(kept: Kept) -> dict[str, Any]:
    """The answers about savings and property, from the facts."""
    known = {}
    if "property_counted_pence" in kept:
        left_out = LEFT_OUT if kept.get("property_left_out_pence") else "no"
        known = {"has_property": "yes" if kept["property_counted_pence"] else left_out}
    names = ("property_counted_pence", "property_left_out_pence")
    return {**kept, **known, **{name: kept.get(name) or None for name in names}}


def savings_to(answers: Kept) -> dict[str, Any]:
    """The facts about savings and property. What hung on another answer is nothing."""
    return {
        "capital_pence": answers["capital_pence"],
        "joint_capital_pence": answers.get("joint_capital_pence") or 0,
        "property_counted_pence": answers["property_counted_pence"] or 0,
        "property_left_out_pence": answers["property_left_out_pence"] or 0,
        "property_left_out": answers["property_left_out"] or "",
    }


def given_up_from(kept: Kept) -> dict[str, Any]:
    """The answers about what was given up, from the facts."""
    if "notional_reason" not in kept:
        return {}
    return {**kept, "given_up": bool(kept["notional_reason"])}


def given_up_to(answers: Kept) -> dict[str, Any]:
    """The facts about what was given up; nothing where nothing was."""
    return {
        "notional_capital_pence": answers["notional_capital_pence"] or 0,
        "notional_income_pence_weekly": answers["notional_income_pence_weekly"] or 0,
        "notional_reason": answers["notional_reason"] or "",
    }


def limits_from(kept: Kept) -> dict[str, Any]:
    """What applies of what the sums are not made for."""
    if "section_117_some" not in kept:
        return {}
    return {"not_suitable": list(kept["not_suitable"]) or [NONE], "section_117_some": kept["section_117_some"]}


_PREMIUMS = ("disability_premium", "enhanced_disability_premium", "carer_premium", "savings_credit")


def premiums_from(kept: Kept) -> dict[str, Any]:
    """What is awarded, as ticks."""
    found = [name for name in _PREMIUMS if kept.get(name)] or [NONE]
    return {"awarded": found if "savings_credit" in kept else None}


def premiums_to(answers: Kept) -> dict[str, Any]:
    """Each extra amount, awarded or not."""
    return {name: name in answers["awarded"] for name in _PREMIUMS}


def same(kept: Kept) -> dict[str, Any]:
    """Facts that are asked as they are kept."""
    return dict(kept)
