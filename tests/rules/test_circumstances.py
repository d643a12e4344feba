"""A person of whom nothing is known has nothing guessed."""

from dataclasses import fields

from selfdirect.rules.circumstances import SAYS, Circumstances, missing_in_words


def test_what_is_not_known_is_left_open() -> None:
    nobody = Circumstances()
    assert nobody.needs is None and nobody.finances is None and nobody.section_117 is None
    assert nobody.undue_risk is None and nobody.present_pence_weekly is None


def test_every_fact_says_what_it_means() -> None:
    assert not [each.name for each in fields(Circumstances) if not each.metadata.get(SAYS)]


def test_what_is_missing_is_said_in_words() -> None:
    assert missing_in_words(["undue_risk", "events.visit"]) == [
        "A risk is open that somebody else must look at",
        "The day of: visit",
    ]
