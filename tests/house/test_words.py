"""The words people read are the words we chose. The list is in docs/words.md, and only there."""

import re

from tests.house.tree import ROOT, sources, strings

WORDS = ROOT / "docs" / "words.md"
TEMPLATES = ROOT / "selfdirect" / "pages" / "templates"
HEADING = "## Words we do not use"
# The Bacs scheme's own name for the number that a payer is known by.
PUBLISHED_NAMES = re.compile("service user number", re.IGNORECASE)


def _unwanted(text: str) -> list[str]:
    """The words of the list under the heading: `- word, other word: use this instead`."""
    part = text.partition(f"{HEADING}\n")[2].partition("\n## ")[0]
    bullets = re.findall(r"^- ([^:\n]+):", part, re.MULTILINE)
    return [word.strip(" *`_\"'") for bullet in bullets for word in bullet.split(",")]


def _pattern(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})s?(?![\w-])", re.IGNORECASE)


def test_the_list_of_words_we_do_not_use_is_there() -> None:
    assert {"client", "service user", "customer"} <= set(_unwanted(WORDS.read_text()))


def test_no_page_or_letter_uses_them() -> None:
    pattern = _pattern(_unwanted(WORDS.read_text()))
    found = []
    for path in TEMPLATES.rglob("*.*"):
        for number, line in enumerate(re.sub(r"\{#.*?#\}", "", path.read_text()).splitlines(), 1):
            if match := pattern.search(PUBLISHED_NAMES.sub("", line)):
                found.append(f"{path.relative_to(ROOT)}:{number} {match.group()}")
    assert not found


def test_no_text_in_the_program_uses_them() -> None:
    pattern = _pattern(_unwanted(WORDS.read_text()))
    found = [
        f"{source.at(text)} {match.group()}"
        for source in sources()
        for text in strings(source)
        if (match := pattern.search(PUBLISHED_NAMES.sub("", str(text.value))))
    ]
    assert not found


def test_a_policy_field_is_not_mistaken_for_a_word() -> None:
    pattern = _pattern(["client", "service user"])
    assert not pattern.search("client_group") and not pattern.search("scope.client-groups")
    assert pattern.search("Our Clients say") and pattern.search("a service user")
