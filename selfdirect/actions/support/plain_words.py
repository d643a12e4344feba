"""A letter's words without its layout, for an email.

Next:   selfdirect/actions/messages.py
Tests:  tests/actions/support/test_plain_words.py
"""

import re
from html.parser import HTMLParser

_ENDS_A_PARAGRAPH = {"p", "h1", "h2", "h3", "address", "table", "caption", "ul", "ol", "tr", "li", "div"}
_UNSEEN = {"head", "style", "script", "title"}


class _Words(HTMLParser):
    """Collects what a reader of the page would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self.unseen += 1
        elif tag == "li":
            self.found.append("* ")
        elif tag == "br":
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self.unseen = max(self.unseen - 1, 0)
        elif tag in {"td", "th"}:
            self.found.append("\t")
        elif tag in {"tr", "li"}:
            self.found.append("\n")
        elif tag in _ENDS_A_PARAGRAPH:
            self.found.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.found.append(data)


def plain_words(html: str) -> str:
    """The letter in plain text: its paragraphs apart, its lists with stars, each row of a table on one line."""
    words = _Words()
    words.feed(html)
    lines = []
    for line in "".join(words.found).split("\n"):
        cells = [re.sub(r"[ \r]+", " ", cell).strip() for cell in line.split("\t")]
        lines.append(": ".join(cell for cell in cells if cell))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
