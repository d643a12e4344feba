"""A financial assessment is filled in page by page, worked out once, explained row by row, and told to the person."""

from datetime import date

import pytest
from django.test import Client

from selfdirect.records.charging import ChargeNotice, FinancialAssessment
from selfdirect.records.people import Person
from selfdirect.rules.access import Role
from tests.actions.first_half import ON, Town, answers, assessed, means_tested
from tests.pages.conftest import AUser
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import day, said, send, text

HOUSEHOLD = {"household": "single", "children": "0"}
SAVINGS = {"capital_pence": "£15,000.00", "has_property": "no"}
PARTS = (
    ("kind", {"kind": "full"}),
    ("household", HOUSEHOLD),
    ("savings", SAVINGS),
    ("premiums", {"awarded": ["disability_premium", "enhanced_disability_premium"]}),
    ("limits", {"not_suitable": ["none"], "section_117_some": "no"}),
    ("given_up", {"given_up": "no"}),
)
INCOMES = (("employment_support_allowance", "150"), ("pip_daily_living", "110.40"))


@pytest.fixture
def person(here: Town) -> Person:
    return Person.objects.get(pk=assessed(here).person_id)


@pytest.fixture
def client(here: Town, browser: Browser) -> Client:
    return browser(here.cast.finance[0])


@pytest.fixture
def finances(client: Client, person: Person) -> FinancialAssessment:
    answer = send(client, f"/staff/people/{person.pk}/finances/", **day("from_on", ON))
    found = FinancialAssessment.objects.get()
    assert answer.url == at(found)
    return found


def at(found: FinancialAssessment, page: str = "") -> str:
    return f"/staff/people/{found.person_id}/finances/{found.pk}/{page}"


def fill(client: Client, found: FinancialAssessment) -> None:
    """Every page of a financial assessment, through the pages."""
    for part, typed in PARTS:
        answer = send(client, at(found, f"part/{part}/"), **typed)
        assert answer.status_code == 302, (part, said(answer))
    for kind, amount in INCOMES:
        send(client, at(found, "list/incomes/add/"), kind=kind, pence_weekly=amount, label="")
    send(client, at(found, "list/housing_costs/add/"), code="rent", pence_weekly="120", help_pence_weekly="100")
    send(client, at(found, "list/disability_expenses/add/"), label="Extra laundry", pence_weekly="10", in_full="yes")


@pytest.mark.requirement("R-FIN-01")
def test_it_is_filled_in_page_by_page_and_comes_to_the_same_as_the_rules_say(
    client: Client, finances: FinancialAssessment, here: Town
) -> None:
    assert "Answer everything above first" in text(client.get(at(finances)))
    fill(client, finances)
    check = text(client.get(at(finances, "check/")))
    assert "£15,000.00" in check and "Extra laundry" in check and "Employment and Support Allowance" in check
    assert "14 May 1980" in check and "Disability premium" in check
    answer = send(client, at(finances, "check/"))
    assert answer.url == at(finances), said(answer)
    done = FinancialAssessment.objects.get()
    other = means_tested(Person.objects.get(pk=assessed(here, first_name="Same").person_id))
    assert done.contribution_pence_weekly == other.contribution_pence_weekly
    shown = text(client.get(at(finances)))
    assert "What the person would pay" in shown and "How we worked this out" in shown and "Not checked" in shown
    assert client.get(at(finances, "check/")).url == at(finances)
    assert client.post(at(finances, "check/")).url == at(finances), "a second click is not a second finish"


def test_one_that_is_open_is_gone_on_with(client: Client, finances: FinancialAssessment) -> None:
    assert client.get(f"/staff/people/{finances.person_id}/finances/").url == at(finances)


def test_somebody_who_pays_the_full_cost_is_asked_no_more(client: Client, finances: FinancialAssessment) -> None:
    send(client, at(finances, "part/kind/"), kind="full_cost")
    assert "Savings" not in text(client.get(at(finances)))
    assert send(client, at(finances, "check/")).status_code == 302
    assert "The person pays the full cost" in text(client.get(at(finances)))


