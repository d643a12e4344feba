"""The market in the simulation: the contract with one provider ends, and people say whether they keep it.

Next:   selfdirect/demo/simulation.py
Tests:  tests/demo/test_market.py
"""

from datetime import date, timedelta
from random import Random

from selfdirect.actions import market
from selfdirect.actions.support.steps import named_worker
from selfdirect.records.access import User
from selfdirect.records.market import ContractEnd, KeepQuestion, Provider
from selfdirect.rules.access import Role

DAYS_BEFORE_THE_END = 42
NOTICE = timedelta(days=60)


def contracts(seed: int, on: date, ends_on: date) -> None:
    """Some weeks before the end one contract ends; each person says within weeks whether they keep the provider."""
    if on >= ends_on - timedelta(days=DAYS_BEFORE_THE_END) and not ContractEnd.objects.exists():
        _end_one(on)
    waiting = KeepQuestion.objects.filter(answer=None).select_related("person").order_by("pk")
    for asked in waiting:
        chance = Random(f"{seed}:keep:{asked.person.details.email}")
        worker = named_worker(asked.person)
        if worker is None or asked.on + timedelta(days=chance.randint(5, 60)) > on:
            continue
        keeps = chance.random() < 0.5
        given = {"person": asked.person, "asked": asked, "keeps": keeps, "key": f"demo-keep-{asked.pk}", "on": on}
        market.answer_keep(**given, by=worker)


def _end_one(on: date) -> None:
    """The last of the contracted providers loses its contract to the first."""
    contracted = list(Provider.objects.filter(has_contract=True, gives_care=True).order_by("pk"))
    commissioner = User.objects.filter(role_grants__role=Role.COMMISSIONER.value).order_by("pk").first()
    if len(contracted) < 2 or commissioner is None:
        return
    market.end_contract(
        provider=contracted[-1],
        last_on=on + NOTICE,
        replaced_by=contracted[0],
        reason="The contract was let again, and somebody else won it.",
        on=on,
        by=commissioner,
    )
