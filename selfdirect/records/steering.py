"""How budgets are held, counted by the database: a few questions however many people there are.

Next:   selfdirect/rules/steering.py
Tests:  tests/records/test_steering.py
"""

from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count, OuterRef, Q, Subquery

from selfdirect.records.budgets import Budget
from selfdirect.records.choosing import HoldingView
from selfdirect.records.direct_payments import HoldingConversation
from selfdirect.rules.choosing import GOOD, QUESTIONS
from selfdirect.rules.steering import AGE_GROUPS, Counted, Views

_NO_TEAM, _NO_WORKER = "No team", "No named worker"

_AGE_GROUP = " ".join(f"when years >= {least} then '{label}'" for least, label in reversed(AGE_GROUPS))

_COUNTS = f"""
with latest as (
    select distinct on (person_id) id, person_id, plan_id, starts_on from records_budget
    where finalised_on <= %(on)s and ends_on >= %(on)s order by person_id, id desc
), present as (
    select line.budget_id, coalesce((
        select changed.held_as from records_lineholding changed
        where changed.line_id = line.id and changed.from_on <= greatest(%(on)s, latest.starts_on)
        order by changed.id desc limit 1), line.held_as) as held_as
    from records_budgetline line join latest on latest.id = line.budget_id
), held as (
    select budget_id, bool_or(held_as = 'council_managed') as managed, bool_or(held_as = 'third_party') as third,
        bool_or(held_as = 'direct_payment') as direct
    from present where held_as <> '' group by budget_id
), wished as (
    select distinct on (wish.plan_id) wish.plan_id, wish.option in ('direct_payment', 'mixed') as direct
    from records_holdingwish wish join latest on latest.plan_id = wish.plan_id order by wish.plan_id, wish.id desc
), aged as (
    select latest.*, details.client_group, date_part('year', age(%(on)s, details.date_of_birth)) as years
    from latest join records_persondetails details on details.person_id = latest.person_id and superseded_at is null
)
select case {_AGE_GROUP} end as age_group, aged.client_group, coalesce(team.name, %(no_team)s),
    coalesce(worker.name, %(no_worker)s), coalesce(held.managed, false), coalesce(held.third, false),
    coalesce(held.direct, false), count(*), coalesce(wished.direct, false)
from aged left join held on held.budget_id = aged.id left join wished on wished.plan_id = aged.plan_id
left join records_namedworker named on named.person_id = aged.person_id and named.until_on is null
left join records_user worker on worker.id = named.worker_id left join records_team team on team.id = worker.team_id
group by 1, 2, 3, 4, worker.id, 5, 6, 7, 9
"""


def counted(on: date) -> list[Counted]:
    """Everybody whose latest budget has not ended, counted by who they are and by how it is held. One question."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, {"on": on, "no_team": _NO_TEAM, "no_worker": _NO_WORKER})
        return [Counted(*row) for row in cursor.fetchall()]


def talked(on: date) -> dict[str, int]:
    """How many people have chosen, and how many of them talked about it at more than one stage (R-DEP-04)."""
    stages = (
        HoldingConversation.objects.filter(person=OuterRef("person"))
        .order_by()
        .values("person")
        .annotate(count=Count("stage", distinct=True))
        .values("count")
    )
    chosen = Budget.objects.filter(finalised_on__lte=on, ends_on__gte=on, holding_choices__isnull=False)
    found: dict[str, int] = chosen.annotate(stages=Subquery(stages)).aggregate(
        chosen=Count("person", distinct=True), more_than_once=Count("person", distinct=True, filter=Q(stages__gt=1))
    )
    return found


def views(on: date) -> list[Views]:
    """What people say of each way: the last answer of each person, counted. One question."""
    last = HoldingView.objects.filter(person=OuterRef("person"), on__lte=on).order_by("-pk").values("pk")[:1]
    good: dict[str, Any] = {name: Count("pk", filter=Q(**{f"{name}__gte": GOOD})) for name in QUESTIONS}
    rows = HoldingView.objects.filter(pk=Subquery(last)).values("way").annotate(people=Count("pk"), **good)
    return [Views(row["way"], row["people"], {name: row[name] for name in QUESTIONS}) for row in rows.order_by("way")]
