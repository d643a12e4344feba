"""The end of a determination: who decides, how it is held and paid, monitoring, what is kept, reviews, standards.

Values: policy/national, policy/councils
Next:   selfdirect/rules/determination.py
Tests:  tests/rules/test_determination_holding.py
"""

from collections.abc import Set as AbstractSet
from datetime import date
from typing import Final

from selfdirect.rules.calendar import format_date
from selfdirect.rules.circumstances import Circumstances
from selfdirect.rules.decisions import (
    CONDITIONS,
    DISPARITY,
    INDICATIVE_BUDGET,
    PLAN_AND_BUDGET,
    SPENDING,
    UNDUE_RISK,
    WITHIN_ALLOCATION,
    DecisionFacts,
    Route,
    who_may_decide,
)
from selfdirect.rules.determination_money import Budget
from selfdirect.rules.direct_payments import DIRECT_PAYMENT
from selfdirect.rules.findings import EVERYBODY, table_or_none
from selfdirect.rules.holding import (
    CYCLE,
    ONE_OFF,
    Holding,
    Wish,
    factors,
    holding,
    instalment,
    method_labels,
    paying_a_relative,
)
from selfdirect.rules.money import format_pounds
from selfdirect.rules.monitoring import TEAM, receipt_needed, schedule, schedule_working, tier
from selfdirect.rules.reviews import Review, ReviewFacts, next_review, review_dates
from selfdirect.rules.sections import Figure, Section, needing, not_reached, said
from selfdirect.rules.standards import CLOCKS, SHARES, clocks, in_words
from selfdirect.rules.unspent import RULE, rule_in_words, unspent
from selfdirect.rules.values import Values, text_cell
from selfdirect.rules.working import Row

DECISION: Final = ("decision", "Who decides?")
HOLDING: Final = ("holding", "How may it be held and paid?")
MONITORING: Final = ("monitoring", "How will it be looked at?")
SURPLUS: Final = ("surplus", "What may be kept?")
REVIEWS: Final = ("reviews", "When is it reviewed?")
STANDARDS: Final = ("standards", "How long may each step take?")

DECIDED: Final = "decisions.decided"
LENGTH: Final = "budgets.length"
WEEKS_IN_A_YEAR: Final = 52
# What a policy says of a panel where its source is silent.
NOT_STATED: Final = "not stated"


def decides(
    circumstances: Circumstances, indicative_pence_weekly: int, budget: Budget, values: Values, *, exception: bool
) -> Section:
    """Say who decides at each stage that the council decides on; later questions about spending are left out."""
    code, title = DECISION
    missing = _missing_for_decision(circumstances, values)
    if missing:
        return needing(code, title, missing)
    cost = sum(line.pence_weekly for line in circumstances.plan) or budget.gross_pence_weekly
    routes: dict[str, Route] = {}
    words, rows = [], []
    for stage in table_or_none(values, DECIDED):
        name, label = text_cell(stage, "stage"), text_cell(stage, "label")
        if name == SPENDING:
            continue
        amount = indicative_pence_weekly if name == INDICATIVE_BUDGET else cost
        facts = DecisionFacts(
            stage=name,
            allocation_pence_weekly=indicative_pence_weekly,
            present_pence_weekly=circumstances.present_pence_weekly,
            undue_risk=bool(circumstances.undue_risk),
            exception=exception or circumstances.exception_asked,
        )
        route = routes[name] = who_may_decide(amount, values, circumstances.client_group or EVERYBODY, facts)
        words.append(f"{label}: {route.reason}")
        if route.panel and route.panel.meets.lower() != NOT_STATED:
            words.append(f"{route.panel.label} meets: {route.panel.meets[0].lower()}{route.panel.meets[1:]}.")
        if route.presenter:
            words.append(f"It is presented by: {route.presenter}.")
        rows += [values.value(DECIDED).row(), *route.working]
    route = routes.get(PLAN_AND_BUDGET) or routes[INDICATIVE_BUDGET]
    figures: dict[str, Figure] = {
        "roles": ", ".join(route.roles),
        "label": route.label,
        "condition": route.condition,
        "straight_through": route.straight_through,
    }
    return said(code, title, f"{route.label}.", words=words, figures=figures, working=rows)


