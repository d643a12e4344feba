"""Only what was offered can be chosen."""

import pytest
from django.core.exceptions import ValidationError

from selfdirect.pages.choices import Checkboxes, Choosing, Radios, Select, YesNo

CHOICES = [("cat", "Cat"), ("dog", "Dog", "A loud one")]


@pytest.mark.parametrize("field", [Radios("Pet", choices=CHOICES), Select("Pet", choices=CHOICES), YesNo("Pet?")])
@pytest.mark.parametrize("typed", ["", "cow", "\x00", "Cat"])
def test_nothing_and_the_unknown_are_told_to_select(field: Choosing, typed: str) -> None:
    with pytest.raises(ValidationError, match="Select"):
        field.clean(typed)


def test_yes_and_no_are_true_and_false() -> None:
    assert YesNo("Pet?").clean("yes") is True
    assert YesNo("Pet?").clean("no") is False
    assert YesNo("Pet?", needed=False).clean("") is None
    assert [YesNo("Pet?").typed_from(value) for value in (True, False, None)] == ["yes", "no", ""]


def test_checkboxes_come_back_in_the_order_offered() -> None:
    assert Checkboxes("Pets", choices=CHOICES).clean(["dog", "cat"]) == ["cat", "dog"]
    with pytest.raises(ValidationError, match="Select"):
        Checkboxes("Pets", choices=CHOICES).clean(["dog", "cow"])
    with pytest.raises(ValidationError, match="Select"):
        Checkboxes("Pets", choices=CHOICES).clean([])


def test_none_of_these_excludes_the_others() -> None:
    field = Checkboxes("Pets", choices=CHOICES, none="No pets")
    assert field.clean(["none"]) == []
    with pytest.raises(ValidationError, match="No pets"):
        field.clean(["none", "cat"])


def test_an_answer_brings_its_questions_with_it() -> None:
    field = YesNo("Pet?", reveal={"yes": ["which"]})
    assert field.reached("yes") == {"which"}
    assert field.reached("no") == set()
    assert not field.inline
