"""One open assessment at a time; a finished one has its answer, and never changes again."""

import pytest

from selfdirect.records.assessments import Assessment
from selfdirect.records.payments import PaymentSchedule
from tests.actions.paying_people import Office
from tests.records.raw import NEVER, copy_of, refusal, run

FINISH = "update records_assessment set finished_on = '2026-06-24', finished_by_id = %s, is_eligible = true"


@pytest.fixture
def draft(schedule: PaymentSchedule) -> Assessment:
    return Assessment.objects.get()


@pytest.mark.parametrize("left_out", ["finished_on", "finished_by_id", "is_eligible"])
def test_it_is_finished_on_a_day_by_somebody_with_an_answer_or_not_at_all(
    left_out: str, draft: Assessment, here: Office
) -> None:
    whole = {"finished_on": "'2026-06-24'", "finished_by_id": str(here.worker.pk), "is_eligible": "true"}
    given = ", ".join(f"{name} = {value}" for name, value in whole.items() if name != left_out)
    assert refusal(f"update records_assessment set section_117 = false, {given}") == "assessment_finished"


@pytest.mark.requirement("R-ASM-09")
def test_it_cannot_be_finished_before_section_117_was_asked(draft: Assessment, here: Office) -> None:
    assert refusal(FINISH, here.worker.pk) == "section_117_asked_before_finishing"


def test_a_person_has_one_open_assessment(draft: Assessment) -> None:
    assert refusal(copy_of("records_assessment", draft.pk)) == "one_open_assessment"


def test_a_finished_one_never_changes(draft: Assessment, here: Office) -> None:
    run("update records_assessment set answers = '{\"a\": 1}'")
    run(f"{FINISH}, section_117 = false", here.worker.pk)
    assert NEVER in refusal("update records_assessment set answers = '{}'")
    assert NEVER in refusal("delete from records_assessment")
    run(copy_of("records_assessment", draft.pk, finished_on="null", finished_by_id="null", is_eligible="null"))
    assert Assessment.objects.count() == 2
