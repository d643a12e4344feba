"""What is put by and used is the same in the records and the book, and only a duty takes money out."""

from datetime import date

import pytest
from django.db import transaction

from selfdirect.actions.support.reserve import give_back, held_for, put_by_until, should_be_put_by, use
from selfdirect.ledger.chart import committed, employer_reserve, free, reserved
from selfdirect.ledger.posting import Entry, PostingRefused, post_many
from selfdirect.ledger.reading import balance
from selfdirect.rules.employer_reserve import Duty
from tests.actions.employed import employer

pytestmark = pytest.mark.django_db
ON = date(2026, 12, 1)


@pytest.mark.requirement("R-EMP-02")
def test_money_goes_in_and_out_by_duty_and_the_book_agrees() -> None:
    life = employer()
    one, ref = life.employ(), life.budget.reference
    with transaction.atomic():
        done, short = put_by_until(one, ON, ON, life.worker)
        assert (done, short) == (sum(should_be_put_by(one, life.budget, ON).values()), 0)
        assert put_by_until(one, ON, ON, life.worker) == (0, 0)
        before = balance(committed(ref))
        assert use(one, {Duty.HOLIDAY: 50_00, Duty.PENSION: 0}, ON, life.worker) == 0
        assert use(one, {Duty.HOLIDAY: 1_00}, ON, life.worker) == 0
        assert balance(committed(ref)) == before + 51_00
        assert balance(employer_reserve(ref)) == sum(held_for(one, life.budget).values()) == done - 51_00
        days = list(life.budget.payment_schedules.filter(payee__kind="employer").values_list("from_on", flat=True))
        assert days == [ON, date(2026, 12, 2)], "one payment a day"
        assert use(one, {Duty.NOTICE: 10_000_00}, ON, life.worker) == 10_000_00 - (done - 51_00)
        assert give_back(one, ON, life.worker) == 0 == balance(employer_reserve(ref))


def test_nothing_else_can_touch_it() -> None:
    life = employer()
    one, ref = life.employ(), life.budget.reference
    with transaction.atomic():
        put_by_until(one, ON, ON, life.worker)
        for target in (reserved(ref), committed(ref), free("B-999999"), "council:bank"):
            with pytest.raises(PostingRefused, match="may only go to a payee"), transaction.atomic():
                post_many([Entry(f"x:{target}", ON, 1, employer_reserve(ref), target, "x")])


def test_without_an_account_nothing_is_paid(monkeypatch: pytest.MonkeyPatch) -> None:
    life = employer()
    one = life.employ()
    with transaction.atomic():
        put_by_until(one, ON, ON, life.worker)
        monkeypatch.setattr("selfdirect.actions.support.reserve.payee_for", lambda *_: None)
        assert use(one, {Duty.HOLIDAY: 1_00}, ON, life.worker) == 1_00, "there is no account to pay it to"
        assert not life.budget.payment_schedules.filter(payee__kind="employer").exists()
        assert give_back(one, ON, life.worker) > 0
        assert use(one, {Duty.HOLIDAY: 1}, ON, life.worker) == 1, "there is nothing left to use"
