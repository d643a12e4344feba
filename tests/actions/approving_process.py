"""A process of its own that approves a payment run and can be made to stop half way, so that a test can kill it.

`python -m tests.actions.approving_process VERB …` on the database that DATABASE_URL names:
`make COUNT` brings the database up to date and prepares a run. `approve POINT` approves it and waits at a point;
`never` waits nowhere. `send POINT` and `confirm POINT` do the same with what comes after. `prove` prints what is wrong
with the book.
"""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

KEY = "approve-once"


def make(count: str) -> None:
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    from tests.actions import paying_people

    here = paying_people.office()
    paying_people.people_to_pay(int(count), here, pence_weekly=10000)
    paying_people.prepare(here)


def approve(point: str) -> None:
    """Approve the run that is there. At the point, say `waiting` and wait to be killed."""
    from selfdirect.actions import action, payment_runs
    from selfdirect.records.access import User
    from selfdirect.records.payments import PaymentRun
    from tests.actions.paying_people import ON

    places: dict[str, tuple[Any, str]] = {
        "after the lines are checked": (payment_runs, "check_nothing_changed"),
        "after the book is written": (payment_runs, "post_many"),
        "after the lines are marked": (payment_runs, "close_step"),
        "just before the end": (action, "_keep_answer"),
    }
    if point in places:
        room, name = places[point]
        setattr(room, name, _then_wait(getattr(room, name)))
    run = PaymentRun.objects.get()
    by = User.objects.get(name="Farida")
    print("started", flush=True)
    payment_runs.approve_run(run=run, seen_version=1, key=KEY, on=ON, by=by)
    if point == "after the end":
        _wait()
    print("approved", flush=True)


def send(point: str) -> None:
    """Make the bank's files of the run that is there. At `half way` they are written and nothing is kept yet."""
    from selfdirect.actions import payment_runs
    from tests.actions.paying_people import ON

    _go_on(payment_runs, "make_files", "send_run", point, "Nina", on=ON)


def confirm(point: str) -> None:
    """Write down that the bank paid all of it. At `half way` the book is written and nothing is kept yet."""
    from selfdirect.actions import payment_runs
    from tests.actions.paying_people import PAY_ON

    _go_on(payment_runs, "post_many", "confirm_run", point, "Nina", on=PAY_ON, returned={})


def _go_on(room: Any, place: str, verb: str, point: str, name: str, **given: Any) -> None:
    from selfdirect.records.access import User
    from selfdirect.records.payments import PaymentRun

    if point == "half way":
        setattr(room, place, _then_wait(getattr(room, place)))
    run = PaymentRun.objects.get()
    print("started", flush=True)
    getattr(room, verb)(run=run, by=User.objects.get(name=name), **given)
    print("done", flush=True)


def prove() -> None:
    """Say which of the book's invariants do not hold."""
    from selfdirect.ledger import proving

    print(json.dumps([one.name for one in proving.prove() if one.exceptions]), flush=True)


def _then_wait(real: Callable[..., Any]) -> Callable[..., Any]:
    def slow(*args: Any, **kwargs: Any) -> Any:
        answer = real(*args, **kwargs)
        _wait()
        return answer

    return slow


def _wait() -> None:
    print("waiting", flush=True)
    time.sleep(120)


if __name__ == "__main__":
    import django

    django.setup()
    {"make": make, "approve": approve, "send": send, "confirm": confirm, "prove": prove}[sys.argv[1]](*sys.argv[2:])
