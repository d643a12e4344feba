"""In the simulation workers refer some people to who helps find support, and look for things that fill the library.

Next:   selfdirect/demo/simulation.py
Tests:  tests/demo/test_ideas.py
"""

from datetime import date, timedelta
from random import Random

from selfdirect.actions import brokerage, ideas
from selfdirect.actions.support.policy import policy
from selfdirect.actions.support.steps import named_worker
from selfdirect.demo.cast import Cast
from selfdirect.records.brokerage import BrokerageReferral
from selfdirect.records.ideas import Idea, SourcingTask
from selfdirect.records.people import Person
from selfdirect.records.plans import Plan
from selfdirect.rules.brokerage import organisations, proposed
from selfdirect.rules.calendar import age_on

LOOKED_FOR_ONE_IN = 12
REFERRED_ONE_IN = 6
LOOKS_FOR = timedelta(weeks=2)
FOUND = (
    (
        "A choir on a weekday",
        "A choir that meets by day",
        "Church halls know them. A lift can be part of the plan.",
        "£4.00",
    ),
    ("An allotment near home", "A share in an allotment", "Two people share one plot and one helper.", "£35.00 a year"),
    ("Somebody to fish with", "A fishing club’s spare seat", "Clubs have members who like company.", "£12.00 a day"),
    ("Music to make at home", "A teacher who comes to the house", "Ask the music service for who travels.", "£18.00"),
)


def go_on(seed: int, cast: Cast, on: date) -> None:
    """Begin to look for some, end what was begun, check what was offered, refer some and hear from who was asked."""
    week = (on - timedelta(days=6), on)
    for plan in Plan.objects.filter(started_on__range=week).select_related("person").order_by("pk"):
        chance = Random(f"{seed}:ideas:{plan.person.details.email}")
        if not chance.randrange(LOOKED_FOR_ONE_IN):
            _look(plan.person, chance, on)
        if not chance.randrange(REFERRED_ONE_IN):
            _refer(plan.person, on)
    _end(on)
    for idea in Idea.objects.filter(check_made=None, on__lte=on - LOOKS_FOR).order_by("pk"):
        by = next(one for one in cast.managers if one.pk != idea.by_id)
        ideas.check_idea(idea=idea, is_published=True, note="", key=f"demo-idea-{idea.pk}", on=on, by=by)
    _hear(on)


def _look(person: Person, chance: Random, on: date) -> None:
    worker = named_worker(person)
    if worker is not None:
        what = chance.choice(FOUND)[0]
        task = ideas.start_looking(person=person, what=what, key=f"demo-look-{person.pk}", on=on, by=worker)
        ideas.use_time(
            task=task,
            minutes=chance.randint(3, 36) * 10,
            what_was_done="Rang round and asked colleagues.",
            key=f"demo-look-time-{task.pk}",
            on=on,
            by=worker,
        )


def _end(on: date) -> None:
    for task in SourcingTask.objects.filter(end=None, on__lte=on - LOOKS_FOR).select_related("person").order_by("pk"):
        worker = named_worker(task.person)
        title, words, cost = next(row[1:] for row in FOUND if row[0] == task.what)
        known = Idea.objects.filter(title=title).exists()
        if worker is not None:
            ideas.end_looking(
                task=task,
                found=True,
                learned="It starts next week. Asking in person works better than email.",
                idea_title="" if known else title,
                idea_words="" if known else words,
                idea_cost="" if known else cost,
                key=f"demo-look-end-{task.pk}",
                on=on,
                by=worker,
            )


def _refer(person: Person, on: date) -> None:
    values, worker = policy().on(on), named_worker(person)
    known = list(organisations(values))
    if worker is None or not known:
        return
    rule = proposed(age_on(person.details.date_of_birth, on), person.details.client_group, "council", values)
    brokerage.refer(
        person=person,
        organisation=rule.organisation if rule else known[0],
        other_because="",
        who_pays="council",
        what_for="Finding somebody for the mornings.",
        consents=True,
        key=f"demo-refer-{person.pk}",
        on=on,
        by=worker,
    )


def _hear(on: date) -> None:
    for asked in BrokerageReferral.objects.filter(answer=None, on__lte=on - timedelta(days=4)).order_by("pk"):
        brokerage.answer(
            referral=asked,
            accepted=True,
            words="They ring this week.",
            key=f"demo-refer-answer-{asked.pk}",
            on=on,
            by=asked.by,
        )
