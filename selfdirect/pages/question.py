"""A page that asks something: show, keep for later, check, act, go on. Nothing typed is ever lost on the way.

Next:   selfdirect/pages/forms.py
Tests:  tests/pages/test_question.py
"""

import uuid
from contextlib import suppress
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import View

from selfdirect.actions import drafts
from selfdirect.actions.action import Refused, Stale
from selfdirect.pages.forms import Form
from selfdirect.pages.parts import Section
from selfdirect.pages.permissions import Needs, check_permission, find_person, write_down_reading
from selfdirect.pages.resume import as_typed_data, take_typed, whose
from selfdirect.records.access import User
from selfdirect.records.audit import Draft
from selfdirect.records.base import Versioned
from selfdirect.records.people import Person


@method_decorator(never_cache, name="dispatch")
class QuestionPage(View):
    """One page with one form. A page gives `form` and `save`, and what else it needs of the rest."""

    needs: ClassVar[Needs] = None
    read: ClassVar[str] = "Opened a form about this person"
    form: ClassVar[type[Form]] = Form
    template = "question.html"
    title = ""
    caption = ""
    lead = ""
    button = "Continue"
    later = True
    http_method_names: ClassVar[list[str]] = ["get", "head", "post"]

    person: Person
    by: User
    key: str
    seen_version: int | None

    # What a page may say about itself

    def load(self) -> None:
        """Fetch what the page is about, or raise Http404. Once for each request, before anything else."""

    def record(self) -> Versioned | None:
        """The record being changed, when two people might change it at once."""
        return None

    def initial(self) -> dict[str, Any]:
        """What is stored now."""
        return {}

    def choices(self) -> dict[str, Any]:
        """Choices of fields that were made without any."""
        return {}

    def context(self) -> dict[str, Any]:
        """More for the template."""
        return {}

    def now_says(self) -> list[tuple[str, Any]]:
        """What the record says now, to show beside what was typed when somebody else was first."""
        return []

    def back(self) -> str:
        """Where the back link goes."""
        return ""

    def later_address(self) -> str:
        """Where saving for later goes."""
        return self.back() or "/"

    def save(self, answers: dict[str, Any]) -> str:
        """Call the action. Returns the address of the next page."""
        raise NotImplementedError

    # What the machinery does

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Check who asks and about whom, then show or take the form."""
        check_permission(request, self.needs)
        self.by, self.on = request.user, request.on  # type: ignore[assignment,attr-defined]
        if "person_id" in kwargs:
            self.person = find_person(request, kwargs["person_id"])
            write_down_reading(request, self.person, self.read)
        self.load()
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form: what was being typed when the sign-in ran out, else what was kept, else what is stored."""
        self.key = str(uuid.uuid4())
        record = self.record()
        self.seen_version = record.version if record else None
        typed = take_typed(request)
        if typed is not None:
            self.key = typed.get("key") or self.key
            self.seen_version = _whole(typed.get("seen_version")) if record else None
            return self.show(
                self.made(typed), came_back="You were signed out while you were typing. Check it and carry on."
            )
        draft = self.draft() if self.later else None
        if draft is None or "afresh" in request.GET:
            return self.show(self.made())
        self.seen_version = draft.seen_version if record else None
        return self.show(self.made(as_typed_data(draft.typed)), came_back="You saved this to finish later.")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take what was typed: keep it, show what is wrong with it, or act on it."""
        form = self.made(request.POST)
        self.key = request.POST.get("key", "")[:64] or str(uuid.uuid4())
        self.seen_version = _whole(request.POST.get("seen_version"))
        if self.later and "later" in request.POST:
            self.keep(form)
            return HttpResponseRedirect(self.later_address())
        if not form.is_good():
            return self.show(form, 422)
        try:
            address = self.save(form.cleaned_data)
        except Refused as refused:
            for problem in refused.problems:
                form.add_problem(problem)
            return self.show(form, 422)
        except Stale as stale:
            self.seen_version = stale.version
            with suppress(Http404):  # what changed may have closed the page; what was typed is shown all the same
                self.load()
            return self.show(form, 409, stale=stale, stale_now=self.now_says())
        if self.later and self.draft():
            drafts.forget(user=self.by, form=self.draft_name(), by=self.by, on=self.on)
        return HttpResponseRedirect(address)

    def made(self, typed: QueryDict | None = None) -> Form:
        """The form with what was typed, or with what is stored."""
        initial = self.initial() if typed is None else None
        return self.form(typed, initial=initial, choices=self.choices(), today=self.on)

    def keep(self, form: Form) -> None:
        """Keep what was typed, exactly, to finish later."""
        drafts.keep(
            user=self.by,
            form=self.draft_name(),
            typed=form.as_typed(),
            seen_version=self.seen_version,
            by=self.by,
            on=self.on,
        )

    def draft(self) -> Draft | None:
        """What this user kept of this form, if anything."""
        return Draft.objects.filter(user=self.by, form=self.draft_name()).first()

    def draft_name(self) -> str:
        """What the draft is kept under: the address, which holds only ids."""
        return self.request.path[:200]

    @property
    def whose(self) -> str:
        """The mark of whose form this is."""
        return whose(self.by)

    def show(self, form: Form, status: int = 200, **more: Any) -> HttpResponse:
        """The page."""
        problems = form.problems()
        visible = form.visible()
        is_heading = not self.title and len(visible) == 1
        title = self.title or (form.question(visible[0]).label if visible else "")
        context = {
            "form": form,
            "question": self,
            "title": title,
            "question_is_heading": is_heading,
            "has_problems": bool(problems),
            "problems": problems,
            "back": self.back(),
            "person": getattr(self, "person", None),
            **self.context(),
            **more,
        }
        return render(self.request, self.template, context, status=status)


class CheckPage(QuestionPage):
    """A page to look everything over before it is sent, or a page with one button."""

    template = "check.html"
    button = "Accept and send"
    later = False

    def sections(self) -> list[Section]:
        """The answers to look over, with where to change each."""
        return []

    def show(self, form: Form, status: int = 200, **more: Any) -> HttpResponse:
        """The page, with its sections."""
        return super().show(form, status, sections=self.sections(), **more)


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else None
