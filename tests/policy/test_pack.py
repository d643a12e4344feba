"""A policy answers what applied on a day, for the council and where its partner trust acts."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from selfdirect.policy import load, load_national
from selfdirect.rules.values import ValueRefused
from tests.policy.packs import COUNCIL, copy

DAY = date(2025, 6, 2)

POLICY = load(COUNCIL)


def test_the_same_day_gives_the_same_answer() -> None:
    assert POLICY.on(DAY) is POLICY.on(DAY)
    assert POLICY.on(DAY).on == DAY


def test_a_price_changes_on_its_day() -> None:
    prices = [POLICY.on(day).whole("allocation.price_per_point") for day in (date(2025, 3, 31), date(2025, 4, 1))]
    assert prices == [600, 620]


def test_before_the_first_day_only_the_nations_values_and_the_defaults_are_there() -> None:
    values = POLICY.on(date(2020, 1, 1))
    assert values.whole("charging.lower_capital_limit") == 1_425_000
    with pytest.raises(ValueRefused, match=r"profile\.contact on 2020-01-01"):
        values.value("profile.contact")
    assert values.value("allocation.method").status == "illustrative", "the default stands until the council says"


def test_a_council_that_is_more_generous_has_its_own_figure() -> None:
    key = "reviews.plan_first_review_weeks"
    assert load_national().on(DAY).whole(key) == 8
    assert POLICY.on(DAY).whole(key) == 6
    assert POLICY.on(date(2024, 3, 31)).whole(key) == 8
    assert [value.amount for value in POLICY.history(key)] == [6]


@pytest.mark.requirement("R-CFG-01")
def test_one_pack_holds_a_councils_rules_by_date_with_what_differs_for_a_group_and_a_trust() -> None:
    policy = load("council_d")
    values, trust = policy.on(DAY), policy.on(DAY, trust=policy.trusts[0])
    prices = {row["client_group"]: row["pence_weekly"] for row in values.table("allocation.prices_by_group")}
    assert len(set(prices.values())) > 1, "a group has a price of its own"
    assert any(trust[key].amount != values[key].amount for key in values), "the trust differs"
    marks = {policy.on(day).fingerprint for day in (DAY, date(2026, 6, 2))} | {trust.fingerprint}
    assert len(marks) == 3, "each version has its own mark"


@pytest.mark.requirement("R-CFG-01")
def test_a_partner_trusts_value_stands_in_place_of_the_councils(tmp_path: Path) -> None:
    pack = copy(tmp_path)
    trust = pack.council / "trusts" / "cnwl"
    trust.mkdir(parents=True, exist_ok=True)
    text = (
        (pack.defaults / "reviews.toml")
        .read_text(encoding="utf-8")
        .replace("2015-04-01 = 10\n", "2025-04-01 = 20\n", 1)
    )
    (trust / "reviews.toml").write_text(text, encoding="utf-8")
    policy, key = pack.load(), "reviews.reminder_working_days"
    assert policy.trusts == ("cnwl",)
    assert policy.on(DAY).whole(key) == 10
    assert policy.on(DAY, trust="cnwl").whole(key) == 20
    assert policy.on(date(2025, 3, 31), trust="cnwl").whole(key) == 10
    assert policy.on(DAY, trust="cnwl").fingerprint != policy.on(DAY).fingerprint


def test_a_trust_that_is_not_there_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        POLICY.on(DAY, trust="nobody")


def test_a_mistake_in_a_trusts_folder_is_refused_too(tmp_path: Path) -> None:
    pack = copy(tmp_path)
    trust = pack.council / "trusts" / "other"
    trust.mkdir(parents=True)
    (trust / "reviews.toml").write_text("[reminder]\n", encoding="utf-8")
    assert any("trusts/other/reviews.toml:1, reminder" in message for message in pack.messages())


def test_bank_holidays_are_those_of_england_and_move_from_a_weekend() -> None:
    days = POLICY.holidays(2026, 2027)
    assert {date(2026, 4, 6), date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)} <= days
    assert date(2026, 11, 30) not in days, "Saint Andrew's Day is a holiday in Scotland only"
    assert POLICY.holidays(2026, 2027) is days


@pytest.mark.requirement("R-CFG-02")
def test_what_no_source_states_has_a_value_and_is_shown_as_such() -> None:
    price = POLICY.on(DAY).value("allocation.price_per_point")
    assert (price.amount, price.status) == (620, "illustrative")
    assert "source does not state it" in price.source
    doubtful = {(each.key, each.status) for each in POLICY.summary()}
    assert ("allocation.price_per_point", "illustrative") in doubtful
    assert ("charging.minimum_income_guarantee_carer_premium", "unverified") in doubtful
    assert ("charging.contribution_subtracted", "illustrative") not in doubtful


def test_a_row_that_was_not_checked_is_in_the_summary() -> None:
    labels = [each.label for each in POLICY.summary() if each.key == "charging.income_kinds"]
    assert any("Child Benefit" in label for label in labels)
    assert not any("State pension" in label for label in labels)


def test_the_partner_trust_has_its_name_or_there_is_none(tmp_path: Path) -> None:
    assert "NHS" in str(POLICY.partner_trust_on(DAY))
    pack = copy(tmp_path)
    name = str(POLICY.partner_trust_on(DAY))
    pack.edit("council/profile.toml", name, "none")
    assert pack.load().partner_trust_on(DAY) is None


def test_a_year_of_days_is_answered_quickly() -> None:
    days = [DAY + timedelta(days=number) for number in range(365)]
    first = [POLICY.on(day) for day in days]
    assert [POLICY.on(day) for day in days] == first
    assert len({values.fingerprint for values in first}) < 10


@pytest.mark.requirement("R-RAS-14")
def test_a_version_on_trial_stands_beside_the_live_one_and_never_in_it(tmp_path: Path) -> None:
    policy, trial, key = load("council_d"), "revised_questionnaire", "allocation.prices_by_group"
    assert policy.trials == (trial,)
    live, tried = policy.on(DAY), policy.on(DAY, trial=trial)
    assert live[key].amount != tried[key].amount
    assert live["questionnaire.answers"].amount != tried["questionnaire.answers"].amount
    assert live["decisions.ladder"] == tried["decisions.ladder"]
    assert live.fingerprint != tried.fingerprint
    assert {history.shape.key for history in policy.trial_histories(trial)} >= {key, "questionnaire.answers"}
    pack = copy(tmp_path, "council_d")
    for file in (pack.council / "trials" / trial).iterdir():
        file.unlink()
    without = pack.load()
    assert (without.fingerprint, without.on(DAY).fingerprint) == (policy.fingerprint, live.fingerprint)


@pytest.mark.requirement("R-RAS-14")
def test_a_version_on_trial_is_checked_like_any_other(tmp_path: Path) -> None:
    pack = copy(tmp_path, "council_d")
    pack.edit("council/trials/revised_questionnaire/allocation.toml", "= 6.80", "= 6.805")
    (message,) = pack.messages()
    assert "trials/revised_questionnaire/allocation.toml:11, prices_by_group: from 2015-04-01: row 3" in message
