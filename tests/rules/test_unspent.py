"""What may be kept and what comes back, under each council's rule."""

from dataclasses import replace
from datetime import date

import pytest

from selfdirect.rules.unspent import Account, AccountRefused, may_keep, rule_in_words, unspent
from tests.rules.packs import on

ASKED = date(2025, 6, 1)


@pytest.mark.requirement("R-UNS-01")
@pytest.mark.parametrize(
    ("balance", "over"),
    [(2_000_00, 0), (2_000_01, 1), (2_500_00, 500_00)],
)
def test_above_ten_weeks_of_the_net_payment_comes_back(balance: int, over: int) -> None:
    found = unspent(Account(balance, net_pence_weekly=200_00, asked_on=ASKED), on("council_a"))
    assert (found.over_pence, found.pay_back_pence) == (over, over)
    assert found.outcome == ("pay_back" if over else "keep")


@pytest.mark.requirement("R-UNS-01")
def test_money_for_emergencies_is_shown_apart_and_not_counted_in_the_ten_weeks() -> None:
    account = Account(2_300_00, net_pence_weekly=200_00, contingency_pence=300_00, asked_on=ASKED)
    found = unspent(account, on("council_a"))
    assert (found.contingency_pence, found.over_pence, found.may_keep_pence) == (300_00, 0, 2_300_00)
    assert "Kept for emergencies, and not looked at" in [row.label for row in found.working]
    assert unspent(replace(account, balance_pence=2_300_01), on("council_a")).pay_back_pence == 1


@pytest.mark.requirement("R-UNS-01")
@pytest.mark.parametrize(("balance", "over"), [(400_00, 0), (400_01, 1)])
def test_each_quarter_what_is_above_the_agreed_sum_comes_back(balance: int, over: int) -> None:
    account = Account(balance, net_pence_weekly=200_00, contingency_pence=400_00, asked_on=ASKED)
    found = unspent(account, on("council_b"))
    assert found.pay_back_pence == over
    assert "every three months" in rule_in_words(on("council_b"))


@pytest.mark.requirement("R-UNS-01")
def test_contact_comes_first_and_then_somebody_decides() -> None:
    account = Account(5_000_00, net_pence_weekly=200_00)
    before = unspent(account, on("council_d"))
    after = unspent(replace(account, asked_on=ASKED), on("council_d"))
    assert (before.outcome, before.pay_back_pence) == ("talk_first", 0)
    assert (after.outcome, after.pay_back_pence) == ("decide", 0)


@pytest.mark.requirement("R-UNS-01")
def test_at_the_audit_what_is_above_comes_back_once_the_person_was_asked() -> None:
    account = Account(5_000_00, net_pence_weekly=200_00)
    assert unspent(account, on("council_e")).outcome == "talk_first"
    assert unspent(replace(account, asked_on=ASKED), on("council_e")).outcome == "pay_back"


def test_what_is_spoken_for_is_no_surplus() -> None:
    account = Account(
        2_900_00,
        net_pence_weekly=200_00,
        bills_due_pence=400_00,
        wages_owed_pence=300_00,
        reserves_pence=150_00,
        overpaid_contribution_pence=50_00,
        asked_on=ASKED,
    )
    found = unspent(account, on("council_a"))
    assert (found.surplus_pence, found.over_pence) == (2_000_00, 0)
    assert unspent(replace(account, balance_pence=100_00), on("council_a")).surplus_pence == 0


@pytest.mark.requirement("R-UNS-02")
def test_the_person_reads_what_may_be_kept_by_when_and_what_happens_otherwise() -> None:
    found = unspent(Account(2_500_00, net_pence_weekly=200_00), on("council_a"), date(2026, 6, 1))
    assert found.words == (
        "You have £2,500.00.",
        "You may keep £2,000.00. You do not have to spend it to keep it.",
        "We look again by 1 June 2026.",
        (
            "£500.00 is more than you may keep. We talk with you before anything comes back. You can ask to use it for "
            "something else in your plan."
        ),
    )
    spoken_for = unspent(Account(2_500_00, 200_00, bills_due_pence=500_00), on("council_a"))
    assert spoken_for.words[1] == "£500.00 of it is for bills, wages and money put by."
    assert spoken_for.words[-1] == "Nothing comes back."


@pytest.mark.requirement("R-UNS-03")
def test_a_small_sum_is_carried_into_the_next_year() -> None:
    values = on("council_b")  # 5% of 52 weeks at £200.00 is £520.00, and no sum for emergencies was agreed
    account = Account(520_00, net_pence_weekly=200_00, asked_on=ASKED)
    assert unspent(account, values).pay_back_pence == 520_00
    assert unspent(replace(account, year_end=True), values).pay_back_pence == 0
    assert unspent(replace(account, year_end=True, balance_pence=520_01), values).pay_back_pence == 1


def test_a_sum_below_zero_is_refused() -> None:
    with pytest.raises(AccountRefused, match="wages_owed_pence must be zero or more"):
        unspent(Account(100, 100, wages_owed_pence=-1), on("council_a"))


@pytest.mark.parametrize("council", ["council_a", "council_b", "council_d", "council_e", "westminster"])
def test_every_rule_is_said_in_a_sentence(council: str) -> None:
    assert rule_in_words(on(council)).endswith(".")


@pytest.mark.requirement("R-UNS-02")
def test_before_anything_is_looked_at_the_person_reads_what_may_be_kept_in_pounds() -> None:
    found = may_keep(Account(0, net_pence_weekly=200_00), 250_00, on("council_a"), date(2026, 6, 1))
    carried = found.carry_over_pence
    assert found.account_pence == 2_000_00
    assert found.words[0] == ("You may keep up to £2,000.00 in the account. You do not have to spend it to keep it.")
    assert found.words[1].startswith("At the end of the budget you may take up to £")
    assert carried == 52 * 250_00 * on("council_a").whole("unspent.carry_over_percent") // 100
    assert found.words[2].startswith("We look ") and found.words[2].endswith(", next by 1 June 2026.")
    assert found.words[3].startswith("If there is more, we talk with you before anything comes back.")
    assert found.working[-1].amount == carried
    assert "unspent.weeks" in [row.rule for row in found.working]


@pytest.mark.parametrize("council", ["council_b", "council_d", "council_e"])
def test_somebody_paid_nothing_into_an_account_reads_what_goes_into_the_next_year(council: str) -> None:
    found = may_keep(Account(0, 0), 250_00, on(council), None)
    assert found.account_pence is None
    assert "in the account" not in " ".join(found.words)
    assert "next by" not in " ".join(found.words)
