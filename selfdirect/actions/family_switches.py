"""A switch from an agency to somebody close, modelled before it is made, with what became of it beside (R-EMP-09).

Values: policy/national/employment.toml
Next:   selfdirect/rules/employing_family.py
Tests:  tests/actions/test_family_switches.py
"""

from dataclasses import asdict
from datetime import date

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support.policy import policy_on
from selfdirect.records.access import User
from selfdirect.records.employment import FamilySwitch, FamilySwitchAfter
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.employing_family import SwitchAsked, model_switch, relations
from selfdirect.rules.money import format_pounds
from selfdirect.rules.problems import Problem
from selfdirect.rules.problems import Refused as RuleRefused
from selfdirect.rules.working import to_json


@action(needs=Permission.EMPLOY)
def model(*, person: Person, asked: SwitchAsked, key: str, on: date, by: User) -> FamilySwitch:
    """Keep what a switch comes to: hours, cost, lost benefits, lost earnings, warnings."""
    values = policy_on(on)
    problems = [] if asked.name.strip() else [Problem("name", "Enter the name of who would be employed")]
    if asked.relation not in relations(values):
        problems.append(Problem("relation", "Select what they are to the person"))
    if problems:
        raise Refused(problems)
    try:
        found = model_switch(asked, values)
    except RuleRefused as refused:
        raise Refused(refused.problems) from refused
    told = {**asdict(asked), "new": {**asdict(asked.new), "on": asked.new.on.isoformat()}}
    made = FamilySwitch.objects.create(
        person=person,
        name=asked.name.strip(),
        asked={**told, "rule_says": found.family.reason},
        before_pence_weekly=found.before_pence_weekly,
        after_pence_weekly=found.after_pence_weekly,
        lost_pence_weekly=found.lost_pence_weekly,
        warnings=list(found.warnings),
        working=to_json(found.working),
        policy_fingerprint=values.fingerprint,
        on=on,
        by=by,
    )
    costs = f"{format_pounds(found.before_pence_weekly)} a week before, {format_pounds(found.after_pence_weekly)} after"
    tell(f"A switch from an agency to {made.name} was worked out: {costs}.", person=person, about=about(made))
    return made


@action(needs=Permission.EMPLOY)
def say_after(
    *,
    person: Person,
    switch: FamilySwitch,
    quality_before: int,
    quality_after: int,
    words: str,
    key: str,
    on: date,
    by: User,
) -> FamilySwitchAfter:
    """Write down what became of a switch: quality of life before and after, from 1 to 5, in the person's words."""
    if switch.person_id != person.pk:
        raise Refused("This is for somebody else.")
    if FamilySwitchAfter.objects.filter(switch=switch).exists():
        raise Refused("What became of this switch was written down already.")
    problems = [] if words.strip() else [Problem("words", "Say what changed")]
    for name, value in (("quality_before", quality_before), ("quality_after", quality_after)):
        if not 1 <= value <= 5:
            problems.append(Problem(name, "Select a number from 1 to 5"))
    if problems:
        raise Refused(problems)
    made = FamilySwitchAfter.objects.create(
        switch=switch, quality_before=quality_before, quality_after=quality_after, words=words.strip(), on=on, by=by
    )
    said = f"What became of the switch to {switch.name}: {quality_before} of 5 before, {quality_after} of 5 after."
    tell(said, person=person, about=about(switch))
    return made
