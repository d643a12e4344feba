"""What is wrong with one person's circumstances under one council's policy: each fault with its path, all together.

Values: policy/national, policy/councils
Next:   selfdirect/rules/circumstances_reading.py
Tests:  tests/rules/test_determination_checks.py
"""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Final

from selfdirect.rules.allocation import check_basis, scored_by_questionnaire
from selfdirect.rules.assessments import LIMBS, OUTCOMES, SOME_NEEDS
from selfdirect.rules.circumstances import Circumstances
from selfdirect.rules.determination_money import SERVICES, finances_of
from selfdirect.rules.determination_needs import basis
from selfdirect.rules.direct_payments import methods
from selfdirect.rules.eligibility import BANDS, CARER_LIMBS, CARER_OUTCOMES
from selfdirect.rules.finances import HOUSING_COSTS, Finances, table_labels, treatments
from selfdirect.rules.finances_checks import check_finances
from selfdirect.rules.holding import FAMILY, offered, rhythms
from selfdirect.rules.problems import Problem
from selfdirect.rules.standards import EVENTS
from selfdirect.rules.values import Values, text_cell

CLIENT_GROUPS: Final = "profile.client_groups"
_CODED: Final = {"incomes": "kind", "housing_costs": "code"}


def check_circumstances(circumstances: Circumstances, values: Values) -> tuple[Problem, ...]:
    """Say everything that cannot be right. What is only missing is no fault: its section says so."""
    return (
        *_person(circumstances, values),
        *_needs(circumstances, values),
        *_allocation(circumstances, values),
        *_money(circumstances, values),
        *_holding(circumstances, values),
        *_dates(circumstances),
    )


def _known(path: str, given: str, known: Iterable[str]) -> Iterator[Problem]:
    if given and given not in (words := tuple(known)):
        close = get_close_matches(given, words, n=1)
        mean = f"Did you mean {close[0]}? " if close else ""
        yield Problem(path, f'"{given}" is not known here. {mean}Choose from: {", ".join(words) or "nothing"}.')


def _codes(values: Values, key: str, column: str = "code") -> tuple[str, ...]:
    return tuple(text_cell(row, column) for row in values.table(key))


def _person(circumstances: Circumstances, values: Values) -> Iterator[Problem]:
    yield from _known("client_group", circumstances.client_group, _codes(values, CLIENT_GROUPS))
    yield from _known("band", circumstances.band, _codes(values, BANDS, "band"))
    if circumstances.born_on and circumstances.born_on > values.on:
        yield Problem("born_on", "The date of birth must be in the past.")


def _needs(circumstances: Circumstances, values: Values) -> Iterator[Problem]:
    carer = circumstances.is_carer
    outcomes = _codes(values, CARER_OUTCOMES) if carer else tuple(OUTCOMES)
    limbs = _codes(values, CARER_LIMBS) if carer else tuple(LIMBS)
    seen: set[str] = set()
    for place, need in enumerate(circumstances.needs or ()):
        yield from _known(f"needs[{place}].outcome", need.outcome, outcomes)
        if not need.outcome:
            yield Problem(f"needs[{place}].outcome", f"Choose from {', '.join(outcomes)}.")
        if need.outcome in seen:
            yield Problem(f"needs[{place}].outcome", f'"{need.outcome}" is there twice. Keep one of them.')
        seen.add(need.outcome)
        for position, limb in enumerate(need.limbs):
            yield from _known(f"needs[{place}].limbs[{position}]", limb, limbs)


def _allocation(circumstances: Circumstances, values: Values) -> Iterator[Problem]:
    known = basis(circumstances, values)
    missing_is_no_fault = "choose an answer."
    scored = scored_by_questionnaire(values, known)
    names = {"units": "units_weekly", "services": "services_weekly", "carer_hours": "carer_hours_weekly"}
    for problem in check_basis(known, values):
        if problem.message.endswith(missing_is_no_fault) or problem.field == "is_carer":
            continue
        is_answer = problem.field in circumstances.answers or (scored and problem.field not in names)
        yield Problem(
            f"answers.{problem.field}" if is_answer else names.get(problem.field, problem.field), problem.message
        )


def _money(circumstances: Circumstances, values: Values) -> Iterator[Problem]:
    applies, covers = circumstances.section_117, circumstances.section_117_covers
    if circumstances.finances is not None and not (applies and covers != SOME_NEEDS):
        yield from _finances(circumstances.finances, finances_of(circumstances), values)
    for kind, key in SERVICES.items():
        for place, code in enumerate(getattr(circumstances, f"{kind}_services")):
            yield from _known(f"{kind}_services[{place}]", code, _codes(values, key))


def _finances(given: Finances, finances: Finances, values: Values) -> Iterator[Problem]:
    """Name each item that is not known here by its place, and everything else by its field."""
    lists = {"incomes": treatments(values), "housing_costs": table_labels(values, HOUSING_COSTS)}
    faults = [
        fault
        for name, known in lists.items()
        for place, item in enumerate(getattr(given, name))
        for fault in _known(f"finances.{name}[{place}].{_CODED[name]}", getattr(item, _CODED[name]), known)
    ]
    yield from faults
    named = {fault.field.partition("[")[0] for fault in faults}
    for problem in check_finances(finances, values):
        path = f"finances.{problem.field}"
        if path not in named:
            yield Problem(path, problem.message)


def _holding(circumstances: Circumstances, values: Values) -> Iterator[Problem]:
    yield from _known("option", circumstances.option, (way.option for way in offered(values)))
    yield from _known("method", circumstances.method, (each.key for each in methods(values)))
    yield from _known("interval", circumstances.interval, rhythms(values))
    if circumstances.relative:
        relations = (*_codes(values, FAMILY), "other")
        yield from _known("relative.relation", circumstances.relative.relation or "nothing", relations)


def _dates(circumstances: Circumstances) -> Iterator[Problem]:
    for event in circumstances.events:
        yield from _known(f"events.{event}", event, EVENTS)
    started, ended = circumstances.reablement_started_on, circumstances.reablement_ended_on
    if started and ended and ended < started:
        yield Problem("reablement_ended_on", "It cannot end before it starts.")
