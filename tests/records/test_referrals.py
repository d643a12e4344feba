"""A referral has a path, and is screened on a day, by somebody, with an outcome."""

import pytest

from selfdirect.records.payments import PaymentSchedule
from selfdirect.records.referrals import Referral
from tests.records.raw import refusal


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("path = 'nowhere'", "referral_path"),
        ("screened_on = '2026-06-24'", "referral_screened"),
        ("screened_by_id = taken_by_id, outcome = 'assess'", "referral_screened"),
    ],
)
def test_what_the_database_refuses_of_a_referral(change: str, name: str, schedule: PaymentSchedule) -> None:
    assert refusal(f"update records_referral set {change}") == name


@pytest.mark.requirement("R-REF-18")
def test_a_referral_has_a_reference(schedule: PaymentSchedule) -> None:
    only = Referral.objects.get()
    assert only.reference == f"R-{only.pk:06d}"
