"""Reading the statement of any budget and month, live: one budget or a thousand, by the same few questions.

The pages, the job that keeps statements, the letter and the PDF all show what is read here.

Why:    docs/decisions/statements-are-kept-as-told.md
Values: policy/councils
Next:   selfdirect/actions/support/statement_words.py
Tests:  tests/actions/support/test_statements.py
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from selfdirect.actions.support.schedules import PAYING, paid_pence_weekly
from selfdirect.ledger.chart import kind_of
from selfdirect.ledger.funds import budget_of, funder_of, funds
from selfdirect.ledger.months import Asked, Flow, Month, known_now, months
from selfdirect.records.budgets import Budget, BudgetLine
from selfdirect.records.contributions import accounts_of
from selfdirect.records.direct_payments import Agreement, Payee
from selfdirect.records.holdings import holdings_on
from selfdirect.records.market import Provider
from selfdirect.records.payment_changes import line_changes_of
from selfdirect.records.payments import PaymentLine
from selfdirect.records.people import Person
from selfdirect.records.statements import Statement
from selfdirect.rules import statements as rules
from selfdirect.rules.agreements import Look, looks
from selfdirect.rules.budgets import GROSS
from selfdirect.rules.calendar import add_months
from selfdirect.rules.contributions import ContributionAccount
from selfdirect.rules.direct_payments import DIRECT_PAYMENT
from selfdirect.rules.line_changes import paid_on
from selfdirect.rules.statements import Account, DoesNotAddUp, Moved, Place
from selfdirect.rules.unspent import LOOKED_AT, MayKeep, may_keep
from selfdirect.rules.unspent import Account as Kept
from selfdirect.rules.values import Values

MONTHS_AFTER = 1
"""A budget that has ended is told once more, in the month after: what came in or back since is in it."""

_NOT_A_LOOK = ("first_call",)
"""A call to ask how it is going looks at no money."""
_A_YEAR = 52


@dataclass(frozen=True)
class Reading:
    """One budget's statement, and what else is told with it."""

    budget: Budget
    month: date
    statement: rules.Statement
    previous: Statement | None
    known_at: datetime
    lines: tuple[BudgetLine, ...]
    contribution_pence_weekly: int
    returned: tuple[PaymentLine, ...]
    coming: tuple[Look, ...]
    kept: MayKeep
    pays_us: ContributionAccount | None = None


@dataclass
class Found:
    """What was read of many budgets. `refused` says, by reference, why a statement does not add up."""

    readings: list[Reading] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)


def last_day(month: date) -> date:
    """The last day of the month that begins on this day."""
    return add_months(month, 1) - timedelta(days=1)


def due_for(month: date) -> QuerySet[Budget]:
    """The live budgets that have no statement of this month yet: agreed, begun, and not over for long."""
    agreed = Agreement.objects.filter(budget=OuterRef("pk"), signed_on__lte=last_day(month))
    made = Statement.objects.filter(budget=OuterRef("pk"), month=month)
    live = Q(starts_on__lte=last_day(month), ends_on__gte=add_months(month, -MONTHS_AFTER))
    return Budget.objects.filter(live, Exists(agreed), ~Exists(made)).order_by("pk")


def read_one(
    budget: Budget, month: date, values: Values, *, until: date | None = None, known_at: datetime | None = None
) -> Reading:
    """The statement of one budget and month, live. Raises DoesNotAddUp."""
    found = read([budget.pk], month, values, until=until, known_at=known_at)
    if found.refused:
        raise DoesNotAddUp(" ".join(found.refused.values()))
    return found.readings[0]


def read(
    budgets: Sequence[int],
    month: date,
    values: Values,
    *,
    until: date | None = None,
    known_at: datetime | None = None,
) -> Found:
    """The statements of these budgets for a month, to its end or to `until`, by what was known at a moment or now.

    The number of questions to the database is the same for one budget and for a thousand.
    """
    last_on = until or last_day(month)
    moment = known_at or known_now()
    known = _Known(budgets, month, last_on, moment)
    asked = [Asked(_refs(one), *_told(known.previous.get(one.pk))) for one in known.budgets]
    read_months = months(asked, last_on, moment)
    names = _Names(flow for each in read_months for flow in each.flows)
    found = Found()
    for budget, each in zip(known.budgets, read_months, strict=True):
        try:
            found.readings.append(_reading(budget, each, known, names, values))
        except DoesNotAddUp as refusal:
            found.refused[budget.reference] = str(refusal)
    return found


