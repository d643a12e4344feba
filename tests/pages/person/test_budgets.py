"""Every figure of my budget leads to the rows that end in it: the same stored rows a worker sees."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from selfdirect.records.allocation import IndicativeBudget
from selfdirect.records.charging import FinancialAssessment
from selfdirect.rules.money import format_pounds
from tests.actions import story
from tests.actions.first_half import screened
from tests.pages.person.conftest import Life, SetDay, browser, said, user_of

MOST_QUERIES = 16


def test_every_figure_is_a_link_to_its_working(life: Life) -> None:
    client = browser(life.user)
    page = said(client.get(life.path("money/")))
    rough, finances = IndicativeBudget.objects.get(), FinancialAssessment.objects.get()
    budget = life.budget
    for pence, rest in [
        (budget.gross_pence_weekly, f"money/final/{budget.pk}/"),
        (budget.contribution_pence_weekly, f"money/final/{budget.pk}/"),
        (budget.net_pence_weekly, f"money/final/{budget.pk}/"),
        (rough.pence_weekly, f"money/rough/{rough.pk}/"),
        (finances.contribution_pence_weekly, f"money/contribution/{finances.pk}/"),
    ]:
        assert f'href="{life.path(rest)}">{format_pounds(pence or 0)}' in page, rest
    assert f"money/planning/{rough.planning_amount.pk}/" in page


def test_the_working_is_the_stored_rows_with_their_marks(life: Life) -> None:
    client = browser(life.user)
    rough = IndicativeBudget.objects.get()
    page = said(client.get(life.path(f"money/rough/{rough.pk}/")))
    for row in rough.working:
        assert row["label"] in page.replace("&#39;", "'").replace("&amp;", "&")
    assert "Example value" in page and "If you disagree" in page
    final = said(client.get(life.path(f"money/final/{life.budget.pk}/")))
    assert life.budget.difference_reason in final
    for kind, pk in (("contribution", FinancialAssessment.objects.get().pk), ("planning", rough.planning_amount.pk)):
        assert client.get(life.path(f"money/{kind}/{pk}/")).status_code == 200
    assert client.get(life.path("money/secret/1/")).status_code == 404
    assert client.get(life.path("money/final/999999/")).status_code == 404


def test_the_month_and_the_payments_to_come(life: Life, set_day: SetDay) -> None:
    story.chosen(life.budget)
    story.with_account(life.person)
    story.signed(life.budget)
    set_day(date(2026, 7, 6))
    client = browser(life.user)
    page = said(client.get(life.path("money/")))
    assert "Payments to come" in page and "6 July 2026" in page and "To account that ends in 0001" in page
    month = said(client.get(life.path("money/month/")))
    assert "Swimming: £80.00 a week for 26 days" in month and "31 July 2026" in month
    with CaptureQueriesContext(connection) as asked:
        client.get(life.path("money/"))
    real = [one for one in asked.captured_queries if one["sql"].startswith(("SELECT", "INSERT"))]
    assert len(real) <= MOST_QUERIES


def test_before_there_is_money_it_says_what_will_appear(life: Life) -> None:
    other = screened(life.here, first_name="Other").person
    client = browser(user_of(life.here, other, "other@example.org"))
    assert "There are no amounts yet" in said(client.get(f"/my/{other.pk}/money/"))
    assert client.get(f"/my/{other.pk}/money/month/").status_code == 404
