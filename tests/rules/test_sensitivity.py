"""Which answer would change the figures: by the right amount, the largest first, nothing guessed, and quickly."""

import json
from dataclasses import replace
from decimal import Decimal
from time import process_time
from typing import Any

import pytest

from selfdirect.policy import councils
from selfdirect.rules.sensitivity import (
    Change,
    Sensitivity,
    figures,
    sensitivity_json,
    sensitivity_text,
    what_would_change,
)
from tests.rules.packs import on, policy
from tests.rules.people import answers, known


def changes(council: str, **changed: Any) -> Sensitivity:
    somebody = known(**changed)
    return what_would_change(replace(somebody, answers=answers(policy(council), somebody)), on(council))


def _one(found: Sensitivity, path: str, would_be: str) -> Change:
    return next(each for each in found.changes if (each.path, each.would_be) == (path, would_be))


def test_one_more_unit_is_worth_its_price() -> None:
    """Ten hours at £22 are £220 a week; an eleventh makes £242, and the contribution does not move."""
    found = changes("council_a")
    assert found.figures["indicative_budget"] == 220_00
    more = _one(found, "units_weekly.hour", "11")
    assert more.differences == {"indicative_budget": 22_00, "contribution": 0, "net": 22_00}
    assert more.words.startswith("One hour, how many a week: 11, not 10. The indicative budget would be £22.00 more")


def test_income_changes_the_contribution_and_what_the_council_pays_by_as_much() -> None:
    more = _one(changes("council_a"), "finances.incomes[0].pence_weekly", "£270.00 a week")
    assert more.differences == {"indicative_budget": 0, "contribution": 10_00, "net": -10_00}


def test_a_step_of_savings_adds_tariff_income_above_the_lower_limit() -> None:
    """£14,250 is the lower limit; £1,000 more is £1 a week for each £250: £4."""
    more = _one(changes("council_a"), "finances.capital_pence", "£15,250.00")
    assert more.differences["contribution"] == 4_00


@pytest.mark.parametrize("council", councils())
def test_every_change_is_what_the_changed_person_would_be_told_and_the_largest_is_first(council: str) -> None:
    somebody = replace(known(), carer_hours_weekly=Decimal(2), answers=answers(policy(council), known()))
    started = process_time()
    found = what_would_change(somebody, on(council))
    assert process_time() - started < 1, "the budget is a second for one person"
    assert found.figures == figures(somebody, on(council)) and found.changes
    sizes = [each.size for each in found.changes]
    assert sizes == sorted(sizes, reverse=True)
    assert all(each.before == found.figures and (each.size or each.asks) for each in found.changes)
    assert len(found.changes) <= found.tried


def test_an_answer_that_leads_to_more_questions_names_them_and_gives_no_figure() -> None:
    """An old answer to a question that is not asked now does not stand in for one."""
    no_night = {**answers(policy("council_d"), known()), "nights": "no", "nights_awake": "yes"}
    found = what_would_change(replace(known(), answers=no_night), on("council_d"))
    (asking,) = [each for each in found.changes if each.asks]
    assert asking.asks == ("answers.nights_awake",) and not asking.after and asking.size == 0
    assert "More would be asked first" in asking.words


def test_what_is_missing_is_named_and_where_there_is_no_budget_it_is_said() -> None:
    missing = changes("council_a", finances=None)
    assert missing.needs == ("finances",) and not missing.changes
    assert "It needs: finances." in sensitivity_text(missing)
    not_eligible = changes("council_a", needs=())
    assert "no budget here" in sensitivity_text(not_eligible)


def test_text_and_data_say_the_same() -> None:
    found = changes("council_a")
    text, data = sensitivity_text(found), json.loads(json.dumps(sensitivity_json(found)))
    assert len(data["changes"]) == len(found.changes) and data["tried"] == found.tried
    assert data["changes"][0]["words"].split(".")[0] in text.replace("\n  ", " ")
    assert data["changes"][0]["difference_pence_weekly"] == found.changes[0].differences
    assert all(len(line) <= 100 for line in text.splitlines())
