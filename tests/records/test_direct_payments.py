"""How money is held: what was said, chosen and signed stays as it was; an account is somebody's, in the right form."""

import pytest

from selfdirect.records.direct_payments import Agreement, HoldingChoice, HoldingConversation, Payee, SuitabilityRecord
from selfdirect.records.payments import PaymentSchedule
from tests.actions.paying_people import ON, Office
from tests.records.raw import NEVER, copy_of, refusal, run


@pytest.mark.requirement("R-DEP-04")
def test_a_talk_a_choice_and_a_look_at_suitability_never_change(here: Office, schedule: PaymentSchedule) -> None:
    budget, person = schedule.budget, schedule.person
    HoldingConversation.objects.create(person=person, held_on=ON, stage="choosing", what_was_said="x", by=here.worker)
    HoldingChoice.objects.create(
        person=person, budget=budget, chosen_on=ON, chosen_by_name="A", own_reason="x", by_line={}, by=here.worker
    )
    SuitabilityRecord.objects.create(
        person=person, budget=budget, considered_on=ON, factors={}, is_suitable=True, by=here.worker
    )
    for table in ("holdingconversation", "holdingchoice", "suitabilityrecord", "agreement", "payee"):
        assert NEVER in refusal(f"delete from records_{table}")
        assert NEVER in refusal(f"update records_{table} set by_id = by_id")


@pytest.mark.requirement("R-DEP-12")
def test_that_a_direct_payment_does_not_suit_has_reasons(here: Office, schedule: PaymentSchedule) -> None:
    insert = """insert into records_suitabilityrecord (person_id, budget_id, considered_on, factors, is_suitable,
        is_excluded_by_law, reasons, consents, has_capacity, representative_name, authority, by_id)
        values (%s, %s, '2026-06-24', '{}', false, false, '', true, true, '', '', %s)"""
    assert refusal(insert, schedule.person_id, schedule.budget_id, here.worker.pk) == "refusal_has_reasons"


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"kind": "'gold'"}, "payee_kind"),
        ({"kind": "'cheque'"}, "payee_account_digits"),
        ({"sort_code": "'20-000'"}, "payee_account_digits"),
        ({"account_number": "'1234567'"}, "payee_account_digits"),
        ({"person_id": "null"}, "payee_is_a_person_or_a_provider"),
    ],
)
def test_an_account_is_somebody_s_and_in_the_right_form(
    change: dict[str, str], name: str, schedule: PaymentSchedule
) -> None:
    assert refusal(copy_of("records_payee", schedule.payee_id, **change)) == name


def test_later_details_are_known_to_the_book_by_the_first(schedule: PaymentSchedule) -> None:
    run(copy_of("records_payee", schedule.payee_id, first_id=schedule.payee_id, account_number="'99999999'"))
    first, later = Payee.objects.order_by("pk")
    assert later.reference != first.reference
    assert later.book_reference == first.book_reference == first.reference


def test_an_agreement_is_signed_by_one_of_two_in_one_of_two_ways(schedule: PaymentSchedule) -> None:
    signed = Agreement.objects.get()
    odd_hand = copy_of("records_agreement", signed.pk, signed_how="'by_parrot'")
    assert refusal(odd_hand) == "agreement_signed_how"
    odd_signer = copy_of("records_agreement", signed.pk, signed_as="'neighbour'")
    assert refusal(odd_signer) == "agreement_signed_as"
