"""Every kind of letter is printed from its stored facts: nothing missing, nothing left over, readable by anybody."""

import re
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from selfdirect.actions import messages
from selfdirect.actions.support.timer import timer
from selfdirect.jobs import outbox
from selfdirect.records.access import User
from selfdirect.records.messages import Letter
from selfdirect.records.people import Person, PersonDetails
from selfdirect.rules.access import Role
from selfdirect.rules.working import Row, to_json
from tests.house.tree import sources
from tests.pages.conftest import AUser
from tests.pages.letters.every_letter import FACTS, SEEN

ON = date(2026, 6, 15)
TEMPLATES = Path(__file__).resolve().parents[3] / "selfdirect" / "pages" / "templates" / "letters"
SHARED = {"letter", "parts"}
DECISIONS = (
    "decision",
    "refusal",
    "looked_again",
    "contribution",
    "eligibility",
    "suitability",
    "suitability_again",
    "review",
    "reuse",
)


@pytest.fixture
def reader(a_user: AUser) -> Person:
    person = Person.objects.create(is_fictional=True)
    PersonDetails.objects.create(
        person=person,
        first_name="Amara",
        last_name="Fox <glove>",
        date_of_birth=date(1980, 5, 4),
        address="1 Willow Court\nLondon",
        postcode="ZZ1 1AA",
        client_group="physical",
        on=ON,
        by=a_user(Role.SOCIAL_WORKER),
    )
    return person


def written(person: Person, kind: str, **facts: Any) -> Letter:
    """A letter as the job writes it."""
    by: User = timer()
    letter = Letter.objects.create(
        person=person, kind=kind, subject=f"About {kind}", on=ON, facts=FACTS[kind] | facts, by=by
    )
    return outbox.write(letter, ON)


def words_of(letter: Letter) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", letter.html).split())


def _kinds_in_the_program() -> set[str]:
    """The kinds that actions write: the first argument of write_letter."""
    found: set[str] = set()
    for source in sources("selfdirect"):
        found |= set(re.findall(r'write_letters?\(\s*"(\w+)"', source.text))
    return found


def test_there_is_a_template_and_a_test_for_every_kind() -> None:
    templates = {path.stem for path in TEMPLATES.glob("*.html")} - SHARED
    assert _kinds_in_the_program() <= templates
    assert templates == set(FACTS) == set(SEEN)


@pytest.mark.parametrize("kind", sorted(FACTS))
def test_a_letter_says_all_its_facts_and_whom_to_ask(reader: Person, kind: str) -> None:
    letter = written(reader, kind)
    words = words_of(letter)
    for one in SEEN[kind]:
        assert one in words, one
    assert "Dear Amara Fox &lt;glove&gt; ," in words, "what somebody is called is never taken for markup"
    assert "15 June 2026" in words and letter.reference in words and reader.reference in words
    assert "Who to ask" in words and "large print, easy read, braille, sound or another language" in words
    assert not re.search(r"\bNone\b|\bTrue\b|\bFalse\b|Undefined|{{|{%|\bnone\b", words)


@pytest.mark.parametrize("kind", DECISIONS)
def test_a_decision_says_how_to_disagree(reader: Person, kind: str) -> None:
    assert "If you disagree" in words_of(written(reader, kind))


@pytest.mark.parametrize(
    ("kind", "facts", "says"),
    [
        ("screening", {"outcome": "prevent"}, "help that may be enough for now"),
        ("screening", {"outcome": "advise"}, "information and advice for you"),
        ("eligibility", {"eligible": False, "section_117": False}, "cannot get care and support paid for by us now"),
        ("contribution", {"full_cost": True, "contribution_pence_weekly": None}, "pay the full cost"),
        ("contribution", {"contribution_pence_weekly": 0}, "You do not have to pay anything"),
        ("named_worker", {"before": "", "reason": ""}, "This is the person to ask"),
        ("late", {"phone": ""}, "Ask for Grace Okafor ."),
    ],
)
def test_each_answer_has_its_own_words(reader: Person, kind: str, facts: dict[str, Any], says: str) -> None:
    assert says in words_of(written(reader, kind, **facts)).replace("Okafor.", "Okafor .")


def test_a_letter_is_written_in_the_way_the_person_asked_for(reader: Person) -> None:
    PersonDetails.objects.filter(person=reader).update(format="large_print")
    assert "letter--large" in written(Person.objects.get(pk=reader.pk), "received").html
    PersonDetails.objects.filter(person=reader).update(format="braille")
    other = written(Person.objects.get(pk=reader.pk), "received")
    assert "letter--large" not in other.html and "You asked us to write to you in this way: braille." in words_of(other)


@pytest.mark.requirement("R-FPB-05")
def test_the_decision_letter_is_a_pdf_that_can_be_heard(reader: Person) -> None:
    letter = messages.make_pdf(letter=written(reader, "decision"), on=ON, by=timer())
    pdf = PdfReader(BytesIO(bytes(letter.pdf or b"")))
    root: Any = pdf.trailer["/Root"]
    assert pdf.metadata is not None and pdf.metadata.title == "About decision"
    assert root["/Lang"].lower().startswith("en") and root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    assert b"pdfuaid" in root["/Metadata"].get_data()
    words = " ".join("".join(page.extract_text() for page in pdf.pages).split())
    assert "£155.00 a week" in words and "Example value" in words and "Page 1 of" in words
    again = messages.make_pdf(letter=letter, on=ON, by=timer())
    assert bytes(again.pdf or b"") == bytes(letter.pdf or b""), "it is made once"


def test_large_print_takes_more_room(reader: Person) -> None:
    plain = messages.make_pdf(letter=written(reader, "decision"), on=ON, by=timer())
    PersonDetails.objects.filter(person=reader).update(format="large_print")
    large = messages.make_pdf(letter=written(Person.objects.get(pk=reader.pk), "decision"), on=ON, by=timer())
    pages = [len(PdfReader(BytesIO(bytes(one.pdf or b""))).pages) for one in (plain, large)]
    assert pages[1] > pages[0]


def test_nothing_runs_off_the_paper(reader: Person) -> None:
    rows = to_json(
        [Row("How it is paid", "The council pays what is left after the contribution " * 3, "", "r", "s", "stated")]
    )
    PersonDetails.objects.filter(person=reader).update(format="large_print")
    letter = written(Person.objects.get(pk=reader.pk), "decision", working=rows)
    pdf = PdfReader(BytesIO(bytes(messages.make_pdf(letter=letter, on=ON, by=timer()).pdf or b"")))
    for page in pdf.pages:
        places: list[float] = []
        page.extract_text(visitor_text=lambda text, cm, tm, font, size, at=places: at.append(tm[4] * cm[0] + cm[4]))
        assert all(at < float(page.mediabox.width) - 56 for at in places)


@pytest.mark.requirement("R-FPB-05")
def test_the_decision_is_said_in_easy_words_to_whoever_asked_for_them(reader: Person) -> None:
    assert "You can say that we are wrong" not in words_of(written(reader, "decision"))
    PersonDetails.objects.filter(person=reader).update(format="easy_read")
    words = words_of(written(Person.objects.get(pk=reader.pk), "decision"))
    assert "Your support costs £155.00 a week." in words and "You can say that we are wrong" in words
