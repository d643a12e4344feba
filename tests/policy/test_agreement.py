"""Tables that do not agree with each other are refused, all of them together, each with its line and its cure."""

import re
from pathlib import Path

import pytest

from selfdirect.policy import councils, load
from tests.policy.packs import copy

BANDED = """
[pricing]
label = "How points are priced"
source = "Minute 1"
status = "stated"
[pricing.from]
2015-04-01 = "banded"
"""
BY_GROUP = (
    BANDED.replace('"banded"', '"by_client_group"')
    + """
[prices_by_group]
label = "Price of one point for each client group"
source = "Minute 1"
status = "stated"
[prices_by_group.from]
2015-04-01 = [
  { client_group = "physical", pounds_weekly = 5.00 },
]
"""
)
ALLOCATION = "council/allocation.toml"
HEAD = "[method]\n"


def test_the_programs_own_policies_agree() -> None:
    assert all(load(council) for council in councils())


def test_a_client_group_that_is_not_there_is_named(tmp_path: Path) -> None:
    pack = copy(tmp_path, "council_c")
    pack.edit(ALLOCATION, '{ client_group = "sensory", highest', '{ client_group = "senses", highest')
    (message,) = pack.messages()
    assert re.match(
        r'policy/councils/council_c/allocation\.toml:\d+, ceiling: the client_group "senses" is not there', message
    )
    line = int(message.partition(":")[2].partition(",")[0])
    assert "senses" in (pack.council / "allocation.toml").read_text(encoding="utf-8").splitlines()[line - 1]
    assert '"sensory"' in message
    assert '"all"' in message
    assert "profile.toml, client_groups" in message


def test_banded_pricing_needs_its_bands(tmp_path: Path) -> None:
    pack = copy(tmp_path, "council_c")
    pack.edit(ALLOCATION, HEAD, BANDED + HEAD)
    (message,) = pack.messages()
    assert 'allocation.toml:9, pricing: it is "banded" and there are no bands. Add price_bands' in message


def test_pricing_by_client_group_needs_a_price_for_each(tmp_path: Path) -> None:
    pack = copy(tmp_path, "council_c")
    pack.edit(ALLOCATION, HEAD, BY_GROUP + HEAD)
    messages = pack.messages()
    assert len(messages) == 5, "each of the other groups"
    assert (
        'no price for the client_group "sensory". Add a row for it to prices_by_group, or one for "all"' in messages[0]
    )
    again = copy(tmp_path / "again", "council_c")
    again.edit(ALLOCATION, HEAD, BY_GROUP.replace('"physical"', '"all"') + HEAD)
    assert again.messages() == ()


def test_pricing_by_client_group_without_any_price_points_at_the_choice(tmp_path: Path) -> None:
    pack = copy(tmp_path, "council_c")
    pack.edit(ALLOCATION, HEAD, BY_GROUP.partition("[prices_by_group]")[0] + HEAD)
    assert all("allocation.toml:9, pricing: there is no price" in message for message in pack.messages())
    assert pack.messages()


def test_a_way_that_is_taken_first_must_be_offered(tmp_path: Path) -> None:
    pack = copy(tmp_path)
    text = (pack.council / "direct_payments.toml").read_text(encoding="utf-8")
    third_party = re.search(r'  \{ option = "third_party"[^\n]*\n', text)
    assert third_party
    pack.edit("council/direct_payments.toml", third_party[0], "")
    pack.edit("defaults/direct_payments.toml", '2015-04-01 = "none"', '2015-04-01 = "third_party"')
    (message,) = pack.messages()
    assert '"third_party" is not one of the options that are offered. Write "council_managed"' in message


def test_several_faults_are_told_together_also_with_faults_of_other_kinds(tmp_path: Path) -> None:
    pack = copy(tmp_path, "council_c")
    pack.edit(ALLOCATION, '{ client_group = "sensory", highest', '{ client_group = "senses", highest')
    pack.edit("council/questionnaire.toml", 'after = "nights", answer = "yes"', 'after = "nights", answer = "maybe"')
    pack.edit("council/profile.toml", 'accent_colour = "#', 'accent_colour = "x')
    said = "\n".join(pack.messages())
    assert all(part in said for part in ('"senses"', '"maybe"', "is not a colour"))


def test_what_hangs_on_a_value_that_cannot_be_read_is_not_guessed(tmp_path: Path) -> None:
    pack = copy(tmp_path, "council_c")
    pack.edit("council/profile.toml", 'code = "sensory"', 'code = "Sensory!"')
    assert len(pack.messages()) == 1


@pytest.mark.requirement("R-PAY-09")
def test_what_is_in_no_plan_cannot_be_paid_out_with_it(tmp_path: Path) -> None:
    pack = copy(tmp_path)
    pack.edit("council/charging.toml", '2024-04-01 = "net"', '2024-04-01 = "gross"')
    (message,) = pack.messages()
    assert "contribution_basis" in message and 'Write "net", or "after_plan" in contribution_subtracted' in message
