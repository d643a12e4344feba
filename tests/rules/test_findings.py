"""An answer is as firm as the least firm row it rests on."""

from selfdirect.rules.findings import concluded, entered, from_policy, table_or_none, yes_no
from selfdirect.rules.working import ILLUSTRATIVE, WORKED_OUT
from tests.rules.packs import on


def test_a_conclusion_rests_on_its_rows() -> None:
    fact = entered("Band", "Critical", "words", "band")
    assert concluded("Answer", "yes", "words", "rule", [fact]).status == WORKED_OUT
    value = on("westminster").value("monitoring.tiers")
    doubtful = from_policy(value, "Tier", "one", "words")
    assert doubtful.status == ILLUSTRATIVE
    assert concluded("Answer", "yes", "words", "rule", [fact, doubtful]).status == ILLUSTRATIVE


def test_no_table_has_no_rows() -> None:
    values = on("westminster")
    assert table_or_none(values, "eligibility.placement_check") == ()
    assert table_or_none(values, "monitoring.tiers")
    assert (yes_no(True), yes_no(False)) == ("yes", "no")
