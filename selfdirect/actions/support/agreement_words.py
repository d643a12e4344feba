"""What an agreement about a budget says on a day: the money and who holds it, the terms, and what is looked at when.

Values: policy/councils
Next:   selfdirect/rules/agreements.py
Tests:  tests/actions/support/test_agreement_words.py
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from selfdirect.actions.support.payees import payee_for, payees_of
from selfdirect.actions.support.policy import policy
from selfdirect.actions.support.schedules import holdable_lines
from selfdirect.records.authority import Authority
from selfdirect.records.budgets import Budget, BudgetLine
from selfdirect.records.direct_payments import Agreement, Payee, SignatureRequest
from selfdirect.records.holdings import changes_of
from selfdirect.records.market import Provider
from selfdirect.rules.agreements import Change, Clause, changes, terms
from selfdirect.rules.authority import Scope
from selfdirect.rules.calendar import format_date
from selfdirect.rules.direct_payments import DIRECT_PAYMENT, methods, options
from selfdirect.rules.holdings import Change as HeldFrom
from selfdirect.rules.holdings import Holding, Stretch, stretches
from selfdirect.rules.money import format_pounds
from selfdirect.rules.monitoring import SCHEDULE
from selfdirect.rules.values import Values, whole_cell

RECEIVES = "Who receives the payment"


@dataclass(frozen=True)
class Wording:
    """All that an agreement says, as it reads on a day, and what changed since the one that stands."""

    facts: tuple[Clause, ...]
    terms: tuple[Clause, ...]
    schedule: tuple[dict[str, Any], ...]
    stands: Agreement | None
    changes: tuple[Change, ...]
    asked: SignatureRequest | None
    fingerprint: str

    @property
    def version(self) -> int:
        """The number that the next signed version has."""
        return self.stands.version + 1 if self.stands else 1

    @property
    def is_to_sign(self) -> bool:
        """Whether there is something to sign: the first version, a change, or a new signature that was asked for."""
        return self.stands is None or bool(self.changes) or self.asked is not None


def wording(budget: Budget, day: date) -> Wording:
    """What an agreement signed on this day says, and how that differs from the version that stands."""
    values = policy().on(day)
    lines = _Lines.of(budget, values)
    facts, said = (*_money(budget), *_receivers(budget, lines, day), *lines.clauses(day)), terms(values)
    looks = tuple(_looks(values, day))
    stands = Agreement.objects.filter(budget=budget).order_by("-version").first()
    asked = SignatureRequest.objects.filter(agreement=stands).first() if stands else None
    changed: tuple[Change, ...] = ()
    if stands is not None:
        before = clauses_of(stands)
        settled = _said_before(before, lines.clauses(stands.signed_on))
        same = [settled.get(clause.code, clause) for clause in facts]
        changed = changes(before, (*same, *said, *_as_clauses(looks)))
    return Wording(facts, said, looks, stands, changed, asked, values.fingerprint)


def _said_before(before: Iterable[Clause], seen_then: Iterable[Clause]) -> dict[str, Clause]:
    """The lines of which all that was planned when it was signed still holds: days that have passed change nothing."""
    kept = {clause.code: clause for clause in before}
    return {one.code: kept[one.code] for one in seen_then if one.code in kept and kept[one.code].words == one.words}


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


def _money(budget: Budget) -> Iterator[Clause]:
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


@dataclass(frozen=True)
class _Lines:
    """The lines of a budget with how each is held over time, and what the ways and the holders are called."""

    budget: Budget
    lines: Sequence[BudgetLine]
    held: Mapping[int, Sequence[Stretch]]
    labels: Mapping[str, str]
    names: Mapping[int, str]

    @classmethod
    def of(cls, budget: Budget, values: Values) -> "_Lines":
        """Read them, in two queries and one for the names of holders."""
        lines = holdable_lines(budget)
        first = {line.pk: [HeldFrom(budget.starts_on, line.chosen)] for line in lines}
        held = {
            pk: stretches(found or first[pk], budget.starts_on, budget.ends_on)
            for pk, found in changes_of(lines).items()
        }
        labels = {one.key: one.label for one in (*options(values), *methods(values))}
        names = dict(Provider.objects.filter(may_hold_funds=True).values_list("pk", "name"))
        return cls(budget, lines, held, labels, names)

    def ahead(self, line: BudgetLine, day: date) -> list[Stretch]:
        """How a line is held on a day and on every day after it, as planned now."""
        last = self.held[line.pk][-1]
        return [each for each in self.held[line.pk] if each.until_on >= day] or [last]

    def clauses(self, day: date) -> list[Clause]:
        """What an agreement signed on a day says of each line, with the changes that are planned."""
        return [Clause(f"line:{line.pk}", self._words(line, day), line.plan_line.what) for line in self.lines]

    def _words(self, line: BudgetLine, day: date) -> str:
        now, *later = self.ahead(line, day)
        until = f", to {format_date(now.until_on)}" if later else ""
        weekly = line.net_pence_weekly + line.nhs_pence_weekly
        amounts = [f"{format_pounds(weekly)} a week"] if weekly else []
        amounts += [f"{format_pounds(line.pence_once)} once"] if line.pence_once else []
        nhs = f"The NHS pays {format_pounds(line.nhs_pence_weekly)} of it" if line.nhs_pence_weekly else ""
        said = [f"{self._how(now.holding)}{until}"]
        said += [f"From {format_date(each.from_on)}: {self._how(each.holding)}" for each in later]
        return ". ".join([*said, " and ".join(amounts), nhs]).rstrip(". ") + "."

    def _how(self, holding: Holding) -> str:
        how = self.labels.get(holding.held_as, "Not chosen yet")
        more = self.labels.get(holding.paid_by, "") or self.names.get(holding.fund_holder or 0, "")
        return ": ".join(part for part in (how, more) if part)


def _receivers(budget: Budget, lines: _Lines, day: date) -> Iterator[Clause]:
    """Whoever receives a direct payment for the person, and as what; nothing where the person does, or nothing is paid.

    Where the account is known, its holder; until then, whoever has authority to receive it.
    """
    ways = [each.holding for line in lines.lines for each in lines.ahead(line, day)]
    direct = [holding for holding in ways if holding.held_as == DIRECT_PAYMENT]
    if not direct:
        return
    payees = payees_of(budget, direct)
    firsts = {payee.pk for holding in direct if (payee := payee_for(budget, holding, payees))}
    found = Authority.objects.filter(person=budget.person_id).in_force(day).that_may(Scope.RECEIVE)
    if firsts:
        found = found.filter(pk__in=_latest_authorities(firsts))
    for one in found.order_by("pk"):
        yield Clause(f"receives:{one.pk}", f"{one.holder_name}, as {one.role_words.lower()}", RECEIVES)


def _latest_authorities(firsts: Iterable[int]) -> list[int]:
    """Under whose authority each of these accounts stands by its latest details."""
    details = Payee.objects.filter(Q(pk__in=firsts) | Q(first__in=firsts)).order_by("pk")
    latest = {first or pk: under for pk, first, under in details.values_list("pk", "first", "under")}
    return [under for under in latest.values() if under is not None]