def _refs(budget: Budget) -> tuple[str, ...]:
    return tuple(funds(budget.reference).values())


def _told(previous: Statement | None) -> tuple[date | None, datetime | None]:
    return (previous.covers_until, previous.known_at) if previous else (None, None)


class _Known:
    """What the records know of these budgets, besides the book."""

    def __init__(self, budgets: Sequence[int], month: date, last_on: date, known_at: datetime) -> None:
        self.month, self.last_on, self.known_at = month, last_on, known_at
        schedule = Agreement.objects.filter(budget=OuterRef("pk")).order_by("-pk").values("monitoring_schedule")[:1]
        rows = Budget.objects.filter(pk__in=budgets).defer("working").annotate(schedule=Subquery(schedule))
        self.budgets = list(rows.order_by("pk"))
        people = Person.objects.filter(pk__in={one.person_id for one in self.budgets}).with_details().in_bulk()
        for one in self.budgets:
            one.person = people[one.person_id]
        before = Statement.objects.before(month, list(budgets)).filter(known_at__lte=known_at).defer("working")
        self.previous = {one.budget_id: one for one in before}
        self.lines: dict[int, list[BudgetLine]] = defaultdict(list)
        self.pays_more: dict[int, int] = defaultdict(int)
        for line, more in _lines_as_held(budgets, last_on):
            self.pays_more[line.budget_id] += more
            self.lines[line.budget_id].append(line)
        self.returned: dict[int, list[PaymentLine]] = defaultdict(list)
        for back in _returned(budgets, last_on):
            self.returned[back.schedule.budget_id].append(back)
        pay_the_council = [one for one in self.budgets if one.contribution_basis == GROSS]
        self.accounts = accounts_of(pay_the_council, last_on, known_at) if pay_the_council else {}


def _lines_as_held(budgets: Sequence[int], day: date) -> list[tuple[BudgetLine, int]]:
    """The lines of these budgets, each as it was held and with what the council paid of it on a day.

    Beside each is what the council pays more for it than when the budget was set.
    """
    lines = list(BudgetLine.objects.filter(budget__in=budgets).select_related("plan_line").order_by("pk"))
    held, changes = holdings_on(lines, day), line_changes_of(lines)
    holders = Provider.objects.in_bulk({one.fund_holder for one in held.values() if one.fund_holder})
    found = []
    for line in lines:
        holding = held[line.pk]
        line.held_as, line.paid_by = holding.held_as, holding.paid_by
        line.fund_holder = holders.get(holding.fund_holder or 0)
        was = line.net_pence_weekly
        line.net_pence_weekly, _ = paid_on(changes[line.pk], was, day)
        found.append((line, line.net_pence_weekly - was))
    return found


def _returned(budgets: Sequence[int], last_on: date) -> QuerySet[PaymentLine]:
    """Payments to these budgets' payees that the bank sent back."""
    found = PaymentLine.objects.filter(schedule__budget__in=budgets, returned_on__lte=last_on)
    return found.select_related("schedule").defer("working").order_by("returned_on", "pk")


class _Names:
    """What to call the payees that money went to: by the details they had on the day."""

    def __init__(self, flows: Iterable[Flow]) -> None:
        codes = {code for flow in flows for code in (flow.debit, flow.credit) if code.startswith("payee:")}
        firsts = [_payee_number(code) for code in codes]
        payees = Payee.objects.filter(Q(pk__in=firsts) | Q(first__in=firsts)).select_related("provider")
        self._by_first: dict[int, list[Payee]] = defaultdict(list)
        for payee in payees.order_by("pk") if firsts else ():
            self._by_first[payee.first_id or payee.pk].append(payee)

    def of(self, code: str, on: date) -> str:
        """The payee of this account, in words the person knows and that teach nobody else the account."""
        if not code.startswith("payee:"):
            return ""
        details = self._by_first.get(_payee_number(code), [])
        if not details:
            return ""
        now = next((one for one in reversed(details) if one.on <= on), details[0])
        if now.provider is not None:
            return now.provider.name
        return now.where.replace("the account", "your card" if now.kind == "prepaid_card" else "your account")


