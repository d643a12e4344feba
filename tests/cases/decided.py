"""Worked cases of the rules that are not sums: what each may be given, and which answers it has.

Every case has name, on, rule, source, given and answer; sums are in pounds. A case names as many answers as it likes.

who_may_decide      given pounds_weekly; client_group, stage, allocation_pounds_weekly, present_pounds_weekly,
                    undue_risk, exception
                    answers roles, label, condition, straight_through, presenter
monitoring_tier     given pounds_yearly; answers tier
receipt_needed      given pounds; answers needed ("yes" or "no")
monitoring_dates    given first_payment_on; routine_contacts, reviews as { label, on }
                    answers checks: { code, due_on } for each of the first checks
unspent             given balance_pounds, net_pounds_weekly; bills_due_pounds, wages_owed_pounds, reserves_pounds,
                    overpaid_contribution_pounds, contingency_pounds, year_end, asked_on
                    answers outcome (keep, talk_first, decide or pay_back), surplus_pounds, contingency_pounds,
                    may_keep_pounds, over_pounds, pay_back_pounds
review_dates        given plan_agreed_on; client_group, first_payment_on, budget_starts_on, budget_months, set_on,
                    routine_contacts
                    answers the first day of each of plan_first, plan, direct_payment_first, direct_payment, formal and
                    the codes of the council's own schedule; met: the codes that a contact stands for; individual
standard_due        given code, started_on; answers due_on
eligibility_band    given band; answers outcome (eligible, not_eligible or read_only)
carer_eligibility   given necessary_care, health_at_risk, wellbeing_impact; outcomes as { outcome = [limbs] }
                    answers outcome
offer               given is_carer, in_crisis, exception_reason, declined; answers path (on_path, offered, later,
                    exception, not_offered or reason_needed)
placement           given kind, present_pounds_weekly, offered_pounds_weekly; answers outcome (would_lose,
                    no_loss or not_checked)
holding             given option, reason, payment_pounds, one_off
                    answers option ("" while it cannot be said), account_needed, risk_assessment_needed, problems: the
                    fields to put right
paying_a_relative   given relation, same_household; necessary_reason, for_management
                    answers outcome (may, only_if_necessary or as_necessary)
instalment          given pounds_weekly, interval; answers pounds
equipment           items with label, base_pounds; chosen_pounds, listed_shop
                    answers council_pounds, budget_pounds, person_pounds

Next:   tests/cases/reading.py
"""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final

import holidays as bank_holidays

from selfdirect.rules.decisions import DecisionFacts, who_may_decide
from selfdirect.rules.eligibility import CarerNeeds, OfferFacts, by_band, carer, offer, placement
from selfdirect.rules.equipment import Item, supply
from selfdirect.rules.holding import Wish, holding, instalment, paying_a_relative
from selfdirect.rules.monitoring import receipt_needed, schedule, tier
from selfdirect.rules.reviews import ReviewFacts, review_dates, set_individually
from selfdirect.rules.standards import due_on
from selfdirect.rules.unspent import Account, unspent
from selfdirect.rules.values import Values
from tests.cases.charging_rules import Content, in_pence


def _given(content: Content) -> dict[str, Any]:
    return in_pence(content["given"])


def _who_may_decide(content: Content, values: Values) -> dict[str, Any]:
    given = _given(content)
    amount, group = given.pop("pence_weekly"), given.pop("client_group", "all")
    found = who_may_decide(amount, values, group, DecisionFacts(**given))
    names = ("label", "condition", "straight_through", "presenter")
    return {"roles": list(found.roles), **{name: getattr(found, name) for name in names}}


def _monitoring_tier(content: Content, values: Values) -> dict[str, Any]:
    return {"tier": tier(_given(content)["pence_yearly"], values).tier}


def _receipt_needed(content: Content, values: Values) -> dict[str, Any]:
    return {"needed": receipt_needed(_given(content)["pence"], values).answer}


