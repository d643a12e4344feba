"""What budgets would come to: other prices, ceilings or charges over many people, before and after, side by side.

Everything that was asked is in the address, so that a result can be shared. Nothing is written.

Values: policy/councils
Next:   selfdirect/modelling/asking.py
Tests:  tests/pages/staff/test_modelling.py
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import path

from selfdirect.actions.support.policy import policy
from selfdirect.modelling.asking import Modelled, ModelRefused, Question, ask
from selfdirect.modelling.council_people import MOST, council_people
from selfdirect.modelling.telling import equity_words
from selfdirect.modelling.what_if import FEWEST, Sums
from selfdirect.pages.choices import Radios, Select
from selfdirect.pages.fields import Money, Number
from selfdirect.pages.forms import Form
from selfdirect.pages.permissions import page
from selfdirect.rules.access import Permission
from selfdirect.rules.allocation_formulas import METHOD, ONE_PRICE, POINTS_BY_PRICE, PRICE_PER_POINT, PRICING
from selfdirect.rules.money import format_pounds
from selfdirect.rules.problems import Problem
from selfdirect.rules.values import Values

COUNCIL: Final = "council"
FICTIONAL: Final = "fictional"
HOW_MANY: Final = 20_000
SHARE: Final = "charging.share_of_disposable_income"


class WhatIf(Form):
    """What to change, and over whom. Anything left empty stays as it is."""

    whom = Radios(
        "Over whom?",
        empty="Select over whom",
        choices=[
            (COUNCIL, "Our own people", f"As they were last assessed: the {MOST:,} assessed last, at most"),
            (FICTIONAL, f"{HOW_MANY:,} fictional people", "Their spread is an example, not an estimate"),
        ],
    )
    price = Money("Price of one point each week", needed=False, most=500_00)
    percent = Number("Change all prices by this percentage", needed=False, least=-90, most=200, suffix="%")
    ceiling = Money("One highest budget each week, for everybody", needed=False, most=5_000_00)
    share = Number("Share of disposable income that people pay", needed=False, most=100, suffix="%")
    trial = Select("A version on trial", needed=False, nothing_chosen="None")


@dataclass(frozen=True)
class Bar:
    """One row of the chart: how many gain and how many lose, and how long each bar is of 100."""

    label: str
    winners: str
    losers: str
    won: int
    lost: int


@page(needs=Permission.SEE_MODELS, methods=("GET", "HEAD"))
def modelling(request: HttpRequest) -> HttpResponse:
    """The form, and what it asked for once it is sent. A question that cannot be answered says why."""
    on = request.on  # type: ignore[attr-defined]
    asked = "whom" in request.GET
    form = form_of(request.GET if asked else None)
    shown: dict[str, Any] = {"form": form, "names": names_shown(policy().on(on)), "query": request.GET.urlencode()}
    shown["may_propose"] = request.user.may(Permission.SIGN_ALLOCATION_CHANGES, on)  # type: ignore[union-attr]
    if asked and form.is_good():
        try:
            shown |= result(answer(form.cleaned_data, on))
        except ModelRefused as refused:
            for message in refused.messages:
                form.add_problem(Problem("", message))
    problems = form.problems()
    return render(request, "staff/modelling/what_if.html", {**shown, "problems": problems, "has_problems": problems})


def form_of(typed: QueryDict | None) -> WhatIf:
    """The form with what the address says."""
    found = [(name, name.replace("_", " ").capitalize()) for name in policy().trials]
    return WhatIf(typed, initial={"whom": FICTIONAL}, choices={"trial": found})


def names_shown(values: Values) -> list[str]:
    """The questions that make sense here: a price of one point only where one price serves everybody."""
    names = ["whom", "price", "percent", "ceiling", "share", "trial"]
    one_price = values.choice(METHOD) == POINTS_BY_PRICE and values.choice(PRICING) == ONE_PRICE
    left_out = {"price"} if not one_price else set()
    left_out |= set() if policy().trials else {"trial"}
    return [name for name in names if name not in left_out]


def question_of(answers: dict[str, Any], on: date) -> Question:
    """The question that the form's answers put to the model."""
    changes = {}
    for name, key in (("price", PRICE_PER_POINT), ("ceiling", "allocation.ceiling.all")):
        if isinstance(answers[name], int):
            changes[key] = f"{answers[name] / 100:.2f}"
    if isinstance(answers["share"], int):
        changes[SHARE] = str(answers["share"])
    return Question(
        council=settings.COUNCIL,
        on=on,
        people=HOW_MANY,
        changes=changes,
        percent_on_prices=answers["percent"] or 0,
        trial=answers["trial"] or "",
    )


