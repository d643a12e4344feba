"""A person sees what was prescribed and what the council pays, chooses a shop, adds private money, says it came."""

import pytest

from selfdirect.records.equipment import PrescribedItem, RetailerChoice
from selfdirect.rules.access import Role
from tests.actions.test_equipment import ON, equipped, stool
from tests.pages.person.conftest import Life, SetDay, browser, user_of
from tests.pages.staff.forms import day, said, send, text


@pytest.fixture
def mine(set_day: SetDay) -> Life:
    set_day(ON)
    life = equipped()
    return Life(life.here, life.budget, user_of(life.here, life.person))


@pytest.mark.django_db
@pytest.mark.requirement("R-BRK-05")
def test_a_person_chooses_a_shop_and_adds_their_own_money(mine: Life) -> None:
    client, at = browser(mine.user), mine.path("equipment/")
    assert at in client.get(mine.path()).content.decode()
    shown = text(client.get(at))
    assert "Perching stool" in shown and "The council pays £45.00" in shown and "Example Aids by Post" in shown
    choose = f"{at}{stool().pk}/choose/"
    wrong = send(client, choose, wanted="With arms", price_pence="lots")
    assert said(wrong)[0] == "Select a shop" and len(said(wrong)) == 2 and 'value="With arms"' in wrong.content.decode()
    typed = {"retailer": "pharmacy", "wanted": "With arms", "price_pence": "65.00"}
    assert send(client, choose, **typed)["Location"] == at
    assert "Added privately £20.00" in text(client.get(at))
    arrived = f"{at}{stool().pk}/arrived/"
    assert send(client, arrived, **day("started_on", ON)).status_code == 302
    assert "Arrived on 14 July 2026" in text(client.get(at))
    rail = PrescribedItem.objects.get(code="grab_rail")
    assert client.get(f"{at}{rail.pk}/arrived/").status_code == 404


@pytest.mark.django_db
def test_a_carer_chooses_nothing(mine: Life) -> None:
    carer = browser(mine.helper(Role.CARER))
    assert "Choose a shop for" not in text(carer.get(mine.path("equipment/")))
    assert carer.get(mine.path(f"equipment/{stool().pk}/choose/")).status_code == 403
    assert not RetailerChoice.objects.exists()
