"""Who may still be paid by cheque, and numbers that were used before."""

from pathlib import Path
from typing import Any

import pytest

from selfdirect.actions.action import Refused
from selfdirect.actions.support.cheques import cheques_wait, no_cheques_after, why_not_by_cheque
from tests.actions.by_cheque import without_account
from tests.actions.story import AGREED_ON, FIRST_PAY_ON, NEXT_PAY_ON, approve, prepared, sent
from tests.cheques_on import cheques_on

pytestmark = pytest.mark.django_db


def test_only_without_an_account_and_only_while_the_policy_has_them(settings: Any, tmp_path: Path) -> None:
    life = without_account()
    assert why_not_by_cheque(life.person, AGREED_ON)
    with cheques_on(settings, tmp_path):
        assert not why_not_by_cheque(life.person, AGREED_ON) and no_cheques_after(FIRST_PAY_ON) == {}
        payee = life.by_cheque()
        assert why_not_by_cheque(life.person, AGREED_ON) and no_cheques_after(FIRST_PAY_ON) == {}
    assert list(no_cheques_after(FIRST_PAY_ON)) == [payee.pk]
    assert "Nobody is paid by cheque any more" in no_cheques_after(FIRST_PAY_ON)[payee.pk]


def test_a_number_is_used_once(settings: Any, tmp_path: Path) -> None:
    life = without_account()
    with cheques_on(settings, tmp_path):
        life.by_cheque()
        life.signed()
        run = life.approved_run()
        assert cheques_wait(run)
        life.authorised(run)
        assert not cheques_wait(run)
        sent(life.here, run)
        on = FIRST_PAY_ON
        later = approve(life.here, prepared(life.here, NEXT_PAY_ON, on), on)
        with pytest.raises(Refused, match="Cheque 000041 was used already"):
            life.authorised(later, on=on)
        life.authorised(later, on=on, first_number="000042")
