"""What may come back, from whom and whose it is; and the same questions for one budget and for many."""

import pytest

from selfdirect.actions.support.unspent import may_come_back_pence, parts_of, totals
from selfdirect.jobs.checks import run
from selfdirect.ledger.funds import Funder
from tests.actions.story import FIRST_PAY_ON, NEXT_PAY_ON, Story, paid, story
from tests.actions.test_unspent import asked, decided, from_when, looked

pytestmark = pytest.mark.django_db
TALKED = "Nothing was recouped before a talk about why it built up"
ADDS_UP = "What was left over is kept, used or recouped, to the penny"


@pytest.fixture
def told() -> Story:
    made = story()
    paid(made.town, FIRST_PAY_ON)
    paid(made.town, NEXT_PAY_ON)
    return made


def exceptions(name: str) -> int:
    return next(one.exceptions for one in run(from_when()) if one.name == name)


def test_no_more_than_was_paid_and_not_twice(told: Story) -> None:
    assert may_come_back_pence(told.budget) == 7 * 8_000
    look = looked(told)
    asked(told, look)
    decided(told, look, 6_000, from_when())
    assert may_come_back_pence(told.budget) == 50_000
    assert [(part.funder, part.pence) for part in parts_of(told.budget, 50_000)] == [(Funder.COUNCIL, 50_000)]
    assert totals().recouped == 6_000 and totals().came_back == 0
    assert exceptions(TALKED) == 0 and exceptions(ADDS_UP) == 0
