"""A block whose writing is undone at its end, so that one costly world serves every test of a module.

A fixture of a module's scope makes the world inside such a block. Each test also asks for `db`, whose own transaction
stands inside and undoes what that one test wrote.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is undone at the end. Blocks may stand inside one another."""
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)
