"""A form keeps what was typed, drops what is no longer reached, and says what is wrong in the order of the page."""

from datetime import date
from typing import Any

from django.http import QueryDict

from selfdirect.rules.problems import Problem
from tests.pages.sample import EverythingForm

TODAY = date(2026, 12, 3)
GOOD = {
    "name": "Ann", "said": "Hello", "visits": "3", "rent": "£1,234.50", "born-day": "3", "born-month": "12",
    "born-year": "1950", "helped": "no", "colour": "red", "pets": ["none"], "team": "2",
}  # fmt: skip


def filled(**changes: Any) -> EverythingForm:
    data = QueryDict(mutable=True)
    for name, value in {**GOOD, **changes}.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return EverythingForm(data, choices={"team": [("1", "One"), ("2", "Two")]}, today=TODAY)


def test_good_answers_come_out_as_values() -> None:
    form = filled()
    assert form.is_good(), form.problems()
    answers = form.cleaned_data
    assert answers["rent"] == 123450
    assert answers["born"] == date(1950, 12, 3)
    assert (answers["helped"], answers["pets"], answers["team"], answers["hours"]) == (False, [], "2", None)


def test_what_is_wrong_is_in_the_order_of_the_page_and_leads_to_the_first_box() -> None:
    form = filled(**{"name": "", "rent": "-4", "born-month": "13", "colour": "", "team": ""})
    assert not form.is_good()
    assert [problem.field for problem in form.problems()] == [
        "id_name", "id_rent", "id_born-month", "id_colour", "id_team",
    ]  # fmt: skip


def test_nothing_is_wrong_before_it_was_checked() -> None:
    assert filled(name="").problems() == []
    assert EverythingForm(today=TODAY).problems() == []


def test_an_answer_no_longer_reached_is_dropped_and_not_asked_for() -> None:
    form = filled(helped="no", helper="Somebody from before")
    assert form.is_good()
    assert form.cleaned_data["helper"] == ""
    asked = filled(helped="yes")
    assert not asked.is_good()
    assert [problem.message for problem in asked.problems()] == ["Enter who helps"]


def test_answers_taken_together_can_be_wrong() -> None:
    form = filled(visits="13")
    assert not form.is_good() or form.problems()
    assert [(problem.field, problem.message) for problem in form.problems()] == [
        ("id_visits", "Visits must not be 13"),
        ("", "Try another day"),
    ]


def test_what_an_action_refuses_is_shown_at_its_field() -> None:
    form = filled()
    assert form.is_good()
    form.add_problem(Problem("name", "Name is taken."))
    form.add_problem(Problem("elsewhere", "Not today."))
    assert [(problem.field, problem.message) for problem in form.problems()] == [
        ("id_name", "Name is taken"),
        ("", "Not today"),
    ]


def test_everything_is_shown_again_exactly_as_typed() -> None:
    form = filled(**{"rent": " £1,2 ", "born-day": "31st", "said": "  a\r\n b "})
    form.is_good()
    assert form.typed("rent") == " £1,2 "
    assert form.typed("born") == ("31st", "12", "1950")
    assert form.typed("said") == "  a\r\n b "
    assert form.as_typed()["born-day"] == ["31st"]
    assert form.as_typed()["pets"] == ["none"]
    assert "csrfmiddlewaretoken" not in form.as_typed()


def test_what_is_kept_can_be_held_by_the_database_and_is_not_endless() -> None:
    kept = filled(name="a\x00b", said="x" * 100_000).as_typed()
    assert kept["name"] == ["ab"]
    assert sum(len(value) for values in kept.values() for value in values) <= 60_000


def test_stored_values_are_shown_when_nothing_was_typed() -> None:
    form = EverythingForm(initial={"rent": 5, "born": date(1950, 5, 4), "helped": True, "pets": ["dog"]}, today=TODAY)
    assert form.typed("rent") == "0.05"
    assert form.typed("born") == ("4", "5", "1950")
    assert form.typed("helped") == "yes"
    assert form.typed("pets") == ["dog"]


def test_questions_behind_an_answer_and_hidden_ones_are_not_in_the_open() -> None:
    form = EverythingForm()
    assert "helper" not in form.visible() and "source" not in form.visible()
    assert form.unseen() == ["source"]
