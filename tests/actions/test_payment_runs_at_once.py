"""Two people at once: one prepares or approves, the other is told in words, and nothing is paid twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from selfdirect.actions.action import Refused, Stale
from selfdirect.records.payments import PaymentLine, PaymentRun
from tests.actions.paying_people import Office, approve, confirm, office, owed_to, people_to_pay, prepare, send

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def here(transactional_db: None) -> Office:
    return office()


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do these at the same moment, each on its own connection; what each gave, or how it was refused."""
    together = Barrier(len(acts))

    def one(act: Callable[[], Any]) -> Any:
        try:
            together.wait(timeout=30)
            return act()
        except (Refused, Stale) as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def test_two_who_prepare_at_once_make_one_run(here: Office) -> None:
    people_to_pay(1, here)
    found = at_once(lambda: prepare(here, key="a"), lambda: prepare(here, key="b", by=here.other_finance))
    runs = [one for one in found if isinstance(one, PaymentRun)]
    refused = [one for one in found if isinstance(one, Refused)]
    assert (len(runs), len(refused), PaymentLine.objects.count()) == (1, 1, 1)
    assert f"Run {runs[0].reference} is prepared by" in str(refused[0])


@pytest.mark.requirement("R-PAY-17")
def test_two_who_approve_at_once_pay_once(here: Office) -> None:
    schedule = people_to_pay(1, here)[0]
    run = prepare(here)
    found = at_once(lambda: approve(here, run, key="a"), lambda: approve(here, run, key="b", by=here.other_approver))
    assert sorted(type(one).__name__ for one in found) == ["PaymentRun", "Stale"]
    assert owed_to(schedule) == 65200


def test_a_double_click_at_the_same_moment_is_one_payment(here: Office) -> None:
    schedule = people_to_pay(1, here)[0]
    run = prepare(here)
    found = at_once(*[lambda: approve(here, run, key="same")] * 3)
    assert found == [run, run, run]
    assert owed_to(schedule) == 65200


def test_a_run_is_sent_and_confirmed_once_however_often_it_is_asked_at_once(here: Office) -> None:
    schedule = people_to_pay(1, here)[0]
    run = approve(here, prepare(here))
    assert at_once(lambda: send(here, run), lambda: send(here, run)) == [run, run]
    assert run.files.count() == 2
    found = at_once(lambda: confirm(here, run), lambda: confirm(here, run))
    assert sorted(type(one).__name__ for one in found) == ["PaymentRun", "Refused"]
    assert owed_to(schedule) == 0
