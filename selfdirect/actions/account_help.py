"""Keeping an account is a burden: said by the person or their carer, answered with help or another way (R-PAY-06).

Values: policy/councils
Next:   selfdirect/rules/account_help.py
Tests:  tests/actions/test_account_help.py
"""

from collections.abc import Sequence
from datetime import date

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support.policy import policy_on
from selfdirect.actions.support.steps import close_step, open_step
from selfdirect.actions.support.versions import save_against
from selfdirect.records.access import User
from selfdirect.records.account_help import AccountBurden, AccountHelp
from selfdirect.records.budgets import Budget
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.account_help import AS_IT_IS, HARD, offers
from selfdirect.rules.calendar import format_date
from selfdirect.rules.problems import Problem

STEP = "account_help"


@action(needs=(Permission.TELL_US, Permission.SET_UP_PAYMENTS))
def say_it_is_hard(
    *,
    person: Person,
    budget: Budget,
    paid_by: str,
    hard: Sequence[str],
    words: str,
    said_by_name: str,
    key: str,
    on: date,
    by: User,
) -> AccountBurden:
    """Say that the account is a burden, and how. Nobody has to prove it; their worker answers by a date."""
    if budget.person_id != person.pk:
        raise Refused("This budget is somebody else’s.")
    Budget.objects.select_for_update().get(pk=budget.pk)  # so that two who say it at once say it one after the other
    problems = []
    if not set(hard) <= set(HARD) or not (hard or words.strip()):
        problems.append(Problem("hard", "Select what is hard, or say it in your own words"))
    if not said_by_name.strip():
        problems.append(Problem("said_by_name", "Enter who says so"))
    if AccountBurden.objects.filter(budget=budget, help=None).exists():
        problems.append(Problem("", "This was said already, and your worker is looking at it."))
    if problems:
        raise Refused(problems)
    made = AccountBurden.objects.create(
        person=person,
        budget=budget,
        paid_by=paid_by,
        hard=list(hard),
        words=words.strip(),
        said_by_name=said_by_name.strip(),
        on=on,
        by=by,
    )
    step = open_step(STEP, person=person, record=made, on=on)
    words = f"{made.said_by_name} said that keeping the account is hard"
    tell(f"{words}. {step.owner.name} offers help by {format_date(step.due_on)}.", person=person, about=about(made))
    return made


@action(needs=Permission.SET_UP_PAYMENTS)
def offer_help(
    *, person: Person, burden: AccountBurden, chosen: str, words: str, seen_version: int, key: str, on: date, by: User
) -> AccountHelp:
    """Write down what was taken up of all that is on offer. A switch or help is then set up on its own page."""
    if burden.person_id != person.pk:
        raise Refused("This is about somebody else.")
    if AccountHelp.objects.filter(burden=burden).exists():
        raise Refused("This was answered already.")
    known = offers(policy_on(on), burden.paid_by)
    problems = []
    if chosen not in {AS_IT_IS, *(one.code for one in known)}:
        problems.append(Problem("chosen", "Select what they want"))
    if not words.strip():
        problems.append(Problem("words", "Say what was agreed, and who does what next"))
    if problems:
        raise Refused(problems)
    saved = save_against(burden, seen_version, by)
    made = AccountHelp.objects.create(
        burden=saved, offered=[one.label for one in known], chosen=chosen, words=words.strip(), on=on, by=by
    )
    close_step(STEP, person=person, on=on, by=by, record=saved)
    label = next((one.label for one in known if one.code == chosen), "It goes on as it is")
    tell(f"Because the account is hard to keep: {label}. {made.words}", person=person, about=about(saved))
    return made
