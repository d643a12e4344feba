"""Letters as they were sent, on the page and on paper; and telling us that something has changed.

Next:   selfdirect/actions/messages.py
Tests:  tests/pages/person/test_messages.py
"""

import re
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from markupsafe import Markup

from selfdirect.actions import messages as actions
from selfdirect.pages.fields import LongText
from selfdirect.pages.forms import Form
from selfdirect.pages.listing import keyset
from selfdirect.pages.person.scope import MyQuestion, Scope, my_page
from selfdirect.records.messages import Letter, Note
from selfdirect.records.work import Step
from selfdirect.rules.access import Permission

WITH_MONEY = ("contribution", "decision", "refusal", "suitability", "first_payment", "payment_returned", "statement")
_LETTER = re.compile(r"<article\b.*</article>", re.DOTALL)


def _letters(scope: Scope) -> QuerySet[Letter]:
    """The person's letters, without their PDFs; without those about money for whoever may not see it."""
    found = Letter.objects.filter(person=scope.person).defer("pdf", "facts")
    return found if scope.may_see_money else found.exclude(kind__in=WITH_MONEY)


@my_page(read="Looked at the letters")
def letters(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Every letter, newest first."""
    return render(request, "person/letters.html", {"scope": scope, "slice": keyset(_letters(scope), request, size=25)})


@my_page(read="Read a letter")
def letter(request: HttpRequest, scope: Scope, letter_id: int) -> HttpResponse:
    """One letter, with the words that were kept when it was sent. Our own template wrote them, escaped."""
    found = get_object_or_404(_letters(scope), pk=letter_id)
    kept = _LETTER.search(found.html)
    words = Markup(kept.group()) if kept else ""
    return render(request, "person/letter.html", {"scope": scope, "letter": found, "words": words})


@my_page(read="Fetched a letter to print")
def letter_pdf(request: HttpRequest, scope: Scope, letter_id: int) -> HttpResponse:
    """The letter as it is on paper. It is made once, when somebody first asks."""
    found = get_object_or_404(_letters(scope).defer(None), pk=letter_id)
    if found.pdf is None:
        found = actions.make_pdf(letter=found, on=scope.on, by=scope.user)
    answer = HttpResponse(bytes(found.pdf or b""), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{found.reference}.pdf"'
    return answer


@my_page(read="Looked at the messages")
def messages(request: HttpRequest, scope: Scope) -> HttpResponse:
    """What the person told us and what we answered, newest first."""
    found = keyset(Note.objects.filter(person=scope.person).select_related("by"), request, size=25)
    waiting = Step.objects.open().filter(person=scope.person, code="message_reply").select_related("owner")
    more = {"slice": found, "waiting": waiting.order_by("due_on").first()}
    return render(request, "person/messages.html", {"scope": scope, **more})


class TellForm(Form):
    """What has changed, or what is asked."""

    words = LongText(
        "What has changed, or what do you want to ask?",
        empty="Tell us what has changed or what you need",
        hint="Use your own words. If you are not safe now, phone us instead. In an emergency phone 999.",
        most=4000,
        rows=7,
    )


class Tell(MyQuestion):
    """Tell us something. It gets somebody who answers, and a date."""

    permission = Permission.TELL_US
    read = "Opened the page to tell us something"
    form = TellForm
    button = "Send"

    def save(self, answers: dict[str, Any]) -> str:
        actions.tell_us(person=self.person, words=answers["words"], key=self.key, on=self.on, by=self.by)
        return self.scope.address("person_messages")


urlpatterns = [
    path("<int:person_id>/letters/", letters, name="person_letters"),
    path("<int:person_id>/letters/<int:letter_id>/", letter, name="person_letter"),
    path("<int:person_id>/letters/<int:letter_id>/pdf/", letter_pdf, name="person_letter_pdf"),
    path("<int:person_id>/messages/", messages, name="person_messages"),
    path("<int:person_id>/messages/tell/", Tell.as_view(), name="person_tell"),
]
