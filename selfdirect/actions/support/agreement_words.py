"""What an agreement about a budget says on a day: the money and who holds it, the terms, and what is looked at when.

Values: policy/councils
Next:   selfdirect/rules/agreements.py
Tests:  tests/actions/support/test_agreement_words.py
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from selfdirect.actions.support.policy import policy
from selfdirect.actions.support.schedules import holdable_lines
from selfdirect.records.authority import Authority
from selfdirect.records.budgets import Budget, BudgetLine
from selfdirect.records.direct_payments import Agreement
from selfdirect.records.holdings import holdings_on
from selfdirect.records.market import Provider
from selfdirect.rules.agreements import Change, Clause, changes, terms
from selfdirect.rules.authority import Scope
from selfdirect.rules.calendar import format_date
from selfdirect.rules.direct_payments import methods, options
from selfdirect.rules.holdings import Holding
from selfdirect.rules.money import format_pounds
from selfdirect.rules.monitoring import SCHEDULE
from selfdirect.rules.values import Values, whole_cell


@dataclass(frozen=True)
class Wording:
    """All that an agreement says, as it reads on a day, and what changed since the one that stands."""

    facts: tuple[Clause, ...]
    terms: tuple[Clause, ...]
    schedule: tuple[dict[str, Any], ...]
    stands: Agreement | None
    changes: tuple[Change, ...]
    fingerprint: str

    @property
    def version(self) -> int:
        """The number that the next signed version has."""
        return self.stands.version + 1 if self.stands else 1


def wording(budget: Budget, day: date) -> Wording:
    """What an agreement signed on this day says, and how that differs from the version that stands."""
    values = policy().on(day)
    facts, said = tuple(_facts(budget, values, day)), terms(values)
    looks = tuple(_looks(values, day))
    stands = Agreement.objects.filter(budget=budget).order_by("-version").first()
    changed: tuple[Change, ...] = ()
    if stands is not None:
        changed = changes(clauses_of(stands), (*facts, *said, *_as_clauses(looks)))
    return Wording(facts, said, looks, stands, changed, values.fingerprint)


def clauses_of(agreement: Agreement) -> tuple[Clause, ...]:
    """Everything that a signed agreement says, as clauses that can be put beside those of another version."""
    kept = [Clause.of(row) for row in (*agreement.facts, *agreement.terms)]
    return (*kept, *_as_clauses(agreement.monitoring_schedule))


def _as_clauses(looks: Any) -> list[Clause]:
    """The looks without their days: each version counts these from its own signature."""
    return [Clause(f"look:{row['code']}", _how_often(row), "When we look at it") for row in looks]


def _how_often(row: dict[str, Any]) -> str:
    every = f", then every {row['every_weeks']} weeks" if row.get("every_weeks") else ""
    return f"{row['label']}: first after {row['after_weeks']} weeks{every}."


def _looks(values: Values, day: date) -> Iterator[dict[str, Any]]:
    for row in values.table(SCHEDULE):
        plain = {name: cell if isinstance(cell, str | bool | int) else str(cell) for name, cell in row.items()}
        yield plain | {"first_on": (day + timedelta(weeks=whole_cell(row, "after_weeks"))).isoformat()}


def _facts(budget: Budget, values: Values, day: date) -> Iterator[Clause]:
    weekly = {
        ("budget", "Your budget"): budget.gross_pence_weekly,
        ("you_pay", "You pay"): budget.contribution_pence_weekly,
        ("council_pays", "The council pays"): budget.net_pence_weekly,
    }
    if budget.nhs_pence_weekly:
        weekly["nhs_pays", "The NHS pays"] = budget.nhs_pence_weekly
    for (code, label), pence in weekly.items():
        yield Clause(code, f"{format_pounds(pence)} a week", label)
    yield Clause("runs", f"{format_date(budget.starts_on)} to {format_date(budget.ends_on)}", "It runs from")
    yield from _receivers(budget, day)
    labels = {one.key: one.label for one in (*options(values), *methods(values))}
    lines = holdable_lines(budget)
    held = holdings_on(lines, day)
    names = {one.pk: one.name for one in Provider.objects.filter(may_hold_funds=True)}
    for line in lines:
        yield Clause(f"line:{line.pk}", _held(line, held[line.pk], labels, names), line.plan_line.what)


def _receivers(budget: Budget, day: date) -> Iterator[Clause]:
    """Whoever receives the payment for the person, and as what."""
    found = Authority.objects.filter(person=budget.person_id).in_force(day).that_may(Scope.RECEIVE)
    for one in found.order_by("pk"):
        yield Clause(
            f"receives:{one.pk}", f"{one.holder_name}, as {one.role_words.lower()}", "Who receives the payment"
        )


def _held(line: BudgetLine, holding: Holding, labels: dict[str, str], names: dict[int, str]) -> str:
    how = labels.get(holding.held_as, "Not chosen yet")
    more = labels.get(holding.paid_by, "") or names.get(holding.fund_holder or 0, "")
    weekly = line.net_pence_weekly + line.nhs_pence_weekly
    amounts = [f"{format_pounds(weekly)} a week"] if weekly else []
    amounts += [f"{format_pounds(line.pence_once)} once"] if line.pence_once else []
    nhs = f"The NHS pays {format_pounds(line.nhs_pence_weekly)} of it" if line.nhs_pence_weekly else ""
    return ". ".join([": ".join(part for part in (how, more) if part), " and ".join(amounts), nhs]).rstrip(". ") + "."
