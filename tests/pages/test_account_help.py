"""What is hard, and what can be done, in words."""

import pytest

from selfdirect.pages.account_help import chosen_from, hard_words, offered
from selfdirect.rules.account_help import AS_IT_IS, HARD
from tests.actions.story import story
from tests.actions.test_account_help import said

pytestmark = pytest.mark.django_db


def test_the_words_of_what_is_hard_and_of_every_choice() -> None:
    burden = said(story(), words="It is far.")
    assert hard_words(burden) == [HARD["records"], HARD["carer"], "It is far."]
    choices = chosen_from(burden)
    assert choices[-1][0] == AS_IT_IS and [code for code, _, _ in choices[:-1]] == [one.code for one in offered(burden)]
