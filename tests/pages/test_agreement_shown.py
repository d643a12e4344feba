"""A signed agreement is shown as it was kept, whatever the rules say now."""

from datetime import date

from selfdirect.actions.support.agreement_words import Wording
from selfdirect.pages.agreement_shown import shown, shown_now
from selfdirect.records.direct_payments import Agreement
from selfdirect.rules.agreements import Clause

LOOK = {"code": "return", "label": "A record", "first_on": "2026-09-21", "every_weeks": 13}


def test_signed_and_unsigned_are_shown_alike() -> None:
    fact, term = Clause("budget", "£80.00 a week", "Your budget"), Clause("use", "You use it for the plan.")
    agreement = Agreement(
        facts=[fact.as_row()], terms=[term.as_row()], monitoring_schedule=[LOOK], signed_on=date(2026, 6, 22)
    )
    now = Wording((fact,), (term,), (LOOK,), None, (), None, "f")
    says = shown(agreement)
    assert says == shown_now(now)
    assert (says.facts[0].question, says.facts[0].answer) == ("Your budget", "£80.00 a week")
    assert says.terms == ["You use it for the plan."]
