"""What happens next, in the person's words and in the council's order."""

from datetime import date

from selfdirect.pages.person.next_step import WALK, labels_on, stages, waits
from selfdirect.records.access import User
from selfdirect.records.work import Step

ON = date(2026, 6, 15)


def step(code: str, due_on: date, done_on: date | None = None, **more: object) -> Step:
    return Step(code=code, owner=User(name="Grace"), opened_on=date(2026, 6, 1), due_on=due_on, done_on=done_on, **more)


def test_the_person_is_told_of_every_step_on_the_way_in_words() -> None:
    assert set(WALK) <= set(labels_on(ON))


def test_the_way_to_a_budget_comes_before_other_work() -> None:
    found = waits([step("message_reply", date(2026, 6, 10)), step("support_plan", date(2026, 6, 20))], ON)
    assert [one.code for one in found] == ["support_plan", "message_reply"]
    assert [one.is_late for one in found] == [False, True]


def test_a_step_due_today_is_not_late() -> None:
    assert not waits([step("support_plan", ON)], ON)[0].is_late


def test_stages_are_done_now_or_later() -> None:
    steps = [
        step("referral_screening", date(2026, 6, 3), date(2026, 6, 2)),
        step("assessment", date(2026, 6, 20), date(2026, 6, 12)),
        step("financial_assessment", date(2026, 6, 12)),
    ]
    found = stages(steps, ON)
    assert [one.state for one in found] == ["done", "now", "later", "later", "later", "later", "later"]
    assert found[0].when == "2 June 2026" and found[1].when == "We said by 12 June 2026"
    assert [one.number for one in found] == [1, 2, 3, 4, 5, 6, 7]
