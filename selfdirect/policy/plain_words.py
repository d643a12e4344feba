"""The plain words for each choice that a policy may make, and for the numbers and choices inside its tables.

Next:   selfdirect/policy/shape.py
Tests:  tests/policy/test_plain_words.py
"""

from types import MappingProxyType
from typing import Final

from selfdirect.rules.access import Role
from selfdirect.rules.values import NO_LIMIT

CHOICES: Final = MappingProxyType(
    {
        "referrals.first_time_path": {
            "assessment": "Somebody new to us starts with an assessment",
            "review": "Somebody new to us starts with a review",
        },
        "referrals.existing_package_path": {
            "assessment": "Somebody who has support already starts with an assessment",
            "review": "Somebody who has support already starts with a review",
        },
        "direct_payments.default_option": {
            "none": "No way is usual. The person chooses freely",
            "council_managed": "The council arranges the support unless the person chooses another way",
            "third_party": "Somebody else holds the money unless the person chooses another way",
            "direct_payment": "A direct payment, unless there is a reason for another way",
        },
        "direct_payments.signed_again_after": {
            "every_switch": "After every switch, also one that goes back by itself",
            "for_good": "After a switch for good. One that goes back by itself leaves what was signed",
        },
        "direct_payments.account_needed": {
            "always": "A separate account is always needed",
            "ongoing_only": "A separate account is needed for regular payments, and not for a single one",
        },
        "direct_payments.family_living_with": {
            "national_rule": "The national rule: close family at home only where the council finds it necessary",
            "not_normally": "Not normally",
        },
        "eligibility.model": {
            "care_act": "The Care Act's national test",
            "facs": "The bands used before April 2015",
        },
        "assessments.location": {"home": "In the person's home", "any": "Wherever suits the person"},
        "carers.assessment": {
            "alongside": "Together with the assessment of the person they care for, if both wish",
            "separate": "On its own",
        },
        "unspent.rule": {
            "above_weeks_of_direct_payment": "Money above a set number of weeks' payments may be asked back",
            "above_agreed_contingency": "Money above the agreed reserve may be asked back",
            "contact_then_decide": "We talk to the person first, and then decide",
            "at_audit": "It is looked at when the account is checked",
        },
        "unspent.looked_at": {
            "quarterly": "Every 3 months",
            "yearly": "Once a year",
            "at_audit": "When the account is checked",
            "at_review": "At each review",
        },
        "charging.method": {
            "means_test": "What the person can afford, by the Care Act's rules",
            "share_of_plan": "A share of what the plan costs, and never more than the person can afford",
        },
        "charging.contribution_basis": {
            "net": "The council pays what is left after the contribution",
            "gross": "The council pays everything and sends a bill for the contribution",
        },
        "charging.contribution_subtracted": {
            "at_planning": "Before planning, so that the person plans with what is left",
            "after_plan": "After the plan has been made",
        },
        "budgets.personal_budget_is": {
            "gross": "All of the money for care, with the contribution in it",
            "net": "The money for care after the contribution has been taken off",
        },
        "payments.cards_loaded_by": {
            "bank_file": "The bank, by the file of the payment run",
            "card_company": "The card company, on the day the money is due",
        },
        "payments.cycle": {
            "weekly": "Every week",
            "four_weekly": "Every 4 weeks",
            "monthly": "Every month",
            "quarterly": "Every 3 months",
            "yearly": "Once a year",
        },
        "payments.file_format": {
            "bacs_standard_18": "The Bacs standard 18 file",
            "pain_001_001_09": "The ISO 20022 payment file (pain.001)",
        },
        "allocation.method": {
            "points_by_price": "Answers give points, and points are turned into money",
            "standard_units": "Units of support, each with its price",
            "professional_costing": "A worker costs the support that is needed, without points",
        },
        "allocation.scored_from": {
            "outcome_levels": "How much help is needed with each outcome",
            "questionnaire": "The answers to the questionnaire",
        },
        "allocation.pricing": {
            "one_price": "One price for each point, the same for everybody",
            "by_client_group": "A price for each point that depends on the main reason for support",
            "banded": "A set amount for each band of points",
        },
        "allocation.carer_adjustment": {
            "none": "Help from an unpaid carer takes nothing off",
            "hours_by_rate": "Agreed hours of unpaid help take money off, at a set rate",
        },
        "allocation.spending": {
            "one_flexible_sum": "One sum, to be used in any way that meets the plan",
            "tied_to_domains": "Money is tied to the part of life it was given for",
        },
        "allocation.carers_method": {
            "none": "There is no budget for carers",
            "points_by_price": "Answers give points, and points are turned into money",
            "professional_costing": "A worker costs what the carer needs, without points",
        },
        "allocation.equipment": {
            "outside": "Outside the budget",
            "prescription": "By prescription, outside the budget",
            "in_budget": "Inside the budget",
        },
        "allocation.confirmed_by": {
            "worker": "The worker who scored it confirms it",
            "manager": "A manager confirms it",
        },
    }
)

# How a number or a closed choice inside a table is said: {} is it, {unit} its unit.
COLUMN_WORDS: Final = MappingProxyType(
    {
        "after": "after {} {unit}",
        "after_months": "after {} months",
        "after_weeks": "after {} weeks",
        "after_years": "after {} years",
        "approver": "above it, decided by: {}",
        "condition": "{}",
        "basis": "worked out as {}",
        "every_months": "then every {} months",
        "every_weeks": "then every {} weeks",
        "from_age": "from age {}",
        "half_weeks": "{} half weeks",
        "hundredths_of_weeks": "{} hundredths of a week",
        "level": "{}",
        "most_weeks": "{} weeks at most",
        "most_years": "{} years at most",
        "minutes": "{} minutes",
        "number": "step {}",
        "percent": "{}%",
        "points": "{} points",
        "rate": "{} rate",
        "rate_in_10000": "{} in every 10,000",
        "sessions_weekly": "{} sessions a week",
        "treatment": "{}",
        "weeks": "{} weeks",
        "when": "{}",
        "within": "within {} {unit}",
        "working_days": "{} working days",
        "per": "for each {}",
        "ends_at": "until {}",
        "starts_at": "from {}",
    }
)

_OPTIONS: Final = MappingProxyType(
    {
        "none": "none",
        "client_group": "for people with this main reason for support",
        "disparity": "when the plan costs more than the indicative budget",
        "undue_risk": "when the plan may carry too much risk",
        "within_allocation": "when the plan costs no more than the indicative budget",
        "hard": "a fixed limit",
        "flexible": "a limit that may be passed",
        "exception": "as an exception",
        "amount": "a set amount",
        "residential_equivalent": "what a care home would cost",
        "a_lot": "a lot of help",
        "some": "some help",
        "all_the_time": "help all the time",
        "counted_as_disability_benefit": "counted as a disability benefit",
        "concern_raised": "when somebody raises a concern",
    }
)


def choice_in_words(key: str, choice: str) -> str:
    """Say a choice of this key in plain words. A word that no list holds is "none": there is no such limit or sum."""
    said = CHOICES.get(key, {}).get(choice)
    if said:
        return said
    return "None" if choice == NO_LIMIT else option_in_words(choice).capitalize()


# "none" means another thing in some columns.
_NONE: Final = MappingProxyType({"level": "no help", "approver": "nobody"})


def option_in_words(option: str, column: str = "") -> str:
    """Say a closed choice of a table in plain words."""
    if option == NO_LIMIT and column in _NONE:
        return _NONE[column]
    if option in {role.value for role in Role}:
        return Role(option).label.lower()
    return _OPTIONS.get(option, option.replace("_", " "))
