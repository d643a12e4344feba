"""A fund that the landlord of extra-care housing holds, in short words for tests: £80.00 a week, 5 hours of care."""

from datetime import date
from typing import Any

from selfdirect.actions import funds_held
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget
from selfdirect.records.market import Provider
from selfdirect.records.orders import Order, Seller, TimeSwap
from tests.actions.first_half import Town, town
from tests.actions.ordered import Ordered, fresh
from tests.actions.story import Story, account_of, approved, choose, finalised, signed, support, talked

CHANGE_ON = date(2026, 7, 17)
NEW_ON = date(2026, 8, 3)


class Resident(Ordered):
    """Somebody who lives in an extra-care home and whose landlord holds the fund."""

    @property
    def landlord(self) -> Provider:
        return Provider.objects.get(holder_kind="extra_care_landlord")

    @property
    def manager(self) -> User:
        """Who signs in for the landlord."""
        return self.landlord.users.order_by("pk")[0]

    def for_them(self, order: Order, on: date = CHANGE_ON, **more: Any) -> TimeSwap:
        """An hour a week given up for help with shopping, because the person asked."""
        now = fresh(order)
        wanted = self.asked(
            on, seller=Seller.UNUSUAL, provider=None, seller_name="A neighbour", what="Help with shopping"
        )
        words: dict[str, Any] = {
            "order": now,
            "given_hundredths": 100,
            "bought_pence": None,
            "wanted": {**wanted, "starts_on": NEW_ON},
            "weeks": 4,
            "asked_by_name": "Amara Foxglove",
            "seen_version": now.version,
            "key": self.key(),
            "on": on,
            "by": self.manager,
        }
        return funds_held.swap_time(**(words | more))


def resident(*lines: dict[str, Any], here: Town | None = None) -> Resident:
    """Agreed, with the landlord's account: payments are about to start."""
    here = here or town()
    budget = finalised(approved(here, *(lines or (support(),))))
    talked(budget)
    landlord = Provider.objects.get(holder_kind="extra_care_landlord")
    choose(budget, ("third_party", "", landlord.pk), conflict_note="They also give the care. The person knows.")
    account_of(landlord, here.cast.finance[0])
    signed(budget)
    return Resident(here, Budget.objects.get(pk=budget.pk))


def told(life: Resident) -> Story:
    """The same life for the helpers of payments."""
    return Story(life.here, life.budget)
