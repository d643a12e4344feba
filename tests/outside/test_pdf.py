"""A letter as a PDF: what it says, that it can be heard, and that it fetches nothing."""

import io
from pathlib import Path

import pypdf
import pytest

from selfdirect.outside.pdf import LetterRefused, letter_pdf

LETTER = """<!doctype html><html lang="en-GB"><head><title>Your personal budget</title>
<style>@page { size: A4; margin: 2cm }</style></head><body><h1>Your personal budget</h1>
<p>Dear Zoë, your budget is £1,234.50 a year.</p>
<table><tr><th scope="col">What</th><th scope="col">How much</th></tr>
<tr><td>A club</td><td>£20.00</td></tr></table>
<p>Read more at <a href="https://example.org/budget">our page</a>.</p>%s</body></html>"""
ONE_DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def read(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content), strict=True)


def with_body(more: str) -> str:
    return LETTER % more


def kinds(element: object) -> set[str]:
    """The kinds of part in the structure that a screen reader follows."""
    found: set[str] = set()
    waiting = [element]
    while waiting:
        part = waiting.pop()
        if isinstance(part, pypdf.generic.IndirectObject):
            part = part.get_object()
        if isinstance(part, pypdf.generic.ArrayObject):
            waiting.extend(part)
        elif isinstance(part, pypdf.generic.DictionaryObject):
            found.add(str(part.get("/S", "")))
            waiting.append(part.get("/K"))
    return found


@pytest.fixture(scope="module")
def letter() -> pypdf.PdfReader:
    return read(letter_pdf(with_body("")))


def test_the_letter_says_what_the_page_says(letter: pypdf.PdfReader) -> None:
    text = letter.pages[0].extract_text()
    assert "Dear Zoë, your budget is £1,234.50 a year." in text
    assert "A club" in text and "£20.00" in text
    assert [round(float(side)) for side in letter.pages[0].mediabox[2:]] == [595, 842]


def test_the_letter_can_be_heard(letter: pypdf.PdfReader) -> None:
    catalogue = letter.root_object
    assert catalogue["/Lang"] == "en-GB"
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert letter.metadata is not None and letter.metadata.title == "Your personal budget"
    assert {"/Document", "/H1", "/P", "/Table", "/TH", "/TD", "/Link"} <= kinds(catalogue["/StructTreeRoot"]["/K"])
    description = catalogue["/Metadata"].get_data().decode()
    assert "pdfuaid" in description and "Your personal budget" in description


def test_every_letter_shape_is_in_the_file(letter: pypdf.PdfReader) -> None:
    fonts = letter.pages[0]["/Resources"]["/Font"].values()
    assert fonts
    for font in fonts:
        inner = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(inner)


def test_the_same_letter_is_the_same_file() -> None:
    assert letter_pdf(with_body("")) == letter_pdf(with_body(""))


def test_a_letter_may_carry_a_picture_and_use_files_of_one_folder(tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "letter.css").write_text("p { color: #123456 } .extra::after { content: 'from a style' }")
    more = (
        '<link rel="stylesheet" href="styles/letter.css"><p class="extra"></p>'
        f'<img alt="A dot" src="data:image/png;base64,{ONE_DOT}">'
    )
    page = read(letter_pdf(with_body(more), base_url=tmp_path)).pages[0]
    assert "from a style" in page.extract_text()
    assert len(page.images) == 1


FORBIDDEN = [
    '<img alt="" src="http://127.0.0.1:9/a.png">',
    '<img alt="" src="https://example.org/a.png">',
    '<link rel="stylesheet" href="http://127.0.0.1:9/a.css">',
    "<style>@import url(http://127.0.0.1:9/a.css);</style>",
    "<style>@font-face { font-family: x; src: url(http://127.0.0.1:9/a.woff2) } p { font: 9px x }</style>",
    "<p style=\"background: url('ftp://127.0.0.1/a.png')\">a</p>",
    '<img alt="" src="file:///etc/passwd">',
    '<img alt="" src="file://example.org/share/a.png">',
    '<link rel="attachment" href="file:///etc/passwd">',
    '<img alt="" src="../secret.txt">',
    '<img alt="" src="%2e%2e/secret.txt">',
    '<img alt="" src="way-out/secret.txt">',
    '<base href="http://127.0.0.1:9/"><img alt="" src="a.png">',
    '<object data="http://127.0.0.1:9/a.svg">a</object>',
    '<svg><image href="http://127.0.0.1:9/a.png" width="9" height="9"/></svg>',
    '<img alt="" src="not-there.png">',
]


@pytest.mark.parametrize("more", FORBIDDEN)
def test_a_letter_that_asks_for_anything_else_is_refused(more: str, tmp_path: Path) -> None:
    folder = tmp_path / "static"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "way-out").symlink_to(tmp_path)
    with pytest.raises(LetterRefused, match="asks for a picture or style"):
        letter_pdf(with_body(more), base_url=folder)


def test_without_a_folder_no_file_may_be_used() -> None:
    with pytest.raises(LetterRefused):
        letter_pdf(with_body(f'<img alt="" src="{Path(__file__).as_uri()}">'))


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<html><head><title>T</title></head><p>a</p></html>", "does not say its language"),
        ('<html lang=""><head><title>T</title></head><p>a</p></html>', "does not say its language"),
        ('<html lang="en"><p>a</p></html>', "no title"),
        ('<html lang="en"><head><title> </title></head><p>a</p></html>', "no title"),
    ],
)
def test_a_letter_that_could_not_be_heard_is_refused(html: str, reason: str) -> None:
    with pytest.raises(LetterRefused, match=reason):
        letter_pdf(html)


def test_right_to_left_text_and_emoji_do_not_stop_a_letter() -> None:
    assert read(letter_pdf(with_body("<p dir=auto>السلام عليكم 😀 \u202eabc</p>"))).pages
