"""My statements: every month, this month so far, the same figures on the page and on paper; money only for whom may."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from selfdirect.actions import statements
from selfdirect.actions.support.timer import timer
from selfdirect.ledger import chart
from selfdirect.ledger.posting import post
from selfdirect.records.statements import Statement
from selfdirect.rules.access import Role
from selfdirect.rules.money import format_pounds
from tests.actions import story
from tests.outside.test_pdf import kinds, read
from tests.pages.person.conftest import Life, SetDay, browser, said

JULY, AUGUST = date(2026, 7, 1), date(2026, 8, 1)
MOST_QUERIES = 25


@pytest.fixture
def paid_life(life: Life, set_day: SetDay) -> Life:
    """Somebody paid in July, on the first of August, with the statement of July."""
    story.chosen(life.budget)
    story.with_account(life.person)
    story.signed(life.budget)
    story.paid(life.here, story.FIRST_PAY_ON)
    statements.make(budgets=[life.budget.pk], month=JULY, on=AUGUST, by=timer())
    set_day(AUGUST)
    return life


@pytest.mark.requirement("R-DEP-18")
def test_a_statement_says_what_came_in_was_paid_out_and_is_left(paid_life: Life) -> None:
    client = browser(paid_life.user)
    kept = Statement.objects.get()
    listed = said(client.get(paid_life.path("statements/")))
    left = format_pounds(kept.left_pence)
    assert "July 2026" in listed and f"{left} left" in listed and "This month so far" in listed
    page = said(client.get(paid_life.path(f"statements/{kept.pk}/")))
    for words in (
        "Statement for July 2026",
        f"{left}</span>",
        "Set aside by the council",
        f">{format_pounds(kept.came_in_pence)}<",
        "Paid to your account that ends in 0001",
        f">-{format_pounds(kept.paid_out_pence)}<",
        "Promised for your support, not paid out yet",
        "You may keep up to",
        "Who looks after the money",
        "<svg",
    ):
        assert words in page, words


@pytest.mark.requirement("R-UNS-02")
def test_the_live_page_shows_what_may_be_kept_by_when_and_what_happens_otherwise(paid_life: Life) -> None:
    page = said(browser(paid_life.user).get(paid_life.path(f"statements/{paid_life.budget.pk}/2026/8/")))
    assert "August 2026 so far" in page and "By all we know now" in page
    assert "You may keep up to £" in page and ", next by " in page and "If there is more" in page


def test_a_change_shows_live_at_once_and_the_kept_statement_stays_as_it_was(paid_life: Life) -> None:
    client = browser(paid_life.user)
    kept = Statement.objects.get()
    address = f"statements/{paid_life.budget.pk}/2026/7/"
    told = format_pounds(kept.left_pence)
    post("late", date(2026, 7, 20), 33_33, chart.FUNDING, chart.free(paid_life.budget.reference), "late")
    live = said(client.get(paid_life.path(address)))
    assert format_pounds(kept.left_pence + 33_33) in live and "As we told it on 1 August 2026" in live
    assert f"{told}</span>" in said(client.get(paid_life.path(f"statements/{kept.pk}/")))
    then = said(client.get(paid_life.path(f"{address}then/")))
    assert "By what we knew on 31 July 2026" in then


def test_the_paper_is_tagged_and_has_the_same_rows(paid_life: Life) -> None:
    client = browser(paid_life.user)
    kept = Statement.objects.get()
    answer = client.get(paid_life.path(f"statements/{kept.pk}/pdf/"))
    assert answer["Content-Type"] == "application/pdf"
    paper = read(answer.content)
    assert paper.root_object["/MarkInfo"]["/Marked"]
    assert {"/H1", "/H2", "/Table", "/TH", "/TD"} <= kinds(paper.root_object["/StructTreeRoot"]["/K"])
    words = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    for section in kept.figures["sections"]:
        for row in section["rows"]:
            assert row["label"] in words and format_pounds(row["pence"]) in words
    for part in kept.figures["parts"]:
        assert part["label"] in words and format_pounds(part["pence"]) in words
    assert Statement.objects.get().letter.pdf is None, "it is made on demand"


def test_money_is_for_those_who_may_see_it(paid_life: Life) -> None:
    kept = Statement.objects.get()
    paths = (
        "statements/",
        f"statements/{kept.pk}/",
        f"statements/{kept.pk}/pdf/",
        f"statements/{kept.budget_id}/2026/7/",
    )
    with_money = browser(paid_life.helper(Role.REPRESENTATIVE))
    without = browser(paid_life.helper(Role.CARER, may_see_money=False))
    for path in paths:
        assert with_money.get(paid_life.path(path)).status_code == 200, path
        assert without.get(paid_life.path(path)).status_code == 403, path
    assert "Your statement for July 2026" in said(with_money.get(paid_life.path("letters/")))
    assert "Your statement for July 2026" not in said(without.get(paid_life.path("letters/")))


@pytest.mark.parametrize(
    "rest", ["999999/", "999999/pdf/", "{}/2026/13/", "{}/2026/12/", "{}/1999/1/", "{}/2026/8/then/"]
)
def test_what_is_not_there_is_not_there(rest: str, paid_life: Life) -> None:
    client = browser(paid_life.user)
    assert client.get(paid_life.path(f"statements/{rest.format(paid_life.budget.pk)}")).status_code == 404


def test_before_there_is_a_statement_it_says_when_there_will_be_one(life: Life) -> None:
    page = said(browser(life.user).get(life.path("statements/")))
    assert "The first one is made when the first month of your budget is over" in page
    assert "This month so far" not in page


def test_more_months_ask_no_more_questions(paid_life: Life) -> None:
    client = browser(paid_life.user)
    counts = []
    for month in (8, 9):
        with CaptureQueriesContext(connection) as asked:
            client.get(paid_life.path("statements/"))
            client.get(paid_life.path(f"statements/{paid_life.budget.pk}/2026/8/"))
        counts.append(len(asked))
        on = date(2026, month + 1, 1)
        statements.make(budgets=[paid_life.budget.pk], month=date(2026, month, 1), on=on, by=timer())
    assert counts[0] == counts[1]
