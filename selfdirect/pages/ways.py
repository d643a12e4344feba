"""The ways to hold a budget as pages show them for one person, and what led up to a choice: wishes, talks, help.

Values: policy/councils
Next:   selfdirect/rules/choosing.py
Tests:  tests/pages/test_ways.py
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from selfdirect.actions.support.holding import wanted, wanted_of
from selfdirect.actions.support.planning import present_lines
from selfdirect.actions.support.policy import policy
from selfdirect.records.budgets import KEPT, Budget
from selfdirect.records.choosing import HelpKind, HelpToChoose, HoldingWish
from selfdirect.records.market import Provider
from selfdirect.records.people import Person
from selfdirect.records.plans import Plan, Purpose
from selfdirect.records.work import Step
from selfdirect.rules.choosing import HOLDER_KINDS, Way, ways_for, wishes
from selfdirect.rules.employment import EMPLOYER_DUTIES


def ways_of_budget(budget: Budget, on: date) -> tuple[Way, ...]:
    """Every way on offer, for the lines of this budget."""
    lines = budget.lines.exclude(KEPT).select_related("plan_line__provider").order_by("pk")
    return ways_for([wanted_of(line) for line in lines], policy().on(on), pence_weekly=budget.net_pence_weekly)


def ways_of_plan(plan: Plan, on: date) -> tuple[Way, ...]:
    """Every way on offer, for the lines of this plan as far as it is written."""
    lines = [
        line for line in present_lines(plan) if line.purpose != Purpose.CONTINGENCY and line.category != EMPLOYER_DUTIES
    ]
    found = [wanted(line, line.pence_weekly, line.pence_once) for line in lines]
    return ways_for(found, policy().on(on), pence_weekly=plan.planning_amount.pence_weekly)


def holder_words(provider: Provider) -> str:
    """What whoever may hold the money is, in words: the kind of body, what they do, and a conflict to know of."""
    kind = HOLDER_KINDS.get(provider.holder_kind, "")
    care = "They also give care, so ask how they keep the two apart." if provider.gives_care else ""
    return ". ".join(part.rstrip(".") for part in (kind, provider.what_they_do, care) if part)


@dataclass(frozen=True)
class ShownWish:
    """One wish in words."""

    option: str
    own_reason: str
    said_by_name: str
    on: date
    by: str


@dataclass(frozen=True)
class ShownHelp:
    """Help that was offered: what, for whom it waits and until when, or what came of it."""

    pk: int
    kind: str
    what: str
    is_wanted: bool
    words: str
    on: date
    owner: str
    due_on: date | None
    took_place_on: date | None
    outcome: str

    @property
    def is_open(self) -> bool:
        """Whether it is still to be arranged or written down."""
        return self.is_wanted and not self.outcome


def wishes_of(plan: Plan, on: date) -> list[ShownWish]:
    """What the person said they would like, the latest first."""
    labels = wishes(policy().on(on))
    rows = HoldingWish.objects.filter(plan=plan).select_related("by").order_by("-pk")
    return [
        ShownWish(labels.get(row.option, row.option), row.own_reason, row.said_by_name, row.on, row.by.name)
        for row in rows
    ]


def help_of(person: Person) -> list[ShownHelp]:
    """All help that was offered, the latest first. Two questions to the database."""
    rows = HelpToChoose.objects.filter(person=person).select_related("outcome").order_by("-pk")
    steps = Step.objects.open().filter(person=person, code="help_to_choose").select_related("owner")
    return [_shown(row, list(steps)) for row in rows]


def _shown(row: HelpToChoose, steps: Sequence[Step]) -> ShownHelp:
    step = next((one for one in steps if one.about == f"HelpToChoose:{row.pk}"), None)
    outcome = getattr(row, "outcome", None)
    label = HelpKind(row.kind).label
    return ShownHelp(
        pk=row.pk,
        kind=row.kind,
        what=f"{label}: {row.who}" if row.who and row.who != label else label,
        is_wanted=row.is_wanted,
        words=row.words,
        on=row.on,
        owner=step.owner.name if step else "",
        due_on=step.due_on if step else None,
        took_place_on=outcome.took_place_on if outcome else None,
        outcome=outcome.what_came_of_it if outcome else "",
    )
