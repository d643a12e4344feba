"""Writing down a review that was held: how it goes, what changes.

Next:   selfdirect/actions/reviews.py
Tests:  tests/pages/staff/test_reviews.py
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse

from selfdirect.actions import reviews
from selfdirect.actions.support.policy import policy
from selfdirect.pages.days import Day
from selfdirect.pages.fields import LongText
from selfdirect.pages.forms import Form
from selfdirect.pages.question import QuestionPage
from selfdirect.records.reviews import REVIEWS
from selfdirect.records.work import Step
from selfdirect.rules.access import Permission
from selfdirect.rules.work import step_rules


class ReviewForm(Form):
    """What was said at a review."""

    held_on = Day("When was it held?", empty="Enter the day the review was held", past=True)
    how_it_goes = LongText(
        "How is it going?",
        empty="Write how it is going",
        hint="In the person's own words where you can. What works, and what does not?",
    )
    what_changes = LongText(
        "What will change?", needed=False, hint="Leave this empty if nothing changes for now. The person gets a letter."
    )


class HoldReview(QuestionPage):
    """Write down a review."""

    needs = (Permission.ASSESS, Permission.SEE_ANY_RECORD)
    read = "Opened a review to write it down"
    form = ReviewForm
    button = "Save the review"

    def load(self) -> None:
        self.step = get_object_or_404(Step, code__in=REVIEWS, pk=self.kwargs["step_id"], person=self.person)
        self.caption = self.person.name
        self.title = step_rules(policy().on(self.on))[self.step.code].label

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form, for who may fill it in; everybody else, and a review that is done, goes to what happened."""
        if self.step.done_on or not self.by.may(Permission.ASSESS, self.on):
            return redirect("staff_person_timeline", self.person.pk)
        return super().get(request, *args, **kwargs)

    def back(self) -> str:
        return reverse("staff_person", args=[self.person.pk])

    def save(self, answers: dict[str, Any]) -> str:
        reviews.hold_review(step=self.step, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()


urlpatterns = [path("people/<int:person_id>/reviews/<int:step_id>/", HoldReview.as_view(), name="staff_review")]
