"""A real walk to an OpenID Connect provider and back, over sockets of this machine."""

import warnings
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.test import Client

from selfdirect.outside.sign_in import openid_connect_from_environment

# The provider's own program, which runs in a thread of this one, warns of itself.
pytestmark = pytest.mark.filterwarnings("ignore")

GIVEN = {"OIDC_CLIENT_ID": "selfdirect", "OIDC_CLIENT_SECRET": "a secret"}
CLAIMS = {
    "1": {"email": "worker@example.gov.uk", "email_verified": True, "name": "A Worker"},
    "2": {"email": "worker@example.gov.uk", "email_verified": False},
    "3": {"email": "stranger@example.gov.uk", "email_verified": True},
}
LOGIN = "/accounts/oidc/work/login/"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """A provider of its own on this machine."""
    import authlib.deprecate  # noqa: F401  asks for its warnings always to be shown, so it goes first

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import oidc_provider_mock

        accounts = [oidc_provider_mock.User(sub=subject, claims=claims) for subject, claims in CLAIMS.items()]
        with oidc_provider_mock.run_server_in_thread(user_claims=accounts) as server:
            yield f"http://localhost:{server.server_port}"


@pytest.fixture
def provider(issuer: str, settings: Any, db: None) -> str:
    """The site, set up to trust it."""
    given = {**GIVEN, "OIDC_ISSUER": issuer}
    settings.SOCIALACCOUNT_PROVIDERS = openid_connect_from_environment(given)
    return issuer


@pytest.fixture
def worker(db: None) -> Any:
    from selfdirect.records.access import User

    return User.objects.create(email="Worker@example.gov.uk", name="A Worker")


def come_back_as(client: Any, subject: str, next_page: str = "/cookies/") -> Any:
    """From the sign-in page to the provider, through its own page, and back: what the site answers at the end."""
    leaving = client.get(LOGIN, {"next": next_page})
    assert leaving.status_code == 302
    back = requests.post(leaving["Location"], data={"sub": subject}, allow_redirects=False, timeout=5)
    address = urlsplit(back.headers["Location"])
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"http://testserver{LOGIN}callback/"
    return client.get(f"{address.path}?{address.query}")


def test_somebody_we_know_signs_in_with_the_councils_account(client: Any, provider: str, worker: Any) -> None:
    answer = come_back_as(client, "1")
    assert (answer.status_code, answer["Location"]) == (302, "/cookies/")
    assert client.session["_auth_user_id"] == str(worker.pk)


def test_the_site_asks_with_a_secret_of_its_own_for_each_visit(client: Any, provider: str) -> None:
    asked = [parse_qs(urlsplit(client.get(LOGIN)["Location"]).query) for _ in range(2)]
    assert {one["client_id"][0] for one in asked} == {"selfdirect"}
    assert {one["code_challenge_method"][0] for one in asked} == {"S256"}
    for name in ("state", "code_challenge"):
        assert len({one[name][0] for one in asked}) == 2


@pytest.mark.parametrize("subject", ["2", "3"], ids=["email not checked", "not known here"])
def test_nobody_else_is_let_in(client: Any, provider: str, worker: Any, subject: str) -> None:
    come_back_as(client, subject)
    assert "_auth_user_id" not in client.session


def test_an_answer_we_did_not_ask_for_is_not_taken(client: Any, provider: str, worker: Any) -> None:
    leaving = client.get(LOGIN)
    back = requests.post(leaving["Location"], data={"sub": "1"}, allow_redirects=False, timeout=5)
    query = urlsplit(back.headers["Location"]).query
    for visitor, answer in ((Client(), query), (client, "code=made-up&state=made-up")):
        page = visitor.get(f"{LOGIN}callback/?{answer}")
        assert page.status_code in (401, 403)
        assert b"Signing in did not work" in page.content
        assert "_auth_user_id" not in visitor.session


def test_a_provider_that_is_away_lets_nobody_in_and_breaks_nothing(client: Any, settings: Any, db: None) -> None:
    given = {**GIVEN, "OIDC_ISSUER": "http://127.0.0.1:9"}
    settings.SOCIALACCOUNT_PROVIDERS = openid_connect_from_environment(given)
    answer = client.get(LOGIN)
    assert answer.status_code == 403
    assert b"Signing in did not work" in answer.content
    assert "_auth_user_id" not in client.session
