"""Every option of every choice about money has an implementation that makes a difference: none is only a word."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

import pytest

from selfdirect.actions.support.allocating import confirming_role
from selfdirect.outside import bank_files
from selfdirect.policy.kinds import Choice
from selfdirect.policy.shape_allocation import NEEDS_TO_MONEY
from selfdirect.policy.shape_money import MONEY
from selfdirect.rules.allocation import AllocationBasis, AllocationRefused, indicative_budget
from selfdirect.rules.cards import loaded_by_company
from selfdirect.rules.charging_payable import payable
from selfdirect.rules.determination import determine
from selfdirect.rules.equipment import Item, supply
from selfdirect.rules.holding import instalment
from selfdirect.rules.questionnaires import questionnaire
from selfdirect.rules.spending import spending
from selfdirect.rules.values import Values
from tests.rules.packs import on
from tests.rules.people import known
from tests.rules.test_allocation import policy_values
from tests.rules.test_allocation_formulas import BANDS, PRICES

CHOICES: Final = {
    shape.key: shape.kind.options for shape in (*NEEDS_TO_MONEY, *MONEY) if isinstance(shape.kind, Choice)
}


def chosen(key: str, option: str) -> Values:
    """A council's values with this one choice made."""
    values = on("westminster")
    return replace(values, values_by_key={**values, key: replace(values.value(key), amount=option)})


def _allocated(key: str, option: str) -> Any:
    values = chosen(key, option)
    asked = {each.question: each.answers[-1].answer for each in questionnaire(values).questions}
    counts: dict[str, Any] = {"units": {"hour": 300}, "services": {"personal_assistant": 500}}
    basis = AllocationBasis({"nutrition": "some"}, asked, **counts, carer_hours=100, client_group="physical")
    return indicative_budget(basis, values).pence_weekly


def _priced(key: str, option: str) -> Any:
    values = policy_values(pricing=option, prices_by_group=PRICES, price_bands=BANDS)
    return indicative_budget(AllocationBasis({"nutrition": "some"}, client_group="learning"), values).pence_weekly


def _carers(key: str, option: str) -> Any:
    asked = {
        each.question: each.answers[-1].answer
        for each in questionnaire(chosen(key, option), "carer_questionnaire").questions
    }
    basis = AllocationBasis(answers=asked, services={"personal_assistant": 500}, is_carer=True)
    try:
        return indicative_budget(basis, chosen(key, option)).pence_weekly
    except AllocationRefused as refused:
        return str(refused)


def _spent(key: str, option: str) -> Any:
    return spending("points_by_price", AllocationBasis({"nutrition": "some"}), 50_00, chosen(key, option)).shares


def _equipped(key: str, option: str) -> Any:
    found = supply((Item("Stool", 40_00, 39_00),), chosen(key, option))
    return found.council_pence, found.budget_pence


def _paid(key: str, option: str) -> Any:
    """Three quarters of a plan of £100.00 is less than the £90.00 that the means test gives."""
    values = chosen(key, option)
    share = replace(values.value("charging.share_of_plan"), amount=75)
    return payable(
        90_00, 100_00, replace(values, values_by_key={**values, "charging.share_of_plan": share})
    ).pence_weekly


def _determined(key: str, option: str) -> Any:
    found = determine(known(), chosen(key, option), frozenset())
    return [(section.answer, dict(section.figures)) for section in found.sections]


EXERCISES: Final[Mapping[str, Callable[[str, str], Any]]] = {
    "allocation.method": _allocated,
    "allocation.scored_from": _allocated,
    "allocation.pricing": _priced,
    "allocation.carer_adjustment": _allocated,
    "allocation.spending": _spent,
    "allocation.carers_method": _carers,
    "allocation.equipment": _equipped,
    "allocation.confirmed_by": lambda key, option: confirming_role(50_00, "physical", chosen(key, option)),
    "charging.method": _paid,
    "charging.contribution_basis": _determined,
    "charging.contribution_subtracted": _determined,
    "budgets.personal_budget_is": _determined,
    "payments.cards_loaded_by": lambda key, option: loaded_by_company(chosen(key, option)),
    "payments.cycle": lambda key, option: instalment(100_00, option, chosen(key, option)).pence,
    "payments.file_format": lambda key, option: getattr(bank_files, option),
}


@pytest.mark.parametrize("key", CHOICES)
def test_every_option_is_implemented_and_makes_a_difference(key: str) -> None:
    assert key in EXERCISES, "a new choice needs a line here that exercises each option"
    answers = [EXERCISES[key](key, option) for option in CHOICES[key]]
    assert len(answers) > 1
    for place, answer in enumerate(answers):
        assert answer not in answers[:place], f"{key}: {CHOICES[key][place]} is the same as another option"


def test_no_exercise_is_left_over() -> None:
    assert set(EXERCISES) == set(CHOICES)
