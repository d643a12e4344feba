"""An answer is kept once, as it came."""

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import now

from selfdirect.records.bank_answers import BankAnswer
from tests.actions.paying_people import PAY_ON, office, people_to_pay, sent_run


def test_an_answer_is_kept_once_and_never_changed(db: None) -> None:
    here = office()
    people_to_pay(1, here)
    words = {"run": sent_run(here), "message_id": "B1", "written_at": now(), "content": b"x", "on": PAY_ON}
    BankAnswer.objects.create(**words, sha256="a", by=here.finance)
    with pytest.raises(IntegrityError), transaction.atomic():
        BankAnswer.objects.create(**words, sha256="b", by=here.finance)
    with pytest.raises(Exception, match="never"), transaction.atomic():
        BankAnswer.objects.update(message_id="B2")