def _missing_for_decision(circumstances: Circumstances, values: Values) -> list[str]:
    """What the council's own conditions ask about and nobody has said."""
    if not circumstances.client_group:
        return ["client_group"]
    asked = {
        row["condition"]
        for row in table_or_none(values, CONDITIONS)
        if row["client_group"] in (circumstances.client_group, EVERYBODY)
    }
    missing = []
    if asked & {UNDUE_RISK, WITHIN_ALLOCATION} and circumstances.undue_risk is None:
        missing.append("undue_risk")
    if DISPARITY in asked and circumstances.present_pence_weekly is None:
        missing.append("present_pence_weekly")
    return missing


def held(circumstances: Circumstances, budget: Budget, values: Values) -> tuple[Section, Holding]:
    """Give the section, and how it is held; its option is "" while that cannot be said."""
    code, title = HOLDING
    interval = circumstances.interval or values.choice(CYCLE)
    once = interval == ONE_OFF
    paid = instalment(budget.paid_pence_weekly, interval, values)
    wish = Wish(circumstances.option, circumstances.option_reason, paid.pence, once)
    found = holding(wish, values)
    words = [_way_in_words(way.label, way.can_buy, usual=way.is_default) for way in found.offered]
    remarks, working = [], list(found.working)
    if circumstances.relative:
        relative = circumstances.relative
        family = paying_a_relative(
            relative.relation,
            values,
            same_household=relative.same_household,
            necessary_reason=relative.necessary_reason,
            for_management=relative.for_management,
        )
        words.append(f"A relative: {family.reason}")
        working += family.working
    if found.problems:
        names = {"option": "option", "reason": "option_reason"}
        section = needing(code, title, [names[each.field] for each in found.problems], working)
        return _with_words(section, words), found
    label = next(way.label for way in found.offered if way.option == found.option)
    needs = []
    figures: dict[str, Figure] = {"option": found.option, "account_needed": found.account_needed}
    if found.option == DIRECT_PAYMENT:
        words.append(f"{format_pounds(paid.pence)} each time. {paid.label}.")
        words.append(found.account_reason)
        words += ["A financial risk assessment comes first."] if found.risk_assessment_needed else []
        words.append(f"It can be paid in these ways: {'; '.join(method_labels(values))}.")
        needs += [] if circumstances.method else ["method"]
        working += paid.working
        figures |= {"interval": interval, "payment_pence": paid.pence}
        remarks += [f"Before a direct payment, somebody asks: {question}" for _, question in factors(values)]
    section = said(
        code, title, f"{label}.", words=words, figures=figures, working=working, remarks=remarks, needs=needs
    )
    return section, found


def _way_in_words(label: str, can_buy: str, *, usual: bool) -> str:
    return f"{label}{' (the usual way here)' if usual else ''}. It can buy: {can_buy[0].lower()}{can_buy[1:]}."


def _with_words(section: Section, words: list[str]) -> Section:
    return Section(
        section.code, section.title, section.status, section.answer, tuple(words), section.needs, {}, section.working
    )


def monitored(
    circumstances: Circumstances, found: Holding, budget: Budget, reviews: tuple[Review, ...], values: Values
) -> Section:
    """Say how closely spending is looked at, which receipts are kept, and when: only where money is paid out."""
    code, title = MONITORING
    if not found.option:
        return needing(code, title, ["option"])
    if not _is_paid(found):
        return not_reached(code, title, "The council pays the bills itself, so there is nothing to send back.")
    level = tier(budget.paid_pence_weekly * WEEKS_IN_A_YEAR, values)
    receipts = receipt_needed(0, values)
    team = text_cell(values.table(TEAM)[0], "label")
    words = [level.reason, receipts.reason, f"It is looked at by: {team}."]
    working = [*level.working, receipts.working[1]]
    figures: dict[str, Figure] = {"tier": level.tier}
    if circumstances.first_payment_on is None:
        return said(
            code, title, f"{level.label}.", words=words, figures=figures, working=working, needs=["first_payment_on"]
        )
    days = tuple((review.label, review.due_on) for review in reviews)
    checks = schedule(circumstances.first_payment_on, values, days, circumstances.routine_contacts)
    for check in checks[:4]:
        on = f", at the visit for: {check.with_review[0].lower()}{check.with_review[1:]}" if check.with_review else ""
        met = f" The contact on {format_date(check.met_on)} counts." if check.met_on else ""
        words.append(f"{format_date(check.due_on)}: {check.label[0].lower()}{check.label[1:]}{on}.{met}")
    figures["first_check_on"] = checks[0].due_on.isoformat() if checks else None
    working += schedule_working(checks, circumstances.first_payment_on, values)
    return said(code, title, f"{level.label}.", words=words, figures=figures, working=working)


