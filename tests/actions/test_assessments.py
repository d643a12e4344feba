"""An assessment is saved part by part, finished once, and opens what the law says comes next."""

import pytest
from django.db import DatabaseError, connection, transaction

from selfdirect.actions import assessments
from selfdirect.actions.action import Refused, Stale
from selfdirect.records.assessments import Assessment
from selfdirect.records.charging import FinancialAssessment
from selfdirect.records.messages import Message
from selfdirect.records.work import Step
from tests.actions.first_half import ON, answers, assessed, filled_in, screened, town, worker_of

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("R-ELG-01")
def test_finishing_decides_with_reasons_by_a_named_person_on_a_date_and_tells_the_person() -> None:
    done = assessed(town())
    assert done.is_eligible
    assert done.eligibility_reasons
    assert (done.finished_on, done.finished_by) == (ON, worker_of(done.person))
    letter = Message.objects.get(key=f"eligibility:{done.pk}").letter
    assert letter is not None
    assert letter.facts["reasons"] == done.eligibility_reasons


def test_one_outcome_is_not_enough_and_nothing_more_is_opened() -> None:
    done = assessed(town(), answers("hygiene"))
    assert done.is_eligible is False
    assert not Step.objects.open().filter(person=done.person).exists()


@pytest.mark.requirement("R-FIN-01")
def test_a_financial_assessment_is_opened_for_everyone_not_under_section_117() -> None:
    done = assessed(town())
    assert [step.code for step in Step.objects.open().filter(person=done.person)] == ["financial_assessment"]


@pytest.mark.requirement("R-ASM-09")
def test_section_117_after_care_is_free_and_skips_the_means_test() -> None:
    done = assessed(town(), answers("hygiene", "nutrition", section_117="yes"))
    finances = FinancialAssessment.objects.get(person=done.person)
    assert (finances.is_free, finances.free_because, finances.contribution_pence_weekly) == (True, "section_117", 0)
    assert [step.code for step in Step.objects.open().filter(person=done.person)] == ["indicative_budget"]


@pytest.mark.requirement("R-ASM-09")
def test_it_cannot_be_finished_before_section_117_is_asked() -> None:
    given = answers("hygiene", "nutrition")
    del given["section_117"]
    half = filled_in(town(), given)
    with pytest.raises(Refused) as refused:
        assessments.finish(assessment=half, seen_version=half.version, on=ON, by=worker_of(half.person))
    assert "section_117" in [problem.field for problem in refused.value.problems]


@pytest.mark.requirement("R-ASM-08")
def test_it_cannot_be_finished_before_carers_are_asked_about() -> None:
    half = filled_in(town())
    by = worker_of(half.person)
    half = assessments.save_part(assessment=half, part="carers", words={}, seen_version=half.version, on=ON, by=by)
    with pytest.raises(Refused, match="somebody unpaid helps"):
        assessments.finish(assessment=half, seen_version=half.version, on=ON, by=by)


@pytest.mark.requirement("R-ASM-11")
def test_it_cannot_be_finished_without_a_word_on_safety() -> None:
    half = filled_in(town())
    by = worker_of(half.person)
    half = assessments.save_part(assessment=half, part="safety", words={}, seen_version=half.version, on=ON, by=by)
    with pytest.raises(Refused, match="keeping safe"):
        assessments.finish(assessment=half, seen_version=half.version, on=ON, by=by)


def test_an_answer_on_a_branch_no_longer_reached_is_dropped_when_saved() -> None:
    half = filled_in(town(), answers("hygiene", "nutrition"))
    saved = assessments.save_answers(
        assessment=half, answers={"hygiene_able": "able"}, seen_version=half.version, on=ON, by=worker_of(half.person)
    )
    assert not [key for key in saved.answers if key.startswith("hygiene_") and key != "hygiene_able"]


@pytest.mark.requirement("R-ASM-13")
def test_both_views_of_a_risk_are_kept() -> None:
    half = screened(town())
    row = {"risk": "Stairs", "persons_view": "I know them.", "workers_view": "A rail."}
    saved = assessments.set_risks(
        assessment=half, risks=[row], seen_version=half.version, on=ON, by=worker_of(half.person)
    )
    kept = saved.risks.get()
    assert (kept.persons_view, kept.workers_view) == ("I know them.", "A rail.")


def test_two_workers_on_one_assessment_the_second_loses_nothing_and_is_told() -> None:
    half = screened(town())
    by = worker_of(half.person)
    words = {"what_matters": "My garden"}
    assessments.save_part(assessment=half, part="about_me", words=words, seen_version=1, on=ON, by=by)
    with pytest.raises(Stale) as stale:
        assessments.save_part(assessment=half, part="safety", words=words, seen_version=1, on=ON, by=by)
    assert stale.value.changes == ["The assessment was written on: about me."]
    assert Assessment.objects.get().safety == {}


def test_a_finished_assessment_never_changes_not_even_in_the_database() -> None:
    done = assessed(town())
    with pytest.raises(Refused, match="is finished"):
        assessments.save_answers(
            assessment=done, answers={}, seen_version=done.version, on=ON, by=worker_of(done.person)
        )
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update records_assessment set is_eligible = false")
