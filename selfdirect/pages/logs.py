"""Logs that never repeat what somebody entered: an error is written as its kind and its place, without its words.

The words of an error can hold a name or an email address, for example when a database says which row was there already.

Tests:  tests/pages/test_logs.py
"""

import logging
import traceback
from types import TracebackType


class QuietFormatter(logging.Formatter):
    """Formats an error as the places it passed through and its kind."""

    def formatException(
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        """Frames and kinds of the error and of those behind it; never their words."""
        error = ei[1]
        parts: list[str] = []
        while error is not None:
            places = traceback.extract_tb(error.__traceback__)
            frames = [f"  {place.filename}:{place.lineno} in {place.name}" for place in places]
            parts.append("\n".join([*frames, f"{type(error).__module__}.{type(error).__qualname__}"]))
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\ncaused by\n".join(parts)
