"""In the simulation some holders have help to manage the budget: paid from it or in kind, and changed later."""

from datetime import timedelta
from random import Random

import pytest

from selfdirect.demo import support_services as demo
from selfdirect.records.support_services import SupportExchange, SupportLevel
from selfdirect.rules.support_services import IN_KIND
from tests.actions.story import FIRST_PAY_ON, story


class Always(Random):
    """Chance that always says yes, takes the dearest level, and pays in kind where the budget cannot."""

    def __init__(self, key: str) -> None:
        super().__init__(1)

    def randrange(self, *parts: int) -> int:  # type: ignore[override]
        return 0

    def choice(self, given):  # type: ignore[no-untyped-def]
        if given is demo.WAYS:
            return IN_KIND
        return max(given, key=lambda one: getattr(one, "pence_monthly", 0))


@pytest.mark.django_db
def test_help_begins_is_given_back_in_kind_and_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    person = story().person
    monkeypatch.setattr(demo, "Random", Always)
    demo.go_on(1, FIRST_PAY_ON)
    demo.go_on(1, FIRST_PAY_ON)
    first = SupportLevel.objects.get(person=person)
    assert first.code and first.from_on == FIRST_PAY_ON and first.paid_from == IN_KIND
    demo.go_on(1, FIRST_PAY_ON + timedelta(weeks=1))
    assert SupportExchange.objects.get().level == first
    demo.go_on(1, FIRST_PAY_ON + timedelta(weeks=demo.WEEKS_BEFORE_IT_CHANGES))
    assert SupportLevel.objects.filter(person=person).count() == 2
