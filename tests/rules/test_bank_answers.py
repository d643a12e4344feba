"""A bank's codes in words; what we do not know is shown as it came."""

from selfdirect.rules.bank_answers import MEANINGS, REASONS, Meaning, meaning_of, reason_in_words


def test_accepted_is_not_arrived() -> None:
    assert {code for code in MEANINGS if meaning_of(code) is Meaning.ARRIVED} == {"ACCC", "ACSC"}
    assert meaning_of("ACSP") is Meaning.ON_ITS_WAY and meaning_of("RJCT") is Meaning.REJECTED
    assert meaning_of("XXXX") is Meaning.UNKNOWN


def test_reasons_in_words() -> None:
    assert reason_in_words(["AC04"]) == "The account is closed"
    assert reason_in_words(["NARR"], [" Gone  away. "]) == "Gone away"
    assert (
        reason_in_words(["AC04", "ZZ99"], ["See letter"]) == "The account is closed. The bank’s code ZZ99. See letter"
    )
    assert reason_in_words([]) == "The bank gives no reason"
    assert all(len(code) == 4 and not words.endswith(".") for code, words in REASONS.items())
