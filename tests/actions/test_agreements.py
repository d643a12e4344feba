"""Signing: by the right person, once; again when something changed, with both versions kept; as a PDF to keep."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from selfdirect.actions import access, agreements
from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.ledger.reading import position
from selfdirect.records.access import User
from selfdirect.records.audit import AuditEntry
from selfdirect.records.budgets import Budget
from selfdirect.records.direct_payments import Agreement, SignatureRequest
from selfdirect.records.messages import Letter
from selfdirect.records.work import Step
from selfdirect.rules.access import Role
from selfdirect.rules.money import format_pounds
from tests.actions.first_half import Town, screened, town, worker_of
from tests.actions.giving_authority import ended_authority, given_authority, with_access
from tests.actions.held_otherwise import held_by_the_council
from tests.actions.paying_people import problems
from tests.actions.story import (
    AGREED_ON,
    DECIDED_ON,
    approved,
    chosen,
    finalised,
    found_suitable,
    signed,
    with_account,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def here() -> Town:
    return town()


@pytest.fixture
def budget(here: Town) -> Budget:
    return chosen(finalised(approved(here)))


def asked_again(budget: Budget, on: date, by: User, **more: Any) -> SignatureRequest:
    words = {"reason": "You told us that you want the council to hold it.", "key": f"ask {budget.pk} {on}"}
    return agreements.ask_to_sign_again(**({"budget": budget, "on": on, "by": by} | words | more))


def helper(here: Town, email: str = "ruth@example.org", role: Role = Role.REPRESENTATIVE) -> User:
    return access.add_user(email=email, name="Ruth", roles=[role], on=DECIDED_ON, by=here.cast.administrator)


@pytest.mark.requirement("R-BRK-01")
def test_it_states_use_records_returns_money_left_over_review_and_switching(budget: Budget) -> None:
    agreement = signed(budget)
    said = {row["code"]: row["words"] for row in agreement.terms}
    assert {"use", "records", "receipts", "returns", "unspent", "emergencies", "review", "change", "stop"} <= set(said)
    assert "8 weeks of your direct payment" in said["unspent"] and "£50.00 or more" in said["receipts"]
    assert "first after 13 weeks" in said["returns"] and "how the money is held at any time" in said["change"]
    facts = {row["label"]: row["words"] for row in agreement.facts}
    assert facts["Help to wash and dress"].startswith("You have the money: A separate bank account. £")
    assert facts["Your budget"] == f"{format_pounds(budget.gross_pence_weekly)} a week"


@pytest.mark.requirement("R-BRK-02")
def test_the_schedule_of_monitoring_is_handed_over_with_the_signature(budget: Budget) -> None:
    agreement = signed(budget)
    assert [row["code"] for row in agreement.monitoring_schedule] == ["first_call", "return", "yearly"]
    for row in agreement.monitoring_schedule:
        assert row["first_on"] == (AGREED_ON + timedelta(weeks=row["after_weeks"])).isoformat()
    said = AuditEntry.objects.get(verb="agreements.sign_agreement").said
    assert said == "Amara Foxglove signed the agreement. The schedule of monitoring was handed over with it."


def test_when_the_way_of_holding_changes_it_is_signed_again_and_both_are_kept(budget: Budget) -> None:
    with_account(budget.person)
    first = signed(budget)
    promised = position(budget.reference).committed
    held_by_the_council(budget)
    by, later = worker_of(budget.person), AGREED_ON + 30 * DAY
    asked_again(budget, later, by)
    step = Step.objects.open().get(code="agreement", person=budget.person)
    assert step.due_on > later and "Payments go on until then." in str(Letter.objects.get(kind="sign_again").facts)
    with pytest.raises(Refused, match="asked for already, on 22 July 2026"):
        asked_again(budget, later, by, key="twice")
    second = signed(budget, key="again", seen_version=1, on=later, signed_on=later)
    assert (second.version, second.supersedes, first.superseded_by) == (2, first, second)
    why, change = second.changes
    assert why == "Asked for because: You told us that you want the council to hold it."
    assert change.startswith("Help to wash and dress. It said: You have the money: A separate bank account. £80.00 a")
    assert change.endswith("It now says: The council looks after the money. £80.00 a week.")
    kept = Agreement.objects.get(version=1)
    assert "You have the money" in str(kept.facts) and kept.signed_on == AGREED_ON
    assert position(budget.reference).committed == promised, "nothing is promised twice"
    assert budget.payment_schedules.count() == 1
    assert not Step.objects.open().filter(code="agreement", person=budget.person).exists()


def test_two_who_sign_at_once_are_told_of_each_other(budget: Budget) -> None:
    first = signed(budget)
    assert signed(budget) == first, "a second click is the same"
    with pytest.raises(Refused, match=r"Amara Foxglove signed already, on 22 June 2026\. Nothing has changed since"):
        signed(budget, key="another")
    held_by_the_council(budget)
    with pytest.raises(Refused, match="Open the page again to see what has changed"):
        signed(budget, key="a third")
    signed(budget, key="a fourth", seen_version=1)
    with pytest.raises(Refused, match="signed already"):
        signed(budget, key="a fifth", seen_version=1)
    assert Agreement.objects.count() == 2


def test_a_worker_asks_for_a_new_signature_with_a_reason_once_it_is_signed(budget: Budget) -> None:
    by = worker_of(budget.person)
    with pytest.raises(Refused, match="Nothing is signed yet"):
        asked_again(budget, AGREED_ON, by)
    signed(budget)
    with pytest.raises(Refused) as refused:
        asked_again(budget, AGREED_ON, by, reason=" ")
    assert "Write why" in problems(refused)["reason"]
    asked_again(budget, AGREED_ON, by, reason="Ruth signs for you now.", key="right")
    assert signed(budget, key="again", seen_version=1).changes == ["Asked for because: Ruth signs for you now."]


@pytest.mark.parametrize("role", ["nominated_person", "representative"])
def test_somebody_with_authority_signs_and_by_what_right_is_kept(budget: Budget, here: Town, role: str) -> None:
    by = worker_of(budget.person)
    held = given_authority(budget.person, by, DECIDED_ON, acts_as=role)
    user = helper(here)
    with_access(held, user, DECIDED_ON, by)
    agreement = signed(budget, authority=held, signed_by_name="Ruth Foxglove", signed_how="on_screen", by=user)
    assert (agreement.signed_as, agreement.authority) == (role, held)
    assert ("receives:" + str(held.pk), f"Ruth Foxglove, as {held.role_words.lower()}") in [
        (row["code"], row["words"]) for row in agreement.facts
    ]


def test_an_authorised_person_signs_only_while_the_person_cannot_decide(budget: Budget) -> None:
    by = worker_of(budget.person)
    held = given_authority(budget.person, by, DECIDED_ON, acts_as="authorised_person")
    with pytest.raises(Refused) as refused:
        signed(budget, authority=held, signed_by_name="Ruth")
    assert "The record says they can" in problems(refused)["signed_as"]
    no = {"has_capacity": False, "consents": False, "representative_name": "Ruth", "authority": "Attorney"}
    found_suitable(budget, key="no", **no)
    with pytest.raises(Refused) as refused:
        signed(budget, key="own")
    assert "An authorised person signs" in problems(refused)["signed_as"]
    assert signed(budget, key="right", authority=held, signed_by_name="Ruth").signed_as == "authorised_person"


def test_a_nominated_person_does_not_sign_once_the_person_cannot_decide(budget: Budget) -> None:
    held = given_authority(budget.person, worker_of(budget.person), DECIDED_ON)
    no = {"has_capacity": False, "consents": False, "representative_name": "Ruth", "authority": "Attorney"}
    found_suitable(budget, key="no", **no)
    with pytest.raises(Refused) as refused:
        signed(budget, authority=held, signed_by_name="Ruth")
    assert "was nominated when the person could decide" in problems(refused)["signed_as"]


def test_an_authority_that_ended_signs_nothing_from_that_day_and_says_what_to_do(budget: Budget) -> None:
    by = worker_of(budget.person)
    held = given_authority(budget.person, by, DECIDED_ON)
    ended_authority(held, by, AGREED_ON)
    held.refresh_from_db()
    with pytest.raises(Refused) as refused:
        signed(budget, authority=held, signed_by_name="Ruth", signed_on=AGREED_ON - DAY)
    assert problems(refused)["signed_as"] == (
        "The authority of Ruth Foxglove ended on 22 June 2026. Record a new one, or choose who else signs"
    )
    again = given_authority(budget.person, by, AGREED_ON)
    assert signed(budget, key="again", authority=again, signed_by_name="Ruth").authority == again


@pytest.mark.parametrize(
    ("first", "last", "right"),
    [(0, 0, True), (-5, 0, True), (0, None, True), (1, None, False), (-5, -1, False)],
)
def test_it_counts_on_its_first_and_last_day_and_on_no_other(
    budget: Budget, first: int, last: int | None, right: bool
) -> None:
    until = None if last is None else AGREED_ON + last * DAY
    by = worker_of(budget.person)
    held = given_authority(budget.person, by, AGREED_ON, from_on=AGREED_ON + first * DAY, until_on=until)
    if right:
        assert signed(budget, authority=held, signed_by_name="Ruth").authority == held
    else:
        with pytest.raises(Refused) as refused:
            signed(budget, authority=held, signed_by_name="Ruth")
        assert "counts from" in problems(refused)["signed_as"]


def test_it_has_to_cover_signing_and_be_for_this_person(budget: Budget, here: Town) -> None:
    by = worker_of(budget.person)
    narrow = given_authority(budget.person, by, DECIDED_ON, scopes=["receive"])
    with pytest.raises(Refused) as refused:
        signed(budget, authority=narrow, signed_by_name="Ruth")
    assert "does not cover signing" in problems(refused)["signed_as"]
    stranger = given_authority(screened(here, first_name="Other").person, by, DECIDED_ON)
    with pytest.raises(NotAllowed):
        signed(budget, key="other", by=helper(here), authority=stranger, signed_by_name="Ruth")
    with pytest.raises(Refused) as refused:
        signed(budget, key="staff", authority=stranger, signed_by_name="Ruth")
    assert "is for somebody else" in problems(refused)["signed_as"]


def test_nobody_signs_for_somebody_else_without_authority(budget: Budget, here: Town) -> None:
    person, by = budget.person, worker_of(budget.person)
    held = given_authority(person, by, DECIDED_ON)
    ruth, bo = helper(here), helper(here, "bo@example.org")
    access.act_for(
        user=bo,
        person=person,
        role=Role.REPRESENTATIVE,
        authority="Asked",
        may_see_money=True,
        on=DECIDED_ON,
        by=by,
    )
    with_access(held, ruth, DECIDED_ON, by)
    with pytest.raises(Refused, match="You have no authority to sign for this person"):
        signed(budget, by=bo, signed_by_name="Bo")
    with pytest.raises(NotAllowed):
        signed(budget, by=bo, signed_by_name="Bo", authority=held)
    own = access.add_user(
        email="own@example.org",
        name="Amara",
        roles=[Role.PERSON],
        person_id=person.pk,
        on=DECIDED_ON,
        by=here.cast.administrator,
    )
    with pytest.raises(NotAllowed):
        signed(budget, by=own, authority=held)
    assert not Agreement.objects.exists()
    assert signed(budget, by=own).by == own


def test_the_signed_agreement_can_be_printed_by_anybody_who_may_see_the_person(budget: Budget, here: Town) -> None:
    agreement = signed(budget)
    html = "<html lang='en'><head><title>Agreement</title></head><body><p>What we agree</p></body></html>"
    auditor = access.add_user(
        email="aud@example.org", name="Aud", roles=[Role.AUDITOR], on=DECIDED_ON, by=here.cast.administrator
    )
    made = agreements.make_pdf(agreement=agreement, html=html, on=AGREED_ON, by=auditor)
    assert "What we agree" in PdfReader(BytesIO(made)).pages[0].extract_text()
    with pytest.raises(NotAllowed):
        agreements.make_pdf(agreement=agreement, html=html, on=AGREED_ON, by=helper(here))
