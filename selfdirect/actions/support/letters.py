"""What every letter is filled from, besides its own facts: the council, how to reach it, who signs; and its look.

Values: policy/councils
Next:   selfdirect/actions/messages.py
Tests:  tests/actions/support/test_letters.py
"""

from pathlib import Path
from typing import Any

from django.conf import settings

from selfdirect.actions.support.policy import policy
from selfdirect.records.messages import Letter


def letter_context(letter: Letter) -> dict[str, Any]:
    """What the template of a letter is given: the same when it is sent and when its figures are printed again."""
    values = policy().on(letter.on)
    return {
        "letter": letter,
        "facts": letter.facts,
        "person": letter.person,
        "profile": values.table("profile.council")[0],
        "contact": values.table("profile.contact")[0],
        "how_to_disagree": values.table("messages.how_to_disagree"),
        "sign_off": values.table("messages.sign_off")[0],
    }


def look_of_letters() -> Path:
    """The folder of the style that letters ask for by name, and the only one they may use."""
    return Path(str(settings.STATICFILES_DIRS[0]))
