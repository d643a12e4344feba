"""Every letter is filled from the policy of its day, and printed with the house's own style alone."""

import pytest

from selfdirect.actions.support.letters import letter_context, look_of_letters
from selfdirect.actions.support.policy import policy
from selfdirect.records.messages import Letter
from tests.actions.story import story


@pytest.mark.django_db
def test_a_letter_is_given_its_facts_its_person_and_the_councils_words() -> None:
    letter = Letter.objects.filter(person=story().person).earliest("pk")
    given = letter_context(letter)
    assert (given["facts"], given["person"], given["letter"]) == (letter.facts, letter.person, letter)
    assert given["profile"] == policy().on(letter.on).table("profile.council")[0]
    assert given["how_to_disagree"] and given["sign_off"]["name"]


def test_the_style_of_letters_is_where_they_look_for_it() -> None:
    assert (look_of_letters() / "letter.css").is_file()
