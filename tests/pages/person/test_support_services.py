"""A person sees what help costs and what is free, and has more or less of it from a day they say."""

from datetime import date

import pytest

from selfdirect.records.support_services import level_on
from selfdirect.rules.access import Role
from tests.pages.person.conftest import Life, SetDay, browser
from tests.pages.staff.forms import day, send, text

ON = date(2026, 7, 13)


@pytest.mark.requirement("R-SUP-07")
@pytest.mark.parametrize("role", [None, Role.REPRESENTATIVE])
def test_help_goes_up_and_down_on_my_own_page(role: Role | None, life: Life, set_day: SetDay) -> None:
    set_day(ON)
    client = browser(life.helper(role) if role else life.user)
    assert life.path("help-to-manage/") in client.get(life.path()).content.decode()
    assert "always free" in text(client.get(life.path("help-to-manage/")))
    wanted = {"code": "payroll", "paid_from": "own_money", **day("from_on", ON)}
    assert send(client, life.path("help-to-manage/change/"), **wanted)["Location"] == life.path("help-to-manage/")
    assert "£7.00 a month" in text(client.get(life.path("help-to-manage/")))
    stop = {"code": "none", **day("from_on", date(2026, 8, 1))}
    assert send(client, life.path("help-to-manage/change/"), **stop).status_code == 302
    assert "From 1 August 2026 No help" in text(client.get(life.path("help-to-manage/")))
    assert level_on(life.person, ON) and level_on(life.person, date(2026, 8, 1)) is None


def test_a_carer_reads_and_changes_nothing(life: Life, set_day: SetDay) -> None:
    set_day(ON)
    carer = browser(life.helper(Role.CARER))
    assert "Change the help" not in text(carer.get(life.path("help-to-manage/")))
    assert carer.get(life.path("help-to-manage/change/")).status_code == 403
