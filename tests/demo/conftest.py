"""A small council that has been at work for some months, made once for all the tests of a module."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import override_settings

from selfdirect.demo.simulation import Council
from tests.demo.small import small_council
from tests.undone import undone


@pytest.fixture(scope="module")
def _council(django_db_setup: None, django_db_blocker: Any) -> Iterator[Council]:
    with django_db_blocker.unblock(), undone(), override_settings(DEMO=True):
        yield small_council()


@pytest.fixture
def council(_council: Council, db: None) -> Council:
    """The council as it stands; what a test writes is undone."""
    return _council
