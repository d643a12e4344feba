"""Refuses a change of points or prices that was not signed by all who must sign it, on a day before it starts.

Values: policy/defaults/allocation.toml
Next:   selfdirect/policy/history.py
Tests:  tests/policy/test_sign_off.py
"""

from collections.abc import Iterator, Mapping
from typing import Final

from selfdirect.policy.history import Entry, History
from selfdirect.policy.kinds import listed
from selfdirect.policy.standing import Standing

JOINT_SIGN_OFF: Final = "allocation.joint_sign_off"
# What turns needs into money. The first amount a council writes down is how it began; each later one is a change.
SIGNED: Final = (
    "allocation.price_per_point",
    "allocation.points",
    "allocation.prices_by_group",
    "allocation.price_bands",
    "allocation.units",
    "questionnaire.answers",
)


def sign_off_problems(own: Mapping[str, History], *layers: Mapping[str, History]) -> list[str]:
    """Say which changes in a council's own files lack a signature; `layers` say who must sign (R-RAS-13)."""
    return [
        f"{own[key].place(entry)}: {fault}"
        for key in SIGNED
        if key in own
        for entry in own[key].entries[1:]
        for fault in _faults(entry, own[key].shape.name, Standing(layers, entry.since).column(JOINT_SIGN_OFF, "code"))
    ]


def _faults(entry: Entry, name: str, needed: tuple[str, ...]) -> Iterator[str]:
    since = entry.since.isoformat()
    codes = ", ".join(f'"{code}"' for code in needed)
    if not entry.signed or entry.signed_on is None:
        yield (
            f"from {since}: a change of points or prices needs joint sign-off. Write it as a heading of its own, "
            f"[{name}.from.{since}], with amount, signed = [{codes}] and signed_on = the day they signed."
        )
        return
    for code in needed:
        if code not in entry.signed:
            yield f'from {since}: "{code}" has not signed. Add it to signed once they have.'
    for code in entry.signed:
        if code not in needed:
            yield f'from {since}: "{code}" is not one of those who sign. Write {listed(needed)}.'
    if entry.signed_on > entry.since:
        yield (
            f"from {since}: it was signed on {entry.signed_on.isoformat()}, after the day it starts. "
            "Let it start on that day or later."
        )
