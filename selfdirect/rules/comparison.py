"""One person beside several local systems: the facts that can be changed, and what each system says in a few cells.

The councils ask different questions. The level of need answers each council's own questions at that level, and counts
the story's hours once, twice or three times. So the systems differ here by their rules, never by the person.

Next:   selfdirect/rules/determination.py
Tests:  tests/rules/test_comparison.py
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from selfdirect.rules.allocation import scored_by_questionnaire
from selfdirect.rules.assessments import ALL_NEEDS, LEVELS, NO_SUPPORT
from selfdirect.rules.budget_lines import AT_PLANNING, SUBTRACTED
from selfdirect.rules.charging_lines import Support
from selfdirect.rules.circumstances import Circumstances
from selfdirect.rules.determination import Determination
from selfdirect.rules.determination_needs import basis
from selfdirect.rules.direct_payments import DIRECT_PAYMENT
from selfdirect.rules.eligibility import CARERS_BUDGET, DEFAULT_TO_BUDGET, IN_CRISIS
from selfdirect.rules.finances import SINGLE, Finances, Income
from selfdirect.rules.holding import offered
from selfdirect.rules.monitoring import receipt_needed
from selfdirect.rules.questionnaires import ONE, Given, Question, Questionnaire, is_asked, questionnaire
from selfdirect.rules.sections import NOT_REACHED, Section
from selfdirect.rules.values import Values
from selfdirect.rules.working import DOUBTFUL, worst

CARER_GROUP: Final = "carer"
OTHER_INCOME: Final = "other_counted"
RANKS: Final = {level: rank for rank, level in enumerate(LEVELS)}
HIGHEST: Final = max(RANKS.values())
LEVELS_OF_NEED: Final = {level: label for level, label in LEVELS.items() if level != NO_SUPPORT}
# Rows about what is offered to somebody eligible.
_OFFER: Final = frozenset({CARERS_BUDGET, IN_CRISIS, DEFAULT_TO_BUDGET, "offer"})
_UNTIL_PAID: Final = timedelta(days=14)


@dataclass(frozen=True)
class Facts:
    """What can be changed of a story. Money is whole pence; `plan_pence_weekly` is None before there is a plan."""

    client_group: str
    age: int
    level: str
    income_pence_weekly: int
    savings_pence: int
    carer_hours: Decimal
    plan_pence_weekly: int | None = None
    after_care: bool = False


@dataclass(frozen=True)
class Cell:
    """One thing that a system says: an amount where there is one, else words; how firm it is; where its working is."""

    section: str
    words: str
    pence_weekly: int | None = None
    doubt: str = ""


@dataclass(frozen=True)
class Way:
    """One way of holding the money under a system."""

    label: str
    is_default: bool


@dataclass(frozen=True)
class Side:
    """One system's answers, beside the others'. `why_none` says why there is no budget, where there is none."""

    why_none: str
    eligible: Cell
    indicative: Cell
    contribution: Cell
    left: Cell
    decider: Cell
    ways: tuple[Way, ...]
    holding: Cell
    monitoring: Cell
    receipts: Cell
    kept: Cell
    review: Cell


def facts_of(story: Circumstances, on: date) -> Facts:
    """Give the facts that the story starts with."""
    money = story.finances
    levels = Counter(need.level for need in story.needs or () if need.level in LEVELS_OF_NEED)
    born = story.born_on or on
    return Facts(
        client_group=story.client_group,
        age=on.year - born.year - ((on.month, on.day) < (born.month, born.day)),
        level=levels.most_common(1)[0][0] if levels else next(iter(LEVELS_OF_NEED)),
        income_pence_weekly=money.incomes[0].pence_weekly if money and money.incomes else 0,
        savings_pence=money.capital_pence if money else 0,
        carer_hours=story.carer_hours_weekly,
        plan_pence_weekly=sum(line.pence_weekly for line in story.plan) or None,
        after_care=bool(story.section_117),
    )


def main_income(story: Circumstances) -> str:
    """Give the kind of the income that can be changed; the story's other incomes stay as they are."""
    return story.finances.incomes[0].kind if story.finances and story.finances.incomes else OTHER_INCOME


