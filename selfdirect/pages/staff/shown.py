"""Answers as words: what was chosen or typed in a form, ready for a list to look over.

Next:   selfdirect/pages/parts.py
Tests:  tests/pages/staff/test_shown.py
"""

from datetime import date
from typing import Any

from selfdirect.pages.choices import Checkboxes, Choosing
from selfdirect.pages.fields import Money
from selfdirect.pages.forms import Form
from selfdirect.pages.parts import Answer
from selfdirect.rules.calendar import format_date
from selfdirect.rules.money import format_pounds


def in_words(form: Form, name: str, value: Any) -> str:
    """One answer in words."""
    field = form.question(name)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(field, Checkboxes) and field.none and value in ([], ["none"]):
        return field.none
    if value is None or value in ("", []):
        return ""
    if isinstance(field, Choosing):
        labels = {choice.value: choice.label for choice in field.choices}
        chosen = value if isinstance(value, list) else [value]
        return "\n".join(labels.get(str(one), str(one)) for one in chosen)
    if isinstance(field, Money):
        return format_pounds(value) + (f" {field.suffix}" if field.suffix else "")
    return format_date(value) if isinstance(value, date) else str(value)


def answers_of(form: Form, change: str = "") -> list[Answer]:
    """Every answer of a form that was checked, with where to change it."""
    return [
        Answer(form.question(name).label.rstrip("?"), in_words(form, name, form.cleaned_data.get(name)), change)
        for name in form.fields
        if name in form.cleaned_data and form.question(name).part != "hidden"
    ]


def asked_in(form: Form) -> list[str]:
    """The questions of a form that its answers, stored or typed, lead to."""
    behind = form.hidden_behind()

    def is_asked(name: str) -> bool:
        above = behind.get(name)
        if above is None:
            return True
        question = form.question(above)
        assert isinstance(question, Choosing)
        return is_asked(above) and name in question.reached(form.typed(above))

    return [name for name in form.fields if is_asked(name) and form.question(name).part != "hidden"]
