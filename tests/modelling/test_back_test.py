"""An instrument against costed plans: the error is what a plain count gives, and nobody without a plan counts."""

from datetime import date

import numpy as np

from selfdirect.modelling.back_test import back_test
from selfdirect.modelling.caseload import Caseload, fictional
from selfdirect.modelling.columns import joined
from selfdirect.modelling.sides import side, work_out
from selfdirect.policy import load

ON = date(2026, 5, 1)
LIVE = side("live", load("council_e"), ON)


def test_the_error_by_group_is_what_a_plain_count_gives() -> None:
    people = fictional(1_500, 4, LIVE.values, size=400)
    everybody, by_group, by_band = back_test(LIVE, people)
    known = joined(people.chunks())
    budget = joined(work_out(LIVE, chunk, people.asked) for chunk in people.chunks())["indicative_budget"]
    pairs = [(int(b), int(p)) for b, p in zip(budget, known["plan_pence_weekly"], strict=True) if p]
    assert everybody.people == len(pairs) <= 1_500
    assert everybody.mean == round(sum(b - p for b, p in pairs) / len(pairs))
    assert everybody.mean_absolute == round(sum(abs(b - p) for b, p in pairs) / len(pairs))
    near = sum(abs(b - p) <= p / 10 for b, p in pairs)
    assert everybody.near_percent == round(100 * near / len(pairs))
    assert sum(each.people for each in by_group) == sum(each.people for each in by_band) == everybody.people


def test_a_plan_that_is_the_budget_has_no_error_and_nobody_has_none() -> None:
    made = fictional(300, 4, LIVE.values)
    (chunk,) = made.chunks()
    budget = work_out(LIVE, chunk, made.asked)["indicative_budget"]
    exact = Caseload("exact", lambda: iter([{**chunk, "plan_pence_weekly": budget}]), made.asked)
    everybody, _, _ = back_test(LIVE, exact)
    assert (everybody.mean, everybody.mean_absolute, everybody.near_percent) == (0, 0, 100)
    none = Caseload("none", lambda: iter([{**chunk, "plan_pence_weekly": np.zeros_like(budget)}]), made.asked)
    everybody, by_group, _ = back_test(LIVE, none)
    assert (everybody.people, everybody.mean, everybody.near_percent, by_group) == (0, 0, 0, [])