def told_again(story: Circumstances, other: Circumstances, facts: Facts, on: date) -> Circumstances:
    """Give the story with these facts, told as of this day and with a direct payment.

    `other` is a story of the other kind, carer or not: its needs are told where the facts ask for that kind.
    """
    needs = story if story.is_carer == (facts.client_group == CARER_GROUP) else other
    times = max(RANKS[facts.level], 1)
    category = story.plan[0].category if story.plan else "other"
    plan = () if facts.plan_pence_weekly is None else (Support("The plan", category, facts.plan_pence_weekly),)
    return replace(
        needs,
        client_group=facts.client_group,
        born_on=date(on.year - facts.age, 1, 1),
        age_group="",
        needs=tuple(replace(need, level=facts.level) for need in needs.needs or ()),
        answers={},
        answers_by_council={},
        units_weekly=_times(needs.units_weekly, times),
        services_weekly=_times(needs.services_weekly, times),
        carer_hours_weekly=facts.carer_hours,
        finances=_finances(story, facts),
        section_117=facts.after_care,
        section_117_covers=ALL_NEEDS,
        plan=plan,
        present_pence_weekly=story.present_pence_weekly or 0,
        undue_risk=bool(story.undue_risk),
        option=DIRECT_PAYMENT,
        option_reason=needs.option_reason or "I want to choose",
        method="bank_account",
        interval="",
        relative=None,
        events={},
        plan_agreed_on=on,
        first_payment_on=on + _UNTIL_PAID,
        reviews_set_on=(),
        routine_contacts=(),
        account=None,
    )


def _times(amounts: Mapping[str, Decimal], times: int) -> dict[str, Decimal]:
    return {code: amount * times for code, amount in amounts.items()}


def _finances(story: Circumstances, facts: Facts) -> Finances:
    """Give the story's money with the changed sums; somebody whose money nobody asked about lives alone."""
    money = story.finances or Finances(household=SINGLE)
    main = Income(main_income(story), facts.income_pence_weekly)
    return replace(money, capital_pence=facts.savings_pence, incomes=(main, *money.incomes[1:]))


def answered(circumstances: Circumstances, level: str, values: Values) -> Circumstances:
    """Answer this council's own questions at one level of need, where its method scores any."""
    file = scored_by_questionnaire(values, basis(circumstances, values))
    if not file:
        return circumstances
    return replace(circumstances, answers=answers_at(questionnaire(values, file), RANKS[level]))


def answers_at(asked: Questionnaire, rank: int) -> dict[str, Given]:
    """Answer each question that is reached, so far up its answers as this rank is up the levels of need."""
    answers: dict[str, Given] = {}
    for question in asked.questions:
        if is_asked(question, answers):
            answers[question.question] = _answer_at(question, rank)
    return answers


def _answer_at(question: Question, rank: int) -> Given:
    level = next(level for level, found in RANKS.items() if found == rank)
    if question.kind != ONE:
        scored = [possible.answer for possible in question.answers if possible.points]
        return tuple(scored[:rank])
    if level in {possible.answer for possible in question.answers}:
        return level
    upwards = sorted(question.answers, key=lambda possible: possible.points)
    return upwards[(2 * (len(upwards) - 1) * rank + HIGHEST) // (2 * HIGHEST)].answer


def side(found: Determination, values: Values) -> Side:
    """Give what one system says, cell by cell."""
    section = found.section
    allocated, looked_at = section("indicative_budget"), section("monitoring")
    receipts = receipt_needed(0, values)
    return Side(
        why_none=allocated.answer if allocated.status == NOT_REACHED else "",
        eligible=_eligible(section("eligibility")),
        indicative=_amount(allocated, "pence_weekly"),
        contribution=_amount(section("contribution"), "assessed_pence_weekly"),
        left=_amount(section("planning_amount"), "pence_weekly", _when_paid(values)),
        decider=_cell(section("decision")),
        ways=tuple(Way(way.label, way.is_default) for way in offered(values)),
        holding=_cell(section("holding")),
        monitoring=_cell(looked_at, _how_closely(looked_at)),
        receipts=Cell(looked_at.code, receipts.reason, doubt=_doubt(receipts.working[1].status)),
        kept=_cell(section("surplus")),
        review=_cell(section("reviews")),
    )


def _eligible(section: Section) -> Cell:
    """Give yes or no; how firm it is does not hang on what is offered afterwards."""
    doubt = _doubt(worst(row.status for row in section.working if row.rule not in _OFFER))
    return Cell(section.code, "Yes" if section.figures.get("eligible") else "No", doubt=doubt)


def _how_closely(section: Section) -> str:
    """Give the level and what it means, without saying either twice."""
    means = "".join(section.words[:1])
    return means if section.answer.rstrip(".").lower() in means.lower() else f"{section.answer} {means}".strip()


def _when_paid(values: Values) -> str:
    return "after the contribution" if values.choice(SUBTRACTED) == AT_PLANNING else "before the contribution"


def _doubt(status: str) -> str:
    return status if status in DOUBTFUL else ""


def _cell(section: Section, words: str = "") -> Cell:
    doubt = _doubt(worst(row.status for row in section.working))
    return Cell(section.code, words or section.answer, doubt=doubt)


def _amount(section: Section, figure: str, more: str = "") -> Cell:
    amount = section.figures.get(figure)
    cell = _cell(section)
    if not isinstance(amount, int):
        return cell
    return replace(cell, words=more, pence_weekly=amount)
