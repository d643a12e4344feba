"""A questionnaire whose tables do not agree is refused, each fault with its line and its cure."""

from pathlib import Path

import pytest

from tests.policy.packs import copy

FILE = "council/questionnaire.toml"
HOME = '{ question = "home", section = "home"'
# What stands there, what it becomes, and what is said.
SPOILT = {
    "a section that is not there": (
        HOME,
        '{ question = "home", section = "house"',
        (
            'the question "home" is in the section "house", which is not there. '
            'Write "day", "night", "home", "life" or "family", or add the section.'
        ),
    ),
    "a section without a question": (
        HOME,
        '{ question = "home", section = "life"',
        'the section "home" has no question. Take it out, or add a question.',
    ),
    "an answer to no question": (
        '{ question = "meals", answer = "some"',
        '{ question = "meal", answer = "some"',
        'there is no question "meal" for the answer "some". Write "personal_care", "meals",',
    ),
    "an answer twice": (
        '{ question = "meals", answer = "some"',
        '{ question = "meals", answer = "none"',
        'the answer "none" to "meals" is there more than once. Keep one row.',
    ),
    "one answer only": (
        '  { question = "nights", answer = "no", label = "No", points = 0 },\n',
        "",
        'the question "nights" has one answer only. Add rows to answers until it has 2 or more.',
    ),
    "a route after no question": (
        'after = "nights"',
        'after = "night"',
        'there is no question "night". Write "personal_care",',
    ),
    "a route after a later question": (
        'after = "nights"',
        'after = "home"',
        (
            '"nights_often" is asked after "home", but "home" does not come before it. Name an earlier question, or '
            "change the order of the questions."
        ),
    ),
    "a route by no answer": (
        'after = "nights", answer = "yes"',
        'after = "nights", answer = "maybe"',
        '"maybe" is not an answer to "nights". Write "no" or "yes".',
    ),
    "a question that nobody can reach": (
        '{ question = "nights_often", after',
        '{ question = "children_help", after',
        (
            'the question "nights_often" is asked by route and no route leads to it. Add a row for it to routes, or '
            'write asked = "always".'
        ),
    ),
    "a question always asked with a route": (
        'help = "Think of the last month.", kind = "one", domain = "need", asked = "by_route"',
        'help = "Think of the last month.", kind = "one", domain = "need", asked = "always"',
        (
            'the question "nights_often" is always asked, but a route leads to it. Write asked = '
            '"by_route", or take its rows out of routes.'
        ),
    ),
}


@pytest.mark.parametrize("fault", list(SPOILT))
def test_a_questionnaire_that_does_not_agree_is_refused(tmp_path: Path, fault: str) -> None:
    old, new, said = SPOILT[fault]
    pack = copy(tmp_path, "council_c")
    pack.edit(FILE, old, new)
    told = [message for message in pack.messages() if said in message]
    assert told, pack.messages()
    place = told[0].partition(",")[0]
    assert place.startswith("policy/councils/council_c/questionnaire.toml:")
    line = (
        (pack.council / "questionnaire.toml")
        .read_text(encoding="utf-8")
        .splitlines()[int(place.rpartition(":")[2]) - 1]
    )
    codes = [word.strip('".') for word in told[0].partition(": ")[2].split() if word.startswith('"')]
    assert any(f'"{code}"' in line for code in codes), (told[0], line)


def test_a_mistake_in_a_version_on_trial_is_refused_too(tmp_path: Path) -> None:
    pack = copy(tmp_path, "council_d")
    trial = "council/trials/revised_questionnaire/questionnaire.toml"
    pack.edit(trial, '{ question = "eating", section = "daily"', '{ question = "eating", section = "weekly"')
    assert any("trials/revised_questionnaire/questionnaire.toml:" in message for message in pack.messages())


def test_a_carers_questionnaire_is_looked_at_too(tmp_path: Path) -> None:
    pack = copy(tmp_path, "council_c")
    pack.edit("defaults/carer_questionnaire.toml", '{ question = "', '{ question = "another_')
    (message, *_) = pack.messages()
    assert "carer_questionnaire.toml:" in message
    assert "another_" in message
