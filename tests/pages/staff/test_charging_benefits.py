"""Before a carer is paid, one can see what it may do to their benefits; nothing of it is kept."""

import pytest
from django.test import Client

from selfdirect.actions.support.policy import policy
from selfdirect.records.charging import FinancialAssessment
from selfdirect.rules.access import Role
from tests.actions.first_half import ON
from tests.pages.conftest import AUser
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import said, send, text
from tests.pages.staff.test_charging import at, client, finances, person

__all__ = ["client", "finances", "person"]


@pytest.fixture
def path(finances: FinancialAssessment) -> str:
    return f"/staff/people/{finances.person_id}/benefits/"


@pytest.mark.requirement("R-FIN-10")
def test_paying_a_carer_with_carers_allowance_is_warned_of_before_anybody_decides(
    client: Client, finances: FinancialAssessment, path: str
) -> None:
    assert path in client.get(at(finances)).content.decode()
    before = FinancialAssessment.objects.get().finances
    limit = policy().on(ON).whole("charging.carers_allowance_earnings_limit")
    pounds = f"{limit // 100 + 1}"
    shown = text(send(client, path, name="Rachel", pay_pence_weekly=pounds, allowance="yes"))
    assert "A carer would be paid." in shown and "more than the limit" in shown and "Not checked" in shown
    shown = text(send(client, path, name="Rachel", pay_pence_weekly=pounds, allowance="no"))
    assert "We know of no warning for this" in shown
    assert FinancialAssessment.objects.get().finances == before


def test_what_is_missing_is_named(client: Client, path: str) -> None:
    answer = send(client, path)
    assert answer.status_code == 422
    assert said(answer) == [
        "Enter who would be paid",
        "Enter how much they would be paid",
        "Select yes if they get Carer's Allowance",
    ]


def test_a_person_of_another_kind_may_not_look(a_user: AUser, browser: Browser, path: str) -> None:
    assert browser(a_user(Role.ADMINISTRATOR)).get(path).status_code in (403, 404)
