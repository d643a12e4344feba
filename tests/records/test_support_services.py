"""A level of help and what was done in return are written down for good, and a fee is always met somehow."""

from datetime import date

import pytest

from selfdirect.records.support_services import SupportExchange, SupportLevel, level_on
from tests.actions.ordered import managed
from tests.records.raw import NEVER, copy_of, refusal

ON = date(2026, 7, 13)


@pytest.mark.django_db
def test_help_is_written_down_for_good_and_its_fee_is_met_somehow() -> None:
    life = managed()
    given = {"from_on": ON, "on": ON, "by": life.worker}
    level = SupportLevel.objects.create(
        person=life.person, code="payroll", label="Pay", pence_monthly=700, paid_from="in_kind", **given
    )
    exchange = SupportExchange.objects.create(level=level, what="Helped", pence=1, done_on=ON, on=ON, by=life.worker)
    for row in (level, exchange):
        table = row._meta.db_table
        assert NEVER in refusal(f'update {table} set "on" = "on" where id = %s', row.pk)
        assert NEVER in refusal(f"delete from {table} where id = %s", row.pk)
    assert refusal(copy_of("records_supportlevel", level.pk, paid_from="''")) == "support_fee_is_met_somehow"
    assert refusal(copy_of("records_supportlevel", level.pk, paid_from="'budget'")) == "support_fee_names_its_budget"
    assert refusal(copy_of("records_supportexchange", exchange.pk, pence="0")) == "support_exchange_is_whole"
    assert level_on(life.person, ON) == level and level_on(life.person, date(2026, 7, 12)) is None
