"""A switch that changes what was signed asks the right person for a new signature, on a clock; payments go on."""

from datetime import date, timedelta

import pytest

from selfdirect.actions import access, direct_payments
from selfdirect.actions.support.agreement_words import wording
from selfdirect.actions.support.signing_again import who_signs
from selfdirect.records.direct_payments import Agreement, SignatureRequest
from selfdirect.records.messages import Letter, Message
from selfdirect.records.payments import PaymentLine
from selfdirect.records.work import Step
from selfdirect.rules.access import Role
from tests.actions.giving_authority import given_authority, with_access
from tests.actions.story import FIRST_PAY_ON, NEXT_PAY_ON, Story, found_suitable, paid, signed, story, with_account
from tests.actions.test_switching import CARD, MANAGED, MIDDLE, switch

pytestmark = pytest.mark.django_db
LATER = MIDDLE + timedelta(weeks=2)


@pytest.fixture
def told() -> Story:
    return story()


def open_step(told: Story) -> Step | None:
    return Step.objects.open().filter(person=told.person, code="agreement").first()


def test_a_switch_for_good_is_signed_again_and_payments_go_on_until_then(told: Story) -> None:
    paid(told.town, FIRST_PAY_ON)
    with_account(told.person, "10000002", kind="prepaid_card")
    made = switch(told, CARD)
    asked, step = SignatureRequest.objects.get(), open_step(told)
    assert step is not None and step.due_on > FIRST_PAY_ON and asked.switch == made
    letter = str(Letter.objects.get(kind="switch").facts)
    assert "You sign it. Please do this by" in letter and "Payments go on until then." in letter
    paid(told.town, NEXT_PAY_ON)
    card = PaymentLine.objects.filter(schedule__payee__kind="prepaid_card")
    assert card.exists() and open_step(told) is not None, "paid as switched, though nobody has signed yet"
    now = wording(told.budget, FIRST_PAY_ON)
    (change,) = now.changes
    assert "A separate bank account, to 12 July 2026. From 13 July 2026: You have the money: A prepaid" in change.words
    signed(told.budget, key="again", seen_version=1, signed_on=FIRST_PAY_ON, on=FIRST_PAY_ON)
    assert open_step(told) is None and Agreement.objects.filter(budget=told.budget).count() == 2
    assert not wording(told.budget, LATER).is_to_sign, "that its day has come changes nothing that was signed"


def test_a_switch_that_goes_back_by_itself_leaves_what_was_signed(told: Story) -> None:
    switch(told, MANAGED, return_on=LATER)
    assert open_step(told) is None and not SignatureRequest.objects.exists()
    assert wording(told.budget, FIRST_PAY_ON).is_to_sign, "a worker may still ask"


def test_a_switch_that_changes_nothing_that_is_said_asks_for_nothing(told: Story) -> None:
    switch(told, MANAGED)
    switch(told, CARD_AS_BEFORE, on=FIRST_PAY_ON, replaces_planned=True)
    assert SignatureRequest.objects.count() == 1, "asked for once, however often it is switched before it is signed"


CARD_AS_BEFORE = {"held_as": "direct_payment", "paid_by": "bank_account"}


def test_when_somebody_else_receives_the_payment_it_is_signed_again(told: Story) -> None:
    held = given_authority(told.person, told.worker, FIRST_PAY_ON)
    assert not wording(told.budget, FIRST_PAY_ON).is_to_sign, "the account is still the person's own"
    direct_payments.change_payee(
        payee=told.payee,
        account_name="R Foxglove",
        sort_code="20-00-00",
        account_number="10000003",
        reason="My sister receives it now.",
        authority=held,
        key="theirs",
        on=FIRST_PAY_ON,
        by=told.worker,
    )
    assert open_step(told) is not None
    (change,) = wording(told.budget, FIRST_PAY_ON).changes
    assert change.words == "Who receives the payment. New: Ruth Foxglove, as nominated person"
    switch(told, MANAGED, from_on=FIRST_PAY_ON)
    labels = [clause.label for clause in wording(told.budget, MIDDLE).facts]
    assert "Who receives the payment" not in labels, "nobody does while the council holds everything"


def test_whoever_may_sign_hears_of_it_and_the_right_person_is_named(told: Story) -> None:
    held = given_authority(told.person, told.worker, FIRST_PAY_ON, acts_as="authorised_person")
    ruth = access.add_user(
        email="ruth@example.org",
        name="Ruth",
        roles=[Role.REPRESENTATIVE],
        on=FIRST_PAY_ON,
        by=told.town.cast.administrator,
    )
    with_access(held, ruth, FIRST_PAY_ON, told.worker)
    assert who_signs(told.budget, FIRST_PAY_ON) == "You sign it."
    no = {"has_capacity": False, "consents": False, "representative_name": "Ruth", "authority": "Attorney"}
    found_suitable(told.budget, key="no", on=FIRST_PAY_ON, considered_on=FIRST_PAY_ON, **no)
    assert who_signs(told.budget, FIRST_PAY_ON) == "Ruth Foxglove signs it for you."
    switch(told, MANAGED)
    (email,) = Message.objects.filter(to="ruth@example.org")
    assert "sign it again" in email.body and "Foxglove" not in email.body
    assert date(2026, 7, 6) == email.on
