"""Collection is put off for as long as somebody asks, and comes back whatever happens."""

import gc

import pytest

from selfdirect.actions.support.collecting import collecting_later


def test_nothing_is_collected_until_the_last_has_finished() -> None:
    assert gc.isenabled()
    with collecting_later():
        with collecting_later():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_failure_brings_it_back() -> None:
    with pytest.raises(ZeroDivisionError), collecting_later():
        raise ZeroDivisionError
    assert gc.isenabled()
