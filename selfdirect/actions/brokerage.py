"""Referring somebody to an organisation that helps find and set up support, and writing down its answer.

Values: policy/defaults/support.toml
Next:   selfdirect/rules/brokerage.py
Tests:  tests/actions/test_brokerage.py
"""

from datetime import date

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support.policy import policy_on
from selfdirect.actions.support.steps import close_step, open_step
from selfdirect.records.access import User
from selfdirect.records.brokerage import BrokerageAnswer, BrokerageReferral
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.brokerage import WHO_PAYS, organisations, proposed
from selfdirect.rules.calendar import age_on
from selfdirect.rules.problems import Problem


@action(needs=Permission.PLAN)
def refer(
    *,
    person: Person,
    organisation: str,
    other_because: str,
    who_pays: str,
    what_for: str,
    consents: bool,
    key: str,
    on: date,
    by: User,
) -> BrokerageReferral:
    """Refer somebody, a person who pays for themselves too, to the organisation the rule proposes (R-BRK-06).

    Another one needs a reason. Nothing is passed on without the person's yes.
    """
    values = policy_on(on)
    known = organisations(values)
    details = person.details
    found = proposed(age_on(details.date_of_birth, on), details.client_group, who_pays, values)
    problems = []
    if who_pays not in WHO_PAYS:
        problems.append(Problem("who_pays", "Select who pays for the support"))
    if organisation not in known:
        problems.append(Problem("organisation", "Select which organisation helps"))
    elif found and found.organisation != organisation and not other_because.strip():
        words = f"The council’s rule leads to {known.get(found.organisation, found.organisation)}. Say why another one"
        problems.append(Problem("other_because", words))
    if not what_for.strip():
        problems.append(Problem("what_for", "Say what the person wants help with"))
    if not consents:
        problems.append(Problem("consents", "Ask the person first. Without their yes nothing is passed on"))
    if BrokerageReferral.objects.filter(person=person, organisation=organisation, answer=None).exists():
        problems.append(Problem("organisation", "They were asked for this person already, and have not answered yet"))
    if problems:
        raise Refused(problems)
    is_other = found is not None and found.organisation != organisation
    made = BrokerageReferral.objects.create(
        person=person,
        organisation=organisation,
        proposed=found.organisation if found else "",
        proposed_because=found.why if found else "",
        other_because=other_because.strip() if is_other else "",
        who_pays=who_pays,
        what_for=what_for.strip(),
        on=on,
        by=by,
    )
    open_step("brokerage_answer", person=person, record=made, on=on)
    tell(f"{known[organisation]} was asked to help: {made.what_for}", person=person, about=about(made))
    return made


@action(needs=Permission.PLAN)
def answer(*, referral: BrokerageReferral, accepted: bool, words: str, key: str, on: date, by: User) -> BrokerageAnswer:
    """Write down what the organisation said."""
    if BrokerageAnswer.objects.filter(referral=referral).exists():
        raise Refused("Their answer was written down already.")
    if not words.strip():
        raise Refused([Problem("words", "Say what they said: who helps and from when, or why not")])
    made = BrokerageAnswer.objects.create(referral=referral, accepted=accepted, words=words.strip(), on=on, by=by)
    close_step("brokerage_answer", person=referral.person, on=on, by=by, record=referral)
    known = organisations(policy_on(on)).get(referral.organisation, referral.organisation)
    said = f"{known} {'helps' if accepted else 'cannot help'}: {made.words}"
    tell(said, person=referral.person_id, about=about(referral))
    return made
