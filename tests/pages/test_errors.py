"""What is wrong is said plainly, and never says anything about anybody."""

import logging

import pytest
from django.conf import LazySettings
from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError
from django.test import Client

from selfdirect.rules.access import Role
from tests.pages.conftest import APerson, SignIn

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.pages.sample_urls")]


@pytest.mark.parametrize(
    ("how", "status", "words"),
    [
        ("missing", 404, "Page not found"),
        ("forbid", 403, "You cannot open this page"),
        ("refuse", 422, "Not on a Sunday."),
        ("stale", 409, "The address was corrected."),
    ],
)
def test_each_no_has_a_plain_page(how: str, status: int, words: str, sign_in: SignIn, client: Client) -> None:
    sign_in(client, Role.AUDITOR)
    answer = client.get(f"/sample/act/{how}/")
    html = answer.content.decode()
    assert answer.status_code == status
    assert words in html and html.count("<h1") == 1 and 'href="/"' in html


@pytest.mark.parametrize("path", ["/nope/", "/staff/nope/", "/my/../../etc/passwd", "/%00/", "/שלום/"])
def test_an_address_nobody_knows_is_not_found(path: str, client: Client) -> None:
    assert client.get(path).status_code == 404


def test_an_error_of_ours_says_nothing_of_what_went_wrong(
    sign_in: SignIn, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    sign_in(client, Role.AUDITOR)
    client.raise_request_exception = False
    answer = client.get("/sample/act/broken/")
    html = answer.content.decode()
    assert answer.status_code == 500
    assert "Sorry, something went wrong" in html
    assert "zebedee" not in html and "Traceback" not in html and "RuntimeError" not in html


def test_a_full_database_is_said_so_and_not_taken_for_a_mistake_of_ours(sign_in: SignIn, client: Client) -> None:
    sign_in(client, Role.AUDITOR)
    answer = client.get("/sample/act/full/")
    html = answer.content.decode()
    assert answer.status_code == 503 and "Nothing could be saved just now" in html and "send it again" in html
    assert "zebedee" not in html and "extend file" not in html


def test_logs_hold_the_kind_and_the_place_of_an_error_and_no_words_of_it(
    sign_in: SignIn, client: Client, settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    handlers = [
        handler for handler in logging.getLogger().handlers if type(handler.formatter).__name__ == "QuietFormatter"
    ]
    assert handlers, "the settings give the root logger its quiet words"
    sign_in(client, Role.AUDITOR)
    client.raise_request_exception = False
    lines: list[str] = []
    logger = logging.getLogger("django.request")
    listening = logging.Handler()
    listening.emit = lambda record: lines.append(handlers[0].format(record))  # type: ignore[method-assign]
    logger.addHandler(listening)
    try:
        client.get("/sample/act/broken/")
    finally:
        logger.removeHandler(listening)
    logged = "\n".join(lines)
    assert "RuntimeError" in logged and "sample.py" in logged
    assert "zebedee" not in logged and "@example.com" not in logged


def test_a_form_from_elsewhere_is_told_what_to_do(sign_in: SignIn, a_person: APerson) -> None:
    client = Client(enforce_csrf_checks=True)
    sign_in(client, Role.SOCIAL_WORKER)
    person = a_person()
    answer = client.post(f"/sample/people/{person.pk}/one/", {"said": "Zebedee Quillfeather"})
    html = answer.content.decode()
    assert answer.status_code == 403
    assert "This form is no longer open" in html
    assert "Quillfeather" not in html


def test_no_error_page_names_anybody(sign_in: SignIn, a_person: APerson, client: Client) -> None:
    sign_in(client, Role.SOCIAL_WORKER, person=a_person())
    for path in ("/nope/", "/sample/act/forbid/", "/sample/act/missing/", "/sample/people/1/"):
        assert "Quillfeather" not in client.get(path).content.decode()


def test_a_database_that_does_not_answer_is_said_in_its_own_words(
    sign_in: SignIn, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It fails before a page is reached: where the session of whoever asks is read."""

    def gone(session: SessionStore) -> None:
        raise OperationalError("the server closed the connection: secret-host")

    sign_in(client, Role.AUDITOR)
    monkeypatch.setattr(SessionStore, "load", gone)
    client.raise_request_exception = False
    answer = client.get("/sample/act/missing/")
    html = answer.content.decode()
    assert answer.status_code == 503 and "Nothing could be saved just now" in html and "secret-host" not in html
