"""An error is logged as its kind and its place."""

import logging
import sys

from selfdirect.pages.logs import QuietFormatter


def logged() -> str:
    try:
        try:
            raise KeyError("ann@example.com")
        except KeyError as inner:
            raise ValueError("Ann Example, born 3 December 1950") from inner
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "It went wrong", None, sys.exc_info())
    return QuietFormatter("%(levelname)s %(message)s").format(record)


def test_the_words_of_an_error_are_left_out_and_its_kinds_and_places_kept() -> None:
    text = logged()
    assert "builtins.ValueError" in text and "builtins.KeyError" in text and "test_logs.py" in text
    assert "1950" not in text and "ann@" not in text
