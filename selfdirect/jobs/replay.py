"""Recompute every stored decision from its stored inputs and the policy of its day, and list what differs.

Next:   selfdirect/rules/allocation.py
Tests:  tests/jobs/test_replay.py
"""

from collections.abc import Iterator
from dataclasses import dataclass

from selfdirect.actions.support.allocating import allocated_on, basis_from_kept
from selfdirect.actions.support.finances import comes_off_now, deductions
from selfdirect.actions.support.policy import policy
from selfdirect.records.allocation import IndicativeBudget, PlanningAmount
from selfdirect.records.assessments import Assessment
from selfdirect.records.charging import FinancialAssessment
from selfdirect.rules.allocation import indicative_budget, planning_amount
from selfdirect.rules.assessments import eligibility, needs
from selfdirect.rules.charging import contribution
from selfdirect.rules.finances import finances_from_json
from selfdirect.rules.working import to_json

CHUNK = 500


@dataclass(frozen=True)
class Difference:
    """One stored answer that does not come out the same again."""

    reference: str
    what: str
    stored: object
    again: object


@dataclass
class Replay:
    """How many answers were worked out again, and those that differ."""

    replayed: int
    differences: list[Difference]


def replay_all() -> Replay:
    """Work out every stored answer again. Reads only."""
    outcome = Replay(0, [])
    for differences in (*_assessments(), *_finances(), *_indicative(), *_planning()):
        outcome.replayed += 1
        outcome.differences += differences
    return outcome


def _differ(reference: str, pairs: dict[str, tuple[object, object]]) -> list[Difference]:
    return [Difference(reference, what, old, new) for what, (old, new) in pairs.items() if old != new]


def _assessments() -> Iterator[list[Difference]]:
    for one in Assessment.objects.exclude(finished_on=None).iterator(CHUNK):
        found = eligibility(one.answers)
        pairs = {
            "eligible": (one.is_eligible, found.eligible),
            "needs": (one.needs, dict(needs(one.answers))),
            "working": (one.working, to_json(found.working)),
        }
        yield _differ(one.reference, pairs)


def _finances() -> Iterator[list[Difference]]:
    worked_out = FinancialAssessment.objects.exclude(finished_on=None).exclude(finances={})
    for one in worked_out.iterator(CHUNK):
        answer = contribution(finances_from_json(one.finances), policy().on(one.from_on))
        pairs = {
            "contribution": (one.contribution_pence_weekly, answer.assessed_pence_weekly),
            "working": (one.working, to_json(answer.working)),
        }
        yield _differ(one.reference, pairs)


def _indicative() -> Iterator[list[Difference]]:
    for one in IndicativeBudget.objects.iterator(CHUNK):
        again = indicative_budget(basis_from_kept(one.inputs), policy().on(allocated_on(one)))
        pairs = {
            "indicative budget": (one.pence_weekly, again.pence_weekly),
            "working": (one.working, to_json(again.working)),
        }
        yield _differ(one.reference, pairs)


def _planning() -> Iterator[list[Difference]]:
    for one in PlanningAmount.objects.exclude(discussed_on=None).iterator(CHUNK):
        values = policy().on(one.discussed_on)
        given = one.inputs
        again = planning_amount(
            given["indicative_pence_weekly"],
            given["contribution_pence_weekly"],
            section_117=given["section_117"],
            comes_off_now=comes_off_now(values),
            **deductions(values, one.universal_services, one.block_services),
        )
        pairs = {
            "amount to plan with": (one.pence_weekly, again.pence_weekly),
            "working": (one.working, to_json(again.working)),
        }
        yield _differ(one.reference, pairs)
