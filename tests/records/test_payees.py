"""What was checked of an account is never changed, and says whether money may go there."""

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.db.utils import InternalError

from selfdirect.records.payees import NameCheck, NumbersCheck
from tests.actions.paying_people import ON, office, people_to_pay

REFUSED = (IntegrityError, InternalError, ProgrammingError)


def test_a_check_of_the_numbers_names_its_table(db: None) -> None:
    payee = people_to_pay(1, office())[0].payee
    for found, table in (("passes", ""), ("no_table", "abc"), ("fails", "abc")):
        with pytest.raises(IntegrityError), transaction.atomic():
            NumbersCheck.objects.create(payee=payee, found=found, table=table, on=ON)
    NumbersCheck.objects.create(payee=payee, found="passes", table="abc", on=ON)


def test_an_answer_stands_and_a_later_one_is_another_row(db: None) -> None:
    here = office()
    payee = people_to_pay(1, here)[0].payee
    check = NameCheck.objects.create(payee=payee, how="service", answer="no_match", on=ON, by=here.finance)
    assert not check.lets_pay
    assert NameCheck(answer="no_match", reason="Seen her passport and the card").lets_pay
    assert all(NameCheck(answer=answer).lets_pay for answer in ("match", "close", "no_answer"))
    for change in (NameCheck.objects.update, NameCheck.objects.all().delete):
        with pytest.raises(Exception, match="never"), transaction.atomic():
            change(**({"answer": "match"} if change.__name__ == "update" else {}))
