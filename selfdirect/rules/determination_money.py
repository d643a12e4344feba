"""The middle of a determination: the contribution, what comes off before planning, and gross, contribution and net.

Values: policy/national, policy/councils
Next:   selfdirect/rules/determination_holding.py
Tests:  tests/rules/test_determination_money.py
"""

from dataclasses import dataclass, replace
from typing import Final

from selfdirect.rules.allocation import Deduction, planning_amount
from selfdirect.rules.assessments import SOME_NEEDS
from selfdirect.rules.budget_lines import AT_PLANNING, SUBTRACTED
from selfdirect.rules.budgets import BASIS, NET
from selfdirect.rules.charging import OUTCOMES, Contribution, contribution
from selfdirect.rules.charging_lines import charges
from selfdirect.rules.charging_payable import payable
from selfdirect.rules.circumstances import Circumstances
from selfdirect.rules.determination_formulas import BLOCK, UNIVERSAL, deducted
from selfdirect.rules.finances import Finances
from selfdirect.rules.findings import concluded, entered
from selfdirect.rules.money import format_pounds, share
from selfdirect.rules.sections import Section, needing, said
from selfdirect.rules.values import Values, text_cell, whole_cell
from selfdirect.rules.working import Row, Working

# Policy values read here, besides those of the rules that are called.
PERSONAL_BUDGET_IS: Final = "budgets.personal_budget_is"
CONTINGENCY: Final = "budgets.contingency_percent"
CONTINGENCY_KEPT: Final = "budgets.contingency_kept"
SERVICES: Final = {"universal": "market.universal_services", "block": "market.block_services"}

CONTRIBUTION: Final = ("contribution", "What does the person pay?")
PLANNING: Final = ("planning_amount", "What comes off, and what is left to plan with?")
BUDGET: Final = ("budget", "Gross, contribution and net")

WEEKLY: Final = "pence weekly"
WEEKS_IN_A_YEAR: Final = 52


@dataclass(frozen=True)
class Budget:
    """The three figures of a budget each week, and what is paid out of it."""

    gross_pence_weekly: int
    contribution_pence_weekly: int
    net_pence_weekly: int
    paid_pence_weekly: int


def pays(circumstances: Circumstances, values: Values) -> tuple[Section, Contribution | None]:
    """Give the section, and the most the person can be asked to pay: None while it cannot be said.

    The section 117 check comes first: after-care for all needs is free, and then nothing is asked about money.
    """
    code, title = CONTRIBUTION
    missing = [] if circumstances.section_117 is not None else ["section_117"]
    free = circumstances.section_117 and circumstances.section_117_covers != SOME_NEEDS
    if circumstances.finances is None and not free:
        missing.append("finances")
    if missing:
        return needing(code, title, missing), None
    found = contribution(finances_of(circumstances), values)
    words = []
    if found.assessed_pence_weekly is None:
        answer = "The full cost of care."
    else:
        assessed = found.assessed_pence_weekly
        answer = f"At most {format_pounds(assessed)} a week." if assessed else "Nothing."
        words.append(f"{OUTCOMES[found.outcome]}.")
    figures = {"outcome": found.outcome, "assessed_pence_weekly": found.assessed_pence_weekly}
    section = said(code, title, answer, words=words, figures=figures, working=found.working, remarks=found.remarks)
    return section, found


def finances_of(circumstances: Circumstances) -> Finances:
    """Give the finances with what is known of the person beside them: age, caring, after-care."""
    finances = circumstances.finances or Finances()
    applies = bool(circumstances.section_117)
    some = applies and circumstances.section_117_covers == SOME_NEEDS
    return replace(
        finances,
        born_on=finances.born_on or circumstances.born_on,
        age_group=finances.age_group or circumstances.age_group,
        is_carer=finances.is_carer or circumstances.is_carer,
        section_117=applies and not some,
        section_117_some=some,
    )


def at_planning(
    circumstances: Circumstances, indicative_pence_weekly: int, found: Contribution, values: Values
) -> tuple[Section, int]:
    """Give the section, and the contribution to a budget of this size."""
    code, title = PLANNING
    paid = payable(found.assessed_pence_weekly, indicative_pence_weekly, values, found.working[-1].status)
    comes_off = values.choice(SUBTRACTED) == AT_PLANNING
    kinds = deducted(values)
    universal = services("universal", circumstances.universal_services, values) if UNIVERSAL in _names(kinds) else ()
    block = services("block", circumstances.block_services, values) if BLOCK in _names(kinds) else ()
    free = bool(circumstances.section_117) and circumstances.section_117_covers != SOME_NEEDS
    left = planning_amount(
        indicative_pence_weekly,
        paid.pence_weekly if comes_off else 0,
        section_117=free,
        universal=universal,
        block=block,
    )
    words = [] if comes_off else ["The contribution comes off after the plan is made, not here."]
    if not kinds:
        words.append("No service comes off before planning here.")
    if left.not_needed_pence_weekly:
        words.append(f"{format_pounds(left.not_needed_pence_weekly)} more was to come off than there was.")
    working = (*paid.working, values.value(SUBTRACTED).row(), *left.working)
    figures = {
        "pence_weekly": left.pence_weekly,
        "contribution_pence_weekly": left.contribution_pence_weekly,
        "universal_pence_weekly": left.universal_pence_weekly,
        "block_pence_weekly": left.block_pence_weekly,
    }
    answer = f"{format_pounds(left.pence_weekly)} a week is left to plan with."
    return said(code, title, answer, words=words, figures=figures, working=working), paid.pence_weekly


