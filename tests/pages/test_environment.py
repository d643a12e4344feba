"""Money, dates and lines as everybody writes them, and nothing typed ever becomes part of the page."""

from datetime import UTC, date, datetime

import pytest
from django.template import engines
from django.test import RequestFactory

from selfdirect.pages.environment import current_request


def shown(template: str, **names: object) -> str:
    return str(engines.all()[0].from_string(template).render(names))


@pytest.mark.parametrize(("pence", "words"), [(123450, "£1,234.50"), (0, "£0.00"), (-5, "-£0.05"), (None, "")])
def test_money_is_in_pounds(pence: int | None, words: str) -> None:
    assert shown("{{ pence|pounds }}", pence=pence) == words


@pytest.mark.parametrize("day", [date(2026, 12, 3), "2026-12-03", datetime(2026, 12, 3, 12, tzinfo=UTC)])
def test_a_date_is_in_words(day: object) -> None:
    assert shown("{{ day|date }}", day=day) == "3 December 2026"


def test_a_moment_is_said_in_our_own_time() -> None:
    assert shown("{{ at|time }}", at=datetime(2026, 7, 3, 23, 5, tzinfo=UTC)) == "4 July 2026 at 12:05am"
    assert shown("{{ at|time }}{{ at|date }}", at=None) == ""


def test_words_keep_their_lines_and_are_never_run() -> None:
    assert shown("{{ words|lines }}", words="a\n<b>") == '<span dir="auto">a<br>&lt;b&gt;</span>'
    assert shown("{{ words }}", words="<script>") == "&lt;script&gt;"


def test_a_name_that_is_missing_prints_nothing() -> None:
    assert shown("[{{ nothing.at.all }}]") == "[]"


def test_a_form_shows_that_it_is_ours() -> None:
    assert shown("{{ csrf_field() }}") == ""
    token = current_request.set(RequestFactory().get("/"))
    try:
        assert 'name="csrfmiddlewaretoken"' in shown("{{ csrf_field() }}")
    finally:
        current_request.reset(token)


def test_a_new_style_sheet_has_a_new_address() -> None:
    assert shown("{{ static('selfdirect.css') }}").startswith("/static/selfdirect.css?v=")
