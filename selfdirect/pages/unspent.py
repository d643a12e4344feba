"""Money left over as pages show it, and the forms about it.

Next:   selfdirect/actions/unspent.py
Tests:  tests/pages/test_unspent.py
"""

from datetime import date
from typing import Any

from selfdirect.actions.support.policy import policy
from selfdirect.actions.support.unspent import outcomes_of
from selfdirect.pages.choices import Radios, YesNo
from selfdirect.pages.days import Day
from selfdirect.pages.fields import LongText, Money, Text
from selfdirect.pages.forms import Form
from selfdirect.records.budgets import Budget
from selfdirect.records.unspent import AccountLook, ReuseRequest
from selfdirect.rules.assessments import OUTCOMES
from selfdirect.rules.recouping import HOW_ASKED, WHY_BUILT_UP
from selfdirect.rules.unspent import rule_in_words


class ReuseForm(Form):
    """What somebody wants to use a surplus for."""

    what = Text("What do you want to use the money for?", empty="Enter what you want to use the money for", most=200)
    pence = Money("How much does it cost?", empty="Enter how much it costs", least=1)
    outcome = Radios("Which part of your plan does it help with?", empty="Select which part of your plan it helps with")
    why = LongText("How does it help? (optional)", needed=False, most=1000, rows=4)


class LookForm(Form):
    """What is in an account, and what of it is spoken for."""

    as_at = Day("On which day was this in the account?", empty="Enter the day", past=True)
    balance_pence = Money("What was in the account?", empty="Enter what was in the account")
    bills_due_pence = Money("Of that, bills that are due", empty="Enter 0 if there are none")
    wages_owed_pence = Money("Of that, wages that are owed", empty="Enter 0 if there are none")
    reserves_pence = Money(
        "Of that, put by for holiday pay, tax and other duties of an employer", empty="Enter 0 if there is none"
    )
    overpaid_contribution_pence = Money(
        "Of that, what the person paid in too much themselves", empty="Enter 0 if there is none"
    )
    contingency_pence = Money("The sum agreed for emergencies that is in it", empty="Enter 0 if there is none")
    year_end = YesNo("Does the budget's year end with this look?", empty="Select yes if the budget's year ends now")


class ContactForm(Form):
    """The talk about why money built up."""

    asked_on = Day("When did you talk with them?", empty="Enter the day", past=True)
    how = Radios("How?", empty="Select how you talked with them", choices=list(HOW_ASKED.items()))
    why = Radios("Why did the money build up?", empty="Select why it built up", choices=list(WHY_BUILT_UP.items()))
    why_words = LongText(
        "What did they say?", empty="Enter what they said", hint="The person can read this.", most=1000, rows=4
    )


class DecideForm(Form):
    """How much comes back."""

    recouped_pence = Money("How much comes back?", empty="Enter how much comes back, or 0", hint="0 keeps all of it.")
    reason = LongText("Why?", empty="Enter why you decided this", hint="The person can read this.", most=1000, rows=4)


class BackForm(Form):
    """Money that came."""

    pence = Money("How much came back?", empty="Enter how much came back", least=1)
    arrived_on = Day("When did it reach our bank account?", empty="Enter the day", past=True)


class AnswerForm(Form):
    """Yes or no to a request."""

    is_agreed = YesNo("May they use the money for this?", empty="Select yes or no")
    reason = LongText("Why?", empty="Enter the reason for your answer", hint="The letter says this.", most=1000, rows=4)


def outcome_choices(budget: Budget) -> list[tuple[str, str]]:
    """What the plan is for, to choose from."""
    return [(outcome, OUTCOMES.get(outcome, outcome)) for outcome in outcomes_of(budget)]


def helps_with(request: ReuseRequest) -> str:
    """The part of the plan that a request is for, in words."""
    return OUTCOMES.get(request.outcome, request.outcome)


def shown(budget: Budget, on: date) -> dict[str, Any]:
    """All that is known of money left over of one budget, newest first, in three questions."""
    looks = AccountLook.objects.filter(budget=budget).select_related("contact", "decision", "by").order_by("-pk")
    requests = ReuseRequest.objects.filter(budget=budget).select_related("answer", "answer__by", "by").order_by("-pk")
    return {
        "budget": budget,
        "looks": list(looks),
        "requests": list(requests),
        "helps_with": helps_with,
        "rule": rule_in_words(policy().on(on)),
    }
