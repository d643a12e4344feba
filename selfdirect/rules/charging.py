"""What a person pays towards care at home: the Care Act financial assessment, in the regulations' order.

The law is the Care and Support (Charging and Assessment of Resources) Regulations 2014, SI 2014/2672.

Values: policy/national, policy/councils
Next:   selfdirect/rules/charging_inputs.py
Tests:  tests/rules/test_charging.py
"""

from dataclasses import dataclass
from typing import Final

from selfdirect.rules.charging_formulas import FORMULAS
from selfdirect.rules.charging_inputs import SILENT_AT_ZERO, WEEKLY, charging_inputs, fact, yes_row
from selfdirect.rules.charging_payable import BY_SHARE, SHARE_OF_PLAN, method_of, payable
from selfdirect.rules.charging_remarks import remarks_on, unconfirmed
from selfdirect.rules.finances import CLEARLY_CAN_PAY, CLEARLY_CANNOT_PAY, Finances
from selfdirect.rules.finances_checks import check_finances
from selfdirect.rules.formulas import YES_OR_NO, work_out
from selfdirect.rules.problems import Refused
from selfdirect.rules.values import Values
from selfdirect.rules.working import WORKED_OUT, Row, Working, worst

# The policy value read here, besides those that the formulas and their inputs name.
CARERS_CHARGED: Final = "charging.carers_charged"

REGULATIONS: Final = "SI 2014/2672"

FREE: Final = "free"
FULL_COST: Final = "full_cost"
CONTRIBUTES: Final = "contributes"
NOTHING_TO_PAY: Final = "nothing_to_pay"
OUTCOMES: Final = {
    FREE: "Care is free of charge",
    FULL_COST: "The person pays the full cost",
    CONTRIBUTES: "The person pays a contribution",
    NOTHING_TO_PAY: "The person pays nothing",
}

NOT_LOOKED_AT: Final = "not_looked_at"
UNDER_LOWER_LIMIT: Final = "under_lower_limit"
BETWEEN_LIMITS: Final = "between_limits"
OVER_UPPER_LIMIT: Final = "over_upper_limit"
CAPITAL_OUTCOMES: Final = {
    NOT_LOOKED_AT: "Savings were not looked at",
    UNDER_LOWER_LIMIT: "Savings are at or below the lower limit: they make no difference",
    BETWEEN_LIMITS: "Savings are between the limits: they add to the weekly income",
    OVER_UPPER_LIMIT: "Savings are above the upper limit",
}


class FinancesRefused(Refused):
    """The financial assessment cannot be done with what was entered; `problems` says why, field by field."""


@dataclass(frozen=True)
class Contribution:
    """What a person pays each week, and why (R-FIN-01).

    `assessed_pence_weekly` is the most they can be asked to pay; None when they pay the full cost, whatever
    it is. `payable_pence_weekly` is the lower of that and the cost of care; None when they pay the full
    cost and it is not yet known. `remarks` says where a human must look. `keys_used` names the policy
    values in the working.
    """

    outcome: str
    assessed_pence_weekly: int | None
    payable_pence_weekly: int | None
    capital_outcome: str
    working: Working
    remarks: tuple[str, ...]
    keys_used: tuple[str, ...]


def contribution(finances: Finances, values: Values, cost_pence_weekly: int | None = None) -> Contribution:
    """Work out a person's contribution to care at home (SI 2014/2672; Care Act 2014 ss.14 and 17; R-FIN-01).

    `cost_pence_weekly` is what the chargeable care costs the council, once it is known: nobody pays more
    than that. Leave out of it what is always free: equipment, minor adaptations, and reablement for the first
    6 weeks (reg 3). Raises FinancesRefused when something needed is missing or cannot be right.
    """
    problems = check_finances(finances, values)
    if problems:
        raise FinancesRefused(problems)
    because = _free_because(finances, values)
    if because:
        return _free(*because, values)
    if finances.light_touch == CLEARLY_CANNOT_PAY:
        row = fact("Light touch: benefits show that the person cannot pay", "yes", YES_OR_NO, "light_touch")
        return _finished(NOTHING_TO_PAY, 0, NOT_LOOKED_AT, (row,), finances, values, cost_pence_weekly)
    if finances.light_touch == CLEARLY_CAN_PAY:
        row = fact("Light touch: the person can clearly afford the full cost", "yes", YES_OR_NO, "light_touch")
        return _finished(FULL_COST, None, NOT_LOOKED_AT, (row,), finances, values, cost_pence_weekly)
    if finances.full_cost_route:
        row = fact("Pays the full cost without a financial assessment", "yes", YES_OR_NO, "full_cost_route")
        return _finished(FULL_COST, None, NOT_LOOKED_AT, (row,), finances, values, cost_pence_weekly)
    return _means_tested(finances, values, cost_pence_weekly)


