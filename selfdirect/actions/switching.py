"""Switching how a budget is held: any lines, from a day, for good or for a while; and what is asked for in advance.

No new assessment and no full review: one page, in one step. The new way is set up first, and if it cannot be, nothing
stops. What was paid ahead for days that are now held otherwise comes back, or waits for its holder's return.

Values: policy/councils
Why:    docs/decisions/switching.md
Next:   selfdirect/actions/support/switching.py
Tests:  tests/actions/test_switching.py
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from selfdirect.actions.action import NotAllowed, Refused, about, action, tell
from selfdirect.actions.support.asking_to_switch import Asked, check_switch, holding_from
from selfdirect.actions.support.decision_letter import how_to_disagree
from selfdirect.actions.support.outbox import put, write_letter
from selfdirect.actions.support.paying import due_back_account, one_at_a_time
from selfdirect.actions.support.policy import policy_on
from selfdirect.actions.support.provider_ends import close_if_settled
from selfdirect.actions.support.schedules import first_paid_on
from selfdirect.actions.support.signing import check_may_switch
from selfdirect.actions.support.signing_again import ask_after_switch
from selfdirect.actions.support.steps import open_step
from selfdirect.actions.support.switching import (
    Back,
    ask_about_money_back,
    organisations_of,
    outlay_of,
    schedule_terms_of,
    settle,
    write_schedules,
)
from selfdirect.ledger.chart import BANK
from selfdirect.ledger.posting import Entry, post_many
from selfdirect.ledger.reading import balance
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget, BudgetLine
from selfdirect.records.direct_payments import Payee
from selfdirect.records.holdings import AdvanceInstruction, HoldingSwitch, LineHolding, changes_of, instruction_for
from selfdirect.records.market import Provider
from selfdirect.rules.access import Permission
from selfdirect.rules.calendar import format_date
from selfdirect.rules.holdings import ONE_DAY, Change, Holding, holding_on, switched
from selfdirect.rules.money import format_pounds
from selfdirect.rules.problems import Problem

MAY_SAY = (Permission.CHOOSE_HOLDING, Permission.TELL_US)
"""Who may say that the time for an advance instruction has come, if they are named in it; and any worker may."""


@action(needs=Permission.CHOOSE_HOLDING)
def switch(
    *,
    budget: Budget,
    by_line: Mapping[str, Mapping[str, Any]],
    from_on: date,
    return_on: date | None,
    asked_by_name: str,
    own_reason: str,
    conflict_note: str = "",
    replaces_planned: bool = False,
    seen: int | None = None,
    key: str,
    on: date,
    by: User,
) -> HoldingSwitch:
    """Hold these lines another way from a day, for good or until the day before `return_on` (R-DEP-08, R-DEP-09).

    `by_line` gives, by the id of a line, held_as, paid_by and fund_holder. `seen` is the last word about the holding of
    this budget that whoever asks has seen: when somebody was first, nothing is switched. Raises Refused.
    """
    check_may_switch(by, budget.person, on)
    wanted = {int(pk): holding_from(given) for pk, given in by_line.items()}
    asked = Asked(from_on, return_on, asked_by_name, own_reason, conflict_note, replaces_planned, seen)
    return _switch(budget, wanted, asked, None, on, by)


@action(needs=MAY_SAY)
def trigger_instruction(
    *, instruction: AdvanceInstruction, what_happened: str, from_on: date, key: str, on: date, by: User
) -> HoldingSwitch:
    """Begin what the person asked for in advance: by anybody it names, or by a worker (R-DEP-10)."""
    latest = instruction_for(instruction.budget)
    if latest is None or latest.pk != instruction.pk:
        raise Refused("This was changed or taken back since. Look at it again.")
    if by.pk not in instruction.named_users and not by.may(Permission.PLAN, on):
        raise NotAllowed("The person did not name you for this.")
    if not what_happened.strip():
        raise Refused([Problem("what_happened", "Say what has happened")])
    changes = changes_of(instruction.budget.lines.all())
    wanted = {pk: latest.holding for pk, found in changes.items() if found}
    reason = f"Asked for in advance: {latest.when_words} What has happened: {what_happened.strip()}"
    asked = Asked(from_on, None, by.name, reason, "", True, None)
    return _switch(instruction.budget, wanted, asked, latest, on, by)


@action(needs=Permission.CHOOSE_HOLDING)
def ask_in_advance(
    *,
    budget: Budget,
    when_words: str,
    held_as: str,
    paid_by: str,
    fund_holder: int | None,
    named_users: list[int],
    named_words: str,
    key: str,
    on: date,
    by: User,
) -> AdvanceInstruction:
    """Keep what the person wants when they are unwell, and who may say that it is time (R-DEP-10).

    The latest counts; with no way chosen, it is taken back.
    """
    problems = []
    if held_as and not when_words.strip():
        problems.append(Problem("when_words", "Say when this should happen"))
    if held_as and not named_users:
        problems.append(Problem("named_users", "Choose at least one person who may say that it is time"))
    if problems:
        raise Refused(problems)
    holding = holding_from({"held_as": held_as, "paid_by": paid_by, "fund_holder": fund_holder})
    made = AdvanceInstruction.objects.create(
        person=budget.person,
        budget=budget,
        when_words=when_words.strip(),
        held_as=holding.held_as,
        paid_by=holding.paid_by,
        fund_holder_id=holding.fund_holder,
        named_users=named_users if held_as else [],
        named_words=named_words.strip(),
        on=on,
        by=by,
    )
    said = f"Asked for in advance: {made.when_words}" if held_as else "What was asked for in advance was taken back."
    tell(said, person=budget.person_id, about=about(budget))
    return made


@action(needs=Permission.CONFIRM_RUNS)
def money_came_back(
    *, budget: Budget, payee: Payee, funder: str, pence: int, arrived_on: date, key: str, on: date, by: User
) -> Budget:
    """Write down that money paid ahead came back to the council's bank account."""
    one_at_a_time()
    account = due_back_account(budget.pk, payee.first_id or payee.pk, funder)
    waiting = balance(account)
    if not 0 < pence <= waiting:
        words = f"Enter an amount of up to {format_pounds(waiting)}, which is what has to come back"
        raise Refused([Problem("pence", words if waiting else "Nothing has to come back from them")])
    if arrived_on > on:
        raise Refused([Problem("arrived_on", "The date must be today or earlier")])
    subject = about(budget)
    post_many([Entry(f"came_back:{key}", arrived_on, pence, BANK, account, subject)])
    left = waiting - pence
    more = f" {format_pounds(left)} more has to come back." if left else ""
    tell(f"{format_pounds(pence)} that was paid ahead came back.{more}", person=budget.person_id, about=subject)
    return budget