def _is_paid(found: Holding) -> bool:
    return any(way.option == found.option and way.counts_as_direct_payment for way in found.offered)


def kept(circumstances: Circumstances, found: Holding, values: Values) -> Section:
    """Say the rule of what may be kept, and what it comes to where the account is known."""
    code, title = SURPLUS
    if not found.option:
        return needing(code, title, ["option"])
    if not _is_paid(found):
        return not_reached(code, title, "The council holds the money, so nothing is left with the person.")
    rule = rule_in_words(values)
    if circumstances.account is None:
        return said(code, title, rule, figures={"rule": values.choice(RULE)}, working=[values.value(RULE).row()])
    answer = unspent(circumstances.account, values)
    figures: dict[str, Figure] = {
        "rule": values.choice(RULE),
        "outcome": answer.outcome,
        "may_keep_pence": answer.may_keep_pence,
        "over_pence": answer.over_pence,
        "pay_back_pence": answer.pay_back_pence,
    }
    return said(code, title, rule, words=answer.words, figures=figures, working=answer.working)


def reviewed(circumstances: Circumstances, found: Holding | None, values: Values) -> tuple[Section, tuple[Review, ...]]:
    """Give the section, and the reviews: the law's clocks and the council's own rhythm."""
    code, title = REVIEWS
    if circumstances.plan_agreed_on is None:
        return needing(code, title, ["plan_agreed_on"]), ()
    paid = found is not None and _is_paid(found)
    dates = review_dates(
        ReviewFacts(
            plan_agreed_on=circumstances.plan_agreed_on,
            client_group=circumstances.client_group or EVERYBODY,
            first_payment_on=circumstances.first_payment_on if paid else None,
            budget_months=values.whole(LENGTH),
            set_on=circumstances.reviews_set_on,
            routine_contacts=circumstances.routine_contacts,
        ),
        values,
    )
    following = next_review(dates.reviews, max(values.on, circumstances.plan_agreed_on))
    answer = f"Next by {format_date(following.due_on)}: {following.label}." if following else "None is left."
    words = []
    for review in dates.reviews[:6]:
        words.append(f"By {format_date(review.due_on)}: {review.label}. {review.reason}")
    figures: dict[str, Figure] = {"next_on": following.due_on.isoformat() if following else None}
    needs = ["first_payment_on"] if paid and circumstances.first_payment_on is None else []
    section = said(
        code,
        title,
        answer,
        words=words,
        figures=figures,
        working=dates.working,
        remarks=dates.remarks,
        needs=needs,
    )
    return section, dates.reviews


def timed(circumstances: Circumstances, values: Values, holidays: AbstractSet[date]) -> Section:
    """Say how each service standard stands for this person."""
    code, title = STANDARDS
    rows = table_or_none(values, CLOCKS)
    working: list[Row] = [values.value(CLOCKS).row(), values.value(SHARES).row()]
    if not rows:
        return said(code, title, "The council has set no standards with a clock.", working=working)
    found = clocks(circumstances.events, values, holidays, values.on)
    if not found:
        needed = sorted({f"events.{text_cell(row, 'starts_at')}" for row in rows})
        return needing(code, title, needed, working)
    late = [each for each in found if each.kept is False]
    answer = f"{len(late)} of {len(found)} were not kept." if late else "None is late."
    figures: dict[str, Figure] = {each.code: each.due_on.isoformat() for each in found}
    working += [row for each in found for row in each.working]
    return said(code, title, answer, words=[in_words(each) for each in found], figures=figures, working=working)
