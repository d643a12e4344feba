"""One question as the design system's component wants it: label, hint, error, value, ids.

Next:   selfdirect/pages/templates/govuk/form.html
Tests:  tests/pages/test_drawing.py
"""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from markupsafe import Markup, escape

from selfdirect.pages.choices import Checkboxes, Choosing, Select
from selfdirect.pages.days import PARTS, Day, DayRefused
from selfdirect.pages.fields import Question, Text

if TYPE_CHECKING:
    from selfdirect.pages.forms import Form

_BOX_WIDTHS = {"day": 2, "month": 2, "year": 4}


class Drawn:
    """One question of one form. `part` names the component and `params` is what to give it."""

    def __init__(self, form: "Form", name: str, error: ValidationError | None, as_heading: bool) -> None:
        self.form, self.name, self.error, self.as_heading = form, name, error, as_heading
        self.field: Question = form.question(name)
        self.part = self.field.part
        self.id = f"id_{name}"

    @property
    def params(self) -> dict[str, Any]:
        """What the component wants."""
        shared: dict[str, Any] = {"name": self.name}
        if self.field.help_text:
            shared["hint"] = {"text": self.field.help_text}
        if self.error:
            shared["errorMessage"] = {"text": str(self.error.messages[0])}
        if isinstance(self.field, Day):
            return {**shared, **self._day(self.field)}
        if isinstance(self.field, Choosing):
            return {**shared, **self._choosing(self.field)}
        return {**shared, **self._words()}

    def revealed(self, value: str) -> list["Drawn"]:
        """The questions that come with one choice."""
        assert isinstance(self.field, Choosing)
        return [self.form.drawn(name) for name in self.field.reveal.get(value, ())]

    def _label(self) -> dict[str, Any]:
        found: dict[str, Any] = {"text": self._question(), "isPageHeading": self.as_heading}
        if self.as_heading:
            found["classes"] = "govuk-label--l"
        return found

    def _legend(self) -> dict[str, Any]:
        size = "l" if self.as_heading else "s"
        legend = {
            "text": self._question(),
            "isPageHeading": self.as_heading,
            "classes": f"govuk-fieldset__legend--{size}",
        }
        return {"fieldset": {"legend": legend}}

    def _question(self) -> str:
        optional = not self.field.required and "optional" not in self.field.label.lower()
        return f"{self.field.label} (optional)" if optional else self.field.label

    def _words(self) -> dict[str, Any]:
        field = self.field
        found: dict[str, Any] = {"id": self.id, "label": self._label(), "value": self.form.typed(self.name)}
        found["type"] = getattr(field, "kind", "text")
        found["classes"] = field.classes or _width(getattr(field, "width", ""))
        found["attributes"] = {"dir": "auto"} if isinstance(field, Text) else {}
        for key in ("inputmode", "autocomplete", "rows"):
            if getattr(field, key, ""):
                found[key] = getattr(field, key)
        if field.autocomplete in {"email", "tel"} or getattr(field, "inputmode", ""):
            found["spellcheck"] = False
        for key in ("prefix", "suffix"):
            if getattr(field, key, ""):
                found[key] = {"text": getattr(field, key)}
        if self.part == "textarea":
            found["value"] = _kept_as_is(found["value"])
        return found

    def _day(self, field: Day) -> dict[str, Any]:
        marked = self.error.boxes if isinstance(self.error, DayRefused) else PARTS if self.error else ()
        typed = dict(zip(PARTS, self.form.typed(self.name), strict=True))
        boxes = [
            {
                "name": f"{self.name}-{part}",
                "id": f"{self.id}-{part}",
                "label": part.capitalize(),
                "value": typed[part],
                "classes": f"govuk-input--width-{_BOX_WIDTHS[part]}{' govuk-input--error' if part in marked else ''}",
                "inputmode": "text" if part == "month" else "numeric",
                "autocomplete": f"bday-{part}" if field.autocomplete == "bday" else "",
            }
            for part in PARTS
        ]
        found = {"id": self.id, "items": boxes, **self._legend()}
        if not field.help_text and field.today:
            found["hint"] = {"text": f"For example, {field.today.day} {field.today.month} {field.today.year}"}
        return found

    def _choosing(self, field: Choosing) -> dict[str, Any]:
        typed = self.form.typed(self.name)
        chosen = set(typed) if isinstance(typed, list) else {typed}
        items: list[dict[str, Any]] = [
            self._item(choice.value, choice.label, choice.hint, chosen) for choice in field.choices
        ]
        if isinstance(field, Select):
            first = {"value": "", "text": field.nothing_chosen}
            chosen_items = [{**item, "selected": item["checked"]} for item in items]
            return {"id": self.id, "label": self._label(), "items": [first, *chosen_items], "classes": field.classes}
        if isinstance(field, Checkboxes) and field.none:
            items += [{"divider": "or"}, self._item("none", field.none, "", chosen) | {"behaviour": "exclusive"}]
        classes = "govuk-radios--inline" if field.inline else field.classes
        return {"idPrefix": self.id, "items": items, "classes": classes, **self._legend()}

    def _item(self, value: str, label: str, hint: str, chosen: set[str]) -> dict[str, Any]:
        item: dict[str, Any] = {"value": value, "text": label, "checked": value in chosen}
        if hint:
            item["hint"] = {"text": hint}
        return item


def _width(width: int | str) -> str:
    return f"govuk-input--width-{width}" if width else ""


def _kept_as_is(words: str) -> Markup:
    """Words for a text area: line ends as references, so that laying out the page adds no spaces to them."""
    lines = str(escape(words.replace("\r\n", "\n"))).split("\n")
    return Markup("&#10;" if lines[0] == "" and len(lines) > 1 else "") + Markup("&#10;".join(lines))