def _payee_number(code: str) -> int:
    """The number in the account of a payee; what has to come back has the budget's reference after it, with a dot."""
    return int(code.split(":")[1].partition(".")[0].rpartition("-")[2])


def _reading(budget: Budget, month: Month, known: _Known, names: _Names, values: Values) -> Reading:
    previous = known.previous.get(budget.pk)
    first_on = previous.covers_until + timedelta(days=1) if previous else _first_day(budget, month, known)
    account = Account(
        first_on=first_on,
        last_on=known.last_on,
        opening=previous.left_by_owner if previous else {},
        moved=[_moved(flow, budget, names) for flow in month.flows],
        closing={_place(code, budget): pence for code, pence in month.closing.items()},
    )
    told = rules.statement(account)
    lines = tuple(known.lines[budget.pk])
    held = [line for line in lines if line.held_as == DIRECT_PAYMENT]
    direct = sum(paid_pence_weekly(budget, line, funder) for line in held for funder in PAYING)
    return Reading(
        budget=budget,
        month=known.month,
        statement=told,
        previous=previous,
        known_at=known.known_at,
        lines=lines,
        contribution_pence_weekly=budget.contribution_pence_weekly - known.pays_more[budget.pk],
        returned=tuple(one for one in known.returned[budget.pk] if one.returned_on and one.returned_on >= first_on),
        coming=_next(_given(budget), budget, known.last_on) if direct else (),
        kept=_may_keep(budget, direct, told, known.last_on, values),
        pays_us=known.accounts.get(budget.pk),
    )


def _first_day(budget: Budget, month: Month, known: _Known) -> date:
    """The first statement covers everything since the first money, or since the first day of the month."""
    return min([known.month, budget.starts_on, known.last_on, *(flow.on for flow in month.flows)])


def _moved(flow: Flow, budget: Budget, names: _Names) -> Moved:
    who = names.of(flow.debit, flow.on) or names.of(flow.credit, flow.on)
    return Moved(flow.on, flow.pence, _place(flow.debit, budget), _place(flow.credit, budget), who, flow.is_late)


def _place(code: str, budget: Budget) -> Place:
    kind = kind_of(code).name
    if not kind.startswith("budget:"):
        return Place(kind)
    ref = code.split(":")[1]
    return Place(kind, funder_of(ref).value if budget_of(ref) == budget.reference else "")


def _may_keep(budget: Budget, direct: int, told: rules.Statement, last_on: date, values: Values) -> MayKeep:
    """What may be kept of the account and of the year, and by when somebody next looks at what is left."""
    quarterly = values.choice(LOOKED_AT) == "quarterly"
    rows = [
        row
        for row in _given(budget)
        if row["code"] not in _NOT_A_LOOK and (quarterly or int(row["every_weeks"]) >= _A_YEAR)
    ]
    look_on = min([*(look.on for look in _next(rows, budget, last_on)), budget.ends_on]) if direct else None
    account = Kept(0, direct, contingency_pence=told.emergency_pence)
    return may_keep(account, budget.net_pence_weekly + budget.nhs_pence_weekly, values, look_on)


def _given(budget: Budget) -> Sequence[dict[str, Any]]:
    """The schedule of looks that the person was given when they agreed."""
    return getattr(budget, "schedule", None) or ()


def _next(given: Sequence[dict[str, Any]], budget: Budget, after: date) -> tuple[Look, ...]:
    """The next look of each kind after a day, soonest first, while the budget runs."""
    found: dict[str, Look] = {}
    for look in looks(given, budget.ends_on):
        if look.on > after:
            found.setdefault(look.code, look)
    return tuple(found.values())
