"""Who may open whose pages: the person, whoever acts for them within what was agreed, and nobody else."""

import pytest

from selfdirect.pages.person.scope import Scope
from selfdirect.records.access import ActingFor
from selfdirect.records.audit import AuditEntry
from selfdirect.rules.access import Permission, Role
from tests.actions.first_half import screened
from tests.pages.person.conftest import Life, browser, said, user_of

OPEN = ["", "progress/", "timeline/", "readers/", "details/", "plan/", "letters/", "messages/", "helpers/"]
MONEY = ["money/", "payments/", "accounts/"]


@pytest.mark.requirement("R-DIG-01")
def test_the_person_opens_every_page_of_their_own(life: Life) -> None:
    client = browser(life.user)
    for rest in [*OPEN, *MONEY]:
        answer = client.get(life.path(rest))
        assert answer.status_code == 200, rest
        assert "You are looking at this for" not in said(answer)


@pytest.mark.requirement("R-DIG-05")
def test_a_carer_who_may_not_see_money_sees_none(life: Life) -> None:
    client = browser(life.helper(Role.CARER, may_see_money=False))
    for rest in OPEN:
        answer = client.get(life.path(rest))
        assert answer.status_code == 200, rest
        assert "£" not in said(answer), rest
        assert "You are looking at this for" in said(answer)
    for rest in [*MONEY, f"money/final/{life.budget.pk}/", f"budgets/{life.budget.pk}/ways/"]:
        assert client.get(life.path(rest)).status_code == 403, rest
    assert client.get(life.path("details/name/")).status_code == 403


def test_a_carer_who_may_see_money_sees_it_but_does_not_choose(life: Life) -> None:
    client = browser(life.helper(Role.CARER))
    for rest in [*OPEN, *MONEY]:
        assert client.get(life.path(rest)).status_code == 200, rest
    assert client.get(life.path(f"budgets/{life.budget.pk}/choose/")).status_code == 403
    assert "For you to do" not in said(client.get(life.path()))


def test_a_representative_may_choose_and_a_carer_of_the_same_person_may_not(life: Life) -> None:
    client = browser(life.helper(Role.REPRESENTATIVE))
    assert client.get(life.path(f"budgets/{life.budget.pk}/choose/")).status_code == 200
    assert "Choose who looks after your money" in said(client.get(life.path()))


def test_what_somebody_is_to_one_person_gives_them_nothing_with_another(life: Life) -> None:
    other = screened(life.here, first_name="Other").person
    user = user_of(life.here, other, "other@example.org")
    life.acting(user, life.person, Role.CARER)
    scope = Scope(life.person, user, life.budget.finalised_on, False, tuple(ActingFor.objects.filter(user=user)))
    assert not scope.may(Permission.AGREE)
    assert user.may(Permission.AGREE, scope.on)


def test_others_records_do_not_exist(life: Life) -> None:
    other = screened(life.here, first_name="Other").person
    for user in (life.user, life.helper(Role.CARER)):
        for rest in [*OPEN, *MONEY, "messages/tell/", "details/name/"]:
            assert browser(user).get(f"/my/{other.pk}/{rest}").status_code == 404, rest
    assert browser(life.user).get("/my/999999/").status_code == 404


def test_records_of_another_person_cannot_be_reached_under_ones_own(life: Life) -> None:
    other = screened(life.here, first_name="Other").person
    user = user_of(life.here, other, "other@example.org")
    letter = life.person.letters.order_by("pk").first()
    assert letter is not None
    for rest in [f"money/final/{life.budget.pk}/", f"budgets/{life.budget.pk}/ways/", f"letters/{letter.pk}/"]:
        assert browser(user).get(f"/my/{other.pk}/{rest}").status_code == 404, rest


def test_staff_use_the_staff_pages(life: Life) -> None:
    for user in (life.worker, life.here.manager, life.here.cast.finance[0], life.here.cast.administrator):
        client = browser(user)
        session = client.session
        session["second_factor_is_set_up"] = user.pk
        session.save()
        assert client.get(life.path()).status_code == 403
        assert client.get("/my/").status_code == 403
        assert client.get(life.path("messages/tell/")).status_code == 403


def test_looking_is_written_down(life: Life) -> None:
    browser(life.helper(Role.CARER)).get(life.path("plan/"))
    entry = AuditEntry.objects.filter(kind="read", person=life.person).latest("pk")
    assert entry.said == "Looked at the plan" and entry.roles == "carer"


def test_what_may_not_be_opened_is_not_written_down_as_read(life: Life) -> None:
    client = browser(life.helper(Role.CARER, may_see_money=False))
    client.get(life.path("money/"))
    client.get(life.path(f"budgets/{life.budget.pk}/sign/"))
    assert not AuditEntry.objects.filter(kind="read", person=life.person).exists()
