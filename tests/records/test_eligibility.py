"""Whether a personal budget was offered is written down for good, with a reason wherever it was not taken."""

from datetime import date

from selfdirect.records.assessments import Assessment
from selfdirect.records.eligibility import BudgetOffer, TakeUp
from selfdirect.records.payments import PaymentSchedule
from tests.records.raw import NEVER, copy_of, refusal


def test_an_offer_never_changes_and_needs_its_reason(schedule: PaymentSchedule) -> None:
    assessment = Assessment.objects.get()
    offer = BudgetOffer.objects.create(
        person=assessment.person, assessment=assessment, outcome="accepted", on=date(2026, 6, 1), by=assessment.assessor
    )
    table = "records_budgetoffer"
    assert NEVER in refusal(f"update {table} set outcome = 'declined' where id = %s", offer.pk)
    assert NEVER in refusal(f"delete from {table} where id = %s", offer.pk)
    lost = copy_of(table, offer.pk, outcome="'lost'", reason="'It is lost'")
    assert refusal(lost) == "offer_outcome"
    declined = copy_of(table, offer.pk, outcome="'declined'")
    assert refusal(declined) == "no_offer_or_refusal_without_a_reason"
    put_off = copy_of(table, offer.pk, outcome="'deferred'", reason="'In crisis'")
    assert refusal(put_off) == "a_deferred_offer_is_asked_again"


def test_a_share_is_rounded_to_whole_percent() -> None:
    found = TakeUp(eligible=33, taken_up=32, declined=1)
    assert (found.percent, found.waiting) == (97, 0)
