"""A question reaches the design system's component whole: ids, hints, errors and words exactly as typed."""

from datetime import date

from django.http import QueryDict
from django.template import engines

from selfdirect.pages.forms import Form
from tests.pages.sample import EverythingForm

TODAY = date(2026, 12, 3)


def drawn(form: Form, name: str) -> str:
    template = '{% from "govuk/form.html" import field %}{{ field(form, name) }}'
    return str(engines.all()[0].from_string(template).render({"form": form, "name": name}))


def typed(**answers: str) -> EverythingForm:
    data = QueryDict(mutable=True)
    data.update(answers)
    return EverythingForm(data, today=TODAY)


def test_an_error_belongs_to_its_field() -> None:
    form = typed()
    form.is_good()
    html = drawn(form, "name")
    assert 'aria-describedby="id_name-error"' in html and 'id="id_name-error"' in html and "Enter the name" in html


def test_what_was_typed_is_shown_but_never_run() -> None:
    html = drawn(typed(name='"><script>alert(1)</script>'), "name")
    assert "<script>" not in html and "&lt;script&gt;" in html


def test_line_ends_and_spaces_of_a_long_answer_are_kept_even_behind_an_answer() -> None:
    html = drawn(typed(helped="yes", how_often="\n  first\n    second"), "helped")
    inside = html.split("<textarea", 1)[1].split(">", 1)[1].split("</textarea>")[0]
    assert inside == "&#10;&#10;  first&#10;    second"


def test_money_is_shown_with_its_pound_sign_beside_it() -> None:
    html = drawn(EverythingForm(initial={"rent": 123450}), "rent")
    assert 'value="1,234.50"' in html and 'inputmode="decimal"' in html and "each week" in html


def test_a_date_marks_the_box_that_is_wrong() -> None:
    form = typed(**{"born-day": "31", "born-month": "2", "born-year": "2020"})
    form.is_good()
    day, month = (
        drawn(form, "born").split(f'id="id_born-{box}"', 1)[0].rsplit("<input", 1)[1] for box in ("day", "month")
    )
    assert "govuk-input--error" in day and "govuk-input--error" not in month


def test_a_question_that_is_not_needed_says_so() -> None:
    assert "Hours (optional)" in drawn(EverythingForm(), "hours")


def test_words_may_run_in_either_direction() -> None:
    assert 'dir="auto"' in drawn(EverythingForm(), "name") and 'dir="auto"' in drawn(EverythingForm(), "said")
