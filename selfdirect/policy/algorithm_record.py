"""The public record of how money is worked out, under the headings of the Algorithmic Transparency Recording Standard.

It is written from the policy that is running, so that it cannot say one thing while the program does another. What the
policy does not know, such as the name of a senior responsible owner, it says the council must add.

Next:   selfdirect/policy/plain.py, selfdirect/policy/algorithm_record_words.py
Tests:  tests/policy/test_algorithm_record.py
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Final

from selfdirect.policy import algorithm_record_words as fixed
from selfdirect.policy.differences import TITLES, is_used, name_on
from selfdirect.policy.pack import Policy
from selfdirect.policy.plain import in_plain_words, label_in_words
from selfdirect.policy.sign_off import JOINT_SIGN_OFF
from selfdirect.rules.calendar import format_date
from selfdirect.rules.circumstances import SAYS, Circumstances
from selfdirect.rules.decisions import NOBODY
from selfdirect.rules.determination_formulas import formulas_for
from selfdirect.rules.values import NO_LIMIT, Value, Values
from selfdirect.rules.working import DOUBTFUL, ILLUSTRATIVE, UNVERIFIED

# What the record says of how things are worked out, by heading: the keys of the policy, in order.
_METHOD: Final = (
    "allocation.method",
    "allocation.methods_by_group",
    "allocation.scored_from",
    "allocation.pricing",
    "allocation.price_per_point",
    "allocation.carer_neutral",
    "allocation.carer_adjustment",
    "allocation.risk_domain",
    "allocation.ceiling",
    "allocation.carers_method",
    "charging.method",
    "charging.share_of_plan",
    "charging.contribution_subtracted",
)
_TITLES: Final = {**TITLES, "profile": "About the council", "messages": "Letters"}
_PEOPLE: Final = (
    "assessments.signed_off_by",
    "allocation.confirmed_by",
    "decisions.conditions",
    "decisions.stage_deciders",
    "decisions.ladder",
    "decisions.panels",
)


@dataclass(frozen=True)
class Entry:
    """One heading of the record and what it says: a sentence, or a list."""

    title: str
    says: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """One part of the record."""

    code: str
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class AlgorithmRecord:
    """The whole record, the day it is about, and the mark of the policy it was written from."""

    council: str
    on: date
    fingerprint: str
    parts: tuple[Part, ...]

    def as_json(self) -> dict[str, Any]:
        """The record as plain data."""
        return {**asdict(self), "on": self.on.isoformat()}


def algorithm_record(policy: Policy, on: date) -> AlgorithmRecord:
    """Write the record of this policy as it is on a day."""
    values, name = policy.on(on), name_on(policy, on)
    parts = (
        Part("summary", "Summary", _summary(values, name)),
        Part("owner", "1. Owner and responsibility", _owner(values, name)),
        Part("description", "2. Description and rationale", _description(values)),
        Part("decisions", "3. Decision-making process", _decisions(values)),
        Part("specification", "4. Tool specification", _specification(policy, values)),
        Part("risks", "5. Risks, mitigations and impact assessments", _risks(policy, values)),
    )
    return AlgorithmRecord(name, on, values.fingerprint, parts)


def _summary(values: Values, name: str) -> tuple[Entry, ...]:
    return (
        Entry("Name", (f"How {name} works out personal budgets and contributions",)),
        Entry("Description", fixed.SUMMARY),
        Entry("How to reach us", _contact(values)),
    )


def _owner(values: Values, name: str) -> tuple[Entry, ...]:
    return (
        Entry("1.1 Organisation", (name,)),
        Entry("1.2 Team", ("Adult social care",)),
        Entry("1.3 Senior responsible owner", (fixed.NOT_KNOWN,)),
        Entry("1.4 External supplier involvement", fixed.SUPPLIER),
        Entry("1.5 Who signs a change of points or prices", _said(values, "allocation.joint_sign_off")),
    )


def _description(values: Values) -> tuple[Entry, ...]:
    method = tuple(
        f"{label_in_words(values[key])}: {sentence}"
        for key in _METHOD
        if key in values and is_used(key, values) and values[key].amount != NO_LIMIT
        for sentence in in_plain_words(values[key], values)
    )
    return (
        Entry("2.1 How it works", method),
        Entry("2.2 Scope", fixed.SCOPE),
        Entry("2.3 Benefit", fixed.BENEFIT),
        Entry("2.4 What was done before", (fixed.NOT_KNOWN,)),
        Entry("2.5 Other ways that were considered", (fixed.NOT_KNOWN,)),
    )


def _decisions(values: Values) -> tuple[Entry, ...]:
    people = tuple(
        f"{label_in_words(values[key])}: {sentence}"
        for key in _PEOPLE
        if key in values and values[key].amount != NO_LIMIT
        for sentence in in_plain_words(values[key], values)
    )
    return (
        Entry("3.1 How it is part of the process", fixed.PROCESS),
        Entry("3.2 What it tells the worker and the person", fixed.TELLS),
        Entry("3.3 How often it is used", fixed.HOW_OFTEN),
        Entry("3.4 Who confirms and who decides", (_who_decides(values), *fixed.HUMANS, *people)),
        Entry("3.5 Training", (fixed.NOT_KNOWN,)),
        Entry("3.6 How to disagree", _said(values, "messages.how_to_disagree")),
    )


def _who_decides(values: Values) -> str:
    """Whether somebody always decides, or when a plan goes through without (R-DEC-08)."""
    key = "decisions.conditions"
    rows = values.table(key) if key in values and values[key].amount != NO_LIMIT else ()
    straight = [str(row["label"]) for row in rows if row["role"] == NOBODY]
    return fixed.STRAIGHT_THROUGH.format("; ".join(straight)) if straight else fixed.ALWAYS_DECIDED


def _specification(policy: Policy, values: Values) -> tuple[Entry, ...]:
    data = tuple(str(each.metadata[SAYS]) for each in fields(Circumstances) if SAYS in each.metadata)
    sums = tuple(f"{each.label} ({each.source})" for each in formulas_for(values).formulas.by_name.values())
    return (
        Entry("4.1 Kind of tool", fixed.KIND),
        Entry("4.2 Version", _version(policy, values)),
        Entry("4.3 Changes that were signed", _changes(policy, values)),
        Entry("4.4 Versions on trial", _trials(policy)),
        Entry("4.5 The sums", sums),
        Entry("4.6 Data used about a person", data),
        Entry("4.7 Data used to make the tool", fixed.TRAINING_DATA),
        Entry("4.8 Who can see the data", fixed.WHO_SEES),
    )


def _version(policy: Policy, values: Values) -> tuple[str, ...]:
    return (
        f"Policy in force on {format_date(values.on)}: {values.fingerprint}",
        f"The whole policy, with its past and planned dates: {policy.fingerprint}",
        "Each stored decision keeps the mark of the policy it was made with, and can be worked out again.",
    )


def _changes(policy: Policy, values: Values) -> tuple[str, ...]:
    signers = (
        {row["code"]: str(row["label"]) for row in values.table(JOINT_SIGN_OFF)} if JOINT_SIGN_OFF in values else {}
    )
    return tuple(
        f"{each.label}, from {format_date(each.since)}: signed on {format_date(each.signed_on)} by "
        f"{', '.join(signers.get(code, code) for code in each.signed)}"
        for each in policy.sign_offs()
    ) or ("None yet.",)


def _trials(policy: Policy) -> tuple[str, ...]:
    return tuple(
        f"{trial.replace('_', ' ').capitalize()}. It is never used for live work." for trial in policy.trials
    ) or ("None.",)


def _risks(policy: Policy, values: Values) -> tuple[Entry, ...]:
    return (
        Entry("5.1 Impact assessments", (fixed.NOT_KNOWN,)),
        Entry("5.2 Risks and what is done about them", fixed.RISKS),
        Entry("5.3 When a person must work it out", _unsuitable(values)),
        Entry("5.4 Values that are examples", _doubtful(values, ILLUSTRATIVE)),
        Entry("5.5 Values not yet checked against their source", _doubtful(values, UNVERIFIED)),
        Entry("5.6 Defaults used where the council is silent", (f"{len(policy.defaults_used())} values.",)),
    )


def _unsuitable(values: Values) -> tuple[str, ...]:
    key = "charging.not_suitable"
    return tuple(f"{row['label']}: {row['reason']}" for row in values.table(key)) if key in values else ()


def _doubtful(values: Values, status: str) -> tuple[str, ...]:
    assert status in DOUBTFUL
    found = [
        f"{_TITLES[key.partition('.')[0]]}: {label_in_words(value)}"
        for key, value in sorted(values.items())
        if is_used(key, values) and _has_status(value, status) and not key.startswith(("sources.", "figures."))
    ]
    return tuple(found) or ("None.",)


def _has_status(value: Value, status: str) -> bool:
    rows = value.amount if isinstance(value.amount, tuple) else ()
    return value.status == status or any(row.get("status") == status for row in rows)


def _contact(values: Values) -> tuple[str, ...]:
    if "profile.contact" not in values:
        return (fixed.NOT_KNOWN,)
    return tuple(str(cell) for cell in values.table("profile.contact")[0].values() if cell != NO_LIMIT)


def _said(values: Values, key: str) -> tuple[str, ...]:
    return in_plain_words(values[key], values) if key in values else (fixed.NOT_KNOWN,)


def as_lines(record: AlgorithmRecord) -> Sequence[str]:
    """The record as plain text, a line at a time."""
    lines = [f"Algorithmic transparency record: {record.council}, on {format_date(record.on)}", ""]
    for part in record.parts:
        lines += [part.title, "=" * len(part.title)]
        for entry in part.entries:
            lines += [entry.title, *(f"  - {sentence}" for sentence in entry.says)]
        lines.append("")
    return lines
