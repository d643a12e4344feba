"""The book on screen: anybody who may see money reads it; a finance approver closes it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from selfdirect.ledger import chart
from selfdirect.ledger.chain import closed_until, head
from selfdirect.ledger.closing import close_until, extend
from selfdirect.ledger.posting import record_assertion
from selfdirect.records.access import RoleGrant
from selfdirect.rules.access import Role
from selfdirect.rules.calendar import format_date
from tests.actions.first_half import ON, Town
from tests.ledger.book import allot
from tests.pages.conftest import SignIn
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import day, said, send, text

LAST_MONTH = ON.replace(day=1) - timedelta(days=1)


@pytest.fixture
def approver(here: Town, browser: Browser) -> Client:
    return browser(here.cast.approvers[0])


def test_before_anything_was_closed_the_page_says_what_will_be_there(approver: Client) -> None:
    page = text(approver.get("/staff/book/"))
    assert "It was never closed" in page and "The bank has stated no balance yet" in page
    assert "A finance approver closes the book, a month at a time" in page
    assert "0" * 64 in page


def test_a_finance_approver_closes_last_month(here: Town, approver: Client) -> None:
    allot("B1", 100, on=LAST_MONTH)
    form = approver.get("/staff/book/close/").content.decode()
    assert f'value="{LAST_MONTH.day}"' in form and f'value="{LAST_MONTH.year}"' in form
    answer = send(approver, "/staff/book/close/", **day("until", LAST_MONTH))
    assert (answer.status_code, answer["Location"]) == (302, "/staff/book/?done=closed")
    assert closed_until() == LAST_MONTH
    page = text(approver.get(answer["Location"]))
    assert f"The book is closed up to {format_date(LAST_MONTH)}." in page
    assert here.cast.approvers[0].name in page and head().hash in page
    allot("B1", 5, on=ON)
    assert "1, and 1 since, which are added tonight" in text(approver.get("/staff/book/"))


def test_a_day_that_is_not_over_is_refused_and_what_was_typed_is_kept(approver: Client) -> None:
    answer = send(approver, "/staff/book/close/", **day("until", ON))
    assert answer.status_code == 422
    assert said(answer) == ["The last day must be over: enter yesterday or an earlier day"]
    assert f'value="{ON.year}"' in answer.content.decode()
    assert closed_until() is None


def test_a_month_that_is_closed_is_not_offered_again(approver: Client) -> None:
    close_until(LAST_MONTH, "User:0")
    assert f'value="{LAST_MONTH.year}"' not in approver.get("/staff/book/close/").content.decode()
    answer = send(approver, "/staff/book/close/", **day("until", LAST_MONTH))
    assert said(answer) == [f"The book is closed up to {format_date(LAST_MONTH)} already"]


def test_where_the_bank_differs_it_says_by_how_much_and_the_book_stays_open(approver: Client) -> None:
    record_assertion(chart.BANK, LAST_MONTH, 700, "bank statement")
    record_assertion(chart.BANK, LAST_MONTH - timedelta(1), 0, "bank statement")
    page = text(approver.get("/staff/book/"))
    assert f"Differs on {format_date(LAST_MONTH)}: £7.00 too little in the book" in page
    assert "bank statement" in page
    answer = send(approver, "/staff/book/close/", **day("until", LAST_MONTH))
    assert said(answer)[0].startswith(f"The book and the bank differ on {format_date(LAST_MONTH)}")
    record_assertion(chart.BANK, LAST_MONTH, 0, "bank statement")
    assert f"Agrees up to {format_date(LAST_MONTH)}" in text(approver.get("/staff/book/"))


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.FINANCE_OFFICER, Role.TEAM_MANAGER])
def test_others_who_may_see_money_read_it_and_close_nothing(here: Town, browser: Browser, role: Role) -> None:
    reader = browser(RoleGrant.objects.filter(role=role.value).select_related("user")[0].user)
    page = reader.get("/staff/book/")
    assert page.status_code == 200
    assert "Close the book" not in text(page)
    assert reader.get("/staff/book/close/").status_code == 403


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.PERSON, Role.PROVIDER, Role.ADMINISTRATOR])
def test_whoever_may_not_see_money_does_not_read_it(sign_in: SignIn, client: Client, role: Role) -> None:
    sign_in(client, role)
    assert client.get("/staff/book/").status_code == 403


def test_the_page_costs_the_same_however_long_the_book_is(here: Town, approver: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert approver.get("/staff/book/").status_code == 200
        return len(asked)

    allot("B1", 1, on=ON - timedelta(200))
    close_until(ON - timedelta(200), f"User:{here.cast.approvers[0].pk}")
    record_assertion(chart.BANK, ON - timedelta(199), 0, "bank")
    few = queries()
    for number in range(30):
        allot("B1", 2 + number, on=ON - timedelta(100))
    for number in range(30):
        close_until(ON - timedelta(60 - number), f"User:{here.cast.approvers[number % 2].pk}")
        record_assertion(chart.BANK, ON - timedelta(30 - number), number, "bank")
    extend()
    assert queries() == few


def test_the_book_is_found_from_payments_and_from_the_first_screens(here: Town, browser: Browser) -> None:
    for role, address in ((Role.FINANCE_OFFICER, "/staff/payments/"), (Role.FINANCE_APPROVER, "/staff/")):
        user = RoleGrant.objects.filter(role=role.value).select_related("user")[0].user
        assert 'href="/staff/book/"' in browser(user).get(address).content.decode()
    auditor = RoleGrant.objects.filter(role=Role.AUDITOR.value).select_related("user")[0].user
    assert 'href="/staff/book/"' in browser(auditor).get("/staff/").content.decode()


def test_a_finance_officer_writes_down_what_the_bank_says(here: Town, browser: Browser, approver: Client) -> None:
    finance = browser(here.cast.finance[0])
    words = {**day("as_at", LAST_MONTH), "side": "overdrawn", "pence": "5", "source": "statement 41"}
    assert "Write down what the bank says" in text(finance.get("/staff/book/"))
    wrong = send(finance, "/staff/book/balance/", **(words | {"side": ""}))
    assert wrong.status_code == 422 and "in credit or overdrawn" in text(wrong)
    assert send(finance, "/staff/book/balance/", **words)["Location"] == "/staff/book/"
    page = text(finance.get("/staff/book/"))
    assert "statement 41 -£5.00 £0.00 Differs £5.00 too much" in page
    assert approver.get("/staff/book/balance/").status_code == 403
