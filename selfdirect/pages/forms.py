"""Forms that keep what was typed, drop answers no longer reached, and know how the design system draws each question.

Next:   selfdirect/pages/drawing.py
Tests:  tests/pages/test_forms.py
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from selfdirect.pages.choices import Choosing, choices_from
from selfdirect.pages.days import Day, DayRefused
from selfdirect.pages.drawing import Drawn
from selfdirect.pages.fields import Question
from selfdirect.rules.problems import Problem

MOST_KEPT_CHARACTERS = 60_000


class Form(forms.Form):
    """A set of questions. `typed` is what somebody entered, now or in a draft; without it, `initial` is shown."""

    use_required_attribute = False

    def __init__(
        self,
        typed: Any = None,
        *,
        initial: Mapping[str, Any] | None = None,
        choices: Mapping[str, Iterable[Any]] | None = None,
        today: date | None = None,
    ) -> None:
        super().__init__(data=typed, initial=dict(initial or {}))
        self.checked = False
        self.refused: list[Problem] = []
        for name, found in (choices or {}).items():
            self._choosing(name).choices = choices_from(found)
        for field in self.fields.values():
            if isinstance(field, Day):
                field.today = today

    def _choosing(self, name: str) -> Choosing:
        field = self.fields[name]
        assert isinstance(field, Choosing), f"{name} has no choices"
        return field

    # Reading what was typed

    def question(self, name: str) -> Question:
        """The field of that name."""
        field = self.fields[name]
        assert isinstance(field, Question)
        return field

    def is_good(self) -> bool:
        """Whether every answer is right. From now on the page shows what is wrong."""
        self.checked = True
        return self.is_valid()

    def _clean_fields(self) -> None:
        """Clean each question that is reached; a question nobody was asked has no answer."""
        reached = self._reached_from_typed()
        for name in self.fields:
            field = self.question(name)
            if name not in reached:
                self.cleaned_data[name] = field.nothing
                continue
            try:
                self.cleaned_data[name] = field.clean(self.typed(name))
            except ValidationError as error:
                self.add_error(name, error)

    def clean(self) -> None:
        """Ask the form about its answers taken together."""
        if not self.errors:
            for problem in self.check(self.cleaned_data):
                self.add_problem(problem)

    def check(self, answers: dict[str, Any]) -> Iterable[Problem]:
        """What is wrong with the answers taken together. For a form to say."""
        return ()

    def add_problem(self, problem: Problem) -> None:
        """Show one more problem: at its field when the form has it, else in the summary alone."""
        self.checked = True
        message = problem.message.rstrip(".")
        if problem.field in self.fields:
            self.add_error(problem.field, ValidationError(message))
        else:
            self.refused.append(Problem(problem.field, message))

    def typed(self, name: str) -> Any:
        """What is in the field: as typed, or the stored value as it would be typed."""
        field = self.question(name)
        if self.is_bound:
            return field.widget.value_from_datadict(self.data, self.files, name)
        return field.typed_from(self.initial.get(name, field.initial))

    def hidden_behind(self) -> dict[str, str]:
        """Each field that an answer brings with it, and the field whose answer that is."""
        return {
            revealed: name
            for name, field in self.fields.items()
            if isinstance(field, Choosing)
            for names in field.reveal.values()
            for revealed in names
        }

    def _reached_from_typed(self) -> set[str]:
        behind = self.hidden_behind()

        def is_reached(name: str) -> bool:
            above = behind.get(name)
            return above is None or (is_reached(above) and name in self._choosing(above).reached(self.typed(above)))

        return {name for name in self.fields if is_reached(name)}

    def as_typed(self) -> dict[str, list[str]]:
        """Everything typed in the form's own fields, to keep for later. Too much is cut, never refused."""
        kept: dict[str, list[str]] = {}
        room = MOST_KEPT_CHARACTERS
        getlist = getattr(self.data, "getlist", None)
        for name in self.typed_names():
            values = getlist(name) if getlist else self.data.get(name, [])
            kept[name] = [str(value).replace("\x00", "")[:room] for value in values]
            room -= sum(len(value) for value in kept[name])
        return kept

    def typed_names(self) -> list[str]:
        """The names under which the form's fields are sent."""
        boxes = ("day", "month", "year")
        return [
            typed
            for name, field in self.fields.items()
            for typed in ([f"{name}-{box}" for box in boxes] if isinstance(field, Day) else [name])
        ]

    # Showing it

    def problems(self) -> list[Problem]:
        """What is wrong, in the order of the page; `field` is the id to go to. Empty until it was checked."""
        if not self.checked:
            return []
        found = [
            Problem(self._id_of(name, error), str(error.messages[0]))
            for name in self.fields
            for error in self.errors.as_data().get(name, [])[:1]
        ]
        return found + [Problem("", problem.message) for problem in self.refused]

    def _id_of(self, name: str, error: ValidationError) -> str:
        if isinstance(error, DayRefused):
            return f"id_{name}-{error.boxes[0]}"
        return self.question(name).ids(name)

    def drawn(self, name: str, as_heading: bool = False) -> Drawn:
        """One question, ready for the templates."""
        errors = self.errors.as_data().get(name, []) if self.checked else []
        return Drawn(self, name, errors[0] if errors else None, as_heading)

    def visible(self) -> list[str]:
        """The fields to draw in turn: not those that another answer brings with it, not the hidden ones."""
        behind = self.hidden_behind()
        return [name for name in self.fields if name not in behind and self.question(name).part != "hidden"]

    def unseen(self) -> list[str]:
        """The fields that travel with the form."""
        return [name for name in self.fields if self.question(name).part == "hidden"]
