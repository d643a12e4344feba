"""Points and prices change only with every signature, on or before the day of the change."""

from pathlib import Path

import pytest

from selfdirect.policy.sign_off import SIGNED
from tests.policy.packs import copy

SIGNATURES = 'signed = ["finance", "operations", "programme"]\nsigned_on = 2026-02-23\n'
WHERE = "policy/councils/council_c/allocation.toml:25, price_per_point: from 2026-04-01: "

# What the signatures become, and what is said then.
SPOILT = {
    "": (
        "a change of points or prices needs joint sign-off. Write it as a heading of its own, "
        '[price_per_point.from.2026-04-01], with amount, signed = ["finance", "operations", "programme"] and '
        "signed_on = the day they signed."
    ),
    'signed = ["finance", "programme"]\nsigned_on = 2026-02-23\n': (
        '"operations" has not signed. Add it to signed once they have.'
    ),
    'signed = ["finance", "operations", "programme", "leader"]\nsigned_on = 2026-02-23\n': (
        '"leader" is not one of those who sign. Write "finance", "operations" or "programme".'
    ),
    'signed = ["finance", "operations", "programme"]\nsigned_on = 2026-04-02\n': (
        "it was signed on 2026-04-02, after the day it starts. Let it start on that day or later."
    ),
    'signed = "finance"\nsigned_on = 2026-02-23\n': (
        'signed is not a list of codes. Write who signed, such as signed = ["finance", "operations"].'
    ),
    'signed = ["finance", "operations", "programme"]\nsigned_on = "2026-02-23"\n': (
        "signed_on is not a date. Write it without quotes, such as signed_on = 2024-03-01."
    ),
    'signed = ["finance", "operations", "programme"]\n': (
        "signed_on is missing. Write both who signed (signed) and on which day (signed_on)."
    ),
}


@pytest.mark.requirement("R-RAS-13")
@pytest.mark.parametrize("written", list(SPOILT))
def test_a_price_changes_only_with_every_signature_and_in_time(tmp_path: Path, written: str) -> None:
    pack = copy(tmp_path, "council_c")
    pack.edit("council/allocation.toml", SIGNATURES, written)
    assert WHERE + SPOILT[written] in pack.messages()


@pytest.mark.requirement("R-RAS-13")
@pytest.mark.parametrize("signed_on", ["2026-04-01", "2026-03-31"])
def test_a_change_may_start_on_the_day_it_is_signed(tmp_path: Path, signed_on: str) -> None:
    pack = copy(tmp_path, "council_c")
    pack.edit("council/allocation.toml", "signed_on = 2026-02-23", f"signed_on = {signed_on}")
    assert pack.messages() == ()


@pytest.mark.requirement("R-RAS-13")
def test_who_signed_is_kept_with_each_change(tmp_path: Path) -> None:
    policy = copy(tmp_path, "council_c").load()
    changes = [(each.since.isoformat(), each.signed, str(each.signed_on)) for each in policy.sign_offs()]
    assert changes == [("2026-04-01", ("finance", "operations", "programme"), "2026-02-23")]


@pytest.mark.requirement("R-RAS-13")
def test_points_of_a_questionnaire_change_only_with_signatures(tmp_path: Path) -> None:
    pack = copy(tmp_path, "council_c")
    text = (pack.council / "questionnaire.toml").read_text(encoding="utf-8")
    answers = text.partition("[answers.from]\n2015-04-01 = ")[2].partition("\n]\n")[0]
    pack.edit("council/questionnaire.toml", f"{answers}\n]\n", f"{answers}\n]\n2027-04-01 = {answers}\n]\n")
    assert any("questionnaire.toml" in m and "answers: from 2027-04-01" in m for m in pack.messages())


def test_a_first_amount_needs_no_signature_and_other_values_never_do(tmp_path: Path) -> None:
    pack = copy(tmp_path, "council_c")
    pack.edit("council/allocation.toml", "2015-04-01 = 10.00", "2015-04-01 = 10.00\n2027-04-01 = 11.00")
    assert "allocation.carer_hour" not in SIGNED
    assert pack.messages() == ()
