"""Who decides, how it is held and paid, how it is looked at, what is kept, when it is reviewed, and the clocks."""

from datetime import date

import pytest

from selfdirect.rules.charging_lines import Support
from selfdirect.rules.circumstances import Relative
from selfdirect.rules.unspent import Account
from tests.rules.people import determined, known


@pytest.mark.parametrize(("pence", "weekly"), [(300_00, "Once a week"), (350_00, "Twice a week")])
def test_a_plan_goes_to_the_session_of_its_amount(pence: int, weekly: str) -> None:
    somebody = known(plan=(Support("A personal assistant", "personal_assistant", pence),))
    section = determined("council_b", somebody).section("decision")
    assert any(f"meets: {weekly[0].lower()}{weekly[1:]}." in words for words in section.words)


@pytest.mark.requirement("R-DEC-08")
def test_an_allocation_needs_nobody_where_nothing_is_open_and_a_practitioner_signs_the_plan() -> None:
    section = determined("council_d").section("decision")
    assert section.figures["label"] == "Practitioner"
    assert any("Agreed straight away: it is within the allocation" in words for words in section.words)
    risky = determined("council_d", known(undue_risk=True)).section("decision")
    assert risky.figures["label"] == "Local panel"


def test_only_what_the_council_asks_about_is_needed() -> None:
    unknown = known(undue_risk=None, present_pence_weekly=None)
    assert determined("council_d", unknown).section("decision").needs == ("undue_risk",)
    assert determined("council_c", unknown).section("decision").needs == ("present_pence_weekly",)
    assert determined("council_a", unknown).section("decision").status == "said"


def test_another_way_than_the_usual_one_needs_the_persons_reason() -> None:
    found = determined("council_a", known(option="council_managed", option_reason=""))
    assert found.section("holding").needs == ("option_reason",)
    assert found.section("monitoring").needs == ("option",)
    assert found.section("surplus").needs == ("option",)


def test_what_the_council_holds_sends_nothing_back() -> None:
    found = determined("westminster", known(option="council_managed"))
    assert found.section("monitoring").status == found.section("surplus").status == "not_reached"
    assert "direct payment" not in " ".join(found.section("reviews").words)


@pytest.mark.requirement("R-PAY-05")
def test_one_payment_needs_no_account_where_the_council_says_so() -> None:
    once = determined("council_c", known(interval="one_off")).section("holding")
    assert once.figures["account_needed"] is False
    regular = determined("council_c").section("holding")
    assert regular.figures["account_needed"] is True
    assert "A financial risk assessment comes first." in regular.words


def test_a_relative_at_home_is_only_paid_where_it_is_necessary() -> None:
    daughter = Relative("child", same_household=True)
    words = determined("city_of_london", known(relative=daughter)).section("holding").words
    assert any("only where it is necessary" in each for each in words)


def test_the_tier_goes_by_what_is_paid_in_a_year() -> None:
    section = determined("council_a").section("monitoring")
    assert section.figures["tier"] == "detailed_account"
    late = determined("council_a", known(first_payment_on=None)).section("monitoring")
    assert late.status == "partly_said" and late.needs == ("first_payment_on",)


def test_the_method_of_payment_is_asked_for() -> None:
    section = determined("westminster", known(method="")).section("holding")
    assert section.status == "partly_said" and section.needs == ("method",)


def test_what_is_left_is_looked_at_where_the_account_is_known() -> None:
    account = Account(5_000_00, net_pence_weekly=200_00, asked_on=date(2025, 6, 1))
    section = determined("council_a", known(account=account)).section("surplus")
    assert section.figures["pay_back_pence"] == 3_000_00
    assert section.words[0] == "You have £5,000.00."


def test_the_front_door_clocks_run_side_by_side() -> None:
    section = determined("richmond").section("standards")
    assert section.figures["appointment"] == "2025-05-08"
    assert section.figures["assessment_wait"] == "2025-06-02"  # two bank holidays
    quiet = determined("richmond", known(events={})).section("standards")
    assert "events.referral" in quiet.needs
