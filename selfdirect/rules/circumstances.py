"""Everything about one person that any rule asks for, in one place. What is not known is left out, never guessed.

Money is whole pence. The words beside each fact are shown to whoever writes a file of circumstances.

Next:   selfdirect/rules/circumstances_reading.py, selfdirect/rules/determination.py
Tests:  tests/rules/test_circumstances.py
"""

# ruff: noqa: RUF009 (every default here is made by `fact`, which makes a field)

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import Any, Final

from selfdirect.rules.assessments import ALL_NEEDS, LEVELS, NO_SUPPORT, SOME_NEEDS
from selfdirect.rules.charging_lines import Support
from selfdirect.rules.equipment import Item
from selfdirect.rules.finances import AGE_GROUPS, Finances
from selfdirect.rules.questionnaires import Given
from selfdirect.rules.unspent import Account

SAYS: Final = "says"
CHOICES: Final = "choices"


def fact(says: str, default: Any = "", choices: tuple[str, ...] = ()) -> Any:
    """Make a field that says what it means, and which words it may hold."""
    return field(default=default, metadata={SAYS: says, CHOICES: choices})


def facts(says: str) -> Any:
    """Make a field that holds a mapping, empty when it is left out."""
    return field(default_factory=dict, metadata={SAYS: says, CHOICES: ()})


@dataclass(frozen=True)
class OutcomeNeed:
    """One outcome that the person is unable to achieve: in which ways, and how much support it takes."""

    outcome: str = field(metadata={SAYS: "The code of the outcome. A carer's outcomes have codes of their own"})
    limbs: tuple[str, ...] = fact("In which ways the person is unable: codes", ())
    level: str = fact("How much support it takes", NO_SUPPORT, tuple(LEVELS))


@dataclass(frozen=True)
class Relative:
    """A relative whom the person wishes to pay from a direct payment."""

    relation: str = field(metadata={SAYS: "The code of the relation, or other"})
    same_household: bool = field(metadata={SAYS: "Whether they live in the same home"})
    necessary_reason: str = fact("Why the council finds it necessary, if it does")
    for_management: bool = fact("Paid for managing the payment, not for care", False)


@dataclass(frozen=True)
class Circumstances:
    """One person. None, or nothing, means that it is not known: whatever needs it then says so."""

    client_group: str = fact("The code of the main reason for support")
    born_on: date | None = fact("Date of birth", None)
    age_group: str = fact("Age group, where the date of birth is not known", "", tuple(AGE_GROUPS))
    is_carer: bool = fact("The support is for an unpaid carer's own needs", False)
    needs_from_impairment: bool | None = fact("The needs come from an impairment or illness", None)
    wellbeing_impact: bool | None = fact("There is, or may be, a significant effect on well-being", None)
    needs: tuple[OutcomeNeed, ...] | None = fact("Outcomes the person is unable to achieve; [] for none", None)
    necessary_care: bool | None = fact("A carer: the needs come from giving necessary care to an adult", None)
    health_at_risk: bool | None = fact("A carer: health is, or may be, getting worse", None)
    band: str = fact("An old band of need from before April 2015. It is only shown")
    in_crisis: bool = fact("The person is in crisis now", False)
    declined: bool = fact("The person was offered a personal budget and said no", False)
    exception_reason: str = fact("Why the person is not on the path to a personal budget")
    cohorts: tuple[str, ...] = fact("Codes of groups the council looks for", ())
    reablement_started_on: date | None = fact("First day of help to regain independence", None)
    reablement_ended_on: date | None = fact("Last day of help to regain independence", None)
    answers: Mapping[str, Given] = facts("Answers to the council's questionnaire, by question")
    answers_by_council: Mapping[str, Mapping[str, Given]] = facts("The same for several councils, by their folder")
    units_weekly: Mapping[str, Decimal] = facts("How many units of support each week, by code; up to two decimals")
    services_weekly: Mapping[str, Decimal] = facts("How many of each costed service a week, by code")
    equipment: tuple[Item, ...] = fact("Items of equipment that were assessed as needed", ())
    carer_hours_weekly: Decimal = fact("Hours of help a week that an unpaid carer has agreed to", Decimal(0))
    finances: Finances | None = fact("The person's money, for the financial assessment", None)
    section_117: bool | None = fact("After-care under section 117 of the Mental Health Act applies", None)
    section_117_covers: str = fact("What after-care covers", ALL_NEEDS, (ALL_NEEDS, SOME_NEEDS))
    universal_services: tuple[str, ...] = fact("Codes of universal services used", ())
    block_services: tuple[str, ...] = fact("Codes of services the council has already bought", ())
    plan: tuple[Support, ...] = fact("The lines of the costed plan; leave out before there is one", ())
    present_pence_weekly: int | None = fact("What present support costs each week; 0 where there is none", None)
    placement: str = fact("The code of the placement the person lives in")
    undue_risk: bool | None = fact("A risk is open that somebody else must look at", None)
    exception_asked: bool = fact("More than the rules allow is asked for", False)
    option: str = fact("How the person wishes to hold the budget")
    option_reason: str = fact("The person's own reason")
    method: str = fact("How a direct payment is paid")
    interval: str = fact("How often it is paid; the council's usual rhythm when left out")
    relative: Relative | None = fact("A relative the person wishes to pay", None)
    events: Mapping[str, date] = facts("The days on which things happened, by event, such as referral")
    plan_agreed_on: date | None = fact("The day the plan was agreed", None)
    first_payment_on: date | None = fact("The day of the first direct payment", None)
    reviews_set_on: tuple[date, ...] = fact("Days of reviews set with the person", ())
    routine_contacts: tuple[date, ...] = fact("Days on which a worker saw the person anyway", ())
    account: Account | None = fact("The account of the direct payment, on the day it is looked at", None)


def missing_in_words(needs: Iterable[str]) -> list[str]:
    """Say in words what each fact that is missing means; `events.referral` is the day of one event."""
    says = {each.name: str(each.metadata[SAYS]) for each in fields(Circumstances)}
    found = []
    for need in needs:
        name, _, part = need.partition(".")
        what = part.replace("_", " ")
        found.append(f"The day of: {what}" if name == "events" else f"{says[name]}{': ' if part else ''}{what}")
    return found
