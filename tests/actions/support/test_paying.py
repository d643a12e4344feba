"""What each payee is due: all of it, never twice, whatever happened before."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selfdirect.actions import payment_runs
from selfdirect.actions.action import Refused
from selfdirect.actions.support import paying
from selfdirect.ledger.chart import BANK
from selfdirect.ledger.reading import balance
from selfdirect.records.payments import LineState, PaymentLine, PaymentRun, PaymentSchedule
from selfdirect.records.work import Step
from tests.actions.paying_people import (
    ENDS_ON,
    NEXT_PAY_ON,
    REASON,
    STARTS_ON,
    Office,
    approve,
    confirm,
    office,
    only_line,
    owed_to,
    people_to_pay,
    prepare,
    promised_by,
    send,
    sent_run,
    the_book_is_sound,
)

pytestmark = pytest.mark.django_db


def test_the_next_run_pays_only_what_came_due_since(here: Office, schedule: PaymentSchedule) -> None:
    confirm(here, sent_run(here))
    with pytest.raises(Refused, match="Nobody is due a payment by 13 July 2026"):
        prepare(here, date(2026, 7, 13))
    line = only_line(prepare(here, NEXT_PAY_ON))
    assert (line.pence, line.covers_from) == (65200, NEXT_PAY_ON)


def test_an_amount_paid_once_comes_with_the_first_payment(here: Office) -> None:
    people_to_pay(1, here, pence_once=50000)
    assert only_line(prepare(here)).pence == 65200 + 50000


def test_arrears_are_paid_when_a_run_is_late(here: Office, schedule: PaymentSchedule) -> None:
    line = only_line(prepare(here, NEXT_PAY_ON))
    assert (line.pence, line.covers_from) == (2 * 65200, STARTS_ON)


def test_the_last_days_of_a_budget_are_paid_to_the_penny(here: Office) -> None:
    schedule = people_to_pay(1, here, until_on=STARTS_ON + timedelta(days=2))[0]
    assert only_line(prepare(here)).pence == 16300 * 3 // 7
    confirm(here, send(here, approve(here, PaymentRun.objects.get())))
    with pytest.raises(Refused, match="Nobody is due"):
        prepare(here, NEXT_PAY_ON)
    assert promised_by(schedule) == 16300 * 52 - 16300 * 3 // 7


def test_a_rate_changed_for_days_already_paid_is_made_good(here: Office, schedule: PaymentSchedule) -> None:
    confirm(here, sent_run(here))
    PaymentSchedule.objects.filter(pk=schedule.pk).update(pence_weekly=17000)
    line = only_line(prepare(here, date(2026, 7, 13)))
    assert (line.pence, line.covers_from, line.covers_until) == (2800, STARTS_ON, NEXT_PAY_ON - timedelta(days=1))


def test_a_later_schedule_of_the_same_payee_goes_on_from_the_earlier(here: Office, schedule: PaymentSchedule) -> None:
    changes_on = NEXT_PAY_ON
    PaymentSchedule.objects.filter(pk=schedule.pk).update(until_on=changes_on - timedelta(days=1))
    schedule.refresh_from_db()
    confirm(here, sent_run(here))
    schedule.pk, schedule.from_on, schedule.until_on, schedule.pence_weekly = None, changes_on, ENDS_ON, 10000
    schedule._state.adding = True
    schedule.save()
    line = only_line(prepare(here, NEXT_PAY_ON))
    assert (line.pence, line.schedule) == (40000, schedule)


def test_days_between_two_schedules_are_not_paid(here: Office, schedule: PaymentSchedule) -> None:
    PaymentSchedule.objects.filter(pk=schedule.pk).update(until_on=STARTS_ON + timedelta(days=6))
    schedule.refresh_from_db()
    schedule.pk, schedule.from_on, schedule.until_on = None, STARTS_ON + timedelta(days=14), ENDS_ON
    schedule._state.adding = True
    schedule.save()
    line = only_line(prepare(here, NEXT_PAY_ON - timedelta(days=7)))
    assert line.pence == 3 * 16300


def test_the_book_is_asked_once_however_many_are_paid(here: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    people_to_pay(3, here)
    asked = []
    real = paying.net_moved_many
    monkeypatch.setattr(paying, "net_moved_many", lambda pairs: asked.append(1) or real(pairs))
    prepare(here)
    assert len(asked) == 1


steps = st.lists(
    st.tuples(
        st.sampled_from(["pay", "pay", "hold", "cancel", "return", "back", "rate"]),
        st.integers(1, 40),
        st.integers(0, 30000),
    ),
    min_size=1,
    max_size=9,
)


@given(steps)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_no_day_is_ever_paid_twice_whatever_happens(history: list[tuple[str, int, int]]) -> None:
    with transaction.atomic():
        _live_through(history)
        transaction.set_rollback(True)


def _live_through(history: list[tuple[str, int, int]]) -> None:
    """Run after run, with holds, cancellations, returns and changed rates; then everything in order at the end."""
    here = office()
    schedule = people_to_pay(1, here)[0]
    day = STARTS_ON
    for what, days, pence in history:
        day = _working_day(day + timedelta(days=days))
        on = day - timedelta(days=6)
        if what == "rate":
            PaymentSchedule.objects.filter(pk=schedule.pk).update(pence_weekly=max(pence, 1))
        else:
            _one_run(here, what, day, on)
        _nothing_is_doubled(schedule, day)
    assert the_book_is_sound()


def _one_run(here: Office, what: str, day: date, on: date) -> None:
    try:
        run = prepare(here, day, on=on)
    except Refused:
        return
    if run.state == "cancelled":
        return
    for line in run.lines.filter(state="held"):
        payment_runs.release_line(line=line, on=on, by=here.finance)
    if what == "hold":
        payment_runs.hold_line(line=run.lines.first(), reason="Look", on=on, by=here.finance)
    if what == "cancel" or not run.lines.filter(state="included").exists():
        payment_runs.cancel_run(run=run, reason="No", on=on, by=here.finance)
        return
    run.refresh_from_db()
    try:
        run = approve(here, run)
    except Refused as refused:
        assert "not enough set aside" in str(refused), refused
        payment_runs.cancel_run(run=run, reason="No money", on=on, by=here.finance)
        return
    run = send(here, run, on)
    lines = list(run.lines.filter(state="sent").values_list("pk", flat=True))
    confirm(here, run, dict.fromkeys(lines, REASON) if what == "return" else {}, on=day)
    if what == "back":
        payment_runs.return_line(line=PaymentLine.objects.get(pk=lines[0]), reason=REASON, on=day, by=here.finance)


def _nothing_is_doubled(schedule: PaymentSchedule, day: date) -> None:
    """At most one live payment stands for each amount approved, and approved is at most what was ever due."""
    stands = [LineState.APPROVED, LineState.SENT, LineState.CONFIRMED, LineState.RETURNED]
    new = PaymentLine.objects.filter(state__in=stands, again_for=None)
    approved = sum(line.pence for line in new)
    assert 16300 * 52 - promised_by(schedule) == approved
    paid_out = sum(line.pence for line in PaymentLine.objects.filter(state="confirmed"))
    assert paid_out == -balance(BANK)
    assert paid_out + owed_to(schedule) == approved
    rates_never_changed = PaymentSchedule.objects.get().pence_weekly == 16300
    if (
        rates_never_changed
        and not Step.objects.filter(code="payment_query", about__startswith="PaymentSchedule").exists()
    ):
        weeks = ((day - STARTS_ON).days // 28 + 1) * 4
        assert approved <= 16300 * min(weeks, 52)


def _working_day(day: date) -> date:
    while day.weekday() > 4 or day in {date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1), date(2026, 8, 31)}:
        day += timedelta(days=1)
    return day
