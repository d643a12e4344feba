"""The fund's account in the book: no draw overdraws it, whatever is asked at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import close_old_connections, connection

from selfdirect.actions import crisis_fund
from selfdirect.actions.action import Refused
from selfdirect.actions.support.crisis_fund import balance_of_fund
from selfdirect.records.access import User
from selfdirect.records.crisis_fund import CrisisFundMoney
from tests.actions.paying_people import ON, office, the_book_is_sound

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.requirement("R-CTG-04")
def test_twenty_who_take_from_it_at_once_take_no_more_than_there_is() -> None:
    approver = office().approver
    crisis_fund.put_in(pence=100000, reason="This year’s", key="fill", on=ON, by=approver)

    def take(number: int) -> bool:
        close_old_connections()
        try:
            by = User.objects.get(pk=approver.pk)
            crisis_fund.put_in(pence=-30000, reason="Not needed", key=f"take-{number}", on=ON, by=by)
        except Refused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(10) as pool:
        assert sum(pool.map(take, range(20))) == 3
    assert balance_of_fund() == 10000 and CrisisFundMoney.objects.count() == 4 and the_book_is_sound()
