"""An agreement as pages show it: what it says, signed or not, and the signed one as a PDF to keep.

Next:   selfdirect/actions/support/agreement_words.py
Tests:  tests/pages/test_agreement_shown.py
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from selfdirect.actions import agreements as actions
from selfdirect.actions.support.agreement_words import Wording
from selfdirect.pages.council import council_on
from selfdirect.pages.parts import Answer
from selfdirect.records.direct_payments import Agreement
from selfdirect.records.people import Format
from selfdirect.rules.agreements import Clause

LARGE = (Format.LARGE_PRINT, Format.EASY_READ)


@dataclass(frozen=True)
class Says:
    """What an agreement says: the money and who holds it, the terms in order, and what is looked at when."""

    facts: list[Answer]
    terms: list[str]
    schedule: list[dict[str, Any]]


def shown(agreement: Agreement) -> Says:
    """A signed agreement, as it read on the day of its signature."""
    clauses = [Clause.of(row) for row in agreement.facts]
    return Says(_answers(clauses), [str(row["words"]) for row in agreement.terms], list(agreement.monitoring_schedule))


def shown_now(now: Wording) -> Says:
    """An agreement that is not signed yet, as it reads today."""
    return Says(_answers(now.facts), [clause.words for clause in now.terms], list(now.schedule))


def _answers(clauses: Any) -> list[Answer]:
    return [Answer(clause.label, clause.words) for clause in clauses]


def agreement_pdf(request: HttpRequest, agreement: Agreement) -> HttpResponse:
    """A signed agreement as a PDF, in large print for whoever reads that."""
    person = agreement.person
    facts = {
        "agreement": agreement,
        "person": person,
        "says": shown(agreement),
        "council": council_on(agreement.signed_on),
        "is_large": person.details.format in LARGE,
    }
    html = render_to_string("agreement_pdf.html", facts)
    on, by = request.on, request.user  # type: ignore[attr-defined]
    answer = HttpResponse(
        actions.make_pdf(agreement=agreement, html=html, on=on, by=by), content_type="application/pdf"
    )
    answer["Content-Disposition"] = f'inline; filename="{agreement.reference}.pdf"'
    return answer
