"""Questions answered by choosing: radios, yes or no, checkboxes, a list to pick from.

An answer can bring more questions with it (`reveal`). Without JavaScript these are simply on the page; they are needed
only when their answer is chosen, and what was typed in them is dropped when it is not.

Next:   selfdirect/pages/forms.py
Tests:  tests/pages/test_choices.py
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from selfdirect.pages.fields import Question


@dataclass(frozen=True)
class Choice:
    """One thing to choose."""

    value: str
    label: str
    hint: str = ""


def choices_from(found: Iterable[Any]) -> list[Choice]:
    """Choices from tuples of value, label and perhaps a hint."""
    return [one if isinstance(one, Choice) else Choice(*map(str, one)) for one in found]


class Choosing(Question):
    """What the kinds share: a closed list, so that nothing else can be sent."""

    nothing: Any = ""
    default_empty = "Select an answer"

    def __init__(
        self,
        label: str,
        *,
        choices: Iterable[Any] = (),
        reveal: Mapping[str, Sequence[str]] | None = None,
        inline: bool = False,
        **own: Any,
    ) -> None:
        super().__init__(label, **own)
        self.choices = choices_from(choices)
        self.reveal = dict(reveal or {})
        self.inline = inline

    def read(self, value: Any) -> Any:
        if value not in {choice.value for choice in self.choices}:
            raise ValidationError(self.empty)
        return value

    def reached(self, value: Any) -> set[str]:
        """The fields that this answer brings with it."""
        chosen = value if isinstance(value, list | tuple) else [value]
        return {name for one in chosen for name in self.reveal.get(str(one), ())}


class Radios(Choosing):
    """One of a few."""

    part = "radios"


class YesNo(Radios):
    """Yes or no, given back as True or False."""

    nothing = None

    def __init__(self, label: str, **own: Any) -> None:
        super().__init__(label, **{"inline": not own.get("reveal"), **own, "choices": [("yes", "Yes"), ("no", "No")]})

    def read(self, value: Any) -> bool:
        return bool(super().read(value) == "yes")

    def typed_from(self, value: Any) -> str:
        return {True: "yes", False: "no"}.get(value, "") if isinstance(value, bool) else super().typed_from(value)

    def reached(self, value: Any) -> set[str]:
        return super().reached(self.typed_from(value))


class Select(Choosing):
    """One of many, from a list that opens. `nothing_chosen` is the first line."""

    part = "select"

    def __init__(self, label: str, *, nothing_chosen: str = "Choose one", **own: Any) -> None:
        super().__init__(label, **own)
        self.nothing_chosen = nothing_chosen


class Several(forms.Widget):
    """Every value sent under one name."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        if hasattr(data, "getlist"):
            return [str(one) for one in data.getlist(name)]
        found = data.get(name) or []
        return [found] if isinstance(found, str) else list(found)


class Checkboxes(Choosing):
    """Any number of these. `none` adds a last choice that excludes the others, given back as an empty list."""

    part = "checkboxes"
    widget = Several

    def __init__(self, label: str, *, none: str = "", **own: Any) -> None:
        super().__init__(label, **own)
        self.none = none

    def clean(self, value: Any) -> list[str]:
        chosen = [one for one in value if one]
        if not chosen:
            if self.required:
                raise ValidationError(self.empty)
            return []
        if self.none and "none" in chosen:
            if len(chosen) > 1:
                raise ValidationError(f"Select what applies, or select “{self.none}”")
            return []
        known = {choice.value for choice in self.choices}
        if not set(chosen) <= known:
            raise ValidationError(self.empty)
        return [choice.value for choice in self.choices if choice.value in chosen]

    def typed_from(self, value: Any) -> list[str]:
        return [str(one) for one in value or ()]
