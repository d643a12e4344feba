"""What somebody typed, made safe to keep: one kind of line end, and no characters that nothing can hold.

Writing in any language and direction, and emoji, is kept exactly as typed.

Next:   selfdirect/pages/fields.py
Tests:  tests/pages/test_words.py
"""

import unicodedata

_ALLOWED = {"\n", "\t"}
_UNSEEN = "\u200b\u2060\ufeff"


class WordsRefused(ValueError):
    """The words hold a character that cannot be kept. The message says what to do."""


def clean_words(typed: str) -> str:
    """The words with one kind of line end and nothing around them. Raises WordsRefused."""
    words = typed.replace("\r\n", "\n").replace("\r", "\n")
    for letter in words:
        if letter not in _ALLOWED and unicodedata.category(letter) in {"Cc", "Cs"}:
            raise WordsRefused("Take out the characters that cannot be seen. They often come from copying and pasting")
    return words.strip().strip(_UNSEEN).strip()


def has_letters_or_digits(words: str) -> bool:
    """Whether anything at all could be read aloud."""
    return any(letter.isalnum() or unicodedata.category(letter) in {"So", "Sc", "Sm", "Cn"} for letter in words)


def plain_digits(words: str) -> str:
    """Digits of any script as 0 to 9, so that a number typed on an Arabic keyboard is read as the number it is."""
    return "".join(str(unicodedata.digit(letter)) if letter.isdecimal() else letter for letter in words)