def _names(kinds: frozenset[str]) -> frozenset[str]:
    return frozenset({"universal": UNIVERSAL, "block": BLOCK}[kind] for kind in kinds)


def services(kind: str, codes: tuple[str, ...], values: Values) -> tuple[Deduction, ...]:
    """Give what these services come to, at the council's rates; `kind` is universal or block."""
    rows = {text_cell(row, "code"): row for row in values.table(SERVICES[kind])}
    return tuple(Deduction(text_cell(rows[code], "label"), whole_cell(rows[code], "pence_weekly")) for code in codes)


def budget(
    circumstances: Circumstances,
    indicative_pence_weekly: int,
    contribution_pence_weekly: int,
    found: Contribution,
    values: Values,
) -> tuple[Section, Budget]:
    """Give the section, and gross, contribution and net: of the plan where there is one, else of the indicative budget.

    Where the contribution came off before planning, the plan is what the council pays: the two together are gross.
    """
    code, title = BUDGET
    words, working, gross, paid = _three(
        circumstances, indicative_pence_weekly, contribution_pence_weekly, found, values
    )
    net = gross - paid
    basis = values.choice(BASIS)
    out = net if basis == NET else gross
    is_gross = values.choice(PERSONAL_BUDGET_IS) == "gross"
    called = gross if is_gross else net
    rows = [
        *working,
        concluded("Gross", gross, WEEKLY, "gross", working),
        concluded("Contribution", paid, WEEKLY, "contribution", working),
        concluded("Net", net, WEEKLY, "net", working),
        values.value(BASIS).row(),
        concluded("Paid out by the council", out, WEEKLY, "paid", working),
    ]
    emergencies = share(gross * WEEKS_IN_A_YEAR, values.whole(CONTINGENCY) * 100)
    rows += [
        values.value(CONTINGENCY).row(),
        values.value(CONTINGENCY_KEPT).row(),
        concluded("Of a year's budget, money for emergencies", emergencies, "pence", "contingency", working),
        values.value(PERSONAL_BUDGET_IS).row(),
        concluded("The personal budget", called, WEEKLY, "personal_budget", working),
    ]
    answer = (
        f"Gross {format_pounds(gross)}, contribution {format_pounds(paid)}, net {format_pounds(net)} a week. "
        f"The personal budget is {format_pounds(called)} ({'gross' if is_gross else 'net'})."
    )
    figures = {
        "gross_pence_weekly": gross,
        "contribution_pence_weekly": paid,
        "net_pence_weekly": net,
        "paid_pence_weekly": out,
        "contingency_pence_yearly": emergencies,
    }
    section = said(code, title, answer, words=words, figures=figures, working=rows)
    return section, Budget(gross, paid, net, out)


def _three(
    circumstances: Circumstances,
    indicative_pence_weekly: int,
    contribution_pence_weekly: int,
    found: Contribution,
    values: Values,
) -> tuple[list[str], Working, int, int]:
    """Give words, rows, gross and contribution."""
    if not circumstances.plan:
        words = ["There is no costed plan yet, so the indicative budget stands for what support costs."]
        row = entered("Indicative budget", indicative_pence_weekly, WEEKLY, "indicative_budget")
        return (
            words,
            (row, _taken(contribution_pence_weekly)),
            indicative_pence_weekly,
            (contribution_pence_weekly),
        )
    lines = tuple(entered(line.label, line.pence_weekly, WEEKLY, line.category) for line in circumstances.plan)
    cost = sum(line.pence_weekly for line in circumstances.plan)
    once = sum(line.pence_once for line in circumstances.plan)
    words = [f"What is paid once comes to {format_pounds(once)}."] if once else []
    if values.choice(SUBTRACTED) == AT_PLANNING:
        gross = cost + contribution_pence_weekly
        return words, (*lines, _taken(contribution_pence_weekly)), gross, contribution_pence_weekly
    charged = charges(circumstances.plan, found.assessed_pence_weekly, values)
    words += [f"{line.label}: free. {line.free_because}" for line in charged.lines if line.free_because]
    return words, (*lines, *charged.payable.working), charged.gross_pence_weekly, charged.contribution_pence_weekly


def _taken(pence_weekly: int) -> Row:
    return entered("The person's contribution", pence_weekly, WEEKLY, "contribution")
