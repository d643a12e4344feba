"""Tasks, answers and tables as they reach the page."""

import pytest
from django.test import Client

from selfdirect.pages.parts import Answer, Link, Task

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.pages.sample_urls")]


def test_a_task_that_cannot_start_is_not_a_link() -> None:
    assert Task("Finish", "cannot_start", "/x").link == ""
    assert Task("Finish", "missing", "/x").link == "/x"
    assert Task("Finish", "missing").state_words == "Information missing"
    assert Task("Finish", "done").colour == ""


def test_every_part_can_be_drawn() -> None:
    html = Client().get("/sample/parts/").content.decode()
    for words in (
        "£1,234.50", "left this month", "Not given", "Information missing", "Cannot start yet",
        "There is nothing here yet.", "Thing 3 happened.", "Page 1 of 3", "You will hear by",
        "3 July 2026 at 2:05pm", "R-000012",
    ):  # fmt: skip
        assert words in html


def test_a_change_link_says_what_it_changes() -> None:
    html = Client().get("/sample/parts/").content.decode()
    assert 'Change<span class="govuk-visually-hidden"> name</span>' in html
    assert Answer("Name", "Ann").change == "" and Link("a", "/b").hidden == ""
