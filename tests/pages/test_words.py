"""What somebody typed is kept, whatever the language, unless nothing could hold it."""

import pytest

from selfdirect.pages.words import WordsRefused, clean_words, has_letters_or_digits, plain_digits


@pytest.mark.parametrize("words", ["Zoë", "שלום עולם", "مرحبا", "你好", "👩🏽‍🦽 rolls in", "£5 – “quoted”", "a\n\nb"])
def test_any_language_direction_and_emoji_are_kept(words: str) -> None:
    assert clean_words(words) == words


def test_line_ends_become_one_kind_and_the_edges_are_trimmed() -> None:
    assert clean_words("  a\r\nb\rc \u200b") == "a\nb\nc"


@pytest.mark.parametrize("letter", ["\x00", "\x07", "\x1b", "\x7f", "\x85"])
def test_characters_that_cannot_be_seen_are_refused_in_words(letter: str) -> None:
    with pytest.raises(WordsRefused, match="cannot be seen"):
        clean_words(f"a{letter}b")


def test_dots_and_spaces_alone_say_nothing() -> None:
    assert not has_letters_or_digits(" . - ")
    assert has_letters_or_digits("7") and has_letters_or_digits("😀") and has_letters_or_digits("好")


def test_digits_of_any_script_are_numbers() -> None:
    assert plain_digits("٣٤٥") == "345"
