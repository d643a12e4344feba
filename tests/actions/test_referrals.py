"""A referral is routed, owned and dated from the first moment, and its screening is kept for the assessment."""

from datetime import date, timedelta

import pytest

from selfdirect.actions import referrals
from selfdirect.actions.action import Refused, Stale
from selfdirect.records.assessments import Assessment
from selfdirect.records.audit import AuditEntry
from selfdirect.records.messages import Message
from selfdirect.records.people import Person
from selfdirect.records.referrals import Referral
from selfdirect.records.work import NamedWorker, Step
from tests.actions.first_half import DETAILS, ON, Town, referred, screened, town, worker_of

pytestmark = pytest.mark.django_db


def screen(referral: Referral, **more: object) -> Referral:
    words = {
        "screening": {"needs": "Washing"},
        "outcome": "assess",
        "reason": "Because.",
        "seen_version": referral.version,
    }
    return referrals.screen(referral=referral, **(words | more), on=ON, by=worker_of(referral.person))  # type: ignore[arg-type]


@pytest.mark.requirement("R-REF-01")
def test_it_keeps_who_asked_how_when_and_consent() -> None:
    referral = referred(town())
    kept = Referral.objects.get()
    assert (kept.source, kept.channel, kept.received_on, kept.has_consented) == ("self", "phone", ON, True)
    assert kept.at is not None
    assert referral == kept


@pytest.mark.requirement("R-REF-02")
def test_somebody_with_a_package_goes_to_a_review_and_a_first_timer_to_an_assessment() -> None:
    here = town()
    assert referred(here).path == "assessment"
    again = referrals.receive(
        key="second",
        person=Person.objects.get(),
        details=None,
        source="gp",
        channel="letter",
        received_on=ON,
        referrer_name="",
        what_was_said="Needs have grown.",
        has_consented=True,
        has_existing_package=True,
        on=ON,
        by=here.worker,
    )
    assert again.path == "review"


@pytest.mark.requirement("R-REF-04")
@pytest.mark.parametrize(("group", "organisation"), [("physical", "council"), ("mental_health", "trust")])
def test_mental_health_goes_to_the_trust_and_everybody_else_to_the_council(group: str, organisation: str) -> None:
    referral = referred(town(), client_group=group)
    assert referral.organisation == organisation
    assert referral.team.organisation == organisation
    assert worker_of(referral.person).team == referral.team


@pytest.mark.requirement("R-REF-11")
def test_it_has_a_named_worker_an_owner_and_a_date_at_once() -> None:
    referral = referred(town())
    step = Step.objects.get(code="referral_screening")
    assert step.owner == NamedWorker.objects.get(person=referral.person).worker
    assert step.due_on == date(2026, 6, 3)


@pytest.mark.requirement("R-REF-18")
def test_it_has_a_reference_that_the_person_is_told() -> None:
    referral = referred(town())
    letter = Message.objects.get(key=f"received:{referral.pk}").letter
    assert letter is not None
    assert letter.facts["reference"] == referral.reference == f"R-{referral.pk:06d}"


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("source", {"source": "nobody"}),
        ("channel", {"channel": "pigeon"}),
        ("received_on", {"received_on": ON + timedelta(days=1)}),
        ("has_consented", {"has_consented": False}),
    ],
)
def test_what_cannot_be_is_refused_by_field_and_nothing_is_kept(field: str, change: dict[str, object]) -> None:
    here = town()
    words = {
        "key": "k",
        "person": None,
        "details": DETAILS,
        "source": "self",
        "channel": "phone",
        "received_on": ON,
        "referrer_name": "",
        "what_was_said": "x",
        "has_consented": True,
        "has_existing_package": False,
    }
    with pytest.raises(Refused) as refused:
        referrals.receive(**(words | change), on=ON, by=here.worker)  # type: ignore[arg-type]
    assert [problem.field for problem in refused.value.problems] == [field]
    assert not Person.objects.exists()


def test_a_date_of_birth_to_come_is_refused() -> None:
    with pytest.raises(Refused, match="must be in the past"):
        referred(town(), date_of_birth=ON + timedelta(days=1))


def test_the_same_form_twice_is_one_referral() -> None:
    here = town()
    assert referred(here) == referred(here)
    assert Person.objects.count() == 1


@pytest.mark.requirement("R-REF-03")
def test_screening_answers_are_kept_and_open_an_assessment_with_a_date() -> None:
    assessment = screened(town())
    assert assessment.referral.screening == {"needs": "Washing and cooking"}
    step = Step.objects.open().get(person=assessment.person)
    assert (step.code, step.about) == ("assessment", f"Assessment:{assessment.pk}")


@pytest.mark.requirement("R-REF-16")
def test_help_that_may_be_enough_ends_without_an_assessment_and_says_why() -> None:
    referral = referred(town())
    screen(referral, outcome="prevent", reason="The open-door group may be enough.")
    assert not Assessment.objects.exists()
    assert not Step.objects.open().exists()
    assert "may be enough" in AuditEntry.objects.filter(verb="referrals.screen").latest("pk").said


def test_it_cannot_be_screened_twice_or_without_a_reason() -> None:
    referral = referred(town())
    with pytest.raises(Refused, match="Say why"):
        screen(referral, reason=" ")
    screen(referral)
    with pytest.raises(Refused, match="already screened"):
        screen(Referral.objects.get())


def test_the_second_of_two_screenings_is_told_of_the_first() -> None:
    here: Town = town()
    referral = referred(here)
    Referral.objects.update(version=2, changed_by=here.manager)
    with pytest.raises(Stale, match=here.manager.name):
        screen(referral)
