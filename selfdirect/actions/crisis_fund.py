"""The council's fund for crises: put money in, ask for a draw, agree to it, and say afterwards what it was used for.

Why:    docs/decisions/the-crisis-fund.md
Values: policy/defaults/crisis_fund.toml
Next:   selfdirect/actions/support/crisis_fund.py
Tests:  tests/actions/test_crisis_fund.py
"""

from datetime import date

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support.crisis_fund import balance_of_fund, give_back, hand_over, move, wait_for_the_fund
from selfdirect.actions.support.decision_letter import how_to_disagree
from selfdirect.actions.support.outbox import write_letter
from selfdirect.actions.support.policy import policy_on
from selfdirect.actions.support.steps import close_step, open_step
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget
from selfdirect.records.crisis_fund import CrisisDecision, CrisisDraw, CrisisFundMoney, CrisisSettled
from selfdirect.rules.access import Permission
from selfdirect.rules.crisis_fund import most_may_agree, why_not_asked
from selfdirect.rules.money import format_pounds
from selfdirect.rules.problems import Problem

MAY_AGREE = (Permission.DECIDE, Permission.DECIDE_AT_PANEL)


@action(needs=Permission.CLOSE_PERIODS)
def put_in(*, pence: int, reason: str, key: str, on: date, by: User) -> CrisisFundMoney:
    """Put money in to the fund, or take out what it does not need (an amount below nought)."""
    wait_for_the_fund()
    problems = [] if reason.strip() else [Problem("reason", "Say where the money comes from, or why it is taken out")]
    if pence == 0:
        problems.append(Problem("pence", "Enter an amount"))
    elif pence + balance_of_fund() < 0:
        problems.append(Problem("pence", f"The fund has {format_pounds(balance_of_fund())}. No more can be taken out"))
    if problems:
        raise Refused(problems)
    made = CrisisFundMoney.objects.create(pence=pence, reason=reason.strip(), on=on, by=by)
    move(f"crisis_fund:{made.pk}", pence, about(made), on)
    words = "was put in to" if pence > 0 else "was taken out of"
    tell(f"{format_pounds(abs(pence))} {words} the fund for crises. {made.reason}", about=about(made))
    return made


@action(needs=Permission.PLAN)
def ask(*, budget: Budget, what_happened: str, what_for: str, pence: int, key: str, on: date, by: User) -> CrisisDraw:
    """Ask the fund for one person in a crisis (R-CTG-04). Somebody else decides, on a clock."""
    why_not = why_not_asked(budget.gross_pence_weekly, policy_on(on))
    if why_not:
        raise Refused(why_not)
    if not budget.starts_on <= on <= budget.ends_on:
        raise Refused("This budget does not run on this day, so nothing can be put in to it.")
    problems = []
    if not what_happened.strip():
        problems.append(Problem("what_happened", "Say what has happened"))
    if not what_for.strip():
        problems.append(Problem("what_for", "Say what the money is for"))
    if not 0 < pence <= balance_of_fund():
        words = f"Enter an amount of up to {format_pounds(balance_of_fund())}, which is what the fund has"
        problems.append(Problem("pence", words))
    if CrisisDraw.objects.filter(budget=budget, decision=None).exists():
        raise Refused("The fund was asked for this person already. Wait for the answer, or speak to who decides.")
    if problems:
        raise Refused(problems)
    made = CrisisDraw.objects.create(
        person=budget.person,
        budget=budget,
        what_happened=what_happened.strip(),
        what_for=what_for.strip(),
        pence=pence,
        needs_pence_weekly=budget.gross_pence_weekly,
        on=on,
        by=by,
    )
    open_step("crisis_decision", person=budget.person, record=made, on=on)
    said = f"The council’s fund for crises was asked for {format_pounds(pence)}: {made.what_for}"
    tell(said, person=budget.person_id, about=about(made))
    return made


