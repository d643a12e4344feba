"""A month's statements are made once, kept as told, sent in each person's way; a later correction is in the next."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from selfdirect.actions import statements
from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.actions.statements import Made
from selfdirect.actions.support.timer import timer
from selfdirect.ledger import chart
from selfdirect.ledger.posting import correct, post
from selfdirect.ledger.reading import movements_about
from selfdirect.records.audit import AuditEntry
from selfdirect.records.budgets import Budget
from selfdirect.records.messages import Letter, Message
from selfdirect.records.people import PersonDetails
from selfdirect.records.statements import Statement
from tests.actions import story
from tests.actions.paying_people import Office, people_to_pay

pytestmark = pytest.mark.django_db
JULY, AUGUST = date(2026, 7, 1), date(2026, 8, 1)
SEPTEMBER = date(2026, 9, 1)


def make(budgets: Sequence[Budget], month: date = JULY, on: date | None = None) -> Made:
    on = on or date(month.year, month.month + 1, 1)
    return statements.make(budgets=[one.pk for one in budgets], month=month, on=on, by=timer())


@pytest.fixture
def told() -> story.Story:
    made = story.story()
    story.paid(made.town, story.FIRST_PAY_ON)
    return made


@pytest.mark.requirement("R-DEP-18")
def test_it_is_kept_with_its_figures_its_rows_and_the_policy(told: story.Story) -> None:
    assert make([told.budget]) == Made(1, {})
    kept = Statement.objects.get()
    allotted = told.budget.allotted_pence
    assert (kept.month, kept.covers_until, kept.made_on) == (JULY, date(2026, 7, 31), AUGUST)
    assert (kept.opening_pence, kept.came_in_pence, kept.paid_out_pence) == (0, allotted, 240_00)
    assert kept.left_pence == allotted - 240_00 == kept.working[-1]["amount"]
    assert kept.left_by_owner == {"council": kept.left_pence}
    assert kept.figures["total"]["left"] == kept.left_pence
    assert len(kept.policy_fingerprint) == 64
    said = AuditEntry.objects.get(verb="statements.make", person=told.person)
    assert said.said.startswith("Your statement for July 2026 was made. What is left: £")


def test_asked_twice_it_is_made_and_sent_once(told: story.Story) -> None:
    make([told.budget])
    assert make([told.budget]) == Made(0, {})
    assert Statement.objects.count() == Letter.objects.filter(kind="statement").count() == 1
    message = Message.objects.get(letter__kind="statement")
    assert (message.key, message.subject) == (f"statement:{told.budget.pk}:2026-07-01", "Your statement for July 2026")
    assert Letter.objects.get(kind="statement").statement == Statement.objects.get()


def test_it_goes_the_way_the_person_likes(told: story.Story) -> None:
    PersonDetails.objects.filter(person=told.person).update(contact_by="email", email="amara@example.org")
    make([told.budget])
    message = Message.objects.get(letter__kind="statement")
    assert (message.channel, message.to) == ("email", "amara@example.org")


def test_a_later_correction_leaves_it_as_it_was_and_is_in_the_next(told: story.Story) -> None:
    make([told.budget])
    before = Statement.objects.values().get()
    line = told.schedule.lines.get()
    for moved in reversed(movements_about(f"PaymentLine:{line.pk}")):
        correct(moved.key, f"undo:{moved.key}", moved.on, "paid by mistake")
    post("later", date(2026, 8, 20), 10_00, chart.FUNDING, chart.free(told.budget.reference), "a top-up")
    assert make([told.budget], AUGUST).count == 1
    assert Statement.objects.values().get(month=JULY) == before
    after = Statement.objects.get(month=AUGUST)
    assert (after.opening_pence, after.changed_pence) == (before["left_pence"], 240_00)
    assert (after.came_in_pence, after.paid_out_pence) == (10_00, 0)
    assert after.left_pence == told.budget.allotted_pence + 10_00
    changed = next(one for one in after.figures["sections"] if one["code"] == "changed")
    assert changed["title"] == "Changed since your last statement"
    assert [row["label"] for row in changed["rows"]] == ["Came back from your account that ends in 0001"]


def test_a_month_that_was_missed_is_in_the_next_so_that_nothing_is_lost(told: story.Story) -> None:
    make([told.budget])
    post("in August", date(2026, 8, 20), 10_00, chart.FUNDING, chart.free(told.budget.reference), "a top-up")
    make([told.budget], SEPTEMBER)
    after = Statement.objects.get(month=SEPTEMBER)
    assert (after.covers_from, after.covers_until) == (AUGUST, date(2026, 9, 30))
    assert (after.came_in_pence, after.changed_pence) == (10_00, 0)


@pytest.mark.parametrize("month", [AUGUST, JULY + timedelta(days=1)])
def test_a_month_that_is_not_over_has_no_statement(month: date, told: story.Story) -> None:
    with pytest.raises(Refused, match="when the month is over"):
        statements.make(budgets=[told.budget.pk], month=month, on=date(2026, 8, 31), by=timer())


def test_only_the_timer_makes_them(told: story.Story) -> None:
    with pytest.raises(NotAllowed):
        statements.make(budgets=[told.budget.pk], month=JULY, on=AUGUST, by=told.worker)


def test_one_that_does_not_add_up_is_said_and_holds_up_no_other(here: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = people_to_pay(2, here)
    from selfdirect.actions.support import statements as support

    def with_a_penny_lost(account: object) -> object:
        if account.closing and not seen:  # type: ignore[attr-defined]
            seen.append(account)
            raise support.DoesNotAddUp("A penny is missing.")
        return real(account)  # type: ignore[arg-type]

    seen: list[object] = []
    real = support.rules.statement
    monkeypatch.setattr(support.rules, "statement", with_a_penny_lost)
    assert make([one.budget, other.budget]) == Made(1, {one.budget.reference: "A penny is missing."})
    assert AuditEntry.objects.filter(about=one.budget.reference, said__endswith="A penny is missing.").exists()
    assert Statement.objects.get().budget == other.budget


def test_many_are_made_with_as_few_questions_as_one(here: Office) -> None:
    schedules = people_to_pay(8, here)
    counts = []
    for some in (schedules[:1], schedules[1:]):
        with CaptureQueriesContext(connection) as asked:
            assert make([one.budget for one in some]).count == len(some)
        counts.append(len([one for one in asked.captured_queries if "procrastinate" not in one["sql"]]))
    assert counts[1] <= counts[0]


def test_a_statement_is_printed_and_nothing_is_kept(told: story.Story) -> None:
    html = '<html lang="en"><head><title>Your statement</title></head><body><h1>Hello</h1></body></html>'
    pdf = statements.print_statement(person=told.person, html=html, on=AUGUST, by=told.worker)
    assert pdf.startswith(b"%PDF-")
    assert not Letter.objects.exclude(pdf=None).exists()
