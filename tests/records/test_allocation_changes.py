"""The database itself keeps to joint sign-off: never changed, one signature a code, nobody twice or their own."""

from datetime import date

import pytest

from selfdirect.records.access import User
from selfdirect.records.allocation_changes import AllocationChange, AllocationSignature
from tests.records.raw import NEVER, copy_of, refusal

ON = date(2026, 6, 1)


@pytest.fixture
def change(db: None) -> AllocationChange:
    users = [User.objects.create(email=f"{name}@council.example", name=name) for name in ("one", "two", "three")]
    made = AllocationChange.objects.create(
        values={"allocation.price_per_point": 6_50},
        before={"allocation.price_per_point": 6_40},
        model={},
        must_sign=[{"code": code, "label": code, "role": "commissioner"} for code in ("finance", "programme")],
        reason="Costs have risen",
        starts_on=date(2027, 4, 1),
        policy_fingerprint="x",
        on=ON,
        by=users[0],
    )
    AllocationSignature.objects.create(change=made, code="finance", proposed_by=users[0], by=users[1], on=ON)
    return made


@pytest.mark.requirement("R-RAS-13")
def test_a_change_and_its_signatures_are_never_changed(change: AllocationChange) -> None:
    for table, pk in (
        ("records_allocationchange", change.pk),
        ("records_allocationsignature", change.signatures.get().pk),
    ):
        assert NEVER in refusal(f"update {table} set \"on\" = '2026-07-01' where id = %s", pk)
        assert NEVER in refusal(f"delete from {table} where id = %s", pk)
    assert refusal(copy_of("records_allocationchange", change.pk, reason="''")) == "allocation_change_has_a_reason"
    later = copy_of("records_allocationchange", change.pk, starts_on="'2026-06-01'")
    assert refusal(later) == "allocation_change_starts_later"


@pytest.mark.requirement("R-RAS-13")
def test_one_signature_for_each_code_and_nobody_twice_or_their_own(change: AllocationChange) -> None:
    signature, table = change.signatures.get(), "records_allocationsignature"
    other = User.objects.get(name="three").pk
    assert refusal(copy_of(table, signature.pk, by_id=str(other))) == "one_signature_for_each_code"
    assert refusal(copy_of(table, signature.pk, code="'programme'")) == "nobody_signs_a_change_twice"
    own = copy_of(table, signature.pk, code="'programme'", by_id=str(change.by_id))
    assert refusal(own) == "nobody_signs_their_own_change"
    assert not change.is_signed
    AllocationSignature.objects.create(change=change, code="programme", proposed_by=change.by, by_id=other, on=ON)
    assert AllocationChange.objects.get().is_signed
