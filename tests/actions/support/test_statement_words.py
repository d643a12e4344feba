"""What is told: plain values, in the order in which they are shown, the same wherever they are shown."""

import json
from datetime import date

import pytest

from selfdirect.actions.support.policy import policy
from selfdirect.actions.support.statement_words import figures
from selfdirect.actions.support.statements import last_day, read_one
from selfdirect.ledger import chart
from selfdirect.ledger.funds import fund, funded_from
from selfdirect.ledger.posting import post
from selfdirect.records.budgets import Budget
from selfdirect.records.market import Provider
from tests.actions import story
from tests.actions.first_half import town

pytestmark = pytest.mark.django_db
JULY = date(2026, 7, 1)


def told(budget: Budget) -> dict:
    values = policy().on(last_day(JULY))
    return json.loads(json.dumps(figures(read_one(budget, JULY, values), values)))


def test_every_line_says_who_looks_after_its_money() -> None:
    here = town()
    holder = Provider.objects.filter(may_hold_funds=True, gives_care=False).earliest("pk")
    lines = [story.support(what=what, quantity_hundredths=200) for what in ("Help at home", "Swimming", "Cleaning")]
    ways = (("direct_payment", "bank_account", None), ("third_party", "", holder.pk), ("council_managed", "", None))
    budget = story.chosen(story.finalised(story.approved(here, *lines)), *ways)
    story.with_account(budget.person)
    story.account_of(holder, here.cast.finance[0])
    story.signed(budget)
    how = {line["what"]: line["how"] for line in told(budget)["lines"]}
    assert "bank account" in how["Help at home"]
    assert how["Swimming"] == f"{holder.name} looks after the money"
    assert how["Cleaning"] not in ("", "Not chosen yet")


def test_the_sections_come_to_their_sums_and_the_parts_to_what_is_left() -> None:
    walked = story.story()
    run = story.sent(walked.town, story.approve(walked.town, story.prepared(walked.town)))
    story.confirmed(walked.town, run, returned={run.lines.get().pk: "Account closed"})
    ref = walked.budget.reference
    post("nhs", JULY, 500_00, funded_from(ref, "nhs"), chart.free(fund(ref, "nhs")), "health care")
    post("back", JULY, 12_00, chart.BANK, chart.recovered(ref), "unspent")
    shown = told(walked.budget)
    assert [one["code"] for one in shown["sections"]] == ["opening", "came_in", "paid_out"]
    for section in shown["sections"]:
        assert section["pence"] == sum(row["pence"] for row in section["rows"]) == shown["total"][section["code"]]
    assert sum(part["pence"] for part in shown["parts"]) == shown["total"]["left"]
    assert [one["label"] for one in shown["owners"]] == ["The council's money", "NHS money"]
    assert sum(one["left"] for one in shown["owners"]) == shown["total"]["left"]
    assert shown["notes"][0].startswith("The bank sent back £240.00 on 6 July 2026. The money is safe.")
    assert shown["notes"][1].startswith("£12.00 that was not needed came back on 1 July 2026.")
    assert shown["is_first"] is True
    coming = [(one["label"], one["on"]) for one in shown["coming"]]
    assert coming == sorted(coming, key=lambda one: one[1]) and all(on > "2026-07-31" for _, on in coming)
    assert ("You send us a short record of what you spent", "2026-09-21") in coming


@pytest.mark.parametrize(("basis", "words"), [("net", "It is not in these amounts"), ("gross", "send you a bill")])
def test_what_the_person_pays_is_said_as_the_council_has_it(basis: str, words: str) -> None:
    walked = story.story()
    Budget.objects.filter(pk=walked.budget.pk).update(
        contribution_basis=basis,
        contribution_pence_weekly=10_00,
        gross_pence_weekly=walked.budget.net_pence_weekly + 10_00,
    )
    assert any("£10.00 a week" in note and words in note for note in told(walked.budget)["notes"])
