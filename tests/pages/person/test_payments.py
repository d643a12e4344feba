"""Payments made and to come, each with its day, where it goes, and how it was worked out."""

from datetime import date

from selfdirect.pages.person.payments import expected
from selfdirect.records.payments import PaymentLine
from tests.actions import story
from tests.pages.person.conftest import Life, SetDay, browser, said


def _signed(life: Life) -> None:
    story.chosen(life.budget)
    story.with_account(life.person)
    story.signed(life.budget)


def test_payments_from_the_first_expected_to_paid_and_returned(life: Life, set_day: SetDay) -> None:
    _signed(life)
    client = browser(life.user)
    before = expected(life.person, date(2026, 7, 1))
    assert [one.on for one in before] == [story.FIRST_PAY_ON, story.NEXT_PAY_ON, date(2026, 8, 24)]
    assert before[0].pence == 16000 * 3, "until the council's next period: three weeks"
    assert "No payment has been made yet" in said(client.get(life.path("payments/")))
    story.prepared(life.here)
    assert "No payment has been made yet" in said(client.get(life.path("payments/"))), "it is not approved yet"
    run = story.PaymentRun.objects.get()
    story.confirmed(life.here, story.sent(life.here, story.approve(life.here, run)))
    line = PaymentLine.objects.get(state="confirmed")
    set_day(date(2026, 7, 7))
    page = said(client.get(life.path("payments/")))
    assert "6 July 2026" in page and "£480.00" in page and "Paid, to account that ends in 0001" in page
    assert expected(life.person, date(2026, 7, 7))[0].on == story.NEXT_PAY_ON
    one = said(client.get(life.path(f"payments/{line.pk}/")))
    assert "6 July 2026 to 26 July 2026" in one and "To be paid now" in one and "10000001" not in one
    back = PaymentLine.objects.get(pk=line.pk)
    from selfdirect.actions import payment_runs

    payment_runs.return_line(line=back, reason="Account closed", on=date(2026, 7, 8), by=life.here.cast.finance[0])
    assert "Did not arrive" in said(client.get(life.path("payments/")))
    home = said(client.get(life.path()))
    assert "Check the account we pay into" in home and "The money is safe" in home


def test_a_payment_not_approved_cannot_be_opened(life: Life) -> None:
    _signed(life)
    story.prepared(life.here)
    line = PaymentLine.objects.get()
    assert browser(life.user).get(life.path(f"payments/{line.pk}/")).status_code == 404
