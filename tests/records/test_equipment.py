"""What was prescribed and chosen is written down for good, and the council's part is never nothing."""

import pytest

from selfdirect.records.equipment import PrescribedItem
from tests.actions.test_equipment import ON, chosen, equipped
from tests.records.raw import NEVER, copy_of, refusal


@pytest.mark.django_db
def test_a_prescription_is_written_down_for_good() -> None:
    life = equipped()
    choice = chosen(life, PrescribedItem.objects.get(code="perching_stool"))
    for row in (choice, choice.item):
        table = row._meta.db_table
        assert NEVER in refusal(f'update {table} set "on" = "on" where id = %s', row.pk)
        assert NEVER in refusal(f"delete from {table} where id = %s", row.pk)
    item = choice.item.pk
    assert refusal(copy_of("records_prescribeditem", item, council_pence="0")) == "prescribed_item_is_whole"
    assert refusal(copy_of("records_prescribeditem", item, visited_on="due_on + 1")) == "prescribed_item_dates"
    assert PrescribedItem.objects.with_rows().get(pk=item).is_late(ON) is False
