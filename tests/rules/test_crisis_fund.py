"""Who the fund for crises is for, and who may agree to how much."""

from typing import Any

import pytest

from selfdirect.rules.crisis_fund import HIGH_NEEDS, LIMITS, RUNS, most_may_agree, why_not_asked
from selfdirect.rules.values import NO_LIMIT, Values
from tests.rules.samples import SINCE, value


def fund(runs: bool = True, limits: Any = ()) -> Values:
    keys = {RUNS: runs, HIGH_NEEDS: 40000, LIMITS: limits}
    return Values({key: value(key, answer) for key, answer in keys.items()}, SINCE, "fingerprint")


@pytest.mark.parametrize(
    ("weekly", "runs", "says"),
    [(40000, True, ""), (39999, True, "£400.00 a week or more"), (90000, False, "keeps no fund")],
)
def test_it_is_for_high_needs_where_the_council_keeps_one(weekly: int, runs: bool, says: str) -> None:
    found = why_not_asked(weekly, fund(runs))
    assert says in found and bool(found) == bool(says)


def test_the_highest_limit_of_somebodys_roles_counts() -> None:
    rows = ({"role": "team_manager", "up_to_pence": 200000}, {"role": "panel_member", "up_to_pence": NO_LIMIT})
    assert most_may_agree(["team_manager"], fund(limits=rows)) == 200000
    assert most_may_agree((role for role in ("panel_member", "team_manager")), fund(limits=rows[:1])) == 200000
    assert most_may_agree(["team_manager", "panel_member"], fund(limits=rows)) is None
    assert most_may_agree(["auditor"], fund(limits=rows)) == 0
