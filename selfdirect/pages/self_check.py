"""Three questions for anybody who wonders whether this is for them: a plain answer that is no decision, and what to do.

Nobody has to sign in, and nothing is kept.

Next:   selfdirect/rules/eligibility.py
Tests:  tests/pages/test_self_check.py
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from selfdirect.pages.choices import YesNo
from selfdirect.pages.forms import Form
from selfdirect.pages.permissions import open_page
from selfdirect.rules.eligibility import MAY_BE, SELF_CHECK, self_check


class SelfCheckForm(Form):
    """The questions of the rule, each answered by yes or no."""

    condition = YesNo(SELF_CHECK["condition"])
    hard_things = YesNo(
        SELF_CHECK["hard_things"],
        hint="Such as washing, dressing, cooking and eating, keeping your home safe, going out or seeing people",
    )
    wellbeing = YesNo(SELF_CHECK["wellbeing"])


@open_page
def check(request: HttpRequest) -> HttpResponse:
    """The questions; once they are answered, what the answers point to and how to ask for help."""
    form = SelfCheckForm(request.GET or None)
    found = self_check(form.cleaned_data) if request.GET and form.is_good() else None
    shown = {
        "form": form,
        "found": found,
        "may_be": found is not None and found.answer == MAY_BE,
        "has_problems": bool(form.problems()),
    }
    return render(request, "self_check.html", shown)
