"""Questions with a typed answer: words, numbers, money and the shapes of contact and bank details.

Each field knows its question, its hint, what to say when it is empty, and how to turn what was typed into a value.
What was typed is never changed on the page: a wrong answer is shown again exactly as it was entered.

Next:   selfdirect/pages/forms.py
Tests:  tests/pages/test_fields.py
"""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from selfdirect.pages.words import WordsRefused, clean_words, has_letters_or_digits, plain_digits
from selfdirect.rules import bank_accounts
from selfdirect.rules.money import MOST_PENCE, MoneyRefused, format_pounds, parse_pounds


class Typed(forms.Widget):
    """What was typed under one name. Drawing it is the templates' work."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.get(name) or ""


class Question(forms.Field):
    """What all questions share. `part` names the component that draws it."""

    part = "input"
    widget = Typed
    nothing: Any = None
    default_empty = "Enter an answer"

    def __init__(
        self,
        label: str,
        *,
        empty: str = "",
        needed: bool = True,
        hint: str = "",
        classes: str = "",
        autocomplete: str = "",
    ) -> None:
        super().__init__(label=label, required=needed, help_text=hint)
        self.empty = (empty or self.default_empty).rstrip(".")
        self.classes, self.autocomplete = classes, autocomplete

    def clean(self, value: Any) -> Any:
        """The value of what was typed. Raises ValidationError with one plain sentence."""
        if self.is_empty(value):
            if self.required:
                raise ValidationError(self.empty)
            return self.nothing
        return self.read(value)

    def is_empty(self, value: Any) -> bool:
        """Whether nothing was typed."""
        return not str(value).strip()

    def read(self, value: Any) -> Any:
        """Turn what was typed into the value. For the kinds to say."""
        raise NotImplementedError

    def typed_from(self, value: Any) -> Any:
        """How a stored value looks when it is typed."""
        return "" if value is None else str(value)

    def ids(self, name: str) -> str:
        """The id the error summary points at: the first thing one can type in."""
        return f"id_{name}"

    def subject(self) -> str:
        """The question in a few words, to begin a sentence with: 'Rent must be ...'."""
        return self.label.rstrip("?.") if len(self.label) <= 40 and not self.label.endswith("?") else "Your answer"


class Text(Question):
    """One line of words."""

    nothing = ""
    inputmode = ""
    kind = "text"

    def __init__(self, label: str, *, most: int = 200, width: int | str = "", **own: Any) -> None:
        super().__init__(label, **own)
        self.most, self.width = most, width

    def read(self, value: Any) -> str:
        try:
            words = clean_words(str(value))
        except WordsRefused as refused:
            raise ValidationError(str(refused)) from refused
        if "\n" in words and self.part == "input":
            words = " ".join(words.split())
        if not has_letters_or_digits(words):
            raise ValidationError(self.empty)
        if len(words) > self.most:
            raise ValidationError(
                f"{self.subject()} must be {self.most:,} characters or fewer. It is {len(words):,} now"
            )
        return self.shape(words)

    def shape(self, words: str) -> str:
        """A last look at the words, for kinds with a shape of their own."""
        return words


class LongText(Text):
    """Several lines of words."""

    part = "textarea"

    def __init__(self, label: str, *, most: int = 4000, rows: int = 5, **own: Any) -> None:
        super().__init__(label, most=most, **own)
        self.rows = rows


class Hidden(Text):
    """A value that travels with the form and is not shown."""

    part = "hidden"

    def __init__(self, *, needed: bool = False, most: int = 200) -> None:
        super().__init__("", needed=needed, most=most, empty="Open the page again")


class Email(Text):
    """An email address."""

    kind, inputmode = "email", "email"
    default_empty = "Enter an email address"

    def __init__(self, label: str, **own: Any) -> None:
        super().__init__(label, **{"most": 254, "autocomplete": "email", **own})

    def shape(self, words: str) -> str:
        try:
            validate_email(words)
        except ValidationError as error:
            raise ValidationError("Enter an email address in the right form, like name@example.com") from error
        return words


class Phone(Text):
    """A telephone number, kept as it was typed."""

    kind, inputmode = "tel", "tel"
    default_empty = "Enter a phone number"

    def __init__(self, label: str, **own: Any) -> None:
        super().__init__(label, **{"most": 40, "width": 20, "autocomplete": "tel", **own})

    def shape(self, words: str) -> str:
        digits = [letter for letter in words if letter.isdecimal()]
        if (
            not re.fullmatch(r"\+?[\d\s().\-/]+(?:\s*(?:ext|x)\.?\s*\d+)?", words, re.IGNORECASE)
            or not 7 <= len(digits) <= 18
        ):
            raise ValidationError("Enter a phone number, like 020 7946 0000 or 07700 900 982")
        return words


class Postcode(Text):
    """A postcode of the United Kingdom, given back as SW1A 1AA."""

    default_empty = "Enter a postcode"

    def __init__(self, label: str = "Postcode", **own: Any) -> None:
        super().__init__(label, **{"most": 20, "width": 10, "autocomplete": "postal-code", **own})

    def shape(self, words: str) -> str:
        bare = re.sub(r"[\s.\-]", "", words).upper()
        if not re.fullmatch(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}", bare):
            raise ValidationError("Enter a full postcode, like SW1A 1AA")
        return f"{bare[:-3]} {bare[-3:]}"


class SortCode(Text):
    """A sort code, given back as 6 digits."""

    inputmode = "numeric"
    default_empty = "Enter a sort code"

    def __init__(self, label: str = "Sort code", **own: Any) -> None:
        super().__init__(label, **{"most": 40, "width": 5, "hint": "Must be 6 digits long", **own})

    def shape(self, words: str) -> str:
        try:
            return bank_accounts.parse_sort_code(plain_digits(words))
        except bank_accounts.BankAccountRefused as refused:
            raise ValidationError(str(refused).rstrip(".")) from refused


class AccountNumber(Text):
    """A bank account number, given back as 8 digits."""

    inputmode = "numeric"
    default_empty = "Enter an account number"

    def __init__(self, label: str = "Account number", **own: Any) -> None:
        super().__init__(label, **{"most": 40, "width": 10, "hint": "Must be 8 digits long", **own})

    def shape(self, words: str) -> str:
        try:
            return bank_accounts.parse_account_number(plain_digits(words))
        except bank_accounts.BankAccountRefused as refused:
            raise ValidationError(str(refused).rstrip(".")) from refused


class Number(Question):
    """A whole number, or one with up to `places` places after the point."""

    kind, inputmode = "text", "numeric"
    default_empty = "Enter a number"

    def __init__(
        self,
        label: str,
        *,
        least: int = 0,
        most: int = 999_999,
        places: int = 0,
        suffix: str = "",
        width: int = 5,
        **own: Any,
    ) -> None:
        super().__init__(label, **own)
        self.least, self.most, self.places, self.suffix, self.width = least, most, places, suffix, width
        if places:
            self.inputmode = "decimal"

    def read(self, value: Any) -> int | Decimal:
        bare = plain_digits(str(value)).strip().replace(",", "")
        if not re.fullmatch(r"[-−–]?\d+(?:\.\d+)?", bare) or len(bare) > 20:
            raise ValidationError(f"{self.subject()} must be a number, like {max(self.least, min(self.most, 12))}")
        try:
            number = Decimal(bare.replace("−", "-").replace("–", "-"))
        except InvalidOperation as error:
            raise ValidationError(f"{self.subject()} must be a number") from error
        exponent = number.normalize().as_tuple().exponent
        if isinstance(exponent, int) and -exponent > self.places:
            more = (
                f"have no more than {self.places} numbers after the point"
                if self.places
                else "be a whole number, like 12"
            )
            raise ValidationError(f"{self.subject()} must {more}")
        if not self.least <= number <= self.most:
            raise ValidationError(f"{self.subject()} must be between {self.least:,} and {self.most:,}")
        return number if self.places else int(number)


class Money(Question):
    """An amount of money, given back in whole pence. Takes £1,234.50, 1234.5 and what lies between."""

    kind, inputmode = "text", "decimal"
    default_empty = "Enter an amount in pounds"
    prefix = "£"

    def __init__(
        self, label: str, *, least: int = 0, most: int = MOST_PENCE, each: str = "", width: int = 10, **own: Any
    ) -> None:
        super().__init__(label, **own)
        self.least, self.most, self.width, self.suffix = least, most, width, f"each {each}" if each else ""

    def read(self, value: Any) -> int:
        try:
            pence = parse_pounds(plain_digits(str(value)))
        except MoneyRefused as refused:
            raise ValidationError(str(refused)) from refused
        if not self.least <= pence <= self.most:
            between = f"between {format_pounds(self.least)} and {format_pounds(self.most)}"
            raise ValidationError(f"{self.subject()} must be {between}")
        return pence

    def typed_from(self, value: Any) -> str:
        return format_pounds(value).removeprefix("£") if isinstance(value, int) else super().typed_from(value)
