"""Answers in words: labels for what was chosen, yes and no, money, dates, and only what was asked."""

from datetime import date

from selfdirect.pages.choices import Checkboxes, YesNo
from selfdirect.pages.days import Day
from selfdirect.pages.fields import Hidden, Money, Text
from selfdirect.pages.forms import Form
from selfdirect.pages.staff.shown import answers_of, asked_in, in_words


class Sample(Form):
    """A form of several kinds."""

    name = Text("Name?")
    pets = Checkboxes("Pets", choices=[("cat", "Cat"), ("dog", "Dog")])
    rent = Money("Rent", each="week")
    born = Day("Born")
    helped = YesNo("Helped", reveal={"yes": ["helper"]})
    helper = Text("Helper")
    secret = Hidden()


def test_each_kind_of_answer_in_words() -> None:
    form = Sample()
    assert in_words(form, "pets", ["cat", "dog"]) == "Cat\nDog"
    assert in_words(form, "rent", 123450) == "£1,234.50 each week"
    assert in_words(form, "born", date(2026, 12, 3)) == "3 December 2026"
    assert in_words(form, "helped", False) == "No"
    assert in_words(form, "name", "") == "" and in_words(form, "rent", None) == ""


def test_a_checked_form_as_questions_and_answers() -> None:
    typed = {"name": "Ann", "pets": ["cat"], "rent": "5", "born-day": "1", "born-month": "2", "born-year": "2000"}
    form = Sample({**typed, "helped": "no"})
    assert form.is_good()
    shown = {one.question: one.answer for one in answers_of(form, "/change/")}
    assert shown["Name"] == "Ann" and shown["Rent"] == "£5.00 each week" and "secret" not in shown


def test_only_what_the_answers_lead_to_is_asked() -> None:
    assert "helper" in asked_in(Sample(initial={"helped": True}))
    assert "helper" not in asked_in(Sample(initial={"helped": False}))
    assert "secret" not in asked_in(Sample())
