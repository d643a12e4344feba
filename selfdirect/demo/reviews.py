"""Reviews in the simulation: held some days to some weeks after they open, most of them in time.

Next:   selfdirect/demo/simulation.py
Tests:  tests/demo/test_reviews.py
"""

from datetime import date, timedelta
from random import Random

from django.db.models import Prefetch

from selfdirect.actions import reviews
from selfdirect.records.people import Person
from selfdirect.records.reviews import REVIEWS
from selfdirect.records.work import Step

DAYS_IN_TIME = (5, 24)
DAYS_LATE = (70, 100)
ONE_IN = 12
"""One review in so many is held late."""

SAID = (
    "The support works well and the same two people come.",
    "Mornings go well. Evenings are still hard.",
    "It took some weeks to find the right person, and now it goes well.",
    "The group has made a great difference. We talked about more of it.",
)
CHANGES = ("", "", "", "More time in the evenings is looked at next.", "The day of the visit moves to Tuesday.")


def hold_reviews(seed: int, on: date) -> int:
    """Hold the reviews whose day has come; say how many."""
    held = 0
    people = Prefetch("person", queryset=Person.objects.with_details())
    steps = Step.objects.open().filter(code__in=REVIEWS).select_related("owner").prefetch_related(people)
    for step in steps.order_by("pk"):
        assert step.person is not None
        chance = Random(f"{seed}:{step.code}:{step.person.details.email}")
        wait = chance.randint(*(DAYS_LATE if chance.randrange(ONE_IN) == 0 else DAYS_IN_TIME))
        if step.opened_on + timedelta(days=wait) <= on:
            reviews.hold_review(
                step=step,
                held_on=on,
                how_it_goes=chance.choice(SAID),
                what_changes=chance.choice(CHANGES),
                key=f"demo-review-{step.pk}",
                on=on,
                by=step.owner,
            )
            held += 1
    return held
