"""Every choice that a policy may make has its plain words."""

import pytest

from selfdirect.policy.kinds import Choice
from selfdirect.policy.plain_words import CHOICES, choice_in_words, option_in_words
from selfdirect.policy.shape import SHAPES


@pytest.mark.requirement("R-CFG-04")
def test_every_choice_has_words_and_no_word_is_left_over() -> None:
    known = {key: set(shape.kind.options) for key, shape in SHAPES.items() if isinstance(shape.kind, Choice)}
    assert {key: set(words) for key, words in CHOICES.items()} == known


def test_no_two_choices_sound_the_same() -> None:
    assert all(len(set(words.values())) == len(words) for words in CHOICES.values())


def test_no_limit_is_none_and_none_can_mean_nobody() -> None:
    assert choice_in_words("allocation.one_off_most", "none") == "None"
    assert option_in_words("none", "approver") == "nobody"
    assert option_in_words("none", "level") == "no help"
    assert option_in_words("team_manager") == "team manager"
    assert option_in_words("four_weekly") == "four weekly"
