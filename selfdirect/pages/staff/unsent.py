"""Answers given over several pages before there is a record to keep them on. Each page is kept as soon as it is right.

All the pages of one unsent thing share one draft of the worker's own, under a name that holds only an id.

Next:   selfdirect/actions/drafts.py
Tests:  tests/pages/staff/test_unsent.py
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from selfdirect.actions import drafts
from selfdirect.pages.forms import Form
from selfdirect.pages.question import QuestionPage
from selfdirect.pages.resume import as_typed_data, take_typed
from selfdirect.records.access import User
from selfdirect.records.audit import Draft

REFERRAL = "referral:"
MOST_SHOWN = 20


class UnsentPage(QuestionPage):
    """One of several pages whose answers wait together until they are sent."""

    def unsent_name(self) -> str:
        """What the answers of all the pages are kept under."""
        raise NotImplementedError

    def next_address(self, answers: dict[str, Any]) -> str:
        """Where the next page is."""
        raise NotImplementedError

    def load(self) -> None:
        draft = Draft.objects.filter(user=self.by, form=self.unsent_name()).first()
        self.kept: dict[str, list[str]] = dict(draft.typed) if draft else {}

    def draft_name(self) -> str:
        return self.unsent_name()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page with what was typed before, if anything was."""
        typed = take_typed(request)
        record = self.record()
        self.key, self.seen_version = self.unsent_name()[:64], record.version if record else None
        if typed is None and any(name in self.kept for name in self.made().typed_names()):
            typed = as_typed_data(self.kept)
        return self.show(self.made(typed))

    def keep(self, form: Form) -> None:
        """Keep this page's answers beside those of the other pages."""
        self.kept = {**self.kept, **form.as_typed()}
        drafts.keep(user=self.by, form=self.unsent_name(), typed=self.kept, seen_version=None, by=self.by, on=self.on)

    def save(self, answers: dict[str, Any]) -> str:
        """Keep the page and go on. What is kept is forgotten only when everything is sent."""
        self.keep(self.made(self.request.POST))
        self.later = False  # so that the machinery does not forget the draft that the other pages need
        return self.next_address(answers)


@dataclass(frozen=True)
class UnsentReferral:
    """A referral somebody began and has not sent."""

    draft: str
    name: str
    href: str
    at: datetime


def unsent_referrals(user: User) -> list[UnsentReferral]:
    """The referrals this worker began and has not sent, newest first."""
    found = Draft.objects.filter(user=user, form__startswith=REFERRAL).order_by("-at")[:MOST_SHOWN]
    return [
        UnsentReferral(
            draft=draft.form.removeprefix(REFERRAL),
            name=_name(draft.typed),
            href=reverse("staff_referral_check", kwargs={"draft": draft.form.removeprefix(REFERRAL)}),
            at=draft.at,
        )
        for draft in found
    ]


def _name(typed: dict[str, list[str]]) -> str:
    words = [*typed.get("first_name", []), *typed.get("last_name", [])]
    return " ".join(word.strip() for word in words if word.strip()) or "Somebody not named yet"
