"""The same answers and rows for people and for machines."""

import json
from datetime import date

from selfdirect.rules.determination_words import amount_in_words, as_json, as_text
from selfdirect.rules.findings import entered
from tests.rules.people import determined, known


def test_the_text_has_every_section_its_answer_and_its_working() -> None:
    found = determined("westminster")
    text = as_text(found, "A council")
    assert text.startswith("A council, on 2 June 2025\nPolicy ")
    for number, section in enumerate(found.sections, 1):
        assert f"{number}. {section.title}" in text
    assert "[filled in: the source is silent]" in text and "Price of one point: £6.20 a week" in text
    assert all(len(line) <= 100 for line in text.splitlines())
    assert text.endswith("Nothing here is a decision until somebody who may decide has made it.\n")


def test_what_is_still_needed_is_said() -> None:
    text = as_text(determined("westminster", known(method="", finances=None)), "A council")
    assert "It needs: finances." in text
    assert "Still needed: method." in as_text(determined("westminster", known(method="")), "A council")


def test_the_data_holds_the_same_rows_and_any_reader_takes_them() -> None:
    found = determined("council_a")
    data = json.loads(json.dumps(as_json(found, "A council")))
    assert [section["answer"] for section in data["sections"]] == [section.answer for section in found.sections]
    assert data["policy_fingerprint"] == found.fingerprint and data["keys_used"] == list(found.keys_used)
    for shown, section in zip(data["sections"], found.sections, strict=True):
        assert [row["amount"] for row in shown["working"]] == [row.amount for row in section.working]
        assert len(shown["doubtful"]) == len(section.doubtful)


def test_amounts_are_shown_in_their_unit() -> None:
    def shown(amount: int | str, unit: str) -> str:
        return amount_in_words(entered("A", amount, unit, "a"))

    assert shown(1234_50, "pence weekly") == "£1,234.50 a week"
    assert shown(5, "pence") == "£0.05"
    assert shown(250, "hundredths") == "2.50"
    assert shown(1200, "points") == "1,200 points"
    assert shown("care_act", "choice") == "care act"
    assert shown(date(2025, 6, 2).isoformat(), "date") == "2 June 2025"
