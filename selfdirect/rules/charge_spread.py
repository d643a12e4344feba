"""Another contribution, spread over the lines of a budget that runs already: what the council then pays of each.

Values: policy/councils
Next:   selfdirect/rules/budget_lines.py
Tests:  tests/rules/test_charge_spread.py
"""

from collections.abc import Sequence

from selfdirect.rules.budget_lines import AT_PLANNING, SUBTRACTED, LineCost, most_to_pay, net_lines
from selfdirect.rules.money import share_out
from selfdirect.rules.values import Values


def spread(
    lines: Sequence[LineCost],
    nets: Sequence[int],
    before_pence_weekly: int,
    after_pence_weekly: int | None,
    values: Values,
) -> tuple[int, tuple[int, ...]]:
    """Give what the person pays a week from now on, and what the council pays of each line, to the penny.

    `nets` is what the council pays of each line now, while the person pays `before_pence_weekly`; the new contribution
    is None for somebody who pays the full cost. Where the contribution came off before the plan was written, the lines
    carry none of it, and only the difference is spread. Nobody pays more than the lines that are charged for.
    """
    if values.choice(SUBTRACTED) != AT_PLANNING:
        pays = most_to_pay(lines, after_pence_weekly, values)
        return pays, net_lines(lines, pays)
    weights = [net if line.is_chargeable else 0 for line, net in zip(lines, nets, strict=True)]
    most = before_pence_weekly + sum(weights)
    pays = most if after_pence_weekly is None else min(after_pence_weekly, most)
    more = pays - before_pence_weekly
    if not any(weights):
        return pays, tuple(nets)
    parts = share_out(abs(more), weights)
    return pays, tuple(net - part if more > 0 else net + part for net, part in zip(nets, parts, strict=True))
