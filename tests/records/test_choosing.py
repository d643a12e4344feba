"""What leads up to a choice is written down for good, and the database refuses what makes no sense."""

from datetime import date, timedelta

from selfdirect.records.choosing import (
    ChallengeAnswer,
    HelpOutcome,
    HelpToChoose,
    HoldingView,
    HoldingWish,
    LaterTalk,
    SuitabilityChallenge,
)
from selfdirect.records.direct_payments import SuitabilityRecord
from tests.actions.paying_people import Office
from tests.records.raw import NEVER, copy_of, refusal

ON = date(2026, 7, 6)


def test_nothing_is_changed_and_each_row_says_what_it_must(here: Office, schedule: object) -> None:
    budget = schedule.budget  # type: ignore[attr-defined]
    own = {"person": budget.person, "by": here.finance, "on": ON}
    record = SuitabilityRecord.objects.create(
        person=budget.person,
        budget=budget,
        considered_on=ON,
        factors={},
        is_suitable=False,
        reasons="Not yet",
        by=here.approver,
    )
    wish = HoldingWish.objects.create(**own, plan=budget.plan, option="mixed", own_reason="x", said_by_name="Ann")
    asked = HelpToChoose.objects.create(**own, kind="advocate", is_wanted=True)
    outcome = HelpOutcome.objects.create(**own, asked=asked, what_came_of_it="x")
    challenge = SuitabilityChallenge.objects.create(**own, suitability=record, why="x")
    answer = ChallengeAnswer.objects.create(
        **own, challenge=challenge, outcome="stands", reasons="x", refused_by=here.approver
    )
    later = LaterTalk.objects.create(**own, budget=budget, why="x", ask_again_on=ON + timedelta(days=1))
    view = HoldingView.objects.create(**own, budget=budget, way="mixed", choice=1, control=3, satisfaction=5)
    for row in (wish, asked, outcome, challenge, answer, later, view):
        table = row._meta.db_table
        assert NEVER in refusal(f'update {table} set "on" = "on" where id = %s', row.pk)
        assert NEVER in refusal(f"delete from {table} where id = %s", row.pk)
    for row, changes, constraint in (
        (wish, {"own_reason": "''"}, "wish_has_own_reason"),
        (asked, {"kind": "'magic'"}, "help_kind"),
        (outcome, {"what_came_of_it": "''"}, "help_outcome_says_what_came_of_it"),
        (challenge, {"why": "''"}, "challenge_says_why"),
        (answer, {"refused_by_id": "by_id"}, "challenge_answered_by_somebody_else"),
        (answer, {"outcome": "'maybe'"}, "challenge_outcome"),
        (answer, {"reasons": "''"}, "challenge_answer_has_reasons"),
        (later, {"ask_again_on": '"on"'}, "later_talk_is_later"),
        (view, {"control": "6"}, "views_from_one_to_five"),
    ):
        assert refusal(copy_of(row._meta.db_table, row.pk, **changes)) == constraint
    for row in (outcome, challenge, answer):
        assert "_id" in refusal(copy_of(row._meta.db_table, row.pk)), "once only"
