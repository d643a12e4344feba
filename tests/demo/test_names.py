"""Nobody real can be reached by anything in the demonstration."""

import re
from random import Random

from selfdirect.demo import names


def test_numbers_are_those_kept_for_drama() -> None:
    chance = Random(1)
    for _ in range(200):
        assert re.fullmatch(r"07700 900[0-9]{3}", names.mobile(chance))
        assert re.fullmatch(r"020 7946 0[0-9]{3}", names.phone(chance))


def test_addresses_of_email_lead_nowhere() -> None:
    assert names.email("Zoë", "O'Hara-Lane", 7) == "zoe.ohara-lane7@example.org"


def test_postcodes_are_of_no_place() -> None:
    chance = Random(1)
    assert all(names.postcode(chance).startswith("ZZ") for _ in range(200))


def test_there_are_names_enough_and_none_twice() -> None:
    chance = Random(1)
    full = {(names.first_name(chance), names.last_name(chance)) for _ in range(200)}
    assert len(full) > 150
    assert len(names.FIRST) == len(set(names.FIRST))


def test_the_same_chance_gives_the_same_address() -> None:
    assert names.address(Random(3)) == names.address(Random(3))