def _means_tested(finances: Finances, values: Values, cost_pence_weekly: int | None) -> Contribution:
    items, inputs = charging_inputs(finances, values)
    result = work_out(FORMULAS, inputs)
    limit = _said(result.working("over_upper_limit"))
    if result.amounts["over_upper_limit"]:
        return _finished(FULL_COST, None, OVER_UPPER_LIMIT, limit, finances, values, cost_pence_weekly)
    assessed = result.amounts["assessed_contribution"]
    capital = BETWEEN_LIMITS if result.amounts["tariff_income"] else UNDER_LOWER_LIMIT
    outcome = CONTRIBUTES if assessed else NOTHING_TO_PAY
    sums = (row for row in _said(result.working("assessed_contribution")) if row not in limit)
    return _finished(outcome, assessed, capital, (*limit, *items, *sums), finances, values, cost_pence_weekly)


def _said(rows: Working) -> Working:
    """The rows without facts that most people do not have and this person has not either."""
    return tuple(row for row in rows if row.amount or row.rule not in SILENT_AT_ZERO)


def _free_because(finances: Finances, values: Values) -> tuple[str, str, str, tuple[str, ...]] | None:
    """Say what makes all of the support free, if anything does: label, rule, law, remarks."""
    if finances.section_117:
        remark = "After-care is free. If some needs are not part of after-care, assess the charge for those apart."
        label = "After-care under section 117 of the Mental Health Act 1983"
        return label, "section_117", "Mental Health Act 1983 s.117", (remark,)
    if finances.variant_cjd:
        return "Has variant CJD", "variant_cjd", f"{REGULATIONS} reg 4", ()
    if finances.is_carer and not values.yes(CARERS_CHARGED):
        value = values.value(CARERS_CHARGED)
        return "Support to a carer, which this council does not charge for", CARERS_CHARGED, value.source, ()
    return None


def _free(label: str, rule: str, law: str, remarks: tuple[str, ...], values: Values) -> Contribution:
    rows = (yes_row(label, True, rule), Row("Contribution", 0, WEEKLY, rule, law, WORKED_OUT))
    return Contribution(FREE, 0, 0, NOT_LOOKED_AT, rows, remarks, (rule,) if rule in values else ())


def _finished(
    outcome: str,
    assessed_pence_weekly: int | None,
    capital_outcome: str,
    rows: Working,
    finances: Finances,
    values: Values,
    cost_pence_weekly: int | None,
) -> Contribution:
    """Add the last rows, what is paid of the cost of care, and what a human must look at."""
    pays = assessed_pence_weekly
    status = worst(row.status for row in rows[-1:])
    if assessed_pence_weekly is None:
        rows = (
            *rows,
            Row("Contribution", "the full cost of care", WEEKLY, "contribution", REGULATIONS, status),
        )
    elif not rows or rows[-1].rule != "assessed_contribution":
        rows = (*rows, Row("Contribution", 0, WEEKLY, "contribution", f"{REGULATIONS} reg 10", status))
    if cost_pence_weekly is not None:
        found = payable(assessed_pence_weekly, cost_pence_weekly, values, status)
        pays = found.pence_weekly
        rows = (*rows, *(row for row in found.working if row.rule not in _SAID_BEFORE))
    keys = tuple(dict.fromkeys(row.rule for row in rows if row.rule in values))
    remarks = unconfirmed(rows, values) + remarks_on(finances, values, pays_full_cost=outcome == FULL_COST)
    if cost_pence_weekly is None and outcome != NOTHING_TO_PAY and method_of(values) == BY_SHARE:
        share = f"{values.whole(SHARE_OF_PLAN)}%"
        remarks = (*remarks, f"They pay {share} of what the plan's charged lines cost, up to this amount.")
    return Contribution(outcome, assessed_pence_weekly, pays, capital_outcome, rows, remarks, keys)


_SAID_BEFORE: Final = frozenset({"pays_full_cost", "assessed_contribution", "most_to_ask"})
