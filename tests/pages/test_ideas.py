"""The library of ideas is read and searched by everybody."""

from typing import Any

import pytest
from django.test import Client

from selfdirect.records.ideas import Idea, IdeaCheck
from tests.actions.paying_people import ON, office
from tests.pages.staff.forms import text

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("R-BRK-10")
def test_ideas_are_found_by_all_their_words_and_only_when_checked(client: Client) -> None:
    assert "There is no idea here yet" in text(client.get("/ideas/"))
    here = office()
    said: dict[str, Any] = {"on": ON, "by": here.worker}
    for title, published in (("A choir", True), ("A boat", False), ("An allotment", True)):
        idea = Idea.objects.create(title=title, words=f"How to join {title.lower()}.", cost_words="£4.00", **said)
        IdeaCheck.objects.create(idea=idea, is_published=published, note="Known from it", **said)
    page = text(client.get("/ideas/"))
    assert "A choir" in page and "An allotment" in page and "A boat" not in page
    found = text(client.get("/ideas/?words=join+CHOIR"))
    assert "1 idea has these words" in found and "allotment" not in found
    assert "0 ideas have these words" in text(client.get("/ideas/?words=boat"))
    long = "x" * 200
    assert "80" in text(client.get(f"/ideas/?words={long}"))
