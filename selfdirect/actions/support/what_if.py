"""What a plan would cost the person if it stayed as it is, before anybody is bound by it (R-FIN-07).

Values: policy/councils
Next:   selfdirect/actions/support/final_figures.py
Tests:  tests/actions/support/test_what_if.py
"""

from collections.abc import Sequence
from dataclasses import dataclass

from selfdirect.actions.support.final_figures import free_because
from selfdirect.records.charging import FinancialAssessment
from selfdirect.records.plans import Plan, PlanLine
from selfdirect.rules.budget_lines import AT_PLANNING, SUBTRACTED, LineCost, most_to_pay, net_lines
from selfdirect.rules.charging_lines import LineCharge, in_words
from selfdirect.rules.values import Values


@dataclass(frozen=True)
class WhatIf:
    """Gross, contribution and net of a plan as it stands, and what each line would cost the person, in words.

    What the NHS pays is in none of them: it is never charged for.
    """

    gross_pence_weekly: int
    contribution_pence_weekly: int
    net_pence_weekly: int
    lines: tuple[str, ...]


def what_if(plan: Plan, lines: Sequence[PlanLine], values: Values) -> WhatIf | None:
    """Work it out from the lines as they are; none where there is no line, or no financial assessment to go by."""
    found = FinancialAssessment.objects.filter(person=plan.person_id).exclude(finished_on=None)
    finances = found.order_by("-from_on", "-pk").first()
    if not lines or finances is None:
        return None
    total = sum(line.council_pence_weekly for line in lines)
    if values.choice(SUBTRACTED) == AT_PLANNING and not finances.is_free:
        pays = plan.planning_amount.contribution_pence_weekly or 0
        return WhatIf(total + pays, pays, total, ())
    most = None if finances.pays_full_cost else finances.contribution_pence_weekly
    reasons = [free_because(line, values) for line in lines]
    costs = [LineCost(line.council_pence_weekly, not why) for line, why in zip(lines, reasons, strict=True)]
    pays = 0 if finances.is_free else most_to_pay(costs, most, values)
    nets = net_lines(costs, pays)
    said = tuple(
        in_words(LineCharge(line.what, line.council_pence_weekly, line.council_pence_weekly - net, net, why))
        for line, net, why in zip(lines, nets, reasons, strict=True)
        if line.council_pence_weekly
    )
    return WhatIf(total, pays, total - pays, said)
