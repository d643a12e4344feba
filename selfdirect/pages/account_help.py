"""The questions about an account that is a burden, the same for the person and for whoever they told.

Next:   selfdirect/actions/account_help.py
Tests:  tests/pages/test_account_help.py
"""

from selfdirect.actions.support.policy import policy
from selfdirect.pages.choices import Checkboxes, Radios
from selfdirect.pages.fields import LongText
from selfdirect.pages.forms import Form
from selfdirect.records.account_help import AccountBurden
from selfdirect.rules.account_help import AS_IT_IS, HARD, Offer, offers

LEAD = "You do not have to prove it. Your worker offers you help, or another way to be paid."


class BurdenForm(Form):
    """What is hard."""

    hard = Checkboxes("What is hard about the account?", needed=False, choices=list(HARD.items()))
    words = LongText("Say it in your own words", needed=False, most=1000, rows=3)


class HelpForm(Form):
    """What they want of all that is on offer."""

    chosen = Radios("What do they want?", empty="Select what they want")
    words = LongText(
        "What was agreed, and who does what next?",
        empty="Say what was agreed, and who does what next",
        hint="The person can read this.",
        most=1000,
        rows=4,
    )


def offered(burden: AccountBurden) -> tuple[Offer, ...]:
    """What this council can offer to whoever said so."""
    return offers(policy().on(burden.on), burden.paid_by)


def chosen_from(burden: AccountBurden) -> list[tuple[str, str, str]]:
    """The same as choices of a form, and that it goes on as it is."""
    known = [(one.code, one.label, one.explained) for one in offered(burden)]
    return [*known, (AS_IT_IS, "It goes on as it is", "")]


def hard_words(burden: AccountBurden) -> list[str]:
    """What is hard, in words."""
    return [HARD[code] for code in burden.hard if code in HARD] + ([burden.words] if burden.words else [])
