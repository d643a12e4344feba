"""Choosing who looks after my money: compared, chosen for all or part by part, looked over, sent once."""

import uuid

import pytest

from selfdirect.records.direct_payments import HoldingChoice
from selfdirect.records.market import Provider
from selfdirect.rules.access import Role
from tests.actions import story
from tests.pages.person.conftest import Life, browser, said


@pytest.fixture
def ready(life: Life) -> Life:
    """Somebody who has talked about the ways, and for whom a direct payment suits."""
    story.talked(life.budget)
    story.found_suitable(life.budget)
    return life


def _at(life: Life, rest: str) -> str:
    return life.path(f"budgets/{life.budget.pk}/{rest}")


def test_the_ways_are_compared_before_and_chosen_after_a_talk(life: Life) -> None:
    client = browser(life.user)
    page = said(client.get(_at(life, "ways/")))
    assert "You keep a record of what you spend" in page and "Talk with your worker about these ways first" in page
    assert "Before you choose this way, your worker looks at it with you" in page
    story.talked(life.budget)
    assert "Choose now" in said(client.get(_at(life, "ways/")))


def test_one_way_for_all_of_it(ready: Life) -> None:
    client = browser(ready.user)
    answer = client.post(_at(ready, "choose/"), {"way": "direct_payment", "paid_by": "prepaid_card"})
    assert answer.status_code == 302 and answer.url == _at(ready, "choose/check/")
    page = said(client.get(answer.url))
    assert page.count("You have the money: a prepaid card") == 2
    assert client.post(answer.url, {"own_reason": ""}).status_code == 422
    assert not HoldingChoice.objects.exists()
    typed = {"own_reason": "I know what I need 🌻", "key": str(uuid.uuid4())}
    assert client.post(answer.url, typed).status_code == 302
    choice = HoldingChoice.objects.get()
    assert choice.own_reason == "I know what I need 🌻" and choice.chosen_by_name == ready.user.name
    assert {one["held_as"] for one in choice.by_line.values()} == {"direct_payment"}
    assert client.get(_at(ready, "choose/")).status_code == 422, "it is chosen"


def test_a_mix_part_by_part_by_a_representative(ready: Life) -> None:
    holder = Provider.objects.filter(may_hold_funds=True, gives_care=True).first()
    assert holder is not None
    user = ready.helper(Role.REPRESENTATIVE)
    client = browser(user)
    assert client.post(_at(ready, "choose/"), {"way": "mixed"}).url == _at(ready, "choose/parts/")
    first, second = [line.pk for line in ready.budget.lines.order_by("pk")]
    wrong = client.post(_at(ready, "choose/parts/"), {f"line_{first}": "direct_payment"})
    page = said(wrong)
    assert wrong.status_code == 422
    assert "Select how you want to be paid for: Help to wash and dress" in page
    assert "Select who looks after the money for: Swimming" in page
    typed = {
        f"line_{first}": "direct_payment",
        f"line_{first}_paid_by": "bank_account",
        f"line_{second}": "third_party",
        f"line_{second}_fund_holder": str(holder.pk),
        f"line_{second}_paid_by": "prepaid_card",
    }
    answer = client.post(_at(ready, "choose/parts/"), typed)
    assert answer.status_code == 302
    page = said(client.get(answer.url))
    assert f"{holder.name} looks after the money" in page and "also gives care" in page
    assert client.post(answer.url, {"own_reason": "We talked"}).status_code == 422
    sent = {"own_reason": "We talked", "conflict_note": "Rosa checks the bills", "key": "one-key"}
    assert client.post(answer.url, sent).status_code == 302
    choice = HoldingChoice.objects.get()
    assert choice.by_line[str(second)] == {"held_as": "third_party", "paid_by": "", "fund_holder": holder.pk}
    assert choice.chosen_by_name == user.name and choice.conflict_note == "Rosa checks the bills"


def test_nothing_chosen_yet_leads_to_the_choice(ready: Life) -> None:
    answer = browser(ready.user).get(_at(ready, "choose/check/"))
    assert answer.status_code == 302 and answer.url == _at(ready, "choose/")


WRONG: list[tuple[dict[str, str], str]] = [
    ({}, "Select who looks after your money"),
    ({"way": "the moon"}, "Select who looks after your money"),
    ({"way": "direct_payment"}, "Select how you want to be paid"),
    ({"way": "third_party", "fund_holder": "999999"}, "Select who looks after it for you"),
]


def test_what_is_missing_is_said_at_its_field(ready: Life) -> None:
    client = browser(ready.user)
    for typed, says in WRONG:
        answer = client.post(_at(ready, "choose/"), typed)
        assert answer.status_code == 422 and says in said(answer) and "There is a problem" in said(answer), says


def test_without_the_worker_having_looked_at_it_a_direct_payment_is_refused_in_words(life: Life) -> None:
    story.talked(life.budget)
    client = browser(life.user)
    client.post(_at(life, "choose/"), {"way": "direct_payment", "paid_by": "bank_account"})
    answer = client.post(_at(life, "choose/check/"), {"own_reason": "I want to", "key": "k"})
    assert answer.status_code == 422 and "Look at whether a direct payment suits" in said(answer)
    assert "I want to" in said(answer) and not HoldingChoice.objects.exists()
