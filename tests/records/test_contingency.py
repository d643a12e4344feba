"""A use of money kept for emergencies is written down for good: its start with a reason, its end once."""

from datetime import date

import pytest

from selfdirect.records.contingency import ContingencyEnd, ContingencyStart
from tests.actions.emergencies import prepared_for_emergencies
from tests.records.raw import NEVER, copy_of, refusal


@pytest.mark.django_db
def test_a_start_and_its_end_never_change_and_say_why() -> None:
    walked, line = prepared_for_emergencies()
    own = {"person": walked.person, "by": walked.worker, "on": date(2026, 7, 6)}
    start = ContingencyStart.objects.create(**own, budget_line=line, reason="Ill")
    end = ContingencyEnd.objects.create(**own, start=start, what_happened="Cover")
    for row in (start, end):
        table = row._meta.db_table
        assert NEVER in refusal(f'update {table} set "on" = "on" where id = %s', row.pk)
        assert NEVER in refusal(f"delete from {table} where id = %s", row.pk)
    assert refusal(copy_of("records_contingencystart", start.pk, reason="''")) == "contingency_starts_for_a_reason"
    assert "start_id" in refusal(copy_of("records_contingencyend", end.pk))
