"""The council's own steps and the program's kinds of work fit together."""

from datetime import date

from selfdirect.actions.support.policy import policy
from selfdirect.pages.process import STEPS_OF


def test_every_step_of_the_councils_process_and_every_kind_of_work_is_known() -> None:
    values = policy().on(date(2026, 6, 15))
    assert {str(row["code"]) for row in values.table("process.steps")} == set(STEPS_OF)
    kinds = [code for codes in STEPS_OF.values() for code in codes]
    assert set(kinds) <= {str(row["step"]) for row in values.table("work.steps")} and len(kinds) == len(set(kinds))
