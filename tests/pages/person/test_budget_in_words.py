"""The person reads the statement of their budget in the format they prefer, and in any other."""

import pytest

from selfdirect.records.people import PersonDetails
from selfdirect.rules.access import Role
from tests.pages.person.conftest import Life, browser, said


@pytest.mark.requirement("R-FPB-05")
def test_it_is_read_in_their_own_format_and_in_every_other(life: Life) -> None:
    PersonDetails.objects.filter(person=life.person).update(format="easy_read")
    client = browser(life.user)
    own = life.path(f"budgets/{life.budget.pk}/words/own/")
    assert own in said(client.get(life.path("money/")))
    page = said(client.get(own))
    assert "You can say that we are wrong" in page and "sd-large" in page and "Plain text" in page
    standard = said(client.get(life.path(f"budgets/{life.budget.pk}/words/standard/")))
    assert "Meeting your needs costs" in standard and "How we worked this out" in standard
    assert "You can change it" in standard and "You can ask" in standard
    plain = client.get(life.path(f"budgets/{life.budget.pk}/words/text/"))
    assert plain["Content-Type"].startswith("text/plain") and "You can change it" in plain.content.decode()
    assert client.get(life.path(f"budgets/{life.budget.pk}/words/other/")).status_code == 404


def test_a_helper_who_may_not_see_money_does_not_read_it(life: Life) -> None:
    client = browser(life.helper(Role.CARER, may_see_money=False))
    assert client.get(life.path(f"budgets/{life.budget.pk}/words/own/")).status_code == 403
