"""The last part of a story: from a plan that was agreed to an agreement, whatever way is drawn."""

from dataclasses import replace
from random import Random

import pytest

from selfdirect.demo import holding
from selfdirect.demo.circumstances import draw
from selfdirect.demo.holding import WAYS, hold_and_agree
from selfdirect.demo.walks import Today
from selfdirect.records.budgets import Budget
from selfdirect.records.direct_payments import Agreement, SuitabilityRecord
from selfdirect.records.payments import PaymentSchedule
from tests.actions.first_half import line, town, worker_of
from tests.actions.story import DECIDED_ON, approved, support


class Always(Random):
    """A chance that draws this way of holding, and the first of everything else."""

    def __init__(self, way: str) -> None:
        super().__init__(1)
        self.way = way

    def choice(self, given):  # type: ignore[no-untyped-def]
        return self.way if self.way in given else given[0]


@pytest.mark.django_db
@pytest.mark.parametrize("way", sorted(set(WAYS)))
def test_a_story_ends_with_an_agreement_and_somebody_to_pay(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holding, "UNWELL", 0)
    monkeypatch.setattr(holding, "REFUSED", 0)
    here = town()
    decision = approved(here, support(), line(what="Art group", category="day_activity", outcomes=["community"]))
    life = replace(draw(1, DECIDED_ON, 1), chance=Always(way))
    waits = list(hold_and_agree(life, Today(DECIDED_ON), worker_of(decision.person), decision))
    assert all(wait >= 0 for wait in waits)
    budget = Budget.objects.get()
    assert Agreement.objects.get().budget == budget
    ways = set(budget.lines.values_list("held_as", flat=True))
    assert ways == ({"direct_payment", "council_managed"} if way == "mixed" else {way})
    assert SuitabilityRecord.objects.exists() == ("direct_payment" in ways)
    assert PaymentSchedule.objects.exists() == (ways != {"council_managed"})


@pytest.mark.django_db
@pytest.mark.parametrize(("unwell", "refused"), [(1, 0), (0, 1)])
def test_some_start_while_unwell_and_some_are_told_no_at_first(
    unwell: int, refused: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holding, "UNWELL", unwell)
    monkeypatch.setattr(holding, "REFUSED", refused)
    decision = approved(town(), support())
    life = replace(draw(1, DECIDED_ON, 1), chance=Always("direct_payment"))
    list(hold_and_agree(life, Today(DECIDED_ON), worker_of(decision.person), decision))
    budget = Budget.objects.get()
    assert set(budget.lines.values_list("held_as", flat=True)) == {"council_managed"}
    assert budget.later_talks.exists() == bool(unwell)
    assert budget.suitability_records.filter(is_suitable=False, challenge__isnull=False).exists() == bool(refused)
