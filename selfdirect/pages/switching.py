"""What the pages of a switch share: one form with each part of the budget, the day and why; and how it was held.

Values: policy/councils
Next:   selfdirect/actions/switching.py
Tests:  tests/pages/test_switching.py
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest

from selfdirect.actions.action import Refused
from selfdirect.actions.support.asking_to_switch import last_word
from selfdirect.actions.support.schedules import holdable_lines
from selfdirect.pages.choices import Checkboxes, Radios, Select
from selfdirect.pages.days import Day
from selfdirect.pages.fields import Hidden, LongText, Text
from selfdirect.pages.forms import Form
from selfdirect.records.budgets import Budget, BudgetLine
from selfdirect.records.holdings import changes_of
from selfdirect.records.market import Provider
from selfdirect.rules.calendar import format_date
from selfdirect.rules.choosing import HOLDER_KINDS
from selfdirect.rules.direct_payments import DIRECT_PAYMENT, THIRD_PARTY, methods, options
from selfdirect.rules.holdings import Change, Holding, holding_on, stretches
from selfdirect.rules.money import format_pounds
from selfdirect.rules.values import Values

GOOD, A_WHILE = "for_good", "for_a_while"


def _holder(provider: Provider) -> str:
    """A holder's name with what kind of body it is, and whether it also gives care (R-DEP-17)."""
    kind = HOLDER_KINDS.get(provider.holder_kind, "")
    words = [kind] if kind else []
    words += ["also gives care"] if provider.gives_care and provider.holder_kind != "care_provider" else []
    return f"{provider.name} ({', '.join(words)})" if words else provider.name


def line_questions(line: BudgetLine, values: Values) -> dict[str, Any]:
    """The questions for one line: who holds the money and, where it matters, how it is paid or to whom."""
    name = f"line_{line.pk}"
    cost = f"{format_pounds(line.pence_once)} once" if line.pence_once else f"{format_pounds(line.pence_weekly)} a week"
    explained = {str(row["option"]): str(row["explained"]) for row in values.table("direct_payments.options")}
    holders = Provider.objects.filter(may_hold_funds=True).order_by("name")
    return {
        name: Radios(
            f"{line.plan_line.what}, {cost}",
            choices=[(one.key, one.label, explained.get(one.key, "")) for one in options(values)],
            reveal={DIRECT_PAYMENT: [f"{name}_paid_by"], THIRD_PARTY: [f"{name}_fund_holder"]},
            empty=f"Select how the money for {line.plan_line.what} is held",
        ),
        f"{name}_paid_by": Radios(
            "How is it paid?",
            choices=[(one.key, one.label) for one in methods(values)],
            empty=f"Select how the money for {line.plan_line.what} is paid",
        ),
        f"{name}_fund_holder": Select(
            "Who holds it?",
            choices=[(one.pk, _holder(one)) for one in holders],
            empty=f"Select who holds the money for {line.plan_line.what}",
        ),
    }


class WhenForm(Form):
    """When, for how long and why. A question for each line comes before these."""

    from_on = Day("From which day?", empty="Enter the day from which it is held another way")
    how_long = Radios(
        "For how long?",
        choices=[(GOOD, "For good", "Until you change it again"), (A_WHILE, "For a while", "It goes back by itself")],
        reveal={A_WHILE: ["return_on"]},
        empty="Select for how long",
    )
    return_on = Day("On which day does it go back?", empty="Enter the day on which it goes back")
    own_reason = LongText("Why?", empty="Write why", most=2000, rows=3)
    conflict_note = LongText(
        "If whoever holds the money also gives the care: how is that conflict dealt with?",
        needed=False,
        most=1000,
        rows=2,
    )
    replaces_planned = Checkboxes(
        "If a change is planned already",
        choices=[("yes", "This takes its place")],
        needed=False,
    )
    seen = Hidden()


class AskedForm(WhenForm):
    """The same for a worker, who writes down who asked for it."""

    asked_by_name = Text("Who asked for it?", empty="Enter who asked for it", most=120)


class TimeForm(Form):
    """What has happened, and from which day."""

    what_happened = LongText("What has happened?", empty="Say what has happened", most=1000, rows=3)
    from_on = Day("From which day?", empty="Enter the day from which it is held another way")


