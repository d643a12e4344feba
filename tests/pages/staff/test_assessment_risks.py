"""Risks are written down with both views, changed and taken out, and never lost to a second writer."""

import pytest
from django.test import Client

from selfdirect.actions import assessments as actions
from selfdirect.records.assessments import AssessedRisk, Assessment
from tests.actions.first_half import ON, Town
from tests.pages.staff.forms import LONG, RIGHT_TO_LEFT, hidden, said, send, text
from tests.pages.staff.test_assessments import assessment, at, client

__all__ = ["assessment", "client"]

RISK = {"risk": "Falls", "persons_view": "I manage", "workers_view": "A rail would help"}


@pytest.mark.requirement("R-ASM-13")
def test_a_risk_is_kept_with_both_views(client: Client, assessment: Assessment) -> None:
    assert send(client, at(assessment, "risks/add/"), **RISK).url == at(assessment, "risks/")
    shown = text(client.get(at(assessment, "risks/")))
    assert "Falls" in shown and "I manage" in shown and "A rail would help" in shown


def test_a_risk_is_changed_and_taken_out(client: Client, assessment: Assessment) -> None:
    send(client, at(assessment, "risks/add/"), **RISK)
    send(client, at(assessment, "risks/add/"), **{**RISK, "risk": RIGHT_TO_LEFT})
    first = AssessedRisk.objects.order_by("pk").first()
    assert send(client, at(assessment, f"risks/{first.pk}/"), **{**RISK, "risk": "Falls at night"}).status_code == 302
    assert list(AssessedRisk.objects.order_by("pk").values_list("risk", flat=True)) == ["Falls at night", RIGHT_TO_LEFT]
    last = AssessedRisk.objects.order_by("pk").last()
    version = Assessment.objects.get().version
    client.post(at(assessment, "risks/"), {"risk": last.pk, "seen_version": version})
    assert list(AssessedRisk.objects.values_list("risk", flat=True)) == ["Falls at night"]


def test_a_second_click_adds_one(client: Client, assessment: Assessment) -> None:
    path = at(assessment, "risks/add/")
    typed = {**hidden(client, path), **RISK}
    assert [client.post(path, typed).status_code for _ in range(2)] == [302, 302]
    assert AssessedRisk.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "problems"),
    [
        ({}, ["Enter what the risk is", "Enter what the person thinks", "Enter what you think"]),
        ({**RISK, "risk": LONG}, ["Your answer must be 1,000 characters or fewer. It is 14,999 now"]),
    ],
)
def test_what_is_wrong_is_said_plainly(
    client: Client, assessment: Assessment, typed: dict[str, str], problems: list[str]
) -> None:
    answer = send(client, at(assessment, "risks/add/"), **typed)
    assert answer.status_code == 422 and said(answer) == problems


def test_a_second_writer_adds_beside_the_first(client: Client, assessment: Assessment, here: Town) -> None:
    path = at(assessment, "risks/add/")
    seen = hidden(client, path)
    actions.set_risks(assessment=assessment, risks=[{"risk": "Fire"}], seen_version=1, on=ON, by=here.cast.workers[5])
    assert client.post(path, {**seen, **RISK}).status_code == 409
    assert client.post(path, {**seen, "seen_version": "2", **RISK}).status_code == 302
    assert list(AssessedRisk.objects.order_by("pk").values_list("risk", flat=True)) == ["Fire", "Falls"]


def test_taking_out_what_somebody_else_changed_is_refused(client: Client, assessment: Assessment) -> None:
    send(client, at(assessment, "risks/add/"), **RISK)
    risk = AssessedRisk.objects.get()
    answer = client.post(at(assessment, "risks/"), {"risk": risk.pk, "seen_version": "1"})
    assert answer.status_code == 409
    assert AssessedRisk.objects.count() == 1
