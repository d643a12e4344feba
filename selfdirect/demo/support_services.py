"""Help to manage a budget in the simulation: levels chosen, paid from the budget or in kind, and changed later.

The person's email decides by chance, so that the same council comes out every time.

Next:   selfdirect/demo/simulation.py
Tests:  tests/demo/test_support_services.py
"""

from datetime import date, timedelta
from random import Random

from selfdirect.actions import support_services as actions
from selfdirect.actions.action import Refused
from selfdirect.actions.support.policy import policy
from selfdirect.actions.support.steps import named_worker
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget
from selfdirect.records.people import Person
from selfdirect.records.support_services import SupportExchange, SupportLevel
from selfdirect.rules.support_services import BUDGET, IN_KIND, OWN_MONEY, menu

ONE_IN = 2
WEEKS_TO_BEGIN = 8
WEEKS_BEFORE_IT_CHANGES = 20
WAYS = (IN_KIND, OWN_MONEY)
DONE = ("Spoke at a talk for people who are new to budgets", "Drove two others to the peer group")
PENCE_FOR_IT = 1_000


def go_on(seed: int, on: date) -> None:
    """One week: some begin to have help, some have more or less of it, and some do something in return."""
    levels = menu(policy().on(on))
    if not levels:
        return
    lately = (on - timedelta(weeks=WEEKS_TO_BEGIN), on)
    running = Budget.objects.filter(starts_on__range=lately, agreements__isnull=False)
    for budget in running.exclude(person__support_levels__isnull=False).distinct().order_by("pk"):
        chance = Random(f"{seed}:help:{budget.person.details.email}")
        if chance.randrange(ONE_IN) == 0:
            _choose(budget.person, chance.choice(levels).code, chance, f"demo-help-{budget.pk}", on)
    _change(seed, on)
    _give_back(seed, on)


def _worker(person: Person) -> User:
    worker = named_worker(person)
    assert worker is not None
    return worker


def _choose(person: Person, code: str, chance: Random, key: str, on: date) -> None:
    """From the budget where it holds enough; else in kind, or from own money."""
    given = {"person": person, "code": code, "from_on": on, "on": on, "by": _worker(person)}
    try:
        actions.choose_level(**given, paid_from=BUDGET, in_return="", key=key)
    except Refused:
        way = chance.choice(WAYS)
        in_return = "Speaks at talks for people who are new to budgets" if way == IN_KIND else ""
        actions.choose_level(**given, paid_from=way, in_return=in_return, key=f"{key}-other")


def _change(seed: int, on: date) -> None:
    """Some months later one in two has another level, or none."""
    began = on - timedelta(weeks=WEEKS_BEFORE_IT_CHANGES)
    codes = ["", *(level.code for level in menu(policy().on(on)))]
    for one in SupportLevel.objects.filter(from_on__range=(began - timedelta(days=6), began)).order_by("pk"):
        chance = Random(f"{seed}:other-help:{one.person.details.email}")
        if chance.randrange(ONE_IN) == 0:
            _choose(one.person, chance.choice(codes), chance, f"demo-help-again-{one.pk}", on)


def _give_back(seed: int, on: date) -> None:
    """Every few weeks whoever pays in kind has done something."""
    for one in SupportLevel.objects.filter(paid_from=IN_KIND, from_on__lt=on).select_related("person").order_by("pk"):
        chance = Random(f"{seed}:in-return:{one.pk}:{on}")
        if chance.randrange(5) or SupportLevel.objects.filter(person=one.person, pk__gt=one.pk).exists():
            continue
        key = f"demo-in-return-{one.pk}-{SupportExchange.objects.filter(level=one).count()}"
        given = {"person": one.person, "what": chance.choice(DONE), "pence": PENCE_FOR_IT, "done_on": on}
        actions.log_exchange(**given, key=key, on=on, by=_worker(one.person))
