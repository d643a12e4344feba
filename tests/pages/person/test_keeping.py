"""A person is asked on their first screen whether they keep their provider, and answers there."""

import pytest

from selfdirect.records.market import KeepAnswer
from selfdirect.rules.access import Role
from tests.actions.ordered import STARTS_ON, managed
from tests.actions.test_market import asked_after_the_contract
from tests.pages.person.conftest import Life, SetDay, browser, user_of
from tests.pages.staff.forms import send, text


@pytest.mark.django_db
@pytest.mark.requirement("R-BRK-09")
def test_a_person_keeps_their_own_provider(set_day: SetDay) -> None:
    set_day(STARTS_ON)
    life = managed()
    life.going_on()
    asked = asked_after_the_contract(life)
    mine = Life(life.here, life.budget, user_of(life.here, life.person))
    client, at = browser(mine.user), mine.path(f"keep/{asked.pk}/")
    assert "Say if you keep Example Home Care" in text(client.get(mine.path()))
    assert browser(mine.helper(Role.CARER)).get(at).status_code == 403
    assert "/switches/" in send(client, at, keeps="keep")["Location"]
    assert KeepAnswer.objects.get().keeps and KeepAnswer.objects.get().by == mine.user
    assert client.get(at).status_code == 404
