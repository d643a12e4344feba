"""What budgets were agreed for on their days of a year, apart for each client group and funder, in one question."""

from datetime import date

import pytest

from selfdirect.records.budgets import Budget
from selfdirect.records.owned_money import agreed_for
from tests.actions.story import story, support

pytestmark = pytest.mark.django_db
YEAR = (date(2026, 4, 1), date(2027, 3, 31))


def test_only_the_days_in_the_year_count(django_assert_num_queries: object) -> None:
    budget = story(support(), support(what="A nurse", nhs_basis_points=5_000)).budget
    group = budget.person.details.client_group
    days = (YEAR[1] - budget.starts_on).days + 1
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = list(agreed_for(*YEAR))
    lines = budget.lines.values_list("net_pence_weekly", "nhs_pence_weekly")
    once = budget.one_off_pence - budget.nhs_one_off_pence
    assert found == [
        (group, "council", sum(net * days // 7 for net, _ in lines) + once),
        (group, "nhs", sum(nhs * days // 7 for _, nhs in lines)),
    ]
    assert list(agreed_for(date(2020, 4, 1), date(2021, 3, 31))) == []
    rest = list(agreed_for(date(2027, 4, 1), date(2028, 3, 31)))
    left = (budget.ends_on - date(2027, 4, 1)).days + 1
    assert rest[0] == (group, "council", sum(net * left // 7 for net, _ in lines)), "what was paid once is not in it"


def test_where_policy_pays_all_and_bills_for_it_all_is_agreed() -> None:
    budget = story().budget
    Budget.objects.filter(pk=budget.pk).update(contribution_basis="gross")
    (line,) = budget.lines.all()
    days = (YEAR[1] - budget.starts_on).days + 1
    assert [pence for _, _, pence in agreed_for(*YEAR)] == [line.pence_weekly * days // 7]