def form_for(lines: Sequence[BudgetLine], values: Values, base: type[Form]) -> type[Form]:
    """One form: every line, then the rest."""
    fields = {name: field for line in lines for name, field in line_questions(line, values).items()}
    return type("SwitchForm", (Form,), {**fields, **base.base_fields})


def check_runs(budget: Budget, on: date, request: HttpRequest) -> None:
    """Raise Refused when somebody opens a switch of a budget that has ended. The action looks at what is sent."""
    if request.method in ("GET", "HEAD") and budget.ends_on < on:
        raise Refused(f"This budget ended on {format_date(budget.ends_on)}, so it cannot be held another way.")


def held_now(budget: Budget, day: date) -> dict[str, Any]:
    """What the form starts with: every line as it is held on a day, and the last word that was seen."""
    found: dict[str, Any] = {"seen": str(last_word(budget))}
    lines = holdable_lines(budget)
    for pk, changes in changes_of(lines).items():
        if changes:
            holding = holding_on(changes, max(day, budget.starts_on))
            name = f"line_{pk}"
            found |= {name: holding.held_as, f"{name}_paid_by": holding.paid_by}
            found[f"{name}_fund_holder"] = holding.fund_holder or ""
    return found


def asked_from(answers: Mapping[str, Any], lines: Sequence[BudgetLine], now: Mapping[int, Holding]) -> dict[str, Any]:
    """What the action wants: only the lines that are to be held another way than now, and the rest of the form."""
    wanted = {}
    for line in lines:
        name = f"line_{line.pk}"
        given = {
            "held_as": answers[name],
            "paid_by": answers[f"{name}_paid_by"],
            "fund_holder": int(answers[f"{name}_fund_holder"] or 0) or None,
        }
        was = now.get(line.pk)
        if was is None or given["held_as"] != was.held_as or _more(given) != (was.paid_by, was.fund_holder):
            wanted[str(line.pk)] = given
    return {
        "by_line": wanted,
        "from_on": answers["from_on"],
        "return_on": answers["return_on"] if answers["how_long"] == A_WHILE else None,
        "own_reason": answers["own_reason"],
        "conflict_note": answers["conflict_note"],
        "replaces_planned": bool(answers["replaces_planned"]),
        "seen": int(answers["seen"]) if answers["seen"].isdecimal() else None,
    }


def _more(given: Mapping[str, Any]) -> tuple[str, int | None]:
    paid_by = given["paid_by"] if given["held_as"] == DIRECT_PAYMENT else ""
    return paid_by, given["fund_holder"] if given["held_as"] == THIRD_PARTY else None


@dataclass(frozen=True)
class HeldFor:
    """One line over some days, in words."""

    what: str
    from_on: date
    until_on: date
    how: str


def history_of(budget: Budget, values: Values) -> list[HeldFor]:
    """How each line was, is and will be held, every day of the budget, in words."""
    lines = holdable_lines(budget)
    labels = {one.key: one.label for one in (*options(values), *methods(values))}
    changes = changes_of(lines)
    names = _names(changes)
    return [
        HeldFor(line.plan_line.what, one.from_on, one.until_on, in_words(one.holding, labels, names))
        for line in lines
        if changes[line.pk]
        for one in stretches(changes[line.pk], budget.starts_on, budget.ends_on)
    ]


def _names(changes: Mapping[int, Sequence[Change]]) -> dict[int, str]:
    holders = {each.holding.fund_holder for found in changes.values() for each in found if each.holding.fund_holder}
    return dict(Provider.objects.filter(pk__in=holders).values_list("pk", "name")) if holders else {}


def in_words(holding: Holding, labels: Mapping[str, str], names: Mapping[int, str]) -> str:
    """One way, in the council's own words; with the card or account, or the name of the organisation."""
    words = labels.get(holding.held_as, holding.held_as)
    if holding.paid_by:
        return f"{words}: {labels.get(holding.paid_by, holding.paid_by).lower()}"
    return f"{words}: {names.get(holding.fund_holder, '')}" if holding.fund_holder else words
