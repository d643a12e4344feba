"""On the way to a choice: the first wish, help to choose, starting while unwell, talking again later, and views.

Values: policy/councils
Next:   selfdirect/actions/direct_payments.py
Tests:  tests/actions/test_choosing.py
"""

from datetime import date

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support.holding import close_early_talk, keep_choice, way_of
from selfdirect.actions.support.policy import policy_on
from selfdirect.actions.support.schedules import holdable_lines
from selfdirect.actions.support.steps import close_step, open_step
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget
from selfdirect.records.choosing import HelpKind, HelpOutcome, HelpToChoose, HoldingView, HoldingWish, LaterTalk
from selfdirect.records.people import Person
from selfdirect.records.plans import Plan
from selfdirect.records.work import Step
from selfdirect.rules.access import Permission
from selfdirect.rules.calendar import format_date
from selfdirect.rules.choosing import ANSWERS, QUESTIONS, check_wish, explores_direct_payment, helpers, wishes
from selfdirect.rules.direct_payments import COUNCIL_MANAGED, options
from selfdirect.rules.problems import Problem

SAYS = (Permission.TELL_US, Permission.PLAN)
"""Who may say how a way of holding works: the person, who helps them, and a worker who writes down what they say."""


@action(needs=Permission.CHOOSE_HOLDING)
def record_wish(
    *, plan: Plan, option: str, own_reason: str, said_by_name: str, key: str, on: date, by: User
) -> HoldingWish:
    """Keep what the person would like while the plan is written (R-DEP-05), each wish beside those before it.

    Somebody who would like a direct payment is referred to the direct payment service (R-DEP-14), once.
    """
    if Budget.objects.filter(plan=plan).exists():
        raise Refused("The final budget is made, so the choice itself is made now.")
    values = policy_on(on)
    problems = list(check_wish(option, own_reason, values))
    if not said_by_name.strip():
        problems.append(Problem("said_by_name", "Write who said so"))
    if problems:
        raise Refused(problems)
    wish = HoldingWish.objects.create(
        person=plan.person,
        plan=plan,
        option=option,
        own_reason=own_reason.strip(),
        said_by_name=said_by_name.strip(),
        on=on,
        by=by,
    )
    reason = f": {wish.own_reason}" if wish.own_reason else "."
    said = f"{wish.said_by_name} said how they would like the budget to be held. {wishes(values)[option]}{reason}"
    tell(said, person=plan.person_id, about=about(wish))
    close_early_talk(plan.person, on, by)
    if explores_direct_payment(option):
        _refer(plan.person, own_reason, on, by)
    return wish


def _refer(person: Person, words: str, on: date, by: User) -> None:
    """Refer somebody to the direct payment service, unless a referral is open or was answered."""
    kind = HelpKind.DIRECT_PAYMENT_SERVICE
    if HelpToChoose.objects.filter(person=person, kind=kind, is_wanted=True).exists():
        return
    _ask(person, kind, _service(on), words.strip(), on, by)


def _service(on: date) -> str:
    """What the direct payment service is called here."""
    named = [name for name, tasks, _ in helpers(policy_on(on)) if "direct payment" in f"{name} {tasks}".lower()]
    return named[0] if named else HelpKind.DIRECT_PAYMENT_SERVICE.label


@action(needs=Permission.CHOOSE_HOLDING)
def offer_help(
    *, person: Person, kind: str, is_wanted: bool, who: str, words: str, key: str, on: date, by: User
) -> HelpToChoose:
    """Keep that help was offered: wanted, with an owner and a date; or not wanted (R-DEP-14, R-DEP-16, R-DEP-21)."""
    if kind not in HelpKind.values:
        raise Refused([Problem("kind", "Choose which help")])
    open_already = HelpToChoose.objects.filter(person=person, kind=kind, is_wanted=True, outcome=None)
    if is_wanted and open_already.exists():
        raise Refused([Problem("kind", "This help is being arranged already")])
    if is_wanted:
        service = kind == HelpKind.DIRECT_PAYMENT_SERVICE
        return _ask(person, HelpKind(kind), who.strip() or (_service(on) if service else ""), words.strip(), on, by)
    offered = HelpToChoose.objects.create(
        person=person, kind=kind, who=who.strip(), is_wanted=False, words=words.strip(), on=on, by=by
    )
    tell(f"Help to choose was offered and not wanted now: {_named(offered)}.", person=person, about=about(offered))
    return offered


def _ask(person: Person, kind: HelpKind, who: str, words: str, on: date, by: User) -> HelpToChoose:
    asked = HelpToChoose.objects.create(person=person, kind=kind, who=who, is_wanted=True, words=words, on=on, by=by)
    step = open_step("help_to_choose", person=person, record=asked, on=on)
    said = f"Help to choose was asked for: {_named(asked)}. {step.owner.name} will arrange it by "
    tell(f"{said}{format_date(step.due_on)}.", person=person, about=about(asked))
    return asked


