"""The person sees every bill and payment, and where it stands; a mistake of ours is not theirs to read."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from selfdirect.records.budgets import Budget
from tests.actions.contributing import LATER, Contributing, contributing
from tests.pages.person.conftest import Life, SetDay, browser, user_of
from tests.pages.staff.forms import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def paying(settings: Any, tmp_path: Path, set_day: SetDay) -> Iterator[Contributing]:
    with contributing(settings, tmp_path) as made:
        set_day(LATER)
        yield made


@pytest.fixture
def mine(paying: Contributing) -> Life:
    return Life(paying.told.town, paying.budget, user_of(paying.told.town, paying.told.person))


@pytest.mark.requirement("R-PAY-09")
def test_bills_and_payments_and_where_it_stands(paying: Contributing, mine: Life) -> None:
    client = browser(mine.user)
    page = mine.path(f"what-you-pay/{paying.budget.pk}/")
    assert "What you pay us" in text(client.get(mine.path("money/")))
    assert "We have not sent you a bill yet" in text(client.get(page))
    paying.billed()
    paying.undone(paying.paid(100))
    paying.paid(2 * paying.weekly)
    shown = text(client.get(page))
    assert "You have nothing to pay now." in shown and "£1.00" not in shown and "You paid this" in shown


def test_where_nothing_goes_through_the_council_there_is_no_such_page(paying: Contributing, mine: Life) -> None:
    Budget.objects.filter(pk=paying.budget.pk).update(contribution_basis="net")
    client = browser(mine.user)
    assert client.get(mine.path(f"what-you-pay/{paying.budget.pk}/")).status_code == 404
    assert "What you pay us" not in text(client.get(mine.path("money/")))
