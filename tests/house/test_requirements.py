"""Marks on tests name requirements that exist, and the catalogue is whole."""

import pytest

from tools import requirements


def test_the_catalogue_is_whole_and_each_number_is_used_once() -> None:
    catalogue = requirements.catalogue()
    assert len(catalogue) == 401
    assert len({requirement.stage for requirement in catalogue.values()}) == 31


def test_every_mark_names_a_requirement() -> None:
    known = requirements.catalogue()
    assert not [claim for claim in requirements.claims() if claim.id not in known]


def test_a_mark_on_a_class_or_a_file_is_not_used() -> None:
    loose = [claim for claim in requirements.claims() if not claim.test.startswith("test_")]
    assert not loose, "say which test proves it"


def test_a_skipped_test_proves_nothing() -> None:
    text = (
        "import pytest\n"
        "@pytest.mark.requirement('R-PAY-01')\n@pytest.mark.skip\ndef test_one(): pass\n"
        "@pytest.mark.requirement('R-PAY-02', 'R-PAY-03')\ndef test_two(): pass\n"
    )
    assert [(claim.id, claim.test) for claim in requirements.claims_in(text, "t.py")] == [
        ("R-PAY-02", "test_two"),
        ("R-PAY-03", "test_two"),
    ]


def test_the_report_counts_each_stage(capsys: pytest.CaptureFixture[str]) -> None:
    assert requirements.main([]) == 0
    said = capsys.readouterr().out
    assert "REF" in said and "of 401" in said
