"""Which organisation helps to find support, by age, main need and who pays; Council A's own rule among them."""

from datetime import date

import pytest

from selfdirect.rules.brokerage import RULE, Proposed, organisations, proposed
from selfdirect.rules.values import NO_LIMIT, Values
from tests.rules.packs import on as values_on
from tests.rules.samples import SINCE, value

ON = date(2026, 6, 1)


@pytest.mark.requirement("R-BRK-06")
@pytest.mark.parametrize(
    ("age", "who_pays", "organisation"),
    [
        (64, "council", "user_led"),
        (65, "council", "support_provider_1"),
        (30, "self", "support_provider_1"),
        (90, "self", "support_provider_1"),
    ],
)
def test_council_a_refers_by_age_and_those_who_pay_for_themselves(age: int, who_pays: str, organisation: str) -> None:
    values = values_on("council_a", ON)
    found = proposed(age, "physical", who_pays, values)
    assert found is not None and found.organisation == organisation in organisations(values)
    assert f"The person is {age}" in found.why


@pytest.mark.requirement("R-BRK-06")
def test_a_rule_may_go_by_main_need_and_there_may_be_none() -> None:
    row = {"organisation": "minds", "from_age": 18, "under_age": NO_LIMIT, "client_group": "mental_health"}
    values = Values({RULE: value(RULE, ({**row, "who_pays": "any"},))}, SINCE, "fingerprint")
    assert proposed(40, "mental_health", "self", values) == Proposed(
        "minds", "The person is 40, pays for support themselves, and has this main need."
    )
    assert proposed(40, "physical", "self", values) is None and proposed(17, "mental_health", "self", values) is None
