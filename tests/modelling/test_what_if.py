"""Two policies over the same people: every figure against a plain count person by person, and within its time."""

from dataclasses import replace
from datetime import date
from time import process_time
from typing import Any

import pytest

from selfdirect.modelling.caseload import NEED_BANDS, fictional
from selfdirect.modelling.columns import in_chunks, joined
from selfdirect.modelling.sides import Side, side, work_out
from selfdirect.modelling.what_if import FLAGGED_BELOW, band, compare, group_labels
from selfdirect.policy import councils, load
from selfdirect.rules.allocation_formulas import client_group_codes

ON = date(2026, 5, 1)


def people_one_by_one(before: Side, after: Side, count: int, seed: int) -> list[dict[str, Any]]:
    """The same people as plain rows, with what each side says of them."""
    people = fictional(count, seed, before.values)
    known = joined(people.chunks())
    one, two = (joined(work_out(each, chunk, people.asked) for chunk in people.chunks()) for each in (before, after))
    return [
        {
            **{name: int(column[place]) for name, column in known.items()},
            "before": {name: int(column[place]) for name, column in one.items()},
            "after": {name: int(column[place]) for name, column in two.items()},
        }
        for place in range(count)
    ]


@pytest.mark.parametrize("council", ["council_d", "council_a", "westminster"])
def test_every_sum_is_what_a_plain_count_gives(council: str) -> None:
    policy = load(council)
    before, after = side("now", policy, ON), side("tried", policy, ON, {}, percent_on_prices=-7)
    rows = people_one_by_one(before, after, 700, 2)
    people = fictional(700, 2, before.values)
    (whole,) = people.chunks()
    found = compare(before, after, replace(people, chunks=lambda: in_chunks(whole, 150)))
    for label, code in ((name, code) for code, name in group_labels(before.values).items()):
        own = [row for row in rows if row["client_group"] == code]
        if not own:
            continue
        (sums,) = (each for each in found.by_group() if each.label == label)
        change = [row["after"]["net_budget"] - row["before"]["net_budget"] for row in own]
        below = [0 < row["present_pence_weekly"] > row["after"]["indicative_budget"] for row in own]
        was_below = [0 < row["present_pence_weekly"] > row["before"]["indicative_budget"] for row in own]
        assert sums.people == len(own)
        assert sums.paid_after == sum(row["after"]["net_budget"] for row in own)
        assert sums.yearly("paid_before") == 52 * sum(row["before"]["net_budget"] for row in own)
        assert (sums.winners, sums.won) == (sum(c > 0 for c in change), sum(c for c in change if c > 0))
        assert (sums.losers, sums.lost) == (sum(c < 0 for c in change), -sum(c for c in change if c < 0))
        assert sums.unchanged == change.count(0)
        assert (sums.below_before, sums.below_after) == (sum(was_below), sum(below))
        assert sums.newly_below == sum(now and not was for now, was in zip(below, was_below, strict=True))
    for place, sums in enumerate(found.by_band()):
        own = [row for row in rows if band(row["need"]) == place]
        assert sums.people == len(own)
        assert sums.budget_after == sum(row["after"]["indicative_budget"] for row in own)


@pytest.mark.requirement("R-RAS-14")
@pytest.mark.parametrize(("council", "trial"), [(each, trial) for each in councils() for trial in load(each).trials])
def test_a_version_on_trial_is_run_beside_the_live_one_over_the_same_people(council: str, trial: str) -> None:
    live, tried = side("live", load(council), ON), side(trial, load(council), ON, trial=trial)
    people = fictional(2_000, 6, live.values)
    found = compare(live, tried, people)
    everybody = found.all
    assert everybody.people == 2_000 == everybody.winners + everybody.losers + everybody.unchanged
    assert everybody.winners and everybody.losers
    assert everybody.paid_after - everybody.paid_before == everybody.won - everybody.lost
    assert compare(live, live, people).all.unchanged == 2_000
    assert sum(each.people for each in found.by_band()) == 2_000
    groups = found.by_group_and_band()
    assert [each.label for _, of_group in groups for each in of_group][: len(NEED_BANDS)] == list(NEED_BANDS)
    assert sum(each.losers for _, of_group in groups for each in of_group) == everybody.losers


@pytest.mark.requirement("R-RAS-15")
def test_older_people_with_high_needs_are_compared_with_others_of_the_same_need_and_flagged() -> None:
    policy = load("council_d")
    live = side("live", policy, ON)
    older = {f"allocation.prices_by_group.{group}": "4.00" for group in ("physical", "memory", "sensory")}
    younger = {f"allocation.prices_by_group.{group}": "9.00" for group in ("learning",)}
    unfair = side("unfair", policy, ON, {**older, **younger})
    found = compare(live, unfair, fictional(6_000, 8, live.values))
    fair, flagged = found.equity("budget_before"), found.equity("budget_after")
    assert fair.percent is not None and not fair.flagged
    assert flagged.percent is not None and flagged.percent < FLAGGED_BELOW and flagged.flagged
    assert flagged.older_mean < flagged.others_mean
    rows = people_one_by_one(live, unfair, 6_000, 8)
    needs = {}
    for row in rows:
        needs.setdefault(row["need"], ([], []))[1 - row["is_pension_age"]].append(row["after"]["indicative_budget"])
    both = [(old, other) for need, (old, other) in needs.items() if band(need) == 2 and old and other]
    expected = sum(sum(old) for old, _ in both) / sum(len(old) * sum(other) / len(other) for old, other in both)
    assert flagged.percent == int(expected * 100)


@pytest.mark.requirement("R-RAS-15")
def test_the_average_allocation_by_main_reason_and_level_of_need() -> None:
    live = side("live", load("council_d"), ON)
    found = compare(live, live, fictional(3_000, 8, live.values))
    rows = people_one_by_one(live, live, 3_000, 8)
    code = client_group_codes(live.values)["learning"]
    (bands,) = (of_group for label, of_group in found.by_group_and_band() if label == group_labels(live.values)[code])
    for place, sums in enumerate(bands):
        own = [
            row["before"]["indicative_budget"]
            for row in rows
            if row["client_group"] == code and band(row["need"]) == place
        ]
        assert sums.mean("budget_before") == int(sum(own) / len(own) + 0.5)


def test_few_people_are_no_ground_for_a_flag() -> None:
    live = side("live", load("council_d"), ON)
    assert compare(live, live, fictional(4, 8, live.values)).equity("budget_before").percent is None


def test_20_000_people_take_no_more_than_a_tenth_of_a_second_of_work() -> None:
    policy = load("westminster")
    before, after = side("now", policy, ON), side("tried", policy, ON, {}, percent_on_prices=5)
    made = fictional(20_000, 1, before.values)
    chunks = list(made.chunks())
    people = replace(made, chunks=lambda: iter(chunks))
    times = []
    for _ in range(5):
        started = process_time()
        compare(before, after, people)
        times.append(process_time() - started)
    assert min(times) < 0.1
