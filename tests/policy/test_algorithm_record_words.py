"""What the record says of every council alike is short, whole sentences."""

from selfdirect.policy import algorithm_record_words as fixed

WORDS = [getattr(fixed, name) for name in dir(fixed) if name.isupper()]
ALL = [sentence for words in WORDS for sentence in ((words,) if isinstance(words, str) else words)]


def test_every_sentence_is_whole() -> None:
    assert len(ALL) > 20
    assert all(sentence[0].isupper() and sentence.endswith(".") for sentence in ALL)
