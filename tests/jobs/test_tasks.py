"""The queue's worker really sends: once, and again later what did not go. The timers are set."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, connections
from procrastinate.contrib.django import app
from pytest_django import Settings

from selfdirect.jobs import checks, tasks
from selfdirect.ledger.chain import head, not_covered
from selfdirect.records.messages import Message
from tests.actions.first_half import ON, referred, town
from tests.ledger.book import allot
from tests.outside.notices import notify_server as notify


def jobs(name: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("select status::text from procrastinate_jobs where task_name = %s order by id", [name])
        return [status for (status,) in cursor.fetchall()]


def work() -> None:
    """Do what waits in the queue, then stop. In a thread: a browser's event loop may be running in this one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(_work).result()


def _work() -> None:
    try:
        call_command("procrastinate", "worker", "--one-shot", "--concurrency", "1")
    finally:
        connections.close_all()


@pytest.mark.requirement("R-DIG-11")
@pytest.mark.django_db(transaction=True)
def test_the_worker_sends_each_message_once_and_a_failed_one_later(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "today", lambda: ON)
    monkeypatch.setitem(connections.settings["default"], "CONN_MAX_AGE", 0)  # the worker's thread leaves none open
    settings.NOTICES_FOLDER = tmp_path
    here = town()
    referred(here)
    waiting = Message.objects.count()
    assert (waiting > 0, jobs("send_waiting")) == (True, ["todo"])
    work()
    assert jobs("send_waiting") == ["succeeded"]
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}
    files = sorted(path.name for path in tmp_path.glob("*.txt"))
    assert len(files) == waiting
    work()
    tasks.send_again(0)
    assert sorted(path.name for path in tmp_path.glob("*.txt")) == files

    with notify.notify_server() as server:
        settings.NOTICES, settings.NOTIFY_URL, settings.NOTIFY_KEY = "notify", server.url, notify.API_KEY
        settings.NOTIFY_EMAIL_TEMPLATE, settings.NOTIFY_TEXT_TEMPLATE = notify.EMAIL_TEMPLATE, notify.TEXT_TEMPLATE
        server.fail_with(*[503] * waiting)
        referred(here, first_name="Rowan")
        work()
        late = Message.objects.exclude(state="sent")
        assert {(one.state, one.tries, bool(one.failure)) for one in late} == {("waiting", 1, True)}
        assert server.taken == []
        tasks.send_again(0)
        assert not Message.objects.exclude(state="sent").exists()
        assert len(server.taken) == Message.objects.count() - waiting


def test_the_timers_are_set_and_a_job_never_waits_twice() -> None:
    crons = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    assert crons["send_again"] == "*/10 * * * *"
    assert crons["every_morning"] == "0 5 * * *"
    assert crons["send_card_orders_again"] == "*/5 * * * *"
    assert crons["nightly_chain"] == "30 1 * * *"
    assert crons["nightly_check"] == "0 2 * * *"
    ours = [task for task in app.tasks.values() if task.func.__module__ == tasks.__name__]
    assert len(ours) == 8
    assert all(task.queueing_lock == task.name for task in ours)


@pytest.mark.django_db
def test_the_chain_of_the_book_is_made_longer_each_night() -> None:
    allot("B1", 100)
    tasks.nightly_chain(0)
    assert (head().place, not_covered()) == (1, 0)


@pytest.mark.django_db
def test_a_check_that_finds_something_fails_its_job(monkeypatch: pytest.MonkeyPatch) -> None:
    tasks.nightly_check(0)
    monkeypatch.setattr(checks, "run", lambda on: [checks.Found("Something", 2), checks.Found("Nothing", 0)])
    with pytest.raises(checks.CheckFailed, match=r"^Something$"):
        tasks.nightly_check(0)


@pytest.mark.django_db
def test_what_falls_due_is_done_for_today(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(tasks, "today", lambda: ON)
    monkeypatch.setattr("selfdirect.jobs.due.what_falls_due", asked.append)
    tasks.what_falls_due()
    tasks.every_morning(0)
    assert asked == [ON, ON]
