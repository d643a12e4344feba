"""Checking a choice of how a budget is held, line by line, and keeping it; and the steps that lead up to it.

Values: policy/councils
Next:   selfdirect/rules/direct_payments.py
Tests:  tests/actions/support/test_holding.py
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from selfdirect.actions.action import Refused, about, tell
from selfdirect.actions.support.planning import joint_funding, rule_joint
from selfdirect.actions.support.policy import policy_on
from selfdirect.actions.support.schedules import holdable_lines
from selfdirect.actions.support.steps import close_step, open_step
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget, BudgetLine
from selfdirect.records.choosing import HoldingWish
from selfdirect.records.direct_payments import STAGES, Agreement, HoldingChoice, HoldingConversation, SuitabilityRecord
from selfdirect.records.holdings import holdings_on
from selfdirect.records.market import Provider
from selfdirect.records.people import Person
from selfdirect.records.plans import PlanLine
from selfdirect.rules.calendar import format_date
from selfdirect.rules.choosing import Wanted, check_reason, contracted_only, explores_direct_payment, may_buy
from selfdirect.rules.direct_payments import DIRECT_PAYMENT, MIXED, MIXED_ALLOWED, THIRD_PARTY, methods, options
from selfdirect.rules.holding import DEFAULT_OPTION
from selfdirect.rules.joint_funding import holding_refused
from selfdirect.rules.problems import Problem
from selfdirect.rules.values import Values

Choices = Mapping[str, Mapping[str, Any]]

EARLY = ("first_talk", "planning")
"""The stages of talks that come before the choice itself (R-DEP-04)."""

AGAIN = "again"
"""A further talk on a later day, for somebody who was not talked to early (R-DEP-04)."""

# Policy value read here: at how many stages the ways are talked about before the choice.
TALK_STAGES: Final = "direct_payments.talk_stages"


def not_agreed_yet(budget: Budget) -> None:
    """Raise Refused once the agreement is signed: what follows is a switch, not a first choice."""
    if Agreement.objects.filter(budget=budget).exists():
        raise Refused("The agreement for this budget is signed already.")


def keep_choice(
    budget: Budget,
    by_line: Choices,
    own_reason: str,
    chosen_by_name: str,
    conflict_note: str,
    on: date,
    by: User,
    stages: int | None = None,
) -> HoldingChoice:
    """Keep how each line of the budget will be held, and open what comes next. Raises Refused.

    `stages` is at how many stages the ways must have been talked about; None for as many as the policy says.
    """
    not_agreed_yet(budget)
    values = policy_on(on)
    needed = values.whole(TALK_STAGES) if stages is None else stages
    check_choice(budget, by_line, own_reason, chosen_by_name, conflict_note, needed, values)
    lines = write_on_lines(budget, by_line)
    choice = HoldingChoice.objects.create(
        person=budget.person,
        budget=budget,
        chosen_on=on,
        chosen_by_name=chosen_by_name.strip(),
        own_reason=own_reason.strip(),
        by_line={
            str(line.pk): {"held_as": line.held_as, "paid_by": line.paid_by, "fund_holder": line.fund_holder_id}
            for line in lines
        },
        conflict_note=conflict_note.strip(),
        by=by,
    )
    for code in ("holding_talk", "holding_choice", "suitability"):
        close_step(code, person=budget.person, on=on, by=by)
    open_step("agreement", person=budget.person, record=budget, on=on)
    said = f"{choice.chosen_by_name} chose how to hold the budget: {own_reason.strip()}"
    tell(said, person=budget.person_id, about=about(choice))
    return choice


def close_early_talk(person: Person, on: date, by: User) -> None:
    """Close the step of the early talk once it took place and the first wish is written down (R-DEP-04, R-DEP-05)."""
    talked = HoldingConversation.objects.filter(person=person, stage__in=EARLY).exists()
    if talked and HoldingWish.objects.filter(person=person).exists():
        close_step("holding_talk", person=person, on=on, by=by)


def open_choice(budget: Budget, on: date) -> None:
    """Open the choice; and where a direct payment is wished for or usual, start the clock of deciding whether it
    suits (R-DEP-13). A talk that was not held while the plan was written stays open until the choice."""
    open_step("holding_choice", person=budget.person, record=budget, on=on)
    wish = HoldingWish.objects.filter(person=budget.person_id, plan=budget.plan_id).order_by("-pk").first()
    usual = policy_on(on).choice(DEFAULT_OPTION) == DIRECT_PAYMENT
    if explores_direct_payment(wish.option) if wish else usual:
        open_step("suitability", person=budget.person, record=budget, on=on)


def stages_of(person: Person | int) -> list[str]:
    """At which stages the ways of holding a budget have been talked about with somebody, in order."""
    talks = HoldingConversation.objects.filter(person=person).values_list("stage", flat=True)
    return [stage for stage in STAGES if stage in set(talks)]


def talk_words(person: Person | int, needed: int) -> str:
    """What is still to be talked about before a choice, and how to mend it; "" when there was enough talk."""
    found = stages_of(person)
    if len(found) >= needed:
        return ""
    if not found:
        return "Talk about the ways to hold the budget, and record it, first"
    so_far = "; ".join(STAGES[stage].lower() for stage in found)
    return (
        f"A choice needs talks at {needed} different times or more. So far: {so_far}. Give time to think, talk again "
        "and record it"
    )


def check_choice(
    budget: Budget,
    by_line: Choices,
    own_reason: str,
    chosen_by_name: str,
    conflict_note: str,
    needed: int,
    values: Values,
) -> None:
    """Raise Refused with everything that is still missing from the choice."""
    lines = holdable_lines(budget)
    held = {str(given.get("held_as", "")) for given in by_line.values()}
    problems = [problem for line in lines for problem in _line_problems(line, by_line, values)]
    if len(held) > 1 and not values.yes(MIXED_ALLOWED):
        problems.append(Problem("by_line", "Choose one way for the whole budget: the policy does not allow a mix"))
    problems += check_reason(own_reason, held, values)
    if not chosen_by_name.strip():
        problems.append(Problem("chosen_by_name", "Write who made the choice"))
    if words := talk_words(budget.person_id, needed):
        problems.append(Problem("conversation", words))
    if DIRECT_PAYMENT in held:
        problems += suitability_problems(budget)
    holders = {given.get("fund_holder") for given in by_line.values() if given.get("held_as") == THIRD_PARTY}
    problems += conflict_problems(holders, conflict_note)
    if problems:
        raise Refused(problems)


def write_on_lines(budget: Budget, by_line: Choices) -> list[BudgetLine]:
    """Write the choice on the lines of the budget, and give them back."""
    lines = holdable_lines(budget)
    for line in lines:
        given = by_line[str(line.pk)]
        line.held_as = str(given["held_as"])
        line.paid_by = str(given.get("paid_by", "")) if line.held_as == DIRECT_PAYMENT else ""
        line.fund_holder_id = given.get("fund_holder") if line.held_as == THIRD_PARTY else None
    BudgetLine.objects.bulk_update(lines, ["held_as", "paid_by", "fund_holder"])
    return lines


def way_of(budget: Budget, on: date) -> str:
    """The one way that this budget is held in on a day; mixed when there are several, "" when none is chosen."""
    held = {one.held_as for one in holdings_on(holdable_lines(budget), on).values()} - {""}
    return MIXED if len(held) > 1 else next(iter(held), "")


def wanted_of(line: BudgetLine) -> Wanted:
    """One line as the comparison of the ways sees it."""
    return wanted(line.plan_line, line.pence_weekly, line.pence_once)


def wanted(line: PlanLine, pence_weekly: int, pence_once: int) -> Wanted:
    """One line of a plan as the comparison of the ways sees it."""
    provider = line.provider
    name = provider.name if provider else line.provider_name
    return Wanted(line.what, pence_weekly, pence_once, name, provider is not None and provider.has_contract)


def _line_problems(line: BudgetLine, by_line: Choices, values: Values) -> Iterator[Problem]:
    given = by_line.get(str(line.pk), {})
    held_as, field = str(given.get("held_as", "")), f"line_{line.pk}"
    what = line.plan_line.what
    if held_as not in {option.key for option in options(values)}:
        yield Problem(field, f"Choose how the money for {what} is held")
    if held_as == DIRECT_PAYMENT and given.get("paid_by") not in {method.key for method in methods(values)}:
        yield Problem(f"{field}_paid_by", f"Choose how the money for {what} is paid to you")
    if held_as == THIRD_PARTY:
        holder = Provider.objects.filter(pk=given.get("fund_holder") or 0, may_hold_funds=True).first()
        if holder is None:
            yield Problem(f"{field}_fund_holder", f"Choose who holds the money for {what}")
        elif holder.is_closed(line.budget.starts_on):
            closed = format_date(holder.closing.last_on)
            yield Problem(f"{field}_fund_holder", f"{holder.name} closes after {closed}. Choose somebody else")
    bought = may_buy(wanted_of(line), contracted_only=held_as in contracted_only(values))
    if not bought.may:
        yield Problem(field, f"{what}: {bought.why_not}")
    if refused := nhs_refusal(line, held_as):
        yield Problem(field, refused)


def nhs_refusal(line: BudgetLine, held_as: str) -> str:
    """Why the NHS's part stops a line from being held in this way; nothing when it does not (R-PAY-12)."""
    if not line.is_joint:
        return ""
    joint = rule_joint(joint_funding(line.budget.plan))
    return holding_refused(line.plan_line.what, held_as, nhs_pays=True, joint=joint)


def suitability_problems(budget: Budget) -> Iterator[Problem]:
    """A direct payment needs a record that it suits, and somebody's agreement (R-DEP-12, R-DEP-15)."""
    record = SuitabilityRecord.objects.filter(budget=budget).order_by("-pk").first()
    if record is None:
        yield Problem("suitability", "Look at whether a direct payment suits, and record it, first")
    elif not record.is_suitable:
        yield Problem("suitability", "A direct payment was found not to suit. Choose another way, or look at it again")
    elif not (record.consents if record.has_capacity else record.representative_name and record.authority):
        yield Problem("suitability", "Record that the person agrees to a direct payment, or who may agree for them")


def conflict_problems(holders: Iterable[int | None], note: str) -> Iterator[Problem]:
    """Somebody who both holds the money and gives the care has a conflict, which is written down (R-DEP-17)."""
    conflicted = Provider.objects.filter(pk__in=[holder for holder in holders if holder], gives_care=True).first()
    if conflicted and not note.strip():
        words = f"{conflicted.name} also gives care. Write how the conflict of interest is dealt with"
        yield Problem("conflict_note", words)