def answer(answers: dict[str, Any], on: date) -> Modelled:
    """Ask the model, over our own people or fictional ones. Raises ModelRefused."""
    given = council_people() if answers["whom"] == COUNCIL else None
    return ask(question_of(answers, on), settings.POLICY_ROOT, given)


def result(found: Modelled) -> dict[str, Any]:
    """What the page shows of an answer. Of the council's own people, counts of few are not shown."""
    seen, hide = found.comparison, not found.people.fictional
    groups = seen.by_group()
    return {
        "found": found,
        "everybody": seen.all,
        "hide": hide,
        "fewest": FEWEST,
        "counts": {name: count(seen.all.amounts[name], hide) for name in ("winners", "losers", "newly_below")},
        "bars": _bars(groups, hide),
        "by_group": [change_row(each, hide) for each in groups],
        "by_band": [change_row(each, hide) for each in seen.by_band()],
        "below": [below_row(each, hide) for each in (*groups, seen.all)],
        "averages": list(_averages(found, hide)),
        "equity": [(seen.before, seen.equity("budget_before")), (seen.after, seen.equity("budget_after"))][
            : 2 if found.is_changed else 1
        ],
        "equity_words": equity_words,
        "difference": difference,
        "rests_on": found.tried.rests_on(),
        "cut": len(found.people.left_out) if hide else 0,
    }


def count(people: int, hide: bool) -> str:
    """A number of people; of the council's own, not when there are so few that they could be recognised."""
    return f"Fewer than {FEWEST}" if hide and 0 < people < FEWEST else f"{people:,}"


def difference(pence: int) -> str:
    """A difference in pounds, with its sign."""
    return f"{'+' if pence > 0 else '-' if pence < 0 else ''}{format_pounds(abs(pence))}"


def change_row(sums: Sums, hide: bool) -> list[str]:
    """People, mean before and after, who gains and who loses, and by how much on average."""
    if hide and sums.people < FEWEST:
        return [sums.label, count(sums.people, hide), "", "", "", "", "", ""]
    return [
        sums.label,
        f"{sums.people:,}",
        format_pounds(sums.mean("budget_before")),
        format_pounds(sums.mean("budget_after")),
        count(sums.winners, hide),
        _mean(sums, "won", "winners", hide),
        count(sums.losers, hide),
        _mean(sums, "lost", "losers", hide),
    ]


def below_row(sums: Sums, hide: bool) -> list[str]:
    """Who has a present package, and how many budgets are below it before and after."""
    if hide and sums.people < FEWEST:
        return [sums.label, "", "", "", ""]
    short = _mean(sums, "short_after", "below_after", hide)
    counts = [count(sums.amounts[name], hide) for name in ("with_package", "below_before", "below_after")]
    return [sums.label, *counts, short]


def _mean(sums: Sums, amount: str, over: str, hide: bool) -> str:
    people = sums.amounts[over]
    return "" if not people or (hide and people < FEWEST) else format_pounds(sums.mean(amount, over))


def _averages(found: Modelled, hide: bool) -> Iterable[list[str]]:
    """The mean budget by main reason and level of need, before and after (R-RAS-15)."""
    for group, bands in found.comparison.by_group_and_band():
        for sums in bands:
            few = hide and sums.people < FEWEST
            means = [format_pounds(sums.mean(f"budget_{at}")) for at in ("before", "after")]
            yield [f"{group}: {sums.label.lower()}", count(sums.people, hide), *(["", ""] if few else means)]


def _bars(groups: list[Sums], hide: bool) -> list[Bar]:
    """Bars as long as the number of people, of the most in any group."""
    most = max((max(each.winners, each.losers) for each in groups), default=0)
    found = []
    for each in groups:
        won, lost = (0 if hide and people < FEWEST else people for people in (each.winners, each.losers))
        lengths = [people * 100 // most if most else 0 for people in (won, lost)]
        found.append(Bar(each.label, count(each.winners, hide), count(each.losers, hide), *lengths))
    return found if most else []


urlpatterns = [path("modelling/", modelling, name="staff_modelling")]