@action(needs=MAY_AGREE)
def decide(*, draw: CrisisDraw, agreed: bool, reasons: str, key: str, on: date, by: User) -> CrisisDecision:
    """Agree to a draw within one's limit, or not. Never by whoever asked. Agreed money goes to the budget at once."""
    wait_for_the_fund()
    _check(draw, agreed, reasons, on, by)
    made = CrisisDecision.objects.create(draw=draw, agreed=agreed, reasons=reasons.strip(), on=on, by=by)
    close_step("crisis_decision", person=draw.person, on=on, by=by, record=draw)
    amount = format_pounds(draw.pence)
    said = f"The fund for crises gives {amount}: {draw.what_for} {made.reasons}"
    if agreed:
        how = hand_over(draw, on, by)
        open_step("crisis_settle", person=draw.person, record=draw, on=on)
        paragraphs = [f"We put {amount} in to your budget for this: {draw.what_for}", how, made.reasons]
        paragraphs.append("Keep a note of what you use it for. We ask you when the crisis is over.")
    else:
        said = f"The fund for crises does not give {amount}: {made.reasons}"
        paragraphs = [f"We asked the council’s fund for {amount}. The answer is no. {made.reasons}"]
    tell(said, person=draw.person_id, about=about(draw))
    write_letter(
        "crisis_fund",
        key=f"crisis_fund:{draw.pk}",
        person=draw.person,
        subject="Money for a crisis",
        facts={"paragraphs": paragraphs, "how_to_disagree": how_to_disagree(policy_on(on))},
        on=on,
        by=by,
    )
    return made


def _check(draw: CrisisDraw, agreed: bool, reasons: str, on: date, by: User) -> None:
    if CrisisDecision.objects.filter(draw=draw).exists():
        raise Refused("Somebody has already decided this.")
    if draw.by_id == by.pk:
        raise Refused("You asked for this, so somebody else has to decide.")
    problems = [] if reasons.strip() else [Problem("reasons", "Say why. The person can read this")]
    most = most_may_agree((role.value for role in by.roles_on(on)), policy_on(on))
    if agreed and most is not None and draw.pence > most:
        words = f"You may agree to up to {format_pounds(most)} of the fund. Ask somebody with a higher limit"
        problems.append(Problem("agreed", words))
    if agreed and draw.pence > balance_of_fund():
        words = f"The fund has only {format_pounds(balance_of_fund())} now. Put more in, or say no"
        problems.append(Problem("agreed", words))
    if problems:
        raise Refused(problems)


@action(needs=(Permission.PLAN, Permission.CONFIRM_RUNS))
def settle(*, draw: CrisisDraw, used_for: str, back_pence: int, key: str, on: date, by: User) -> CrisisSettled:
    """Say what a draw was used for, and what of it came back to the council. That goes back to the fund (R-CTG-04).

    What was paid out comes back by the council's bank account, so finance says so; what is still in the budget is taken
    from there.
    """
    wait_for_the_fund()
    if not CrisisDecision.objects.filter(draw=draw, agreed=True).exists():
        raise Refused("Only money that the fund gave can be settled.")
    if CrisisSettled.objects.filter(draw=draw).exists():
        raise Refused("This is settled already.")
    problems = [] if used_for.strip() else [Problem("used_for", "Say what the money was used for, or that it was not")]
    if not 0 <= back_pence <= draw.pence:
        problems.append(Problem("back_pence", f"Enter an amount of up to {format_pounds(draw.pence)}"))
    if problems:
        raise Refused(problems)
    made = CrisisSettled.objects.create(
        draw=draw,
        used_for=used_for.strip(),
        used_pence=draw.pence - back_pence,
        back_pence=back_pence,
        on=on,
        by=by,
    )
    if back_pence:
        give_back(draw, back_pence, on, by)
    close_step("crisis_settle", person=draw.person, on=on, by=by, record=draw)
    back = f" {format_pounds(back_pence)} went back to the fund." if back_pence else ""
    tell(f"What the fund gave was used for: {made.used_for}{back}", person=draw.person_id, about=about(draw))
    return made
