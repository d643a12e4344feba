"""The council's rule on money kept for emergencies, in plain words: how much, who may use it, what stays at year end.

Values: policy/councils
Next:   selfdirect/rules/unspent.py
Tests:  tests/rules/test_contingency.py
"""

from typing import Final

from selfdirect.rules.values import Values
from selfdirect.rules.working import DOUBTFUL

# Policy values read here.
PERCENT: Final = "budgets.contingency_percent"
KEPT: Final = "budgets.contingency_kept"


def policy_in_words(values: Values) -> tuple[str, ...]:
    """Say the council's rule in short sentences, for the worker and for the person alike (R-CTG-02, R-CTG-07)."""
    return (
        f"About {values.whole(PERCENT)}% of a year's budget can be kept for emergencies.",
        "It is a line of its own in the plan. The plan says who may use it.",
        "In an emergency, whoever may use it starts to use it at once. Nobody has to agree first.",
        kept_in_words(values),
    )


def kept_in_words(values: Values) -> str:
    """Say what happens at the end of the year to what was not used (R-CTG-02)."""
    if values.yes(KEPT):
        return "What is not used by the end of the year stays with you."
    return "What is not used by the end of the year comes back to the council."


def is_doubtful(values: Values) -> bool:
    """Whether the rule rests on a value that is filled in or not checked."""
    return any(values.value(key).status in DOUBTFUL for key in (PERCENT, KEPT))
