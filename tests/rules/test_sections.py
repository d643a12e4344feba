"""A section has an answer, or names what it needs; a figure carried on is as firm as where it came from."""

from selfdirect.rules.findings import concluded, entered
from selfdirect.rules.sections import ABOVE, needing, not_reached, resting_on, said
from selfdirect.rules.working import ILLUSTRATIVE
from tests.rules.packs import on


def test_an_answer_is_whole_or_partly_said_or_needs_something() -> None:
    assert said("code", "Title", "Yes.").status == "said"
    assert said("code", "Title", "Yes.", needs=["a", "a"]).needs == ("a",)
    assert said("code", "Title", "Yes.", needs=["a"]).status == "partly_said"
    assert needing("code", "Title", ["a", "b"]).answer == "This cannot be said yet. It needs: a, b."
    assert not_reached("code", "Title", "No.").status == "not_reached"


def test_a_figure_carried_on_keeps_its_doubt_and_so_does_what_rests_on_it() -> None:
    rows = [entered("Amount", 5, "pence weekly", "amount")]
    section = said("code", "Title", "Yes.", working=[*rows, concluded("Answer", 5, "pence weekly", "answer", rows)])
    assert not section.doubtful
    found = resting_on(section, frozenset({"amount"}), ILLUSTRATIVE)
    assert [row.status for row in found.working] == [ILLUSTRATIVE, ILLUSTRATIVE]
    assert found.working[0].source == ABOVE and len(found.doubtful) == 2


def test_the_policy_values_in_the_working_are_its_keys() -> None:
    values = on("westminster")
    row = values.value("monitoring.tiers").row()
    assert said("code", "Title", "Yes.", working=[row, entered("A", 1, "pence", "a")]).keys_used(values) == (
        "monitoring.tiers",
    )
