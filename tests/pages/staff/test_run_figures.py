"""A run is counted in the database: by state, against the last run, and by kind of payment."""

import pytest

from selfdirect.actions import payment_runs
from selfdirect.pages.staff.run_figures import figures_of, last_paid, lines_of
from selfdirect.records.payments import PaymentLine
from tests.actions.paying_people import (
    ON,
    PAY_ON,
    Office,
    approve,
    confirm,
    office,
    people_to_pay,
    prepare,
    send,
)


@pytest.fixture
def here(db: None) -> Office:
    return office()


def test_the_first_run_has_only_first_payments_and_nothing_to_compare_with(here: Office) -> None:
    people_to_pay(3, here)
    figures = figures_of(prepare(here))
    assert (figures.to_pay.count, figures.to_pay.pence) == (3, 3 * 65200)
    assert [(one.code, one.count) for one in figures.kinds] == [("first", 3)]
    assert figures.last is None and figures.difference_pence == 3 * 65200


def test_a_later_run_says_why_it_differs(here: Office) -> None:
    people_to_pay(3, here)
    first = send(here, approve(here, prepare(here)))
    one = first.lines.order_by("pk").first()
    assert one is not None
    confirm(here, first, {one.pk: "Account closed"})
    people_to_pay(1, here, pence_weekly=20000)
    later = PAY_ON.replace(month=7, day=27)
    run = prepare(here, later, on=later.replace(day=20))
    figures = figures_of(run)
    kinds = {one.code: (one.count, one.pence) for one in figures.kinds}
    assert kinds["same"] == (3, 3 * 65200) and kinds["first"][0] == 1
    assert figures.held.count == 1, "what came back waits until somebody has looked at the account"
    assert figures.last == first and figures.difference_pence == figures.to_pay.pence - 3 * 65200
    assert next(line.state for line in lines_of(run, "", "")) == "held", "what needs a look comes first"
    assert set(last_paid(run.lines.filter(again_for=None)).values()) == {65200, None}
    assert [line.change for line in lines_of(run, "included", "first")] == [None]


def test_a_held_line_is_not_in_the_total(here: Office) -> None:
    people_to_pay(2, here)
    run = prepare(here)
    line = PaymentLine.objects.order_by("pk").first()
    assert line is not None
    payment_runs.hold_line(line=line, reason="A question", on=ON, by=here.finance)
    figures = figures_of(run)
    assert (figures.to_pay.count, figures.held.count) == (1, 1)
    assert {one.code for one in figures.states} == {"held", "included"}
