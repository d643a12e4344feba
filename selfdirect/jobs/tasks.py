"""What the queue and the timer know by name. Each is one line: the work is in the module it names.

Next:   selfdirect/jobs/outbox.py
Tests:  tests/jobs/test_tasks.py
"""

from procrastinate.contrib.django import app

from selfdirect.clock import today
from selfdirect.jobs import book, cards, checks, due, outbox


@app.task(name="send_waiting", queueing_lock="send_waiting", retry=3)
def send_waiting() -> None:
    """Write and send everything that waits in the outbox."""
    outbox.send_waiting(today())


@app.task(name="send_card_orders", queueing_lock="send_card_orders", retry=3)
def send_card_orders() -> None:
    """Ask the card company for everything that waits."""
    cards.ask_everything(today())


@app.periodic(cron="*/5 * * * *")
@app.task(name="send_card_orders_again", queueing_lock="send_card_orders_again")
def send_card_orders_again(timestamp: int) -> None:
    """Ask again for what failed, and for what is due today."""
    cards.ask_everything(today())


@app.periodic(cron="*/10 * * * *")
@app.task(name="send_again", queueing_lock="send_again")
def send_again(timestamp: int) -> None:
    """Try again what could not be sent."""
    outbox.send_waiting(today())


@app.task(name="what_falls_due", queueing_lock="what_falls_due", retry=3)
def what_falls_due() -> None:
    """Do what today asks for: reviews to open, people to tell about a wait."""
    due.what_falls_due(today())


@app.periodic(cron="0 5 * * *")
@app.task(name="every_morning", queueing_lock="every_morning")
def every_morning(timestamp: int) -> None:
    """The same, each morning at five."""
    due.what_falls_due(today())


@app.periodic(cron="30 1 * * *")
@app.task(name="nightly_chain", queueing_lock="nightly_chain")
def nightly_chain(timestamp: int) -> None:
    """Make the chain of the book cover the day, before the invariants are proved."""
    book.extend_chain(today())


@app.periodic(cron="0 2 * * *")
@app.task(name="nightly_check", queueing_lock="nightly_check")
def nightly_check(timestamp: int) -> None:
    """Prove the invariants; a failure fails the job, so that the administrator sees it."""
    failed = [found.name for found in checks.run(today()) if found.exceptions]
    if failed:
        raise checks.CheckFailed(", ".join(failed))
