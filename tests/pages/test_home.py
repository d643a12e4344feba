"""The pages that belong to nobody in particular."""

import pytest
from django.test import Client

from selfdirect.rules.access import Role
from tests.pages.conftest import SignIn

pytestmark = pytest.mark.django_db


def test_somebody_signed_out_is_shown_the_way_in(client: Client) -> None:
    assert client.get("/")["Location"] == "/sign-in/"


def test_a_role_without_pages_is_welcomed_plainly(sign_in: SignIn, client: Client) -> None:
    sign_in(client, Role.PROVIDER)
    answer = client.get("/")
    assert answer.status_code == 200 and "Welcome, Bea Worker" in answer.content.decode()


@pytest.mark.parametrize(("path", "words"), [("/accessibility/", "2.2, level AA"), ("/cookies/", "csrftoken")])
def test_open_pages_open(path: str, words: str, client: Client) -> None:
    assert words in client.get(path).content.decode()


def test_the_councils_colour_is_a_style_sheet_a_browser_may_keep(client: Client) -> None:
    answer = client.get("/look.css")
    assert answer["Content-Type"].startswith("text/css") and "--sd-accent: #" in answer.content.decode()
    assert "max-age=3600" in answer["Cache-Control"] and "Cookie" not in answer.get("Vary", "")


def test_a_sign_of_life_asks_the_database(client: Client, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert client.get("/health").content == b"ok"


def test_styles_scripts_and_pictures_are_served_and_small_enough(client: Client) -> None:
    total = 0
    for path in ("/static/govuk/govuk-frontend.min.css", "/static/govuk/govuk-frontend.min.js",
                 "/static/selfdirect.css", "/static/selfdirect.js", "/static/icon.svg"):  # fmt: skip
        answer = client.get(path, headers={"accept-encoding": "gzip"})
        assert answer.status_code == 200, path
        total += len(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    assert total < 60_000, f"{total} bytes over the wire"


def test_what_the_design_system_points_at_is_there(client: Client) -> None:
    answer = client.get("/assets/images/favicon.svg")
    assert answer.status_code == 200 and b"<svg" in b"".join(answer.streaming_content)  # type: ignore[attr-defined]
