"""What a switch comes to is kept as it was worked out, and what became of it is added once."""

from datetime import date

import pytest

from selfdirect.actions import family_switches as actions
from selfdirect.actions.action import Refused
from selfdirect.rules.employing_family import SwitchAsked
from selfdirect.rules.employment import Asked
from tests.actions.employed import employer

ON = date(2026, 7, 13)


@pytest.mark.django_db
@pytest.mark.requirement("R-EMP-09")
def test_a_switch_is_kept_with_what_became_of_it() -> None:
    life = employer()
    asked = SwitchAsked(20_00, 23_56, Asked(20_00, 13_00, 40, ON), True, "child", True, 86_45, 0, "Rachel")
    given = {"person": life.person, "on": ON, "by": life.worker}
    kept = actions.model(**given, asked=asked, key="m1")
    assert kept.before_pence_weekly == 471_20 and kept.warnings and kept.asked["new"]["on"] == "2026-07-13"
    after = {"switch": kept, "quality_before": 2, "words": "Better"}
    with pytest.raises(Refused, match="from 1 to 5"):
        actions.say_after(**given, **after, quality_after=6, key="a1")
    actions.say_after(**given, **after, quality_after=4, key="a2")
    with pytest.raises(Refused, match="already"):
        actions.say_after(**given, **after, quality_after=4, key="a3")
