"""The few places that everybody with a permission can go to from any page.

Next:   selfdirect/pages/templates/base.html
Tests:  tests/pages/test_navigation.py
"""

from dataclasses import dataclass
from datetime import date

from django.urls import NoReverseMatch, reverse

from selfdirect.actions.support.policy import policy
from selfdirect.records.access import User
from selfdirect.rules.access import STAFF, Permission, Role

P = Permission


@dataclass(frozen=True)
class Item:
    """One place: what it is called, the name of its page, and the permission it needs."""

    text: str
    page: str
    needs: Permission


ITEMS: tuple[Item, ...] = (
    Item("Work", "staff_home", P.SEE_WORK),
    Item("Agenda", "staff_home", P.DECIDE_AT_PANEL),
    Item("To approve", "staff_home", P.APPROVE_RUNS),
    Item("Market", "staff_home", P.SEE_MARKET),
    Item("System", "staff_home", P.SEE_SYSTEM),
    Item("Your work", "staff_home", P.SEE_OWN_ORDERS),
    Item("People", "staff_people", P.SEE_ANY_RECORD),
    Item("Decisions", "staff_decisions", P.DECIDE),
    Item("Decisions", "staff_decisions", P.DECIDE_AT_PANEL),
    Item("Decisions", "staff_decisions", P.DECIDE_FOR_A_COLLEAGUE),
    Item("Payments", "staff_payments", P.SEE_MONEY),
    Item("Fund for crises", "staff_crisis_fund", P.SEE_STEERING),
    Item("Audit", "staff_audit", P.SEE_AUDIT),
    Item("Users", "staff_users", P.MANAGE_USERS),
    Item("Outbox", "staff_outbox", P.SEE_SYSTEM),
    Item("Policy", "staff_policy", P.SEE_POLICY),
    Item("Modelling", "staff_modelling", P.SEE_MODELS),
    Item("Ways of holding", "staff_steering", P.SEE_STEERING),
    Item("Payroll", "staff_payroll", P.HAND_OFF_PAYROLL),
    Item("Personal assistants", "staff_assistants", P.SEE_ASSISTANTS),
    Item("My hours", "hours_home", P.SEE_OWN_TIMESHEETS),
    Item("My support", "person_home", P.SEE_OWN_RECORD),
    Item("People I help", "person_home", P.SEE_RECORD_ACTED_FOR),
)

OF_THE_PERSON = frozenset({Role.PERSON, Role.CARER, Role.REPRESENTATIVE})


def address_of(page: str) -> str:
    """The address of a page by name; nothing while there is no such page."""
    try:
        return reverse(page)
    except NoReverseMatch:
        return ""


def workers_decide(on: date) -> bool:
    """Whether this council gives any decision to the workers themselves, each on a colleague's proposal."""
    values = policy().on(on)
    keys = ("decisions.ladder", "decisions.conditions", "decisions.stage_deciders")
    tables = [values.table(key) for key in keys if isinstance(values.value(key).amount, tuple)]
    return any(row["role"] == Role.SOCIAL_WORKER for table in tables for row in table)


def navigation_for(user: User, on: date, path: str) -> list[dict[str, object]]:
    """The links for this user, with the one they are on marked."""
    found = []
    seen: set[str] = set()
    for item in ITEMS:
        href = address_of(item.page)
        if item.needs is P.DECIDE_FOR_A_COLLEAGUE and not workers_decide(on):
            continue
        if href and href not in seen and user.may(item.needs, on):
            seen.add(href)
            found.append({"text": item.text, "href": href, "current": path == href})
    return found


def first_screen(user: User, on: date) -> str:
    """The address of the screen this user comes for; nothing when their roles have none yet."""
    roles = user.roles_on(on)
    first = "staff_home" if roles & STAFF else "person_home" if roles & OF_THE_PERSON else ""
    if not first and Role.PERSONAL_ASSISTANT in roles:
        first = "hours_home"
    return address_of(first) if first else ""
