"""What the model found, as text to read or as plain data: totals, groups, winners and losers, what it rests on.

Next:   selfdirect/modelling/asking.py
Tests:  tests/modelling/test_telling.py
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from selfdirect.modelling.asking import Modelled, ModelRefused, Question, ask
from selfdirect.modelling.back_test import NEAR, Error
from selfdirect.modelling.calibrating import POINTS, Limits
from selfdirect.modelling.changes import ChangeRefused, read_changes
from selfdirect.modelling.what_if import FLAGGED_BELOW, MEASURES, Equity, Sums
from selfdirect.policy.amounts import AmountRefused, pence, whole
from selfdirect.rules.calendar import format_date
from selfdirect.rules.money import format_pounds
from selfdirect.rules.values import text_cell

_NAME_WIDTH: Final = 36
_WIDTH: Final = 17


def answer(words: Mapping[str, Any], on: date) -> str:
    """Answer `selfdirect model`: its words as they were given. Raises ModelRefused."""
    try:
        changes, limits = read_changes(words["set"]), _limits(words)
    except (ChangeRefused, AmountRefused) as refused:
        raise ModelRefused(str(refused)) from None
    question = Question(
        council=words["council"],
        on=on,
        people=words["people"],
        seed=words["seed"],
        file=words["file"],
        changes=changes,
        percent_on_prices=words["all_prices"],
        trial=words["trial"],
        tried_on=words["tried_on"],
        fit=words["fit"],
        limits=limits,
        back_test=words["back_test"],
        engine=words["engine"],
    )
    found = ask(question)
    return json.dumps(as_data(found), indent=2, ensure_ascii=False) + "\n" if words["json"] else as_text(found)


def _limits(words: Mapping[str, Any]) -> Limits | None:
    """Budget and prices are pounds; points are whole."""
    if not words["budget"]:
        return None
    read = whole if words["fit"] == POINTS else pence
    return Limits(pence(words["budget"]), read(words["least"]), read(words["most"]), words["fall"], words["move"])


def as_text(found: Modelled) -> str:
    """Everything that was found, in lines."""
    name = text_cell(found.live.values.table("profile.council")[0], "name")
    heading = f"{name}: what budgets come to on {format_date(found.question.on)}"
    lines = [heading, "=" * len(heading), f"Over {found.people.name}.", ""]
    lines += _cost(found)
    for title, rows in (
        ("By main reason for support", found.comparison.by_group()),
        ("By level of need", found.comparison.by_band()),
    ):
        lines += ["", title, *_groups(rows, found)]
    for label, bands in found.comparison.by_group_and_band():
        lines += ["", f"{label}, by level of need", *_groups(bands, found)]
    lines += ["", "Older people with high needs, beside others of the same need"]
    lines += _equity(found)
    if found.errors:
        lines += ["", "Beside plans costed by hand, each week", *_errors(found.errors)]
    if found.calibrated:
        lines += ["", "Fitted to the budget", *_fitted(found)]
    lines += ["", *_rests_on(found)]
    return "\n".join(lines) + "\n"


def as_data(found: Modelled) -> dict[str, Any]:
    """Everything that was found, as plain data. Money is pence; each sum is of pence a week."""
    seen = found.comparison
    data: dict[str, Any] = {
        "council": found.question.council,
        "on": found.question.on.isoformat(),
        "people": found.people.name,
        "fictional": found.people.fictional,
        "left_out": list(found.people.left_out),
        "before": {"name": seen.before, "fingerprint": found.live.values.fingerprint},
        "after": {"name": seen.after, "fingerprint": found.tried.values.fingerprint},
        "changes": dict(found.calibrated.changes if found.calibrated else found.question.changes),
        "percent_on_prices": found.question.percent_on_prices,
        "all": _data(seen.all),
        "by_group": [_data(each) for each in seen.by_group()],
        "by_band": [_data(each) for each in seen.by_band()],
        "by_group_and_band": [
            {"label": label, "bands": [_data(each) for each in bands]} for label, bands in seen.by_group_and_band()
        ],
        "older_people_with_high_needs": {
            "before": _equity_data(seen.equity("budget_before")),
            "after": _equity_data(seen.equity("budget_after")),
        },
        "doubtful": [
            {"key": row.rule, "label": row.label, "status": row.status, "source": row.source}
            for row in found.tried.rests_on()
        ],
    }
    if found.errors:
        everybody, by_group, by_band = found.errors
        data["back_test"] = [vars(each) for each in (everybody, *by_group, *by_band)]
    if found.calibrated:
        data["cost_pence_yearly"] = found.calibrated.cost_pence_yearly
    return data


def _data(sums: Sums) -> dict[str, Any]:
    return {"label": sums.label, **{name: sums.amounts[name] for name in MEASURES}}


def _equity_data(equity: Equity) -> dict[str, Any]:
    return {**vars(equity), "flagged": equity.flagged}


def _cost(found: Modelled) -> list[str]:
    everybody = found.comparison.all
    lines = [_row("Cost a year", [found.comparison.before, *_if_changed(found, "Changed", "Difference")])]
    for label, name in (("Budgets before contributions", "budget"), ("Paid by the council after them", "paid")):
        before, after = everybody.yearly(f"{name}_before"), everybody.yearly(f"{name}_after")
        more = _if_changed(found, format_pounds(after), _signed(after - before))
        lines.append(_row(label, [format_pounds(before), *more]))
    if found.is_changed:
        lines += [
            "",
            f"{everybody.winners:,} people gain, {format_pounds(everybody.mean('won', 'winners'))} a week on average.",
            f"{everybody.losers:,} people lose, {format_pounds(everybody.mean('lost', 'losers'))} a week on average.",
            f"For {everybody.unchanged:,} people nothing changes.",
            f"{everybody.newly_below:,} people newly fall below what their present package costs.",
        ]
    return lines


def _groups(rows: Sequence[Sums], found: Modelled) -> list[str]:
    heads = ["People", "Mean a week", *_if_changed(found, "Changed to", "Gain", "Lose")]
    heads += ["Below package", *_if_changed(found, "Changed to")]
    lines = [_row("", heads)]
    for row in rows:
        cells = [f"{row.people:,}", format_pounds(row.mean("budget_before"))]
        gain = f"{row.winners:,} ({format_pounds(row.mean('won', 'winners'))})"
        lose = f"{row.losers:,} ({format_pounds(row.mean('lost', 'losers'))})"
        cells += _if_changed(found, format_pounds(row.mean("budget_after")), gain, lose)
        cells += [f"{row.below_before:,}", *_if_changed(found, f"{row.below_after:,}")]
        lines.append(_row(row.label, cells))
    return lines


def _equity(found: Modelled) -> list[str]:
    sides = [(found.comparison.before, "budget_before"), *_if_changed(found, (found.comparison.after, "budget_after"))]
    return [f"{name}: {equity_words(found.comparison.equity(amount))}" for name, amount in sides]


def equity_words(equity: Equity) -> str:
    """The comparison of older people with high needs in one sentence, with its flag (R-RAS-15)."""
    if equity.percent is None:
        return "there are too few people to compare."
    older, others = format_pounds(equity.older_mean), format_pounds(equity.others_mean)
    said = f"older people get {older} a week on average, others of the same need {others}: {equity.percent}%."
    return f"{said} Look at this: it is below {FLAGGED_BELOW}%." if equity.flagged else said


def _errors(errors: tuple[Error, list[Error], list[Error]]) -> list[str]:
    everybody, by_group, by_band = errors
    lines = [_row("", ["People", "Plan, mean", "Budget, mean", "Error, mean", "Either way", f"Within {NEAR}%"])]
    for each in (everybody, *by_group, *by_band):
        money = [format_pounds(each.plan_mean), format_pounds(each.budget_mean), _signed(each.mean)]
        either = format_pounds(each.mean_absolute)
        lines.append(_row(each.label, [f"{each.people:,}", *money, either, f"{each.near_percent}%"]))
    return lines


def _fitted(found: Modelled) -> list[str]:
    assert found.calibrated is not None and found.question.limits is not None
    budget = format_pounds(found.question.limits.budget_pence_yearly)
    lines = [f"It costs {format_pounds(found.calibrated.cost_pence_yearly)} a year of the {budget} there is."]
    lines += [f"  {name}={amount}" for name, amount in found.calibrated.changes.items()]
    return lines if found.calibrated.changes else [*lines, "  Nothing has to change."]


def _rests_on(found: Modelled) -> list[str]:
    lines = ["These people do not exist, and their spread is ours."] if found.people.fictional else []
    lines += [f"Left out. {why}" for why in found.people.left_out]
    rows = found.tried.rests_on()
    if rows:
        lines.append(f"These sums use {len(rows)} values that no source states or nobody has checked:")
        lines += [f"  {row.rule}: {row.label} ({row.status})" for row in rows]
    return lines


def _if_changed(found: Modelled, *cells: Any) -> list[Any]:
    return list(cells) if found.is_changed else []


def _row(label: str, cells: Sequence[str]) -> str:
    return (label[:_NAME_WIDTH].ljust(_NAME_WIDTH) + "".join(f"{cell:>{_WIDTH}}" for cell in cells)).rstrip()


def _signed(pence: int) -> str:
    return f"{'-' if pence < 0 else '+' if pence else ''}{format_pounds(abs(pence))}"
