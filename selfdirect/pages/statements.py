"""A statement as pages show it: kept or live, its bars, its PDF. Everybody who may see it reads the same figures.

Next:   selfdirect/actions/support/statements.py
Tests:  tests/pages/test_statements.py
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.template.loader import render_to_string

from selfdirect.actions.action import Refused
from selfdirect.actions.statements import print_statement
from selfdirect.actions.support.letters import letter_context
from selfdirect.actions.support.policy import policy
from selfdirect.actions.support.statement_words import figures
from selfdirect.actions.support.statements import last_day, read_one
from selfdirect.pages.environment import HERE
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget
from selfdirect.records.direct_payments import Agreement
from selfdirect.records.people import Person
from selfdirect.records.statements import Statement
from selfdirect.rules.calendar import format_date, month_in_words
from selfdirect.rules.statements import DoesNotAddUp

WIDEST = 200
_BARS = (
    ("opening", "At the start"),
    ("came_in", "Money in"),
    ("came_back", "Came back"),
    ("paid_out", "Paid out"),
    ("left", "What is left"),
)
log = logging.getLogger(__name__)
Address = Callable[..., str]


@dataclass(frozen=True)
class Bar:
    """One bar of the picture. Money that went out is drawn with stripes, never told by its colour alone."""

    label: str
    pence: int
    width: int
    is_out: bool


def bars_of(shown: Mapping[str, Any]) -> list[Bar]:
    """The sums of a statement as bars, the longest as wide as the picture allows; a sum of nothing has none."""
    total: Mapping[str, int] = shown["total"]
    most = max([1, *(total[name] for name, _ in _BARS)])
    return [
        Bar(label, total[name], total[name] * WIDEST // most, name == "paid_out")
        for name, label in _BARS
        if total[name] or name == "left"
    ]


def kept_context(kept: Statement, address: Address) -> dict[str, Any]:
    """What a page needs to show a statement as it was told. `address` gives the address of a page of this person."""
    now = address("live", kept.budget_id, kept.month.year, kept.month.month)
    return {
        "kept": kept,
        "budget": kept.budget,
        "shown": kept.figures,
        "bars": bars_of(kept.figures),
        "heading": f"Statement for {month_in_words(kept.month)}",
        "links": [("This month by all we know now", now)],
    }


def live_context(budget: Budget, year: int, month: int, on: date, address: Address, *, then: bool) -> dict[str, Any]:
    """What a page needs to show a month as it stands: by all that is known now, or by what was known at its end."""
    first = _month(year, month, budget, on)
    until = min(last_day(first), on)
    is_over = until < on
    if then and not is_over:
        raise Http404
    values = policy().on(until)
    moment = datetime.combine(until + timedelta(days=1), time(), HERE) if then else None
    try:
        shown = figures(read_one(budget, first, values, until=until, known_at=moment), values)
    except DoesNotAddUp as refusal:
        log.error("The statement of %s for %s does not add up: %s", budget.reference, first, refusal)
        raise Refused(
            "We cannot show this month, because its amounts do not add up. Phone us. We put it right."
        ) from None
    kept = Statement.objects.filter(budget=budget, month=first).only("pk", "made_on").first()
    links = [(f"As we told it on {format_date(kept.made_on)}", address("kept", kept.pk))] if kept else []
    if is_over and then:
        links.append(("By all we know now", address("live", budget.pk, year, month)))
    elif is_over and not kept:
        links.append((f"By what we knew on {format_date(until)}", address("then", budget.pk, year, month)))
    return {
        "budget": budget,
        "shown": shown,
        "bars": bars_of(shown),
        "heading": month_in_words(first) if is_over else f"{month_in_words(first)} so far",
        "known": f"By what we knew on {format_date(until)}" if then else "By all we know now",
        "links": links,
    }


def live_address(person: Person, on: date, address: Address) -> str:
    """Where this month so far is shown, of the budget that counts today; nothing where none is agreed."""
    agreed = Agreement.objects.filter(person=person, budget__starts_on__lte=on).order_by("-budget__starts_on", "-pk")
    found = agreed.values_list("budget_id", flat=True).first()
    return address("live", found, on.year, on.month) if found else ""


def pdf_of(kept: Statement, on: date, by: User) -> HttpResponse:
    """A kept statement as a tagged PDF: the letter that was sent, else the same words made of the kept figures."""
    letter = kept.letter
    html = letter.html or render_to_string("letters/statement.html", {**letter_context(letter), "on": on})
    content = print_statement(person=kept.person, html=html, on=on, by=by)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{kept.reference}.pdf"'
    return answer


def _month(year: int, month: int, budget: Budget, on: date) -> date:
    """The first day of a month that this budget can have a statement of; otherwise there is no such page."""
    if not (1 <= month <= 12 and 2000 <= year <= on.year):
        raise Http404
    first = date(year, month, 1)
    if first > on or last_day(first) < min(budget.finalised_on, budget.starts_on):
        raise Http404
    return first
