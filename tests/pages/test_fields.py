"""Each kind of question reads what people really type, and says how to mend the rest."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from selfdirect.pages.fields import (
    AccountNumber,
    Email,
    Hidden,
    LongText,
    Money,
    Number,
    Phone,
    Postcode,
    Question,
    SortCode,
    Text,
)


def refusal(field: Question, typed: str) -> str:
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    return str(refused.value.messages[0])


EVERY_KIND = [
    Text("Name"), LongText("Notes"), Number("Visits"), Money("Rent"), Email("Email"), Phone("Phone"), Postcode(),
    SortCode(), AccountNumber(),
]  # fmt: skip


@pytest.mark.parametrize("field", EVERY_KIND, ids=lambda field: type(field).__name__)
def test_nothing_typed_is_told_what_to_enter(field: Question) -> None:
    for typed in ("", "   ", "\n"):
        assert refusal(field, typed).startswith("Enter ")


@pytest.mark.parametrize("field", EVERY_KIND, ids=lambda field: type(field).__name__)
@pytest.mark.parametrize("typed", ["\x00", "a\x00b", "1\x002", "9" * 5000, "x" * 5000])
def test_what_cannot_be_is_refused_in_a_sentence(field: Question, typed: str) -> None:
    said = refusal(field, typed)
    assert said[0].isupper() and len(said) > 15 and "\x00" not in said


@pytest.mark.parametrize(
    ("typed", "pence"), [("£1,234.50", 123450), ("1234.5", 123450), (" £ 12 ", 1200), ("0", 0), ("١٢", 1200)]
)
def test_money_is_read_as_it_is_pasted(typed: str, pence: int) -> None:
    assert Money("Rent").clean(typed) == pence


@pytest.mark.parametrize("typed", ["-4", "(4)", "4.567", "12p", "שלום", "😀", "1,2,3", "nan", "1e3", "99999999999"])
def test_money_that_is_not_money_is_refused(typed: str) -> None:
    assert refusal(Money("Rent"), typed).startswith("Enter ")


def test_money_outside_its_bounds_says_the_bounds() -> None:
    assert refusal(Money("Rent", least=100, most=200), "3") == "Rent must be between £1.00 and £2.00"


def test_stored_pence_are_shown_as_pounds() -> None:
    assert Money("Rent").typed_from(123450) == "1,234.50"
    assert Money("Rent").typed_from(None) == ""


def test_a_number_is_whole_unless_it_says_otherwise() -> None:
    assert Number("Visits").clean("1,200") == 1200
    assert Number("Visits").clean("3.0") == 3
    assert refusal(Number("Visits"), "2.5") == "Visits must be a whole number, like 12"
    assert Number("Hours", places=2).clean("2.5") == Decimal("2.5")
    assert refusal(Number("Hours", places=2), "2.555") == "Hours must have no more than 2 numbers after the point"


@pytest.mark.parametrize("typed", ["-1", "−1", "51", "some", "1e5", "½", "٣a"])
def test_a_number_outside_its_bounds_or_not_a_number_is_refused(typed: str) -> None:
    assert refusal(Number("Visits", most=50), typed).startswith("Visits must be")


def test_words_too_long_say_how_long_they_are() -> None:
    assert refusal(Text("Name", most=5), "abcdefg") == "Name must be 5 characters or fewer. It is 7 now"


def test_one_line_of_words_has_no_line_ends() -> None:
    assert Text("Name").clean("Ann\nExample") == "Ann Example"
    assert LongText("Notes").clean("a\r\nb") == "a\nb"


def test_a_long_question_is_not_repeated_in_its_message() -> None:
    assert refusal(Text("What would you like us to know about you?", most=3), "abcd").startswith("Your answer must be")


@pytest.mark.parametrize(("typed", "kept"), [("sw1a1aa", "SW1A 1AA"), ("M1 1AE", "M1 1AE"), (" ec1a-1bb ", "EC1A 1BB")])
def test_a_postcode_is_given_its_usual_shape(typed: str, kept: str) -> None:
    assert Postcode().clean(typed) == kept


@pytest.mark.parametrize("field_and_typed", [(Postcode(), "SW1"), (Email("Email"), "ann"), (Phone("Phone"), "call me")])
def test_the_wrong_shape_is_shown_the_right_one(field_and_typed: tuple[Question, str]) -> None:
    assert "like " in refusal(*field_and_typed)


def test_a_phone_number_is_kept_as_typed() -> None:
    assert Phone("Phone").clean("+44 (0)20 7946-0000 ext 12") == "+44 (0)20 7946-0000 ext 12"


def test_bank_details_are_read_with_or_without_dashes() -> None:
    assert SortCode().clean("20-00-00") == "200000"
    assert AccountNumber().clean("0073 3445") == "00733445"
    assert "zeros at the front" in refusal(AccountNumber(), "733445")


def test_a_question_that_is_not_needed_may_be_left_empty() -> None:
    assert Text("Name", needed=False).clean(" ") == ""
    assert Money("Rent", needed=False).clean("") is None
    assert Hidden().clean("") == ""
