"""Turns a letter's HTML into a PDF that a screen reader can read: PDF/UA-1, tagged, with title and language.

A decision letter is kept exactly as it was sent, and some people will hear it rather than see it.
Nothing is fetched from a network: a letter may use what it carries itself (data:) and files in one folder
that the caller names. A letter that asks for anything else is refused, not printed with a hole in it.

Tests: tests/outside/test_pdf.py
"""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError, URLFetcher


class LetterRefused(Exception):
    """The letter cannot be made accessible, or asks for something it may not use."""


class _NotAllowed(FatalURLFetchingError):
    """Stops the printing: WeasyPrint would leave a gap for any other error and carry on."""


class _OnlyFrom(URLFetcher):
    """Opens data: addresses and files inside one folder. Remembers that it was asked for anything else."""

    def __init__(self, folder: Path | None) -> None:
        super().__init__(allowed_protocols={"data", "file"}, allow_redirects=False)
        self._folder = folder
        self.refusal: _NotAllowed | None = None

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
        if not url.startswith("data:") and not self._is_ours(url):
            self.refusal = _NotAllowed("The letter asks for a picture or style it may not use.")
            raise self.refusal
        try:
            return super().fetch(url, headers)
        except (OSError, ValueError):
            self.refusal = _NotAllowed("The letter asks for a picture or style that is not there.")
            raise self.refusal from None

    def _is_ours(self, url: str) -> bool:
        parts = urlsplit(url)
        if self._folder is None or parts.scheme != "file" or parts.netloc not in ("", "localhost"):
            return False
        return Path(unquote(parts.path)).resolve().is_relative_to(self._folder)


def letter_pdf(html: str, base_url: str | Path | None = None) -> bytes:
    """The letter as a PDF. `base_url` is the folder, if any, whose files it may use.

    The HTML must say its language (<html lang="en">) and its title, for those who hear the letter.
    """
    folder = Path(base_url).resolve() if base_url is not None else None
    opened = _OnlyFrom(folder)
    letter = HTML(string=html, base_url=f"{folder.as_uri()}/" if folder else None, url_fetcher=opened)
    if not (letter.etree_element.get("lang") or "").strip():
        raise LetterRefused('The letter does not say its language. Begin it with <html lang="en">.')
    try:
        document = letter.render(pdf_variant="pdf/ua-1")
        if not (document.metadata.title or "").strip():
            raise LetterRefused("The letter has no title. Put one in its head.")
        content: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
    except _NotAllowed as refusal:
        raise LetterRefused(str(refusal)) from None
    if opened.refusal:  # Inside a drawing, WeasyPrint carries on whatever is raised.
        raise LetterRefused(str(opened.refusal))
    return content
