"""The four promises every action keeps, tried on small actions made for the purpose."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, connection, transaction

from selfdirect.actions.action import NotAllowed, Refused, Stale, action, tell
from selfdirect.actions.support.outbox import put
from selfdirect.actions.support.timer import timer
from selfdirect.actions.support.versions import save_against
from selfdirect.ledger import chart
from selfdirect.ledger.closing import close_until
from selfdirect.ledger.posting import post
from selfdirect.records.access import RoleGrant, Team, User
from selfdirect.records.audit import AuditEntry
from selfdirect.records.market import Provider
from selfdirect.records.messages import Message
from selfdirect.records.people import Person, PersonDetails
from selfdirect.records.referrals import Referral
from selfdirect.rules.access import Permission, Role
from tests.ledger.book import allot

ON = date(2026, 6, 1)


def a_user(*roles: Role, email: str = "worker@example.org") -> User:
    user = User.objects.create(email=email, name="Ann Example", password="!")
    RoleGrant.objects.bulk_create([RoleGrant(user=user, role=role.value, from_on=date(2026, 1, 1)) for role in roles])
    return user


def a_person(by: User, last_name: str = "Example") -> Person:
    person = Person.objects.create(is_fictional=True)
    PersonDetails.objects.create(
        person=person,
        first_name="Pat",
        last_name=last_name,
        date_of_birth=date(1950, 2, 3),
        client_group="x",
        on=ON,
        by=by,
    )
    return person


@action(needs=Permission.ASSESS)
def look_after(*, person: Person, words: str, on: date, by: User) -> Provider:
    made = Provider.objects.create(name=words)
    tell(f"Said {words}", person=person)
    put(key=words, channel="email", to="a@example.org", subject=words, body="", person=person, on=on)
    if words == "fail":
        raise Refused("This went wrong.")
    return made


@action(needs=Permission.ASSESS)
def say_nothing(*, on: date, by: User) -> None:
    Provider.objects.create(name="nothing said")


@action(needs=Permission.ASSESS)
def make_once(*, name: str, key: str, on: date, by: User) -> Provider:
    tell("Made")
    return Provider.objects.create(name=f"{name} {Provider.objects.count()}")


@action(needs=Permission.RUN_TIMERS, by_timer=True)
def tick(*, on: date, by: User) -> None:
    tell("Ticked")


@action(needs=Permission.ASSESS)
def spend(*, pence: int, day: date, on: date, by: User) -> None:
    post(f"spend:{pence}:{day}", day, pence, chart.free("B1"), chart.paid("B1"), "x")
    tell("Spent")


@pytest.mark.django_db
def test_money_that_is_not_there_and_a_day_that_is_closed_are_refused_in_words() -> None:
    worker = a_user(Role.SOCIAL_WORKER)
    allot("B1", 100, on=ON)
    with pytest.raises(Refused, match=r"not enough money free to use in budget B1: £0\.50 more"):
        spend(pence=150, day=ON, on=ON, by=worker)
    close_until(ON, "User:1")
    with pytest.raises(Refused, match="Post the correction in the open period"):
        spend(pence=50, day=ON, on=ON, by=worker)
    spend(pence=50, day=ON + timedelta(1), on=ON, by=worker)
    assert AuditEntry.objects.filter(verb="test_action.spend").count() == 1


@pytest.mark.django_db
def test_it_is_refused_without_the_permission() -> None:
    auditor = a_user(Role.AUDITOR)
    person = a_person(auditor)
    with pytest.raises(NotAllowed):
        look_after(person=person, words="x", on=ON, by=auditor)
    assert not Provider.objects.exists()


@pytest.mark.django_db
def test_it_is_refused_before_the_role_begins_and_after_it_ends() -> None:
    worker = a_user()
    RoleGrant.objects.create(
        user=worker, role=Role.SOCIAL_WORKER.value, from_on=date(2026, 5, 1), until_on=date(2026, 5, 31)
    )
    person = a_person(worker)
    for day in (date(2026, 4, 30), date(2026, 6, 1)):
        with pytest.raises(NotAllowed):
            look_after(person=person, words="x", on=day, by=User.objects.get(pk=worker.pk))
    assert look_after(person=person, words="x", on=date(2026, 5, 31), by=worker)


@pytest.mark.django_db
def test_it_is_refused_about_a_person_one_may_not_see() -> None:
    worker = a_user(Role.SOCIAL_WORKER)
    person = a_person(worker)
    worker.person = person
    worker.save()
    with pytest.raises(NotAllowed):
        look_after(person=person, words="my own record", on=ON, by=worker)


@pytest.mark.django_db
def test_it_is_refused_to_somebody_who_left() -> None:
    worker = a_user(Role.SOCIAL_WORKER)
    worker.is_active = False
    with pytest.raises(NotAllowed):
        look_after(person=a_person(worker), words="x", on=ON, by=worker)


@pytest.mark.django_db
def test_a_failure_half_way_leaves_nothing_behind() -> None:
    worker = a_user(Role.SOCIAL_WORKER)
    person = a_person(worker)
    with pytest.raises(Refused, match="went wrong"):
        look_after(person=person, words="fail", on=ON, by=worker)
    assert not Provider.objects.exists()
    assert not Message.objects.exists()
    assert not AuditEntry.objects.exists()


@pytest.mark.django_db
def test_it_is_written_down_with_who_what_about_whom_and_when() -> None:
    worker = a_user(Role.SOCIAL_WORKER)
    person = a_person(worker)
    look_after(person=person, words="hello", on=ON, by=worker)
    entry = AuditEntry.objects.get()
    assert (entry.by, entry.person, entry.on, entry.said) == (worker, person, ON, "Said hello")
    assert entry.verb.endswith(".look_after")
    assert entry.roles == "social_worker"
    assert entry.at is not None


@pytest.mark.django_db
def test_an_action_that_tells_nothing_is_refused_whole() -> None:
    worker = a_user(Role.SOCIAL_WORKER)
    with pytest.raises(RuntimeError, match="told nothing"):
        say_nothing(on=ON, by=worker)
    assert not Provider.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ["update records_auditentry set said = 'x'", "delete from records_auditentry"])
def test_the_database_refuses_to_change_what_was_written_down(statement: str) -> None:
    worker = a_user(Role.SOCIAL_WORKER)
    look_after(person=a_person(worker), words="hello", on=ON, by=worker)
    with (
        pytest.raises(DatabaseError, match="never changed or deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.django_db
def test_what_is_said_outside_waits_in_the_outbox_once_under_its_key() -> None:
    worker = a_user(Role.SOCIAL_WORKER)
    person = a_person(worker)
    look_after(person=person, words="hello", on=ON, by=worker)
    assert Message.objects.get().state == "waiting"
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs where task_name = 'send_waiting' and status = 'todo'")
        assert cursor.fetchone() == (1,)


@pytest.mark.django_db
def test_the_timer_may_only_do_what_is_marked_for_it() -> None:
    tick(on=ON, by=timer())
    with pytest.raises(NotAllowed):
        make_once(name="x", key="k", on=ON, by=timer())


@pytest.mark.django_db
def test_the_same_key_asked_again_gives_the_first_answer() -> None:
    worker = a_user(Role.SOCIAL_WORKER)
    first = make_once(name="x", key="one", on=ON, by=worker)
    assert make_once(name="y", key="one", on=ON, by=worker) == first
    assert Provider.objects.count() == 1


@pytest.mark.django_db
def test_a_key_used_by_somebody_else_is_refused() -> None:
    make_once(name="x", key="one", on=ON, by=a_user(Role.SOCIAL_WORKER))
    with pytest.raises(Refused, match="Open the page again"):
        make_once(name="x", key="one", on=ON, by=a_user(Role.SOCIAL_WORKER, email="other@example.org"))


@pytest.mark.django_db(transaction=True)
def test_a_double_click_at_the_same_moment_is_one_act() -> None:
    worker = a_user(Role.SOCIAL_WORKER)
    together, answers = Barrier(4), []

    def click() -> None:
        together.wait()
        answers.append(make_once(name="x", key="same", on=ON, by=User.objects.get(pk=worker.pk)).pk)
        connection.close()

    clicks = [Thread(target=click) for _ in range(4)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()
    assert len(answers) == 4
    assert len(set(answers)) == 1
    assert Provider.objects.count() == 1


@action(needs=Permission.ASSESS)
def rewrite(*, referral: Referral, words: str, seen_version: int, on: date, by: User) -> Referral:
    saved = save_against(referral, seen_version, by, what_was_said=words)
    tell(f"Rewrote it to {words}", person=saved.person_id, about=f"Referral:{saved.pk}")
    return saved


@pytest.mark.django_db
def test_the_second_writer_is_told_who_changed_what_and_changes_nothing() -> None:
    first, second = a_user(Role.SOCIAL_WORKER), a_user(Role.SOCIAL_WORKER, email="second@example.org")
    team = Team.objects.create(code="t", name="T", organisation="council")
    referral = Referral.objects.create(
        person=a_person(first),
        source="s",
        channel="c",
        received_on=ON,
        what_was_said="as it was",
        has_consented=True,
        path="assessment",
        organisation="council",
        team=team,
        taken_by=first,
    )
    rewrite(referral=referral, words="mine", seen_version=1, on=ON, by=first)
    with pytest.raises(Stale) as stale:
        rewrite(referral=referral, words="yours", seen_version=1, on=ON, by=second)
    assert stale.value.changed_by == first.name
    assert stale.value.changes == ["Rewrote it to mine"]
    assert stale.value.version == 2
    assert Referral.objects.get().what_was_said == "mine"


def test_an_action_must_be_keyword_only_and_take_by_and_on() -> None:
    with pytest.raises(TypeError, match="keyword-only"):

        @action(needs=None)
        def wrong(person: Person, *, on: date, by: User) -> None: ...

    with pytest.raises(TypeError, match="by= and on="):

        @action(needs=None)
        def forgetful(*, by: User) -> None: ...
