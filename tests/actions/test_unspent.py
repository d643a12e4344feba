"""Money left over: talked about before anything comes back, used for something else on a clock, and journalled."""

from datetime import date, timedelta
from typing import Any

import pytest

from selfdirect.actions import unspent
from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.actions.support.policy import policy
from selfdirect.actions.support.unspent import direct_pence_weekly, waiting_parts
from selfdirect.ledger.chart import BANK, FUNDING, recovered
from selfdirect.ledger.reading import balance, movements_about
from selfdirect.ledger.whole import whole_position
from selfdirect.records.messages import Letter
from selfdirect.records.unspent import AccountLook, Recouped, ReuseRequest, SurplusContact, SurplusDecision
from selfdirect.records.work import Step
from selfdirect.rules.recouping import may_come_back_from
from selfdirect.rules.unspent import KEEP, TALK_FIRST, Account
from tests.actions.paying_people import problems, the_book_is_sound
from tests.actions.story import FIRST_PAY_ON, NEXT_PAY_ON, Story, paid, story

pytestmark = pytest.mark.django_db

LOOKED_ON = date(2026, 8, 10)
SEEN_ON = date(2026, 8, 12)


@pytest.fixture
def told() -> Story:
    """Somebody who was paid £80.00 a week for seven weeks."""
    made = story()
    paid(made.town, FIRST_PAY_ON)
    paid(made.town, NEXT_PAY_ON)
    return made


def looked(told: Story, pence: int = 100_000, **more: Any) -> AccountLook:
    given = {"as_at": LOOKED_ON, "account": Account(pence, 0), "key": f"look{pence}", "on": LOOKED_ON}
    return unspent.look(**({"budget": told.budget, "by": told.town.cast.finance[0]} | given | more))


def asked(told: Story, look: AccountLook, **more: Any) -> SurplusContact:
    given = {"asked_on": SEEN_ON, "how": "phone", "why": "not_found", "why_words": "Nobody could be found to help."}
    return unspent.contacted(**({"look": look, "key": "c", "on": SEEN_ON, "by": told.worker} | given | more))


def decided(told: Story, look: AccountLook, pence: int, on: date, **more: Any) -> SurplusDecision:
    given = {"look": look, "recouped_pence": pence, "reason": "It is not needed.", "key": f"d{on}{pence}", "on": on}
    return unspent.decide(**({"by": told.town.cast.finance[0]} | given | more))


def from_when() -> date:
    return may_come_back_from(SEEN_ON, policy().on(SEEN_ON))


def open_codes() -> set[str]:
    return set(Step.objects.open().values_list("code", flat=True))


@pytest.mark.requirement("R-UNS-05")
def test_nothing_comes_back_before_a_recorded_talk_and_the_days_to_answer(told: Story) -> None:
    look = looked(told)
    assert look.outcome == TALK_FIRST and look.over_pence == 100_000 - 8 * 8_000
    assert Step.objects.open().get(code="surplus_contact").owner == told.worker
    with pytest.raises(Refused, match="Talk with the holder first"):
        decided(told, look, 1_000, from_when())
    asked(told, look)
    assert "surplus_contact" not in open_codes() and "surplus_decision" in open_codes()
    early = from_when() - timedelta(days=1)
    with pytest.raises(Refused) as refused:
        decided(told, look, 1_000, early)
    assert "recouped_pence" in problems(refused)
    assert not SurplusDecision.objects.exists() and not movements_about(f"AccountLook:{look.pk}")
    assert decided(told, look, 1_000, from_when()).kept_pence == 99_000
    assert "surplus_decision" not in open_codes()


@pytest.mark.requirement("R-UNS-05")
def test_the_talk_says_why_it_built_up(told: Story) -> None:
    look = looked(told)
    with pytest.raises(Refused) as refused:
        asked(told, look, why="", why_words=" ", how="", asked_on=LOOKED_ON - timedelta(days=1))
    assert set(problems(refused)) == {"why", "why_words", "how", "asked_on"}
    asked(told, look)
    with pytest.raises(Refused, match="already"):
        asked(told, look, key="again")


def test_what_may_be_kept_is_kept_without_a_word(told: Story) -> None:
    look = looked(told, 50_000)
    assert look.outcome == KEEP and look.decision.kept_pence == 50_000
    assert not open_codes() & {"surplus_contact", "surplus_decision"}
    with pytest.raises(Refused, match=r"Talk with|already"):
        decided(told, look, 100, from_when())


def test_a_look_is_decided_before_the_next_and_the_payment_is_that_of_its_day(told: Story) -> None:
    assert direct_pence_weekly(told.budget, LOOKED_ON) == 8_000
    looked(told)
    with pytest.raises(Refused, match="earlier look"):
        looked(told, 90_000)


