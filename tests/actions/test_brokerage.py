"""Somebody is referred to who helps find support, by the council's rule and with their yes; and the answer is kept."""

from typing import Any

import pytest

from selfdirect.actions import brokerage
from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.records.access import User
from selfdirect.records.brokerage import BrokerageReferral
from selfdirect.records.people import Person
from selfdirect.records.work import Step
from tests.actions.first_half import ON, assessed, town, worker_of
from tests.actions.paying_people import problems, said
from tests.councils import under

pytestmark = pytest.mark.django_db


def refer(person: Person, **more: Any) -> BrokerageReferral:
    words = {
        "organisation": "user_led",
        "other_because": "",
        "who_pays": "council",
        "what_for": "Somebody to swim with",
    }
    given = {"person": person, "consents": True, "key": "refer", "on": ON, "by": worker_of(person)}
    return brokerage.refer(**(given | words | more))


@pytest.mark.requirement("R-BRK-06")
def test_somebody_is_referred_by_the_rule_and_the_answer_closes_the_wait() -> None:
    with under("council_a"):
        person = assessed(town()).person
        made = refer(person)
        assert (made.organisation, made.proposed, made.other_because) == ("user_led", "user_led", "")
        step = Step.objects.open().get(code="brokerage_answer")
        assert (step.about, step.owner) == (f"BrokerageReferral:{made.pk}", worker_of(person))
        words = {"accepted": True, "words": "Jo comes on Monday.", "key": "answer", "on": ON, "by": worker_of(person)}
        brokerage.answer(referral=made, **words)
        assert not Step.objects.open().filter(code="brokerage_answer").exists()
        assert "User-led organisation helps: Jo comes on Monday." in said(f"BrokerageReferral:{made.pk}")
        with pytest.raises(Refused, match="written down already"):
            brokerage.answer(referral=made, **(words | {"key": "again"}))


@pytest.mark.requirement("R-BRK-06")
def test_who_pays_for_themselves_is_referred_too_and_another_organisation_needs_a_reason() -> None:
    with under("council_a"):
        person = assessed(town()).person
        with pytest.raises(Refused) as refused:
            refer(person, who_pays="self")
        assert "leads to First support provider. Say why another one" in problems(refused)["other_because"]
        made = refer(person, who_pays="self", other_because="They know her.", key="other")
        assert (made.proposed, made.other_because) == ("support_provider_1", "They know her.")


def test_nothing_is_passed_on_without_a_yes_and_all_that_is_wrong_is_said() -> None:
    with under("council_a"):
        person = assessed(town()).person
        with pytest.raises(Refused) as refused:
            refer(person, organisation="x", who_pays="", what_for=" ", consents=False)
        assert set(problems(refused)) == {"organisation", "who_pays", "what_for", "consents"}
        made = refer(person)
        with pytest.raises(Refused, match="asked for this person already"):
            refer(person, key="twice")
        with pytest.raises(Refused) as refused:
            brokerage.answer(referral=made, accepted=False, words="", key="a", on=ON, by=worker_of(person))
        assert "words" in problems(refused)
        with pytest.raises(NotAllowed):
            refer(person, by=User.objects.get(name="Nina Farrow"), key="no")