def _switch(
    budget: Budget,
    wanted: Mapping[int, Holding],
    asked: Asked,
    instruction: AdvanceInstruction | None,
    on: date,
    by: User,
) -> HoldingSwitch:
    one_at_a_time()
    budget = Budget.objects.select_related("person").get(pk=budget.pk)
    lines = {line.pk: line for line in budget.lines.select_related("plan_line__provider", "fund_holder")}
    changes = changes_of(lines.values())
    check_switch(budget, lines, changes, wanted, asked)
    made = HoldingSwitch.objects.create(
        person=budget.person,
        budget=budget,
        from_on=asked.from_on,
        return_on=asked.return_on,
        asked_by_name=asked.by_name.strip(),
        own_reason=asked.own_reason.strip(),
        conflict_note=asked.conflict_note.strip(),
        instruction=instruction,
        on=on,
        by=by,
    )
    written: list[LineHolding] = []
    for pk, holding in wanted.items():
        if holding != holding_on(changes[pk], asked.from_on) or asked.replaces_planned:
            rows = switched(changes[pk], holding, asked.from_on, asked.return_on, budget.ends_on)
            written += [_row(lines[pk], made, change) for change in rows]
    LineHolding.objects.bulk_create(written)
    close_if_settled(budget, on, by)
    begins = first_paid_on(budget)
    outlay = outlay_of(budget, begins)
    write_schedules(made, outlay, schedule_terms_of(budget), begins, by)
    _say(made, settle(made, outlay), [lines[pk] for pk in wanted], ask_after_switch(made, on, by), on, by)
    return made


def _row(line: BudgetLine, made: HoldingSwitch, change: Change) -> LineHolding:
    holding = change.holding
    return LineHolding(
        line=line,
        from_on=change.from_on,
        held_as=holding.held_as,
        paid_by=holding.paid_by,
        fund_holder_id=holding.fund_holder,
        switch=made,
    )


def _say(
    made: HoldingSwitch, back: Sequence[Back], lines: Sequence[BudgetLine], sign_again: str, on: date, by: User
) -> None:
    """Tell the person, both sides' organisations, and whoever has to see that money comes back."""
    until = f" to {format_date(made.return_on - ONE_DAY)}" if made.return_on else ""
    whats = " and ".join(line.plan_line.what for line in lines)
    said = f"From {format_date(made.from_on)}{until}, the money for {whats} is held another way. {made.own_reason}"
    tell(said, person=made.person_id, about=about(made.budget))
    paragraphs = [said, "Nothing else about your budget changes, and there is no new assessment."]
    if sign_again:
        paragraphs.append(f"Your agreement changes with this, so it is signed again. {sign_again}")
    paragraphs += [f"{_who(one)} has {format_pounds(one.pence)} for later days. It has to come back." for one in back]
    write_letter(
        "switch",
        key=f"switch:{made.pk}",
        person=made.person,
        subject="How your budget is held",
        facts={"paragraphs": paragraphs, "how_to_disagree": how_to_disagree(policy_on(on))},
        on=on,
        by=by,
    )
    for provider in organisations_of(made):
        _tell_organisation(made, provider, on)
    ask_about_money_back(made, back)


def _who(back: Back) -> str:
    payee = Payee.objects.select_related("provider").get(pk=back.payee_id)
    return payee.provider.name if payee.provider else payee.where.capitalize()


def _tell_organisation(made: HoldingSwitch, provider: Provider, on: date) -> None:
    """A message without a name in it; a step for the worker where there is only a telephone."""
    until = f" until {format_date(made.return_on - ONE_DAY)}" if made.return_on else ""
    body = (
        f"From {format_date(made.from_on)}{until}, support you are part of is paid for another way. "
        f"It goes on without a gap. Our reference is {made.reference}: phone us with it, and we will tell you more."
    )
    if provider.email:
        put(
            key=f"switch:{made.pk}:provider:{provider.pk}",
            channel="email",
            to=provider.email,
            subject=f"A change in who pays: {made.reference}",
            body=body,
            person=None,
            on=on,
        )
    else:
        open_step("tell_provider", person=made.person, record=made, on=on)