@pytest.mark.requirement("R-UNS-06")
def test_what_comes_back_is_claimed_settled_and_journalled_to_its_budget_code(told: Story) -> None:
    look, ref = looked(told), told.budget.reference
    asked(told, look)
    before = whole_position(ref).total
    decided(told, look, 20_000, from_when())
    claimed = whole_position(ref).total
    assert (claimed.recovered, claimed.due_back) == (20_000, 20_000)
    assert claimed.paid_out == before.paid_out - 20_000 and claimed.available == before.available
    review = Step.objects.open().get(code="surplus_review")
    assert review.owner == told.worker and {"surplus_back"} <= open_codes()
    bank, funding = balance(BANK), balance(FUNDING)
    finance, came_on = told.town.cast.finance[0], from_when() + timedelta(days=7)
    with pytest.raises(Refused):
        unspent.money_back(look=look, pence=20_001, arrived_on=came_on, key="m0", on=came_on, by=finance)
    unspent.money_back(look=look, pence=15_000, arrived_on=came_on, key="m1", on=came_on, by=finance)
    assert "surplus_back" in open_codes() and sum(part.pence for part in waiting_parts(told.budget)) == 5_000
    unspent.money_back(look=look, pence=5_000, arrived_on=came_on, key="m2", on=came_on, by=finance)
    assert "surplus_back" not in open_codes() and "surplus_review" in open_codes()
    after = whole_position(ref).total
    assert (after.recovered, after.due_back, after.returned) == (0, 0, before.returned + 20_000)
    assert balance(recovered(ref)) == 0
    assert (balance(BANK) - bank, balance(FUNDING) - funding) == (20_000, -20_000)
    assert {(one.pence, one.budget_code) for one in Recouped.objects.all()} == {
        (15_000, "ASC-DP-100"),
        (5_000, "ASC-DP-100"),
    }
    assert any(":code:ASC-DP-100" in one.key for one in movements_about(f"AccountLook:{look.pk}"))
    the_book_is_sound()


def test_no_more_comes_back_than_was_paid_or_than_is_over(told: Story) -> None:
    look = looked(told, 900_000)
    asked(told, look)
    with pytest.raises(Refused, match=r"between £0\.00 and £560\.00"):
        decided(told, look, 56_001, from_when())
    decided(told, look, 56_000, from_when())
    assert Letter.objects.filter(kind="unspent").count() == 2


def wish(told: Story, **more: Any) -> ReuseRequest:
    outcome = told.budget.lines.first().plan_line.outcomes[0]
    given = {"what": "A course in cooking", "outcome": outcome, "pence": 12_000, "why": "To eat well.", "key": "w"}
    return unspent.ask_to_reuse(**({"budget": told.budget, "on": LOOKED_ON, "by": told.worker} | given | more))


@pytest.mark.requirement("R-UNS-04")
def test_a_surplus_is_used_for_something_else_by_a_named_worker_with_a_reason_on_a_clock(told: Story) -> None:
    look = looked(told)
    asked(told, look)
    made = wish(told)
    step = Step.objects.open().get(code="reuse_answer")
    assert step.owner == told.worker and LOOKED_ON < step.due_on <= LOOKED_ON + timedelta(days=7)
    with pytest.raises(Refused, match="Answer that first"):
        decided(told, look, 36_000, from_when())
    with pytest.raises(Refused) as refused:
        unspent.answer_reuse(request=made, is_agreed=True, reason=" ", key="r0", on=SEEN_ON, by=told.worker)
    assert "reason" in problems(refused)
    unspent.answer_reuse(request=made, is_agreed=True, reason="It helps you eat.", key="r", on=SEEN_ON, by=told.worker)
    assert "reuse_answer" not in open_codes() and not Step.objects.open().filter(code="assessment").exists()
    letter = Letter.objects.get(kind="reuse")
    assert letter.facts["reason"] == "It helps you eat." and letter.facts["by"] == told.worker.name
    with pytest.raises(Refused, match="already answered"):
        unspent.answer_reuse(request=made, is_agreed=False, reason="No.", key="r2", on=SEEN_ON, by=told.worker)
    given = decided(told, look, 36_000, from_when())
    assert (given.kept_pence, given.reused_pence, given.recouped_pence) == (52_000, 12_000, 36_000)


@pytest.mark.requirement("R-UNS-04")
def test_it_must_be_within_what_the_plan_is_for(told: Story) -> None:
    with pytest.raises(Refused) as refused:
        wish(told, outcome="work_and_education_never_planned", what="", pence=0)
    assert set(problems(refused)) == {"outcome", "what", "pence"}


def test_only_finance_asks_for_money_back(told: Story) -> None:
    look = looked(told)
    asked(told, look)
    with pytest.raises(NotAllowed):
        decided(told, look, 100, from_when(), by=told.worker)
