"""Are people steered? How budgets are held, by age, main need, team and worker; and what people say of each way.

Values: policy/councils
Next:   selfdirect/rules/steering.py
Tests:  tests/pages/staff/test_steering.py
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from selfdirect.actions.support.policy import policy
from selfdirect.pages.listing import Filter, Filters
from selfdirect.pages.permissions import page
from selfdirect.records import steering as counts
from selfdirect.rules.access import Permission
from selfdirect.rules.choosing import DIFFERENT_WAYS, QUESTIONS
from selfdirect.rules.direct_payments import MIXED, THIRD_PARTY
from selfdirect.rules.holding import offered
from selfdirect.rules.steering import (
    AGE_GROUPS,
    FEWEST,
    NOT_CHOSEN,
    WAYS,
    Counted,
    Line,
    Table,
    protect,
    protect_views,
    table,
)

PUBLIC = "public"


@dataclass(frozen=True)
class Shown:
    """One table ready to show: its title, what its first column is called, its lines and everybody's."""

    title: str
    of: str
    lines: tuple[Line, ...]
    everybody: Line


@dataclass(frozen=True)
class Bar:
    """One bar of the chart: a group, and the share of direct payments as the council counts them."""

    label: str
    percent: int | None

    @property
    def words(self) -> str:
        """The share in words."""
        return "not shown" if self.percent is None else f"{self.percent}%"


@page(needs=Permission.SEE_STEERING)
def steering(request: HttpRequest) -> HttpResponse:
    """Every table. Whoever may not see records sees what may be published; the others may look at that too."""
    may_see_all = request.user.may(Permission.SEE_ANY_RECORD, request.on)
    chosen = Filters(request, Filter("view", "Numbers", [(PUBLIC, "As they may be published")], "All numbers"))
    public = not may_see_all or chosen["view"] == PUBLIC
    rows = counts.counted(request.on)
    third_counts = _third_party_counts(request.on)
    tables = tables_of(rows, request.on, public)
    ages = tables[0]
    talked = counts.talked(request.on)
    more = {
        "chosen": chosen if may_see_all else None,
        "public": public,
        "tables": tables,
        "ways": way_labels(request.on),
        "third_counts": third_counts,
        "bars": [Bar(line.label, line.percent(line.direct_as(third_counts))) for line in (*ages.lines, ages.everybody)],
        "questions": QUESTIONS,
        "views": protect_views(found) if (found := counts.views(request.on)) and public else found,
        "talked": None if public and talked["chosen"] < FEWEST else talked,
        "fewest": FEWEST,
    }
    return render(request, "staff/steering/steering.html", more)


def tables_of(rows: list[Counted], on: date, public: bool) -> list[Shown]:
    """The tables in order. Workers are not named in what is published."""
    groups = {str(row["code"]): str(row["label"]) for row in policy().on(on).table("profile.client_groups")}
    ages = [label for _, label in AGE_GROUPS]
    wanted = [
        ("By age", "Age", table(rows, lambda row: row.age_group, ages)),
        ("By main need", "Main need", table(rows, lambda row: groups.get(row.client_group, row.client_group))),
        ("By team", "Team", table(rows, lambda row: row.team)),
    ]
    if not public:
        wanted.append(("By worker", "Worker", table(rows, lambda row: f"{row.worker}, {row.team}")))
    return [_shown(title, of, protect(found) if public else found) for title, of, found in wanted]


def _shown(title: str, of: str, found: Table) -> Shown:
    return Shown(title, of, found.lines, found.everybody)


def way_labels(on: date) -> dict[str, str]:
    """What each way is called here, with the mix and no choice yet; ways that are not offered are left out."""
    found: dict[str, Any] = {one.option: one.label for one in offered(policy().on(on))}
    found |= {MIXED: DIFFERENT_WAYS, NOT_CHOSEN: "Not chosen yet"}
    return {way: found[way] for way in WAYS if way in found}


def _third_party_counts(on: date) -> bool:
    """Whether the council counts a third-party account as a direct payment (R-DEP-22)."""
    return any(one.counts_as_direct_payment for one in offered(policy().on(on)) if one.option == THIRD_PARTY)


urlpatterns = [path("ways-of-holding/", steering, name="staff_steering")]