def _monitoring_dates(content: Content, values: Values) -> dict[str, Any]:
    given = _given(content)
    reviews = tuple((each["label"], each["on"]) for each in given.get("reviews", ()))
    found = schedule(given["first_payment_on"], values, reviews, given.get("routine_contacts", ()))
    named = len(content["answer"]["checks"])
    return {"checks": [{"code": check.code, "due_on": check.due_on} for check in found[:named]]}


def _unspent(content: Content, values: Values) -> dict[str, Any]:
    found = unspent(Account(**_given(content)), values)
    sums = ("surplus_pence", "contingency_pence", "may_keep_pence", "over_pence", "pay_back_pence")
    return {"outcome": found.outcome, **{name: getattr(found, name) for name in sums}}


def _review_dates(content: Content, values: Values) -> dict[str, Any]:
    given = _given(content)
    for name in ("set_on", "routine_contacts"):
        given[name] = tuple(given.get(name, ()))
    found = review_dates(ReviewFacts(**given), values)
    first: dict[str, Any] = {}
    for review in found.reviews:
        first.setdefault(review.code, review.due_on)
    first["met"] = [review.code for review in found.reviews if review.met_on]
    first["individual"] = set_individually(given.get("client_group", "all"), values)
    return first


def _standard_due(content: Content, values: Values) -> dict[str, Any]:
    given = _given(content)
    started: date = given["started_on"]
    closed = bank_holidays.country_holidays("GB", subdiv="ENG", years=range(started.year, started.year + 2))
    return {"due_on": due_on(given["code"], started, values, frozenset(closed))}


def _eligibility_band(content: Content, values: Values) -> dict[str, Any]:
    return {"outcome": by_band(_given(content)["band"], values).answer}


def _carer_eligibility(content: Content, values: Values) -> dict[str, Any]:
    given = _given(content)
    given["outcomes"] = {code: tuple(limbs) for code, limbs in given.get("outcomes", {}).items()}
    return {"outcome": carer(CarerNeeds(**given), values).answer}


def _offer(content: Content, values: Values) -> dict[str, Any]:
    return {"path": offer(OfferFacts(**_given(content)), values).path}


def _placement(content: Content, values: Values) -> dict[str, Any]:
    return {"outcome": placement(**_given(content), values=values).answer}


def _holding(content: Content, values: Values) -> dict[str, Any]:
    found = holding(Wish(**_given(content)), values)
    return {
        "option": found.option,
        "account_needed": found.account_needed,
        "risk_assessment_needed": found.risk_assessment_needed,
        "problems": [problem.field for problem in found.problems],
    }


def _paying_a_relative(content: Content, values: Values) -> dict[str, Any]:
    given = _given(content)
    return {"outcome": paying_a_relative(given.pop("relation"), values, **given).answer}


def _instalment(content: Content, values: Values) -> dict[str, Any]:
    return {"pence": instalment(**_given(content), values=values).pence}


def _equipment(content: Content, values: Values) -> dict[str, Any]:
    found = supply([Item(**in_pence(each)) for each in content["items"]], values)
    return {name: getattr(found, name) for name in ("council_pence", "budget_pence", "person_pence")}


DECIDED: Final[Mapping[str, Callable[[Content, Values], dict[str, Any]]]] = MappingProxyType(
    {
        "who_may_decide": _who_may_decide,
        "monitoring_tier": _monitoring_tier,
        "receipt_needed": _receipt_needed,
        "monitoring_dates": _monitoring_dates,
        "unspent": _unspent,
        "review_dates": _review_dates,
        "standard_due": _standard_due,
        "eligibility_band": _eligibility_band,
        "carer_eligibility": _carer_eligibility,
        "offer": _offer,
        "placement": _placement,
        "holding": _holding,
        "paying_a_relative": _paying_a_relative,
        "instalment": _instalment,
        "equipment": _equipment,
    }
)
