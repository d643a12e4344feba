"""What is known of money left over: what the direct payment is, what must still come back, from whom and whose it is.

Next:   selfdirect/rules/recouping.py
Tests:  tests/actions/support/test_unspent.py
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum

from selfdirect.actions.support.line_amounts import weekly_on
from selfdirect.actions.support.paying import (
    Pair,
    approved_for,
    budget_reference,
    payee_reference,
)
from selfdirect.actions.support.schedules import holdable_lines
from selfdirect.ledger.chart import due_back, recovered
from selfdirect.ledger.funds import Funder, fund
from selfdirect.ledger.reading import balances
from selfdirect.records.budgets import Budget
from selfdirect.records.holdings import holdings_on
from selfdirect.records.payments import PaymentSchedule
from selfdirect.records.unspent import (
    AccountLook,
    Recouped,
    ReuseAnswer,
    ReuseRequest,
    SurplusContact,
    SurplusDecision,
)
from selfdirect.rules.direct_payments import DIRECT_PAYMENT
from selfdirect.rules.recouping import each_funders_part


def direct_pence_weekly(budget: Budget, on: date) -> int:
    """What the holder is paid a week on a day, after the contribution, of every funder's money.

    A pause is not looked at: what may be kept goes by weeks of payments, and would be nothing then.
    """
    lines = holdable_lines(budget)
    held = holdings_on(lines, on)
    own = [line for line in lines if held[line.pk].held_as == DIRECT_PAYMENT]
    return sum(weekly_on(budget, own, on).whole_pence.values())


@dataclass(frozen=True)
class Part:
    """Money of one funder that was paid from one budget to one payee."""

    pair: Pair
    pence: int

    @property
    def funder(self) -> Funder:
        """Whose money it is."""
        return Funder(self.pair[2])

    @property
    def due_back(self) -> str:
        """The book's account of what this payee has to give back unspent, apart from what was paid ahead."""
        return due_back(f"{payee_reference(self.pair[1])}.{self._fund}.unspent")

    @property
    def recovered(self) -> str:
        """The book's account of this fund's money that came back unspent."""
        return recovered(self._fund)

    @property
    def _fund(self) -> str:
        return fund(budget_reference(self.pair[0]), self.pair[2])


def _paid_to_the_holder(budget: Budget) -> list[Part]:
    """What was paid to the person's own account or card, by payee and funder."""
    rows = PaymentSchedule.objects.filter(budget=budget, payee__provider=None).order_by("payee_id", "funder")
    pairs = [(budget.pk, payee, funder) for payee, funder in rows.values_list("payee_id", "funder").distinct()]
    approved = approved_for(pairs)
    return [Part(pair, approved[pair]) for pair in pairs if approved[pair] > 0]


def may_come_back_pence(budget: Budget) -> int:
    """The most that can come back unspent: what was paid, less what was asked back already."""
    paid = sum(part.pence for part in _paid_to_the_holder(budget))
    asked = SurplusDecision.objects.filter(look__budget=budget).aggregate(sum=Sum("recouped_pence"))["sum"]
    return max(0, paid - (asked or 0))


def parts_of(budget: Budget, pence: int) -> list[Part]:
    """Share what is to come back over the funds that paid it, in proportion to what each paid."""
    paid = _paid_to_the_holder(budget)
    shares = each_funders_part(pence, [part.pence for part in paid])
    return [Part(part.pair, share) for part, share in zip(paid, shares, strict=True) if share]


def waiting_parts(budget: Budget) -> list[Part]:
    """What was asked back of this budget's payments as unspent and has not come yet."""
    paid = _paid_to_the_holder(budget)
    held = balances(part.due_back for part in paid)
    return [Part(part.pair, held[part.due_back]) for part in paid if held[part.due_back]]


def reused_pence(look: AccountLook) -> int:
    """What was agreed for something else since this look, as far as the surplus goes."""
    agreed = ReuseAnswer.objects.filter(request__budget=look.budget, is_agreed=True, request__on__gte=look.on)
    return min(look.surplus_pence, agreed.aggregate(sum=Sum("request__pence"))["sum"] or 0)


def open_requests(budget: Budget) -> bool:
    """Whether somebody waits for an answer about using money of this budget for something else."""
    return ReuseRequest.objects.filter(budget=budget, answer=None).exists()


def outcomes_of(budget: Budget) -> list[str]:
    """The outcomes that this budget's plan works towards, in the order of the plan."""
    lines = budget.lines.select_related("plan_line").order_by("pk")
    return list(dict.fromkeys(outcome for line in lines for outcome in line.plan_line.outcomes))


@dataclass(frozen=True)
class Totals:
    """What was found unspent and what became of it, in pence (R-UNS-07): the parts come to what was found.

    `came_back` is what of `recouped` has reached the bank. `reasons` are the words' codes, with how many talks gave
    each and what was over.
    """

    looks: int
    unspent: int
    retained: int
    reused: int
    recouped: int
    waiting: int
    came_back: int
    reasons: tuple[tuple[str, int, int], ...]
    by_code: tuple[tuple[str, str, int], ...]


def totals() -> Totals:
    """Add up every look, its decision, the reasons that were given and what came back, in four questions."""
    found = AccountLook.objects.aggregate(count=Count("pk"), sum=Sum("surplus_pence"))
    fields = ("kept_pence", "reused_pence", "recouped_pence")
    decided = SurplusDecision.objects.aggregate(*(Sum(field) for field in fields))
    kept, reused, recouped = (decided[f"{field}__sum"] or 0 for field in fields)
    talks = SurplusContact.objects.values_list("why").annotate(count=Count("pk"), sum=Sum("look__over_pence"))
    codes = Recouped.objects.values_list("budget_code", "code_label").annotate(sum=Sum("pence")).order_by("budget_code")
    by_code = tuple(codes)
    return Totals(
        looks=found["count"],
        unspent=found["sum"] or 0,
        retained=kept,
        reused=reused,
        recouped=recouped,
        waiting=(found["sum"] or 0) - kept - reused - recouped,
        came_back=sum(pence for _, _, pence in by_code),
        reasons=tuple(talks.order_by("-count", "why")),
        by_code=by_code,
    )
