"""Every page says whose it is, which day it is and who is signed in."""

import pytest
from django.conf import LazySettings
from django.test import Client

from selfdirect.rules.access import Role
from tests.pages.conftest import SignIn

pytestmark = pytest.mark.django_db


def test_the_council_is_in_the_header_and_the_footer_says_how_to_ask() -> None:
    html = Client().get("/cookies/").content.decode()
    assert "Council" in html.split("<main")[0]
    assert 'href="tel:' in html and 'href="mailto:' in html


def test_no_crown_no_crest_and_none_of_the_governments_type() -> None:
    html = Client().get("/cookies/").content.decode()
    assert "crown" not in html.lower() and "crest" not in html.lower() and "© Crown" not in html


def test_somebody_signed_in_can_get_to_their_account_and_a_signed_out_one_cannot(
    sign_in: SignIn, client: Client
) -> None:
    assert "/account/" not in client.get("/cookies/").content.decode()
    sign_in(client, Role.AUDITOR)
    assert 'href="/account/"' in client.get("/cookies/").content.decode()


def test_the_demonstration_says_everybody_is_fictional(settings: LazySettings) -> None:
    assert "fictional" not in Client().get("/cookies/").content.decode()
    settings.DEMO = True
    assert "Everybody here is fictional" in Client().get("/cookies/").content.decode()


def test_a_page_keeps_no_inline_style_and_scripts_carry_the_pages_own_mark() -> None:
    answer = Client().get("/sign-in/")
    html = answer.content.decode()
    assert " style=" not in html and "<style" not in html
    nonce = html.split('nonce="')[1].split('"')[0]
    assert f"'nonce-{nonce}'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
