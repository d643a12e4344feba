"""What we said to somebody and what they told us: letters as they were sent, their PDF, and the thread of messages.

Next:   selfdirect/actions/messages.py
Tests:  tests/pages/staff/test_messages.py
"""

import re
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from markupsafe import Markup

from selfdirect.actions import messages as actions
from selfdirect.pages.fields import LongText
from selfdirect.pages.forms import Form
from selfdirect.pages.listing import pages_of
from selfdirect.pages.permissions import about_person
from selfdirect.pages.question import QuestionPage
from selfdirect.records.messages import Letter, Message
from selfdirect.records.people import Person
from selfdirect.records.work import Step
from selfdirect.rules.access import Permission

MOST_NOTES = 200


def article_of(letter: Letter) -> Markup:
    """The words of a letter as they were sent, to stand on a page of ours. We wrote them, from stored facts."""
    found = re.search(r"(?s)<article.*</article>", letter.html)
    return Markup(found[0]) if found else Markup("")


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at the list of letters")
def letters(request: HttpRequest, person: Person) -> HttpResponse:
    """Every letter, newest first, and whether it has left."""
    sent = Prefetch("messages", queryset=Message.objects.order_by("pk"))
    found = Letter.objects.filter(person=person).defer("html", "pdf", "facts").prefetch_related(sent)
    listed = pages_of(found.order_by("-on", "-pk"), request, size=50)
    return render(request, "staff/messages/letters.html", {"person": person, "page": listed})


@about_person(needs=Permission.SEE_ANY_RECORD, read="Read a letter")
def letter(request: HttpRequest, letter_id: int, person: Person) -> HttpResponse:
    """One letter as it was sent."""
    found = get_object_or_404(Letter.objects.defer("pdf"), pk=letter_id, person=person)
    more = {
        "person": person,
        "letter": found,
        "article": article_of(found),
        "messages": list(found.messages.order_by("pk")),
    }
    return render(request, "staff/messages/letter.html", more)


@about_person(needs=Permission.SEE_ANY_RECORD, read="Opened a letter to print it", methods=("GET", "HEAD"))
def letter_pdf(request: HttpRequest, letter_id: int, person: Person) -> HttpResponse:
    """The letter as a PDF. It is made the first time somebody asks, and kept."""
    found = get_object_or_404(Letter, pk=letter_id, person=person)
    if found.pdf is None:
        found = actions.make_pdf(letter=found, on=request.on, by=request.user)
    answer = HttpResponse(bytes(found.pdf or b""), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{found.reference}.pdf"'
    return answer


class AnswerForm(Form):
    """Our answer."""

    words = LongText(
        "Your answer", empty="Write your answer", hint="The person reads this as you write it.", most=4000, rows=5
    )


class Messages(QuestionPage):
    """The thread between the person and us, and the answer."""

    needs = Permission.SEE_ANY_RECORD
    read = "Read the messages"
    title = "Messages"
    form = AnswerForm
    button = "Send the answer"
    template = "staff/messages/thread.html"

    def load(self) -> None:
        self.caption = self.person.name

    def context(self) -> dict[str, Any]:
        waiting = Step.objects.open().filter(person=self.person, code="message_reply").select_related("owner")
        notes = self.person.notes.select_related("by").order_by("-pk")[:MOST_NOTES]
        return {
            "notes": list(notes),
            "waiting": waiting.longest_wait_first().first(),
            "may_answer": self.by.may(Permission.ANSWER_MESSAGES, self.on),
        }

    def back(self) -> str:
        return reverse("staff_person", args=[self.person.pk])

    def save(self, answers: dict[str, Any]) -> str:
        actions.answer(person=self.person, words=answers["words"], key=self.key, on=self.on, by=self.by)
        return reverse("staff_messages", args=[self.person.pk])


_AT = "people/<int:person_id>/"
urlpatterns = [
    path(f"{_AT}letters/", letters, name="staff_letters"),
    path(f"{_AT}letters/<int:letter_id>/", letter, name="staff_letter"),
    path(f"{_AT}letters/<int:letter_id>/pdf/", letter_pdf, name="staff_letter_pdf"),
    path(f"{_AT}messages/", Messages.as_view(), name="staff_messages"),
]
