"""Which kinds of work make up each step of a council's process: the one list that staff and the person both read.

Values: policy/councils
Next:   selfdirect/pages/person/next_step.py
Tests:  tests/pages/test_process.py
"""

STEPS_OF: dict[str, tuple[str, ...]] = {
    "referral": ("referral_screening",),
    "assessment": ("assessment", "financial_assessment"),
    "indicative_budget": ("budget_offer", "indicative_budget", "indicative_confirmation"),
    "planning": ("planning_conversation", "support_plan"),
    "final_budget": ("decision", "final_budget"),
    "choice": ("holding_talk", "suitability", "holding_choice", "agreement"),
    "start": ("first_payment",),
}
"""The kinds of work in each step of a council's process, by the process step's code, in the order they come."""

SOMETIMES = frozenset({"budget_offer", "indicative_confirmation", "holding_talk", "suitability"})
"""Kinds of work that are not part of everybody's way: they are shown once they are opened."""