def test_it_cannot_be_worked_out_before_everything_is_answered(client: Client, finances: FinancialAssessment) -> None:
    send(client, at(finances, "part/kind/"), kind="full")
    answer = send(client, at(finances, "check/"))
    assert answer.status_code == 422 and said(answer)
    assert FinancialAssessment.objects.get().finished_on is None


def test_a_date_of_birth_corrected_meanwhile_counts(client: Client, finances: FinancialAssessment) -> None:
    fill(client, finances)
    kept = FinancialAssessment.objects.get().finances
    FinancialAssessment.objects.update(finances={**kept, "born_on": "1990-01-01"})
    send(client, at(finances, "check/"))
    assert FinancialAssessment.objects.get().finances["born_on"] == "1980-05-14"


def test_free_after_care_shows_why(here: Town, browser: Browser) -> None:
    found = assessed(here, given=answers("hygiene", "nutrition", section_117="yes"))
    free = FinancialAssessment.objects.get(person=found.person)
    shown = text(browser(here.worker).get(at(free)))
    assert "Care is free of charge" in shown and "After-care under section 117 is free" in shown


TOLD = {**day("told_on", ON), "how": "phone", "accepts_may_pay": "yes"}


@pytest.mark.requirement("R-FIN-06")
def test_that_the_person_was_told_is_kept(client: Client, finances: FinancialAssessment) -> None:
    fill(client, finances)
    send(client, at(finances, "check/"))
    assert send(client, at(finances, "told/"), **TOLD).status_code == 302
    assert send(client, at(finances, "told/"), **TOLD).status_code == 302, "said twice is kept once"
    notice = ChargeNotice.objects.get()
    assert (notice.told_on, notice.how, notice.accepts_may_pay, notice.is_waiver) == (ON, "phone", True, False)
    assert "They understand that they may have to pay." in text(client.get(at(finances)))


def test_nobody_is_told_before_the_amount_is_known(client: Client, finances: FinancialAssessment) -> None:
    answer = send(client, at(finances, "told/"), **TOLD)
    assert answer.status_code == 422 and said(answer)[0].startswith("The amount is not worked out yet")


@pytest.mark.parametrize(
    ("typed", "problems"),
    [
        (
            {},
            [
                "Enter the date they were told",
                "Select how they were told",
                "Select yes if they understand that they may have to pay",
            ],
        ),
        ({**TOLD, **day("told_on", date(2026, 6, 2))}, ["The date must be today or in the past"]),
        ({**TOLD, "how": "owl"}, ["Select how they were told"]),
    ],
)
def test_what_is_wrong_about_telling_is_said_plainly(
    client: Client, finances: FinancialAssessment, typed: dict[str, str], problems: list[str]
) -> None:
    answer = send(client, at(finances, "told/"), **typed)
    assert answer.status_code == 422 and said(answer) == problems


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.PANEL_MEMBER, Role.TEAM_MANAGER])
def test_who_only_reads_may_not_write(
    a_user: AUser, browser: Browser, finances: FinancialAssessment, role: Role
) -> None:
    reader = browser(a_user(role))
    page = reader.get(at(finances))
    assert page.status_code == 200 and at(finances, "part/kind/") not in page.content.decode()
    for path in ("part/kind/", "list/incomes/", "check/", "told/"):
        assert reader.get(at(finances, path)).status_code == 403
    start = f"/staff/people/{finances.person_id}/finances/"
    assert reader.get(start).url == at(finances)
    assert reader.post(start, day("from_on", ON)).status_code == 403


def test_who_only_reads_is_led_to_the_record_when_there_is_nothing_to_read(
    a_user: AUser, browser: Browser, person: Person
) -> None:
    reader = browser(a_user(Role.AUDITOR))
    assert reader.get(f"/staff/people/{person.pk}/finances/").url == f"/staff/people/{person.pk}/"


def test_finances_of_somebody_else_are_not_found(client: Client, finances: FinancialAssessment, here: Town) -> None:
    other = assessed(here, first_name="Other")
    assert client.get(f"/staff/people/{other.person_id}/finances/{finances.pk}/").status_code == 404
