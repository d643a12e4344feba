"""Who acts for me can be seen and stopped: by the person, or by whoever acts."""

from typing import Any

import pytest

from selfdirect.actions import access, direct_payments
from selfdirect.actions.action import NotAllowed
from selfdirect.records.access import ActingFor, User
from selfdirect.rules.access import Role
from tests.actions.first_half import screened
from tests.pages.person.conftest import ON, Life, browser, said, user_of


@pytest.mark.requirement("R-DIG-05")
def test_the_person_stops_somebody_from_acting(life: Life) -> None:
    helper = life.helper(Role.CARER)
    acting = ActingFor.objects.get()
    client = browser(life.user)
    page = said(client.get(life.path("helpers/")))
    assert helper.name in page and "The person asked for this." in page and "Everything, with money" in page
    stop = life.path(f"helpers/{acting.pk}/stop/")
    assert "cannot open your pages any more" in said(client.get(stop))
    assert client.post(stop, {"key": "a"}).status_code == 302
    assert browser(helper).get(life.path()).status_code == 404
    assert "Nobody else can open your pages" in said(client.get(life.path("helpers/")))


def test_whoever_acts_may_stop_and_stops_only_themselves(life: Life) -> None:
    helper = life.helper(Role.CARER)
    other = life.helper(Role.REPRESENTATIVE)
    own, others = ActingFor.objects.get(user=helper), ActingFor.objects.get(user=other)
    client = browser(helper)
    assert other.name not in said(client.get(life.path("helpers/")))
    assert client.get(life.path(f"helpers/{others.pk}/stop/")).status_code == 404
    answer = client.post(life.path(f"helpers/{own.pk}/stop/"), {"key": "a"})
    assert answer.status_code == 302 and answer.url == "/my/"
    assert client.get(life.path()).status_code == 404


def test_nobody_stops_a_helper_of_somebody_else(life: Life) -> None:
    life.helper(Role.REPRESENTATIVE)
    acting = ActingFor.objects.get()
    other = screened(life.here, first_name="Other").person
    user = user_of(life.here, other, "other@example.org")
    life.acting(user, life.person, Role.CARER)
    with pytest.raises(NotAllowed):
        access.stop_acting_for(acting=acting, on=ON, by=user)


@pytest.mark.requirement("R-DIG-05")
def test_what_somebody_is_to_one_person_lets_them_do_nothing_for_another(life: Life) -> None:
    other = screened(life.here, first_name="Other").person
    user = user_of(life.here, other, "other@example.org")
    acting = life.acting(user, life.person, Role.CARER)
    words = {"account_name": "Mine now", "sort_code": "20-00-00", "account_number": "10000001"}
    asked: dict[str, Any] = {"person": life.person, "provider": None, "kind": "bank_account", "on": ON, "by": user}
    with pytest.raises(NotAllowed):
        direct_payments.add_payee(**asked, **words, key="a")
    access.stop_acting_for(acting=acting, on=ON, by=life.user)
    life.acting(user, life.person, Role.REPRESENTATIVE)
    with pytest.raises(NotAllowed):
        direct_payments.add_payee(**asked, **words, key="b")
    access.grant_role(user=user, role=Role.REPRESENTATIVE, on=ON, by=life.here.cast.administrator)
    user = User.objects.get(pk=user.pk)
    assert direct_payments.add_payee(**{**asked, "by": user}, **words, key="c").person == life.person
