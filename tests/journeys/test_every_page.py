"""Every page that every role can reach by links, in a small council: nothing is broken, too wide or shut to anybody.

Next:   tests/journeys/crawling.py
"""

from datetime import date
from typing import Any

import pytest

from selfdirect.demo.simulation import ENDS_ON, simulate
from selfdirect.records.access import RoleGrant, User, acting_on
from selfdirect.rules.access import Role
from tests.journeys.conftest import Visit
from tests.journeys.crawling import NOBODY, Crawl

pytestmark = pytest.mark.journey

PEOPLE = 12
STARTS_ON = date(2026, 3, 2)
OPEN_PAGES = ("/", "/check/", "/sign-in/", "/accessibility/", "/cookies/", "/demo/")


CARE = (Role.SOCIAL_WORKER, Role.TEAM_MANAGER, Role.PANEL_MEMBER, Role.AUDITOR, Role.ADMINISTRATOR)
OTHERS = tuple(role for role in Role if role not in CARE)
COME_TO_US = {Role.PERSON, Role.CARER, Role.REPRESENTATIVE}


def users_of(role: Role) -> list[User]:
    """Who holds a role: one member of staff, or two of the people who come to us."""
    grants = RoleGrant.objects.filter(acting_on(ENDS_ON), role=role.value).order_by("user_id")
    found = [grant.user for grant in grants.exclude(user__is_timer=True).select_related("user")]
    return found[: 2 if role in COME_TO_US else 1]


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("roles", [CARE, OTHERS], ids=["care", "others"])
def test_every_page_is_whole(roles: tuple[Role, ...], visit: Visit, transactional_db: Any) -> None:
    simulate(people=PEOPLE, starts_on=STARTS_ON)
    crawl = Crawl()
    visitor = visit(width=320)
    for path in OPEN_PAGES if roles == OTHERS else ():
        crawl.follow(visitor, NOBODY, path, most=10)
    for role in roles:
        for user in users_of(role):
            crawl.follow(visitor.be(user), role.value)
    assert not crawl.faults, f"{len(crawl.faults)} faults:\n" + "\n".join(crawl.faults)
    assert crawl.looked > 100, crawl.looked
