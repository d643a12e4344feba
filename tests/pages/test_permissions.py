"""Denied by default: sign in, hold the permission, and see only people you may see. The rest does not exist."""

import pytest
from django.conf import LazySettings
from django.test import Client

from selfdirect.records.audit import AuditEntry
from selfdirect.rules.access import PERMISSIONS, Permission, Role
from tests.pages.conftest import APerson, SignIn

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.pages.sample_urls")]


@pytest.mark.parametrize("role", list(Role))
def test_a_page_opens_for_its_permission_and_for_nobody_else(role: Role, sign_in: SignIn, client: Client) -> None:
    sign_in(client, role)
    expected = 200 if Permission.SEE_WORK in PERMISSIONS[role] else 403
    assert client.get("/sample/work/").status_code == expected


def test_signed_out_is_sent_to_sign_in_and_comes_back(client: Client) -> None:
    answer = client.get("/sample/work/?state=open")
    assert answer.status_code == 302
    assert answer["Location"] == "/sign-in/?next=%2Fsample%2Fwork%2F%3Fstate%3Dopen"


def test_an_open_page_needs_nobody(client: Client) -> None:
    assert client.get("/sample/open/").status_code == 200


@pytest.mark.requirement("R-DIG-04")
def test_looking_at_somebodys_record_is_written_down(sign_in: SignIn, a_person: APerson, client: Client) -> None:
    user, person = sign_in(client, Role.SOCIAL_WORKER), a_person()
    assert client.get(f"/sample/people/{person.pk}/").status_code == 200
    entry = AuditEntry.objects.get(kind="read")
    assert (entry.by, entry.person, entry.said) == (user, person, "Looked at the sample")


def test_a_record_one_may_not_see_looks_like_one_that_does_not_exist(
    sign_in: SignIn, a_person: APerson, client: Client
) -> None:
    own = a_person()
    user = sign_in(client, Role.SOCIAL_WORKER, person=own)
    hidden, absent = client.get(f"/sample/people/{own.pk}/"), client.get("/sample/people/999999/")
    assert user.person == own
    assert hidden.status_code == absent.status_code == 404

    def without_nonce(answer: object) -> str:
        html = answer.content.decode()  # type: ignore[attr-defined]
        return str(html.replace(html.split('nonce="')[1].split('"')[0], ""))

    assert without_nonce(hidden) == without_nonce(absent)
    assert not AuditEntry.objects.filter(kind="read").exists()


def test_a_role_without_the_permission_learns_nothing_of_who_exists(
    sign_in: SignIn, a_person: APerson, client: Client
) -> None:
    sign_in(client, Role.ADMINISTRATOR)
    there, absent = client.get(f"/sample/people/{a_person().pk}/"), client.get("/sample/people/999999/")
    assert there.status_code == absent.status_code == 403


@pytest.mark.parametrize("person_id", ["0", "9" * 12, "9" * 40])
def test_a_number_that_is_nobodys_is_not_found(person_id: str, sign_in: SignIn, client: Client) -> None:
    sign_in(client, Role.SOCIAL_WORKER)
    assert client.get(f"/sample/people/{person_id}/").status_code == 404


def test_a_user_who_was_closed_opens_nothing(sign_in: SignIn, client: Client) -> None:
    user = sign_in(client, Role.AUDITOR)
    user.is_active = False
    user.save()
    assert client.get("/sample/work/").status_code == 302


def test_pages_of_signed_in_people_are_not_kept_by_the_browser(
    sign_in: SignIn, client: Client, settings: LazySettings
) -> None:
    sign_in(client, Role.AUDITOR)
    assert "no-store" in client.get("/sample/work/")["Cache-Control"]


def test_a_page_that_is_only_read_refuses_to_be_sent(sign_in: SignIn, client: Client) -> None:
    sign_in(client, Role.AUDITOR)
    assert client.delete("/sample/work/").status_code == 405
