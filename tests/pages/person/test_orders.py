"""A person with a managed budget sees who gives their support, and changes provider, times and what time is for."""

from datetime import date, timedelta
from typing import Any

import pytest

from selfdirect.records.orders import Order, TimeSwap
from selfdirect.rules.access import Role
from tests.actions.invoiced import INVOICED_ON, invoiced
from tests.actions.ordered import STARTS_ON, Ordered, fresh, managed
from tests.pages.person.conftest import Life, SetDay, browser, user_of
from tests.pages.staff.forms import day, said, send, text
from tests.pages.staff.test_orders import typed

pytestmark = pytest.mark.django_db
ON = date(2026, 7, 13)


@pytest.fixture
def ordered(set_day: SetDay) -> Ordered:
    set_day(ON)
    return managed()


@pytest.fixture
def mine(ordered: Ordered) -> Life:
    return Life(ordered.here, ordered.budget, user_of(ordered.here, ordered.person))


@pytest.mark.requirement("R-PAY-07")
def test_the_person_sees_what_a_provider_was_paid_and_by_when(set_day: SetDay) -> None:
    life = invoiced()
    order = life.going_on()
    life.invoice(order)
    set_day(INVOICED_ON)
    mine = Life(life.here, life.budget, user_of(life.here, life.person))
    page = text(browser(mine.user).get(mine.path(f"support/{order.pk}/")))
    assert "What they were paid" in page and "£320.00. By 2 September 2026" in page
    carer = browser(mine.helper(Role.CARER, may_see_money=False))
    assert "What they were paid" not in text(carer.get(mine.path(f"support/{order.pk}/")))


def wanted(ordered: Ordered, **more: Any) -> dict[str, Any]:
    other = {"provider": str(ordered.providers[4].pk), "outcomes": ["hygiene"], **day("starts_on", date(2026, 8, 3))}
    return typed(ordered, **(other | more))


@pytest.mark.requirement("R-DEP-18")
@pytest.mark.parametrize("role", [None, Role.REPRESENTATIVE])
def test_a_managed_holder_chooses_times_provider_and_use_and_sees_what_is_left(
    role: Role | None, ordered: Ordered, mine: Life
) -> None:
    order = ordered.going_on()
    client = browser(mine.helper(role) if role else mine.user)
    assert mine.path("support/") in client.get(mine.path()).content.decode()
    listed = text(client.get(mine.path("support/")))
    assert "Example Home Care" in listed and "Going on" in listed and "What is left of your money" in listed
    at = mine.path(f"support/{order.pk}/")
    assert "What you can change" in text(client.get(at))
    times = {"visit_times": "At 10", "preferred_worker": "Joan", **day("from_on", date(2026, 7, 20))}
    assert send(client, f"{at}times/", **times).status_code == 302
    swap = {"given": "1", "what": "The gym", "cost": "", "seller": "unusual", "seller_name": "Town gym", "weeks": "4"}
    assert send(client, f"{at}swap/", **swap, **day("starts_on", date(2026, 8, 3))).status_code == 302
    assert TimeSwap.objects.get().pence_weekly == 1600
    assert send(client, f"{at}change/", **wanted(ordered)).status_code == 302
    new = Order.objects.get(replaces=order)
    page = text(client.get(at))
    assert "Joan" in page and "£16.00 a week for The gym" in page
    assert "was asked to take over from 3 August 2026" in page and "goes on until they have said yes" in page
    assert "Example Care and Support" in text(client.get(mine.path(f"support/{new.pk}/")))
    assert client.get(mine.path("money/")).status_code == 200


@pytest.mark.requirement("R-BRK-08")
def test_what_no_longer_fits_says_that_somebody_decides_and_why(ordered: Ordered, mine: Life) -> None:
    order, client = ordered.going_on(), browser(mine.user)
    at = mine.path(f"support/{order.pk}/")
    assert send(client, f"{at}change/", **wanted(ordered, unit_price_pence="17.00"))["Location"] == at
    page = text(client.get(at))
    assert "Somebody decides on it, because: This comes to £85.00 a week" in page
    assert "You asked for a change" in text(client.get(mine.path("support/")))


def test_a_person_says_that_it_started_and_a_carer_may_too(ordered: Ordered, mine: Life) -> None:
    order = ordered.made()
    ordered.answered(order)
    at = mine.path(f"support/{order.pk}/")
    carer = browser(mine.helper(Role.CARER))
    assert "It has started" in text(carer.get(at)) and "What you can change" not in text(carer.get(at))
    for path in ("change", "times", "swap", "end"):
        assert carer.get(f"{at}{path}/").status_code == 403
    assert send(carer, f"{at}started/", **day("started_on", STARTS_ON)).status_code == 302
    assert fresh(order).begun


def test_who_may_not_see_money_sees_who_comes_and_no_amount(ordered: Ordered, mine: Life) -> None:
    order = ordered.going_on()
    client = browser(mine.helper(Role.CARER, may_see_money=False))
    for path in ("support/", f"support/{order.pk}/"):
        page = text(client.get(mine.path(path)))
        assert "Example Home Care" in page and "£" not in page


def test_it_is_taken_back_and_before_anything_is_ordered_the_page_says_so(ordered: Ordered, mine: Life) -> None:
    client = browser(mine.user)
    assert "Nobody was asked yet" in text(client.get(mine.path("support/")))
    order = ordered.made(on=ON, starts_on=date(2026, 8, 3))
    assert send(client, mine.path(f"support/{order.pk}/end/"), reason="Changed my mind").status_code == 302
    assert "Taken back before it started" in text(client.get(mine.path("support/")))
    assert said(send(client, mine.path(f"support/{order.pk}/end/"), reason="Again")) == ["This order has ended already"]


def test_nothing_is_asked_about_support_that_is_over(ordered: Ordered, mine: Life, set_day: SetDay) -> None:
    order = ordered.going_on()
    client = browser(mine.user)
    set_day(ordered.budget.ends_on + timedelta(days=1))
    for page in ("change", "times", "swap", "end"):
        answer = client.get(mine.path(f"support/{order.pk}/{page}/"))
        assert answer.status_code == 422 and "is over, so it cannot be changed" in text(answer)
    assert "Nobody gives you support through us now" in text(client.get(mine.path("support/")))
