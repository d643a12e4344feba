"""The decision letter is written from what is stored: the figures, the working, who decided and how to disagree."""

import pytest

from selfdirect.records.messages import Letter
from tests.actions.first_half import town
from tests.actions.story import approved, finalised

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("R-FPB-05")
@pytest.mark.requirement("R-DEC-12")
def test_it_tells_the_decision_the_amounts_the_reasons_and_how_to_disagree() -> None:
    here = town()
    decision = approved(here)
    budget = finalised(decision)
    letter = Letter.objects.get(kind="decision")
    facts = letter.facts
    assert letter.person == budget.person
    assert [figure["label"] for figure in facts["figures"][:3]] == [
        "Meeting your needs costs",
        "You pay",
        "The council pays",
    ]
    assert [figure["pence"] for figure in facts["figures"][:3]] == [
        budget.gross_pence_weekly,
        budget.contribution_pence_weekly,
        budget.net_pence_weekly,
    ]
    assert facts["working"] == budget.working
    assert (facts["decided_by"], facts["reasons"]) == (here.manager.name, "It meets what matters to you.")
    assert facts["difference_reason"] == budget.difference_reason
    assert len(facts["how_to_disagree"]) > 1
    assert facts["lines"][0]["what"] == "Help to wash and dress"


def test_it_goes_out_once_in_the_way_the_person_likes() -> None:
    decision = approved(town())
    finalised(decision)
    message = Letter.objects.get(kind="decision").messages.get()
    assert (message.key, message.channel, message.to) == (
        f"decision:{decision.pk}",
        "email",
        "amara.foxglove@example.org",
    )
