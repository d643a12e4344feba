"""A financial assessment has one open draft, an answer when it is finished, and stays as it was."""

import pytest

from selfdirect.records.charging import ChargeNotice, FinancialAssessment
from selfdirect.records.payments import PaymentSchedule
from tests.actions.paying_people import ON, Office
from tests.records.raw import NEVER, copy_of, refusal, run


@pytest.fixture
def opened(here: Office, schedule: PaymentSchedule) -> FinancialAssessment:
    return FinancialAssessment.objects.create(person=schedule.person, from_on=ON, started_by=here.worker)


def finish(opened: FinancialAssessment, here: Office) -> None:
    run(
        "update records_financialassessment set finished_on = '2026-06-24', finished_by_id = %s, "
        "contribution_pence_weekly = 3000 where id = %s",
        here.worker.pk,
        opened.pk,
    )


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("finished_on = '2026-06-24', contribution_pence_weekly = 1", "finances_finished"),
        ("finished_on = '2026-06-24', finished_by_id = started_by_id", "finished_finances_have_an_answer"),
        ("contribution_pence_weekly = -1", "contribution_not_negative"),
    ],
)
def test_it_is_finished_by_somebody_with_an_answer(change: str, name: str, opened: FinancialAssessment) -> None:
    assert refusal(f"update records_financialassessment set {change} where id = %s", opened.pk) == name


def test_a_person_has_one_open_at_a_time(opened: FinancialAssessment) -> None:
    assert refusal(copy_of("records_financialassessment", opened.pk)) == "one_open_finances"


def test_a_finished_one_never_changes_and_the_next_may_be_opened(opened: FinancialAssessment, here: Office) -> None:
    finish(opened, here)
    changed = "update records_financialassessment set contribution_pence_weekly = 1 where id = %s"
    assert NEVER in refusal(changed, opened.pk)
    assert NEVER in refusal("delete from records_financialassessment where id = %s", opened.pk)
    run(copy_of("records_financialassessment", opened.pk, finished_on="null", finished_by_id="null"))
    assert FinancialAssessment.objects.count() == 2


@pytest.mark.requirement("R-FIN-09")
def test_that_somebody_was_told_is_never_changed(opened: FinancialAssessment, here: Office) -> None:
    notice = ChargeNotice.objects.create(
        financial_assessment=opened, person=opened.person, told_on=ON, how="letter", by=here.worker
    )
    assert NEVER in refusal("update records_chargenotice set told_on = '2026-01-01' where id = %s", notice.pk)
    assert NEVER in refusal("delete from records_chargenotice where id = %s", notice.pk)
