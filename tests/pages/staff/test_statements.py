"""Worker, finance and auditor read the same pennies as the person; the auditor writes nothing."""

from datetime import date

import pytest
from django.test import Client

from selfdirect.actions import statements
from selfdirect.actions.support.timer import timer
from selfdirect.records.statements import Statement
from selfdirect.rules.access import Role
from selfdirect.rules.money import format_pounds
from tests.actions import story
from tests.outside.test_pdf import read
from tests.pages.conftest import SignIn
from tests.pages.person.conftest import said

pytestmark = pytest.mark.django_db
JULY, AUGUST = date(2026, 7, 1), date(2026, 8, 1)


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Statement:
    told = story.story()
    story.paid(told.town, story.FIRST_PAY_ON)
    statements.make(budgets=[told.budget.pk], month=JULY, on=AUGUST, by=timer())
    monkeypatch.setattr("selfdirect.pages.middleware.today", lambda: AUGUST)
    monkeypatch.setattr("selfdirect.pages.context.today", lambda: AUGUST)
    return Statement.objects.get()


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.FINANCE_OFFICER, Role.AUDITOR])
def test_each_reads_the_same_pennies(role: Role, kept: Statement, client: Client, sign_in: SignIn) -> None:
    sign_in(client, role)
    at = f"/staff/people/{kept.person_id}/statements/"
    listed = said(client.get(at))
    assert f'href="{at}{kept.pk}/"' in listed and format_pounds(kept.left_pence) in listed
    page = said(client.get(f"{at}{kept.pk}/"))
    for words in (
        format_pounds(kept.left_pence),
        "Paid to your account that ends in 0001",
        f"-{format_pounds(kept.paid_out_pence)}",
        kept.reference,
    ):
        assert words in page, words
    live = said(client.get(f"{at}{kept.budget_id}/2026/7/"))
    assert format_pounds(kept.left_pence) in live
    pdf = client.get(f"{at}{kept.pk}/pdf/")
    words = " ".join(" ".join(page.extract_text() for page in read(pdf.content).pages).split())
    assert format_pounds(kept.left_pence) in words and "Paid to your account that ends in 0001" in words
    assert f"/staff/people/{kept.person_id}/statements/" in said(client.get(f"/staff/people/{kept.person_id}/"))


@pytest.mark.parametrize("role", [Role.FINANCE_OFFICER, Role.AUDITOR])
def test_finance_and_audit_see_every_month_added_up(
    role: Role, kept: Statement, client: Client, sign_in: SignIn
) -> None:
    sign_in(client, role)
    page = said(client.get("/staff/statements/"))
    for pence in (kept.came_in_pence, kept.paid_out_pence, kept.left_pence):
        assert format_pounds(pence) in page
    month = said(client.get("/staff/statements/2026/7/"))
    assert kept.person.name in month and kept.budget.reference in month
    assert "No statement of this month was made" in said(client.get("/staff/statements/2026/6/"))
    assert client.get("/staff/statements/2026/13/").status_code == 404


@pytest.mark.parametrize("role", [Role.COMMISSIONER, Role.ADMINISTRATOR, Role.SOCIAL_WORKER])
def test_the_sums_are_for_those_who_see_money(role: Role, kept: Statement, client: Client, sign_in: SignIn) -> None:
    sign_in(client, role)
    assert client.get("/staff/statements/").status_code == 403
    assert client.get("/staff/statements/2026/7/").status_code == 403


@pytest.mark.parametrize("role", [Role.COMMISSIONER, Role.ADMINISTRATOR, Role.PROVIDER])
def test_a_persons_statements_are_not_for_everybody(
    role: Role, kept: Statement, client: Client, sign_in: SignIn
) -> None:
    sign_in(client, role)
    for rest in ("", f"{kept.pk}/", f"{kept.pk}/pdf/", f"{kept.budget_id}/2026/7/"):
        assert client.get(f"/staff/people/{kept.person_id}/statements/{rest}").status_code in (403, 404)
