"""Another council's policy for the length of a test: the program asks for its policy once and remembers it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.test import override_settings

from selfdirect.actions.support.policy import policy
from selfdirect.pages.council import council_on


@contextmanager
def under(council: str) -> Iterator[None]:
    """Work under this council's policy, and give the usual one back afterwards."""
    _forget()
    try:
        with override_settings(COUNCIL=council):
            yield
    finally:
        _forget()


def _forget() -> None:
    policy.cache_clear()
    council_on.cache_clear()
