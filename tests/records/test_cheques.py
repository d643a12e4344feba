"""A cheque has six digits, pays one line, and is never changed; who is paid by cheque has no account."""

import pytest
from django.db import DataError, IntegrityError, InternalError, transaction

from selfdirect.records.cheques import Cheque
from selfdirect.records.direct_payments import CHEQUE, Payee
from tests.actions.paying_people import ON, Office, office, people_to_pay, prepare

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Office:
    return office()


def test_a_number_is_six_digits_and_a_cheque_stays_as_it_is(here: Office) -> None:
    people_to_pay(2, here)
    first, second = prepare(here).lines.order_by("pk")
    for number in ("12345", "12345x"):
        with pytest.raises((IntegrityError, DataError)), transaction.atomic():
            Cheque.objects.create(line=first, number=number, on=ON, by=here.approver)
    kept = Cheque.objects.create(line=first, number="000041", on=ON, by=here.approver)
    for again in ({"line": first, "number": "000042"}, {"line": second, "number": "000041"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Cheque.objects.create(**again, on=ON, by=here.approver)
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        Cheque.objects.filter(pk=kept.pk).update(number="000043")


def test_only_who_is_paid_by_cheque_has_no_account(here: Office) -> None:
    person = people_to_pay(1, here)[0].person
    same = {"person": person, "account_name": "A", "on": ON, "by": here.worker}
    paid = Payee.objects.create(kind=CHEQUE, sort_code="", account_number="", **same)
    assert paid.where == "a cheque by post"
    assert person.payees.exclude(kind=CHEQUE).get().where.startswith("the account that ends in ")
    for wrong in (
        {"kind": "bank_account", "sort_code": "", "account_number": ""},
        {"kind": CHEQUE, "sort_code": "200000", "account_number": "10000001"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Payee.objects.create(**same, **wrong)
