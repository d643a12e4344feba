"""The holder reports a card in one page at any hour, sees where it stands, and says when all is well."""

from pathlib import Path
from typing import Any

import pytest

from selfdirect.jobs.cards import send_waiting
from selfdirect.records.cards import CardBalance, LostCard
from selfdirect.rules.access import Role
from tests.actions.carded import LOST_ON, Carded, ordered
from tests.actions.first_half import screened
from tests.pages.person.conftest import Life, SetDay, browser, user_of
from tests.pages.staff.forms import said, send, text

pytestmark = pytest.mark.django_db
LOST = {"why": "lost", "words": "On the bus", "is_unknown": "no", "unknown_spending": "", "must_be_paid_soon": "no"}


@pytest.fixture
def held(settings: Any, tmp_path: Path, set_day: SetDay) -> Carded:
    settings.CARDS, settings.CARDS_FOLDER = "local", tmp_path / "cards"
    made = ordered()
    set_day(LOST_ON)
    return made


@pytest.fixture
def mine(held: Carded) -> Life:
    return Life(held.here, held.budget, user_of(held.here, held.person))


@pytest.mark.requirement("R-PAY-03")
def test_a_card_is_reported_in_one_page_and_all_is_well_again(held: Carded, mine: Life) -> None:
    client = browser(mine.user)
    assert mine.path("card/") in client.get(mine.path()).content.decode()
    page = text(client.get(mine.path("card/")))
    assert "In use" in page and "Report it lost, stolen or broken" in page
    path = mine.path(f"card/{held.card.pk}/lost/")
    empty = send(client, path, words="On the bus")
    assert len(said(empty)) == 3 and "On the bus" in empty.content.decode(), "nothing typed is lost"
    assert send(client, path, **LOST).status_code == 302
    lost = LostCard.objects.get()
    assert (lost.reported_by_name, lost.by_phone) == (mine.user.name, False)
    page = text(client.get(mine.path("card/")))
    assert "You reported your card on 15 July 2026" in page and "Being blocked" in page and lost.reference in page
    send_waiting(LOST_ON)
    page = text(client.get(mine.path("card/")))
    assert "Blocked" in page and "I have this card now" in page
    assert "Tell us when your new card has come" in text(client.get(mine.path()))
    arrived = client.post(mine.path(f"card/{held.card.pk}/arrived/"))
    assert arrived.status_code == 302 and arrived["Location"] == mine.path("card/well/")
    assert send(client, mine.path("card/well/"), all_is_well="yes", how_it_went="").status_code == 302
    assert LostCard.objects.get().closed_on == LOST_ON
    assert client.get(mine.path("card/well/")).status_code == 404


def test_a_second_report_says_that_it_is_blocked(held: Carded, mine: Life) -> None:
    client, path = browser(mine.user), mine.path(f"card/{held.card.pk}/lost/")
    assert send(client, path, **LOST).status_code == 302
    again = send(client, path, **LOST)
    assert again.status_code == 422 and "was reported on 15 July 2026 already" in text(again)


def test_what_is_on_it_is_told_and_shown(held: Carded, mine: Life) -> None:
    client = browser(mine.user)
    assert send(client, mine.path("card/balance/"), pence="112.05").status_code == 302
    assert CardBalance.objects.get().pence == 11_205 and "£112.05 on 15 July 2026" in text(
        client.get(mine.path("card/"))
    )


def test_a_carer_may_report_and_sees_no_money(held: Carded, mine: Life) -> None:
    held.holds(5_000)
    client = browser(mine.helper(Role.CARER, may_see_money=False))
    page = text(client.get(mine.path("card/")))
    assert "Report it lost" in page and "£50.00" not in page
    assert client.get(mine.path("card/balance/")).status_code == 403
    assert send(client, mine.path(f"card/{held.card.pk}/lost/"), **LOST).status_code == 302


def test_somebody_else_s_card_is_no_such_page(held: Carded, mine: Life) -> None:
    assert browser(mine.user).get(mine.path("card/999/lost/")).status_code == 404
    other = screened(held.here, first_name="Other").person
    stranger = browser(user_of(held.here, other, "other@example.org"))
    assert stranger.get(mine.path("card/")).status_code == 404
