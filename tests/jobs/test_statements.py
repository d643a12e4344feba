"""When a month is over every live budget gets its statement, once, in chunks; the next morning none is missing."""

from datetime import date, timedelta

import pytest

from selfdirect.actions.support import statements as support
from selfdirect.jobs import due, statements
from selfdirect.records.messages import Message
from selfdirect.records.statements import Statement
from selfdirect.rules.statements import DoesNotAddUp
from tests.actions.paying_people import Office, office, people_to_pay
from tests.jobs.conftest import Council


@pytest.fixture
def here(db: None) -> Office:
    return office()


JULY = date(2026, 7, 1)
AUGUST = date(2026, 8, 1)


@pytest.mark.requirement("R-DEP-18")
def test_the_statements_of_a_month_are_made_when_it_is_over(council: Council) -> None:
    assert due.what_falls_due(date(2026, 7, 31))["statements made"] == 0, "June had no live budget"
    assert due.what_falls_due(AUGUST)["statements made"] == 1
    assert due.what_falls_due(AUGUST + timedelta(days=1))["statements made"] == 0
    kept = Statement.objects.get()
    assert (kept.budget, kept.month) == (council.told.budget, JULY)
    assert Message.objects.get(letter=kept.letter).state == "waiting"


@pytest.mark.django_db
def test_many_are_made_in_chunks(here: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    people_to_pay(5, here)
    waiting = support.due_for(JULY).count()
    monkeypatch.setattr(statements, "CHUNK", 2)
    assert statements.make_missing(AUGUST) == waiting >= 5
    assert len(set(Statement.objects.values_list("known_at", flat=True))) == (waiting + 1) // 2


@pytest.mark.django_db
def test_one_that_does_not_add_up_fails_the_job_after_the_others_are_made(
    here: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    people_to_pay(3, here)
    first, *others = support.due_for(JULY)
    real = support.rules.statement

    def refusing(account: support.Account) -> object:
        if not refused:
            refused.append(account)
            raise DoesNotAddUp("A penny is missing.")
        return real(account)

    refused: list[object] = []
    monkeypatch.setattr(support.rules, "statement", refusing)
    with pytest.raises(statements.NotAllMade, match=f"{first.reference}: A penny is missing."):
        statements.make_missing(AUGUST)
    assert [one.budget for one in Statement.objects.order_by("budget")] == others
