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

ON = date(2026, 6, 15)
TEMPLATES = Path(__file__).resolve().parents[3] / "selfdirect" / "pages" / "templates" / "letters"
SHARED = {"letter", "parts"}
WORKING = to_json(
    (
        Row("Points", 42, "points", "rules.allocation", "what was entered", "entered"),
        Row(
            "Price of a point", 518, "pence weekly", "allocation.price", "The council", "illustrative", date(2024, 4, 1)
        ),
        Row("Answer", 21756, "pence weekly", "rules.allocation", "Points times price", "worked_out"),
    )
)
DISAGREE = ["Talk to your worker.", "Ask us to look again."]
FACTS: dict[str, dict[str, Any]] = {
    "received": {"reference": "R-000012", "worker": "Grace Okafor", "phone": "020 7946 0010"},
    "named_worker": {
        "worker": "Grace Okafor",
        "phone": "020 7946 0010",
        "before": "Leon Baptiste",
        "reason": "Leon left",
    },
    "screening": {"outcome": "assess", "reason": "Only an assessment can settle it.", "reference": "R-000012"},
    "eligibility": {
        "eligible": True,
        "reasons": ["You cannot wash alone."],
        "assessor": "Grace Okafor",
        "section_117": True,
    },
    "contribution": {
        "full_cost": False,
        "contribution_pence_weekly": 4700,
        "working": WORKING,
        "remarks": ["Your savings were not counted."],
        "from_on": "2026-06-01",
    },
    "refusal": {"reasons": "It does not answer the risk.", "decided_by": "Ruth Calloway", "decided_on": "2026-06-15"},
    "looked_again": {
        "outcome": "write_again",
        "answer": "The plan is written again",
        "reasons": "The help was too far away.",
        "looked_by": "Ruth Calloway",
        "looked_on": "2026-06-22",
    },
    "suitability_again": {
        "outcome": "suits",
        "answer": "A direct payment suits after all",
        "reasons": "With a payroll service you can do this.",
        "support": "A payroll service",
        "looked_by": "Ruth Calloway",
        "looked_on": "2026-06-22",
        "how_to_disagree": DISAGREE,
    },
    "late": {"label": "We write your plan", "owner": "Grace Okafor", "phone": "020 7946 0010", "due_on": "2026-06-12"},
    "decision": {
        "paragraphs": ["Ruth Calloway agreed your support plan on 15 June 2026."],
        "budget": "B-000007",
        "figures": [
            {"label": "Meeting your needs costs", "pence": 15500, "unit": "pence weekly"},
            {"label": "You pay", "pence": 4700, "unit": "pence weekly"},
            {"label": "The council pays", "pence": 10800, "unit": "pence weekly"},
            {"label": "Paid once", "pence": 9900, "unit": "pence"},
        ],
        "working": WORKING,
        "lines": [
            {"what": "Swimming", "purpose": "support", "pence_weekly": 1800, "pence_once": 0, "net_pence_weekly": 1800},
            {"what": "Cover", "purpose": "contingency", "pence_weekly": 1000, "pence_once": 500, "net_pence_weekly": 0},
        ],
        "decided_by": "Ruth Calloway",
        "decided_on": "2026-06-15",
        "reasons": "It meets what matters.",
        "indicative_pence_weekly": 21756,
        "difference_reason": "The plan costs less.",
        "starts_on": "2026-07-06",
        "ends_on": "2027-07-05",
        "how_to_disagree": DISAGREE,
    },
    "suitability": {
        "paragraphs": ["Our answer for now is no."],
        "reasons": "The money would not be safe.",
        "worked_out": ["Nobody can help with records."],
        "factors": [{"question": "Can they manage it?", "answer": "No", "note": "Not yet"}],
        "how_to_disagree": DISAGREE,
    },
    "first_payment": {
        "paragraphs": ["We paid £240.00 on 6 July 2026, into the account that ends in 0001."],
        "pence": 24000,
        "paid_on": "2026-07-06",
        "account_ending": "0001",
        "how_to_disagree": [],
    },
    "payment_returned": {
        "paragraphs": ["The bank sent it back."],
        "pence": 24000,
        "reason": "Account closed",
        "how_to_disagree": [],
    },
    "switch": {
        "paragraphs": ["From 13 July 2026, the money for cleaning is held another way."],
        "how_to_disagree": ["Ask us to look again."],
    },
    "payment_change": {
        "paragraphs": ["Payments are paused from 13 July 2026."],
        "how_to_disagree": ["Ask us to look again."],
    },
    "sign_again": {
        "reason": "Ruth signs for you now.",
        "changes": ["It said: A. It now says: B."],
        "who_and_when": "You sign it. Please do this by 20 July 2026.",
        "how_to_disagree": ["Ask us to look again."],
    },
    "look": {
        "label": "You send us a short record of what you spent",
        "due_on": "2026-09-21",
        "agreement": "G-000003",
    },
    "service": {
        "words": ["Example Home Care said yes.", "Example Day Services goes on until the day before."],
        "then": "Tell us if it does not start.",
        "worker": "Grace Okafor",
        "phone": "020 7946 0010",
    },
    "review": {
        "paragraphs": ["We looked at your personal budget with you.", "What changes: nothing."],
        "how_to_disagree": DISAGREE,
        "what": "first review",
        "held_on": "2026-06-15",
        "next_on": "2027-06-15",
        "reviewer": "Grace Okafor",
    },
    "statement": {
        "first_on": "2026-05-01",
        "last_on": "2026-05-31",
        "is_first": True,
        "total": {"left": 300000},
        "sections": [
            {
                "code": "came_in",
                "title": "Money in",
                "pence": 324000,
                "rows": [{"on": "2026-05-04", "label": "Set aside by the NHS", "pence": 324000, "whose": "NHS money"}],
            },
            {
                "code": "paid_out",
                "title": "Paid out",
                "pence": 24000,
                "rows": [{"on": "2026-05-11", "label": "Paid to Larch Care", "pence": 24000, "whose": "NHS money"}],
            },
        ],
        "parts": [{"on": "", "label": "Promised for your support", "pence": 300000, "whose": "NHS money"}],
        "owners": [{"label": "The council's money", "left": 0}, {"label": "NHS money", "left": 300000}],
        "lines": [{"what": "Swimming", "how": "The council looks after it", "pence_weekly": 1800, "pence_once": 0}],
        "notes": ["The bank sent back £240.00."],
        "coming": [{"on": "2026-09-21", "label": "You send us a short record"}],
        "keep": ["You may keep up to £640.00 in the account."],
        "keep_working": WORKING,
    },
}
FACTS |= {
    "unspent": {"paragraphs": ["You have £1,000.00.", "We talk with you first."], "reference": "K-000004"},
    "reuse": {
        "reference": "U-000002",
        "what": "A course in cooking",
        "pence": 12000,
        "helps_with": "Eating and drinking well",
        "is_agreed": True,
        "reason": "It helps you eat.",
        "by": "Grace Okafor",
        "how_to_disagree": DISAGREE,
    },
}
SEEN: dict[str, list[str]] = {
    "received": ["R-000012", "Grace Okafor", "020 7946 0010", "your support can change"],
    "look": ["You send us a short record of what you spent", "21 September 2026", "G-000003"],
    "named_worker": ["Grace Okafor", "Leon Baptiste", "Leon left"],
    "screening": ["We will do an assessment with you", "Only an assessment can settle it.", "R-000012"],
    "eligibility": ["You can get care and support", "You cannot wash alone.", "Grace Okafor", "section 117"],
    "contribution": [
        "£47.00 a week",
        "1 June 2026",
        "£217.56 a week",
        "Your savings were not counted.",
        "Example value",
    ],
    "refusal": ["It does not answer the risk.", "Ruth Calloway", "15 June 2026", "We are sorry"],
    "suitability_again": ["A direct payment suits after all.", "A payroll service", "22 June 2026"],
    "service": ["Example Home Care said yes.", "goes on until", "Tell us if it does not start.", "Grace Okafor"],
    "looked_again": ["The plan is written again.", "The help was too far away.", "22 June 2026", "with you"],
    "late": ["We write your plan", "12 June 2026", "Grace Okafor", "You do not lose your place"],
    "decision": [
        "Meeting your needs costs",
        "£155.00 a week",
        "£47.00 a week",
        "£108.00 a week",
        "£99.00",
        "Swimming",
        "£10.00 a week",
        "£5.00 once",
        "£217.56 a week",
        "The plan costs less.",
        "B-000007",
        "42 points",
        "Ask us to look again.",
        "Example value",
        "your support can change",
    ],
    "suitability": ["Our answer for now is no.", "Can they manage it?", "Not yet", "Nobody can help with records."],
    "first_payment": ["£240.00 on 6 July 2026", "your support can change"],
    "payment_returned": ["The bank sent it back.", "£240.00 again"],
    "payment_change": ["Payments are paused from 13 July 2026.", "if you cannot manage with it"],
    "sign_again": [
        "Ruth signs for you now.",
        "It now says: B.",
        "Please do this by 20 July 2026.",
        "Ask us to look again.",
    ],
    "switch": ["From 13 July 2026, the money for cleaning is held another way.", "we change it again"],
    "statement": [
        "for 1 May 2026 to 31 May 2026",
        "covers all the money since your budget was set up",
        "£3,000.00 is left.",
        "Money in: Set aside by the NHS",
        "4 May 2026. NHS money",
        "Paid to Larch Care",
        "-£240.00",
        "Promised for your support",
        "The council looks after it",
        "£18.00 a week",
        "The bank sent back £240.00.",
        "You send us a short record 21 September 2026",
        "You may keep up to £640.00 in the account.",
        "Example value",
    ],
    "unspent": ["You have £1,000.00.", "We talk with you first.", "K-000004"],
    "reuse": ["£120.00", "A course in cooking", "You may use the money for this.", "It helps you eat.", "U-000002"],
    "review": ["What changes: nothing.", "15 June 2027", "Ask us to look again."],
}
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
