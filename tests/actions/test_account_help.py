"""A burden is believed and answered by a date; what was chosen is kept with all that was offered."""

from datetime import timedelta

import pytest

from selfdirect.actions import account_help as actions
from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.records.account_help import AccountBurden, AccountHelp
from selfdirect.records.work import Step
from selfdirect.rules.account_help import AS_IT_IS
from tests.actions.story import FIRST_PAY_ON, Story, story

pytestmark = pytest.mark.django_db
ON = FIRST_PAY_ON


@pytest.fixture
def told() -> Story:
    return story()


def said(told: Story, **more: object) -> AccountBurden:
    words: dict[str, object] = {
        "person": told.person,
        "budget": told.budget,
        "paid_by": "bank_account",
        "hard": ["records", "carer"],
        "words": "",
        "said_by_name": "Her daughter",
        "key": f"burden-{AccountBurden.objects.count()}-{len(str(more))}",
        "on": ON,
        "by": told.worker,
    }
    return actions.say_it_is_hard(**(words | more))  # type: ignore[arg-type]


def helped(told: Story, burden: AccountBurden, **more: object) -> AccountHelp:
    words: dict[str, object] = {
        "person": told.person,
        "burden": burden,
        "chosen": "council_managed",
        "words": "We switch on Monday.",
        "seen_version": burden.version,
        "key": f"help-{len(str(more))}",
        "on": ON + timedelta(days=3),
        "by": told.worker,
    }
    return actions.offer_help(**(words | more))  # type: ignore[arg-type]


@pytest.mark.requirement("R-PAY-06")
def test_it_has_an_owner_and_a_date_and_ends_with_what_was_chosen_of_what_was_offered(told: Story) -> None:
    burden = said(told)
    step = Step.objects.open().get(code=actions.STEP)
    assert step.owner == told.worker and step.due_on > ON
    made = helped(told, burden)
    assert len(made.offered) > 3 and "Help with the account" in made.offered
    assert not Step.objects.open().filter(code=actions.STEP).exists()
    with pytest.raises(Refused, match="answered already"):
        helped(told, burden, words="Again")


def test_what_is_missing_is_said_by_field(told: Story) -> None:
    with pytest.raises(Refused) as refused:
        said(told, hard=[], said_by_name="")
    assert [one.field for one in refused.value.problems] == ["hard", "said_by_name"]
    burden = said(told, hard=[], words="The bank is far away.")
    with pytest.raises(Refused, match="was said already"):
        said(told)
    with pytest.raises(Refused) as refused:
        helped(told, burden, chosen="gold", words=" ")
    assert [one.field for one in refused.value.problems] == ["chosen", "words"]
    helped(told, burden, chosen=AS_IT_IS, words="It was one bad week.")
    assert said(told, words="It is hard again.").pk != burden.pk


def test_only_whom_it_concerns(told: Story) -> None:
    with pytest.raises(NotAllowed):
        said(told, by=told.town.cast.panel[0])
    burden = said(told)
    with pytest.raises(NotAllowed):
        helped(told, burden, by=told.town.cast.panel[0])
