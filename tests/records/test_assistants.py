"""Entries of the register are written down for good, the latest counts, and nobody is listed who did not agree."""

from datetime import date

import pytest

from selfdirect.records.assistants import present_entries
from tests.actions.employed import employer
from tests.actions.test_assistants import entered
from tests.records.raw import NEVER, copy_of, refusal

ON = date(2026, 7, 13)


@pytest.mark.django_db
def test_the_latest_entry_counts_and_nothing_is_changed() -> None:
    life = employer()
    one = life.assistant()
    first = entered(life, one)
    assert list(present_entries()) == [first]
    entered(life, one, is_listed=False)
    assert not present_entries()
    for row in (one, first):
        table = row._meta.db_table
        assert NEVER in refusal(f'update {table} set "on" = "on" where id = %s', row.pk)
        assert NEVER in refusal(f"delete from {table} where id = %s", row.pk)
    assert refusal(copy_of("records_registerentry", first.pk, agreed_to_be_found="false")) == "listed_only_if_agreed"
    assert refusal(copy_of("records_registerentry", first.pk, covers="'x'")) == "register_covers_is_known"
