"""Time allowed, more, and used; and the database's own refusals."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from selfdirect.records.ideas import Idea, IdeaCheck, SourcingEnd, SourcingMore, SourcingTask, SourcingTime
from selfdirect.records.payments import PaymentSchedule
from tests.actions.paying_people import ON, Office

pytestmark = pytest.mark.django_db


def test_what_is_left_is_what_is_allowed_less_what_is_used(here: Office, schedule: PaymentSchedule) -> None:
    said: dict[str, Any] = {"on": ON, "by": here.worker}
    task = SourcingTask.objects.create(person=schedule.person, what="A choir", minutes=60, **said)
    assert (task.allowed, task.used, task.left) == (60, 0, 60)
    SourcingTime.objects.create(task=task, minutes=90, what_was_done="Rang five", **said)
    assert task.left == -30
    SourcingMore.objects.create(task=task, minutes=45, reason="Nearly there", **said)
    assert (task.allowed, task.left) == (105, 15) and task.reference.startswith("IS-")


def test_the_database_refuses_what_says_nothing(here: Office, schedule: PaymentSchedule) -> None:
    said: dict[str, Any] = {"on": ON, "by": here.worker}
    task = SourcingTask.objects.create(person=schedule.person, what="A choir", minutes=60, **said)
    idea = Idea.objects.create(title="A choir", words="Ask the church.", **said)
    for table, words in (
        (SourcingTask, {"person": schedule.person, "what": "", "minutes": 60}),
        (SourcingTime, {"task": task, "minutes": 0, "what_was_done": "x"}),
        (SourcingMore, {"task": task, "minutes": 10, "reason": ""}),
        (SourcingEnd, {"task": task, "found": True, "learned": ""}),
        (Idea, {"title": "", "words": "x"}),
        (IdeaCheck, {"idea": idea, "is_published": False, "note": ""}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            table.objects.create(**words, **said)
    with pytest.raises(Exception, match="never changed"), transaction.atomic():
        Idea.objects.filter(pk=idea.pk).update(title="x")
