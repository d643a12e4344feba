"""What a person pays is worked out by the rules, kept with its working, and told to them."""

from datetime import date, timedelta

import pytest

from selfdirect.actions import charging
from selfdirect.actions.action import Refused
from selfdirect.actions.support.policy import policy
from selfdirect.records.audit import AuditEntry
from selfdirect.records.messages import Message
from selfdirect.records.work import Step
from tests.actions.first_half import FINANCES, ON, assessed, means_tested, town, worker_of

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("R-FIN-01")
def test_the_most_somebody_would_pay_is_kept_with_every_row_and_value_used() -> None:
    done = means_tested(assessed(town()).person)
    assert done.contribution_pence_weekly is not None
    assert done.working[-1]["amount"] == done.contribution_pence_weekly
    assert done.values_used["charging.lower_capital_limit"]["amount"] == 1425000
    assert len(done.policy_fingerprint) == 64


@pytest.mark.requirement("R-CFG-06")
def test_what_was_worked_out_keeps_the_mark_of_the_policy_in_force_and_so_does_the_record_of_who_did_it() -> None:
    in_force = policy().on(ON).fingerprint
    done = means_tested(assessed(town()).person)
    assert done.policy_fingerprint == in_force
    assert in_force in set(AuditEntry.objects.filter(person=done.person).values_list("policy_fingerprint", flat=True))
    assert policy().on(date(2025, 4, 1)).fingerprint != in_force, "another day's rates have another mark"


def test_above_the_limit_the_full_cost_is_paid() -> None:
    done = means_tested(assessed(town()).person, FINANCES | {"capital_pence": 2325001})
    assert done.pays_full_cost
    assert done.contribution_pence_weekly is None


def test_the_date_of_birth_is_not_asked_twice() -> None:
    person = assessed(town()).person
    opened = charging.start(person=person, from_on=ON, on=ON, by=worker_of(person))
    assert opened.finances["born_on"] == "1980-05-14"


def test_what_is_missing_is_named_by_field() -> None:
    person = assessed(town()).person
    by = worker_of(person)
    opened = charging.start(person=person, from_on=ON, on=ON, by=by)
    wrong = FINANCES | {"incomes": [{"kind": "treasure", "pence_weekly": 5, "label": "Treasure"}]}
    saved = charging.save(financial_assessment=opened, finances=wrong, seen_version=1, on=ON, by=by)
    with pytest.raises(Refused) as refused:
        charging.finish(financial_assessment=saved, seen_version=saved.version, on=ON, by=by)
    assert "incomes" in [problem.field for problem in refused.value.problems]


def test_finishing_opens_the_indicative_budget_and_writes_the_letter() -> None:
    done = means_tested(assessed(town()).person)
    assert [step.code for step in Step.objects.open().filter(person=done.person)] == ["indicative_budget"]
    letter = Message.objects.get(key=f"contribution:{done.pk}").letter
    assert letter is not None
    assert letter.facts["working"] == done.working


def test_a_finished_one_is_not_changed_and_a_new_one_supersedes() -> None:
    done = means_tested(assessed(town()).person)
    with pytest.raises(Refused, match="Start a new one"):
        charging.save(
            financial_assessment=done, finances={}, seen_version=done.version, on=ON, by=worker_of(done.person)
        )
    again = means_tested(done.person, FINANCES | {"capital_pence": 0})
    assert again.pk != done.pk
    assert again.contribution_pence_weekly is not None
    assert again.contribution_pence_weekly < (done.contribution_pence_weekly or 0)


@pytest.mark.requirement("R-FIN-06")
def test_that_the_person_was_told_and_accepts_is_kept() -> None:
    done = means_tested(assessed(town()).person)
    told = charging.record_told(
        financial_assessment=done, told_on=ON, how="letter", accepts_may_pay=True, on=ON, by=worker_of(done.person)
    )
    assert (told.accepts_may_pay, told.told_on) == (True, ON)


def test_nobody_is_told_tomorrow_or_before_the_amount_is_known() -> None:
    person = assessed(town()).person
    by = worker_of(person)
    opened = charging.start(person=person, from_on=ON, on=ON, by=by)
    with pytest.raises(Refused, match="not worked out"):
        charging.record_told(financial_assessment=opened, told_on=ON, how="phone", accepts_may_pay=True, on=ON, by=by)
    with pytest.raises(Refused, match="today or earlier"):
        charging.record_told(
            financial_assessment=opened, told_on=ON + timedelta(days=1), how="phone", accepts_may_pay=True, on=ON, by=by
        )
