"""Putting off Python's collection of garbage while tens of thousands of rows are in hand.

The collector would go through all of them again and again and find nothing: they are in use. What is no longer used
is freed as always; only rings of objects wait, until the last of those who asked has finished.

Next:   selfdirect/actions/payment_runs.py
Tests:  tests/actions/support/test_collecting.py
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_lock = Lock()
_was_on: list[bool] = []
"""Whether the collector was on when each asker came: true for the first at most, and whoever is last takes that out."""


@contextmanager
def collecting_later() -> Iterator[None]:
    """Until this ends, however it ends, nothing is collected; several threads may ask at once."""
    with _lock:
        _was_on.append(gc.isenabled())
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            if _was_on.pop():
                gc.enable()
