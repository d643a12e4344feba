"""The library of ideas: what others have done with a budget, searched by words. Everybody reads it, signed in or not.

Next:   selfdirect/pages/staff/ideas.py
Tests:  tests/pages/test_ideas.py
"""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from selfdirect.pages.fields import Text
from selfdirect.pages.forms import Form
from selfdirect.pages.listing import pages_of
from selfdirect.pages.permissions import open_page
from selfdirect.records.ideas import Idea


class SearchForm(Form):
    """Words to look for."""

    words = Text("What would you like to do?", needed=False, most=80)


@open_page
def library(request: HttpRequest) -> HttpResponse:
    """The ideas that hold every one of the words, newest first."""
    form = SearchForm(request.GET or None)
    asked = form.cleaned_data["words"].split() if request.GET and form.is_good() else []
    found = Idea.objects.filter(check_made__is_published=True).order_by("-pk")
    for word in asked:
        found = found.filter(Q(title__icontains=word) | Q(words__icontains=word))
    return render(request, "ideas.html", {"form": form, "asked": asked, "page": pages_of(found, request, size=20)})