def _named(asked: HelpToChoose) -> str:
    label = HelpKind(asked.kind).label
    words = label[0].lower() + label[1:]
    return f"{words} ({asked.who})" if asked.who and asked.who != label else words


@action(needs=Permission.PLAN)
def record_help(
    *, asked: HelpToChoose, took_place_on: date | None, what_came_of_it: str, key: str, on: date, by: User
) -> HelpOutcome:
    """Keep what came of help that was asked for, and when it took place; None when it did not. Closes its step."""
    problems = []
    if not asked.is_wanted or HelpOutcome.objects.filter(asked=asked).exists():
        raise Refused("What came of this is written down already.")
    if took_place_on is not None and not asked.on <= took_place_on <= on:
        words = f"The date must be from {format_date(asked.on)}, when it was asked for, to today"
        problems.append(Problem("took_place_on", words))
    if not what_came_of_it.strip():
        problems.append(Problem("what_came_of_it", "Write what came of it"))
    if problems:
        raise Refused(problems)
    made = HelpOutcome.objects.create(
        person=asked.person,
        asked=asked,
        took_place_on=took_place_on,
        what_came_of_it=what_came_of_it.strip(),
        on=on,
        by=by,
    )
    close_step("help_to_choose", person=asked.person, on=on, by=by, record=asked)
    when = f"took place on {format_date(took_place_on)}" if took_place_on else "did not take place"
    said = f"Help to choose {when}: {_named(asked)}. {made.what_came_of_it}"
    tell(said, person=asked.person_id, about=about(asked))
    return made


@action(needs=Permission.PLAN)
def start_while_unwell(
    *,
    budget: Budget,
    why: str,
    own_reason: str,
    chosen_by_name: str,
    ask_again_on: date,
    key: str,
    on: date,
    by: User,
) -> LaterTalk:
    """Begin with support that the council arranges, for somebody too unwell to choose, and say when to talk again.

    The reason is still the person's, or that of whoever speaks for them (R-DEP-11).
    """
    if COUNCIL_MANAGED not in {one.key for one in options(policy_on(on))}:
        raise Refused("The council does not hold budgets itself here. Choose another way.")
    problems = [] if why.strip() else [Problem("why", "Say why the choice has to wait")]
    if ask_again_on <= on:
        problems.append(Problem("ask_again_on", "The day to talk again must be after today"))
    if ask_again_on > budget.ends_on:
        last = format_date(budget.ends_on)
        problems.append(Problem("ask_again_on", f"The day to talk again must not be after the budget ends on {last}"))
    if problems:
        raise Refused(problems)
    way = {"held_as": COUNCIL_MANAGED, "paid_by": "", "fund_holder": None}
    by_line = {str(line.pk): way for line in holdable_lines(budget)}
    # One talk is enough to begin with: the other comes when they are well enough, on the day that is set here.
    keep_choice(budget, by_line, own_reason, chosen_by_name, "", on, by, stages=1)
    later = LaterTalk.objects.create(
        person=budget.person, budget=budget, why=why.strip(), ask_again_on=ask_again_on, on=on, by=by
    )
    said = f"Support starts with services that the council arranges. We talk again on {format_date(ask_again_on)}."
    tell(said, person=budget.person_id, about=about(later))
    return later


@action(needs=Permission.RUN_TIMERS, by_timer=True)
def open_later_talk(*, later: LaterTalk, on: date, by: User) -> Step:
    """Prompt the talk about other ways, now that its day has come (R-DEP-11)."""
    step = open_step("other_ways", person=later.person, record=later, on=on)
    said = f"It is time to talk again about who looks after your money. {step.owner.name} will do so by "
    tell(f"{said}{format_date(step.due_on)}.", person=later.person_id, about=about(later))
    return step


@action(needs=SAYS)
def give_view(*, budget: Budget, answers: dict[str, int], words: str, key: str, on: date, by: User) -> HoldingView:
    """Keep what the person says of the way their budget is held: choice, control and satisfaction (R-DEP-23)."""
    way = way_of(budget, on)
    if not way:
        raise Refused("Nobody has chosen yet how this budget is held.")
    problems = [
        Problem(name, "Choose an answer to this question") for name in QUESTIONS if answers.get(name) not in ANSWERS
    ]
    if problems:
        raise Refused(problems)
    view = HoldingView.objects.create(
        person=budget.person,
        budget=budget,
        way=way,
        **{name: answers[name] for name in QUESTIONS},
        words=words.strip(),
        on=on,
        by=by,
    )
    tell("You told us how the way your budget is held works for you.", person=budget.person_id, about=about(view))
    return view
