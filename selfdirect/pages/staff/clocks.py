"""The clocks from a referral to the eligibility decision, against the council's own standards (R-ELG-05).

For one person on their record; for everybody referred in the last 13 weeks, counted, on the team manager's screen.

Values: policy/councils
Next:   selfdirect/rules/standards.py
Tests:  tests/pages/staff/test_clocks.py
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median_low

from django.db.models import Count, Q

from selfdirect.actions.support.policy import holidays_around, policy
from selfdirect.records.referrals import Outcome, Referral
from selfdirect.rules.calendar import format_date
from selfdirect.rules.standards import ClockAnswer, clocks
from selfdirect.rules.working import ILLUSTRATIVE

TO_THE_DECISION = "From referral to the eligibility decision"
LOOKED_BACK = timedelta(weeks=13)
# The events that a referral and its assessment show.
SHOWN = frozenset({"assessment_started", "assessment_finished", "eligibility_decided"})


@dataclass(frozen=True)
class ShownClock:
    """One clock in words, for the record of one person."""

    label: str
    words: str
    state: str = ""
    colour: str = ""
    is_illustrative: bool = False


@dataclass(frozen=True)
class Wait:
    """One clock counted over everybody: in time, late (those that still run included), still running, usual days."""

    label: str
    has_standard: bool
    in_time: int
    late: int
    running: int
    usual_days: int | None
    is_illustrative: bool = False


def clocks_of(
    referred_on: date | None, started_on: date | None, finished_on: date | None, on: date
) -> list[ShownClock]:
    """Give the clocks of one person's latest referral. An assessment from before it does not count."""
    if referred_on is None:
        return []
    events = _events(referred_on, started_on, finished_on)
    decided = events.get("eligibility_decided")
    found = _clocks(events, on)
    taken = _days((decided or on) - referred_on)
    words = f"{taken}, decided on {format_date(decided)}" if decided else f"{taken} so far"
    standard = any(clock.ends_at == "eligibility_decided" for clock in found)
    own = ShownClock(TO_THE_DECISION, f"{words}." + ("" if standard else " We have no standard for it."))
    return [own, *(_shown(clock) for clock in found)]


def waits(on: date) -> list[Wait]:
    """Count the clocks of everybody referred in the last 13 weeks who goes on to an assessment. One question."""
    rows = (
        Referral.objects.filter(Q(outcome=None) | Q(outcome=Outcome.ASSESS), received_on__gt=on - LOOKED_BACK)
        .values_list("received_on", "assessments__started_on", "assessments__finished_on")
        .annotate(count=Count("pk"))
        .order_by("received_on")
    )
    groups = [(_events(*days), count) for *days, count in rows]
    if not groups:
        return []
    return [_to_the_decision(groups), *_by_standard(groups, on)]


def _to_the_decision(groups: Iterable[tuple[dict[str, date], int]]) -> Wait:
    taken: list[int] = []
    running = 0
    for events, count in groups:
        if decided := events.get("eligibility_decided"):
            taken += [(decided - events["referral"]).days] * count
        else:
            running += count
    usual = median_low(taken) if taken else None
    return Wait(TO_THE_DECISION, False, 0, 0, running, usual)


def _by_standard(groups: Iterable[tuple[dict[str, date], int]], on: date) -> list[Wait]:
    kept, late, running = Counter[str](), Counter[str](), Counter[str]()
    taken: dict[str, list[int]] = {}
    labels: dict[str, ClockAnswer] = {}
    for events, count in groups:
        for clock in _clocks(events, on):
            labels.setdefault(clock.code, clock)
            kept[clock.code] += count if clock.kept else 0
            late[clock.code] += count if clock.kept is False else 0
            running[clock.code] += count if clock.ended_on is None else 0
            if clock.ended_on:
                taken.setdefault(clock.code, []).extend([(clock.ended_on - clock.started_on).days] * count)
    return [
        Wait(
            label=clock.label,
            has_standard=True,
            in_time=kept[code],
            late=late[code],
            running=running[code],
            usual_days=median_low(taken[code]) if code in taken else None,
            is_illustrative=_is_illustrative(clock),
        )
        for code, clock in labels.items()
    ]


def _events(referred_on: date, started_on: date | None, finished_on: date | None) -> dict[str, date]:
    events = {"referral": referred_on}
    if started_on and started_on >= referred_on:
        events["assessment_started"] = started_on
        if finished_on:
            events |= {"assessment_finished": finished_on, "eligibility_decided": finished_on}
    return events


def _clocks(events: dict[str, date], on: date) -> list[ClockAnswer]:
    found = clocks(events, policy().on(on), holidays_around(on), on)
    return [clock for clock in found if clock.ends_at in SHOWN]


def _is_illustrative(clock: ClockAnswer) -> bool:
    return any(row.status == ILLUSTRATIVE for row in clock.working)


def _shown(clock: ClockAnswer) -> ShownClock:
    due = format_date(clock.due_on)
    words = f"Due by {due}." if clock.ended_on is None else f"Due by {due}, done on {format_date(clock.ended_on)}."
    state, colour = {True: ("In time", "green"), False: ("Late", "red"), None: ("", "")}[clock.kept]
    return ShownClock(clock.label, words, state, colour, _is_illustrative(clock))


def _days(time: timedelta) -> str:
    return "1 day" if time.days == 1 else f"{time.days} days"
