"""What running budgets were agreed for in a financial year, by client group and by whose money it is: one question.

Next:   selfdirect/rules/budget_owners.py
Tests:  tests/records/test_owned_money.py
"""

from collections.abc import Iterator
from datetime import date

from django.db import connection

_AGREED = """
with days as (
    select budget.id, budget.person_id, budget.contribution_basis,
        greatest(least(budget.ends_on, %(last)s) - greatest(budget.starts_on, %(first)s) + 1, 0) as many,
        budget.starts_on between %(first)s and %(last)s as starts
    from records_budget budget
    where budget.starts_on <= %(last)s and budget.ends_on >= %(first)s
), costs as (
    select days.person_id,
        case when contribution_basis = 'gross' then line.pence_weekly - line.nhs_pence_weekly
            else line.net_pence_weekly end * many / 7
            + case when starts then line.pence_once - line.nhs_pence_once else 0 end as council,
        line.nhs_pence_weekly * many / 7 + case when starts then line.nhs_pence_once else 0 end as nhs
    from days join records_budgetline line on line.budget_id = days.id
)
select details.client_group, sum(council)::bigint, sum(nhs)::bigint
from costs join records_persondetails details
    on details.person_id = costs.person_id and details.superseded_at is null
group by 1 order by 1
"""


def agreed_for(first_on: date, last_on: date) -> Iterator[tuple[str, str, int]]:
    """Give a client group, a funder and pence for the days of a year, as budgets were set, to the penny below.

    A pause and another contribution since then are not in it: what was paid is in the book.
    """
    with connection.cursor() as cursor:
        cursor.execute(_AGREED, {"first": first_on, "last": last_on})
        rows = cursor.fetchall()
    for group, council, nhs in rows:
        yield group, "council", council
        if nhs:
            yield group, "nhs", nhs
