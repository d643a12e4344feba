"""Choosing who looks after my money: compare the ways, choose for all of it or part by part, say why.

Nothing is kept until the choice is looked over and sent; until then it is in the session.

Values: policy/councils
Next:   selfdirect/actions/direct_payments.py
Tests:  tests/pages/person/test_direct_payments.py
"""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path

from selfdirect.actions import direct_payments as actions
from selfdirect.actions.action import Refused
from selfdirect.actions.support.holding import TALK_STAGES, talk_words
from selfdirect.actions.support.policy import policy
from selfdirect.actions.support.schedules import holdable_lines
from selfdirect.pages.choices import Radios
from selfdirect.pages.fields import LongText
from selfdirect.pages.forms import Form
from selfdirect.pages.parts import Answer, Section
from selfdirect.pages.person.choosing import around
from selfdirect.pages.person.month import held_words
from selfdirect.pages.person.scope import MyCheck, MyQuestion, Scope, my_page
from selfdirect.pages.ways import holder_words, ways_of_budget
from selfdirect.records.budgets import Budget, BudgetLine
from selfdirect.records.direct_payments import SuitabilityRecord
from selfdirect.records.market import Provider
from selfdirect.records.work import Step
from selfdirect.rules.access import Permission
from selfdirect.rules.direct_payments import DIRECT_PAYMENT, MIXED, MIXED_ALLOWED, THIRD_PARTY
from selfdirect.rules.values import Values

ByLine = dict[str, dict[str, Any]]
Choices = list[tuple[str, ...]]


def is_open(code: str, budget: Budget) -> bool:
    """Whether this step of the budget waits to be done."""
    return Step.objects.open().filter(person=budget.person_id, code=code, about=f"Budget:{budget.pk}").exists()


@my_page(read="Looked at the ways to hold the budget", money=True)
def ways(request: HttpRequest, scope: Scope, budget_id: int) -> HttpResponse:
    """What each way means, side by side in words; and the button to choose, when it is time."""
    budget = get_object_or_404(Budget, pk=budget_id, person=scope.person)
    values = policy().on(scope.on)
    suitability = SuitabilityRecord.objects.filter(budget=budget).order_by("-pk").first()
    more = {
        "budget": budget,
        "ways": ways_of_budget(budget, scope.on),
        "methods": values.table("direct_payments.methods"),
        "has_talked": not talk_words(scope.person, values.whole(TALK_STAGES)),
        "suitability": suitability,
        "may_choose": scope.may(Permission.CHOOSE_HOLDING) and is_open("holding_choice", budget),
        **around(scope, budget, suitability),
    }
    return render(request, "person/compare.html", {"scope": scope, **more})


class Choosing(MyQuestion):
    """What the pages of the choice share."""

    money = True
    permission = Permission.CHOOSE_HOLDING
    read = "Opened the choice of how to hold the budget"
    later = False
    budget: Budget
    lines: list[BudgetLine]

    def load(self) -> None:
        self.budget = get_object_or_404(Budget, pk=self.kwargs["budget_id"], person=self.person)
        if not is_open("holding_choice", self.budget):
            raise Refused("You have made this choice already. If you want to change it, tell us.")
        self.values: Values = policy().on(self.on)
        self.lines = holdable_lines(self.budget)

    @property
    def chosen(self) -> ByLine:
        """What was chosen so far, on the pages before."""
        return cast(ByLine, self.request.session.get(self._kept_as(), {}))

    def keep_chosen(self, by_line: ByLine) -> None:
        """Remember the choice until it is sent."""
        self.request.session[self._kept_as()] = by_line

    def _kept_as(self) -> str:
        return f"holding-{self.budget.pk}"

    def option_choices(self) -> Choices:
        """The ways on offer, with what each means."""
        rows = self.values.table("direct_payments.options")
        return [(str(row["option"]), str(row["label"]), str(row["explained"])) for row in rows]

    def method_choices(self) -> Choices:
        """How a direct payment is paid."""
        rows = self.values.table("direct_payments.methods")
        return [(str(row["method"]), str(row["label"]), str(row["explained"])) for row in rows]

    def holder_choices(self) -> Choices:
        """Who may hold a budget for somebody."""
        found = Provider.objects.filter(may_hold_funds=True).order_by("name")
        return [(str(one.pk), one.name, holder_words(one)) for one in found]


REVEAL_PAID_BY, REVEAL_HOLDER = "How do you want to be paid?", "Who do you want to look after it?"


class WayForm(Form):
    """One way for all of it, or a mix."""

    way = Radios(
        "Who do you want to look after your money?",
        empty="Select who looks after your money",
        reveal={DIRECT_PAYMENT: ["paid_by"], THIRD_PARTY: ["fund_holder"]},
    )
    paid_by = Radios(REVEAL_PAID_BY, empty="Select how you want to be paid")
    fund_holder = Radios(REVEAL_HOLDER, empty="Select who looks after it for you")


class Way(Choosing):
    """One way for all of the money, or a mix."""

    form = WayForm

    def choices(self) -> dict[str, Any]:
        found = self.option_choices()
        if len(self.lines) > 1 and self.values.yes(MIXED_ALLOWED):
            words = "You choose for each part of your plan on the next page."
            found.append((MIXED, "Different ways for different parts", words))
        return {"way": found, "paid_by": self.method_choices(), "fund_holder": self.holder_choices()}

    def initial(self) -> dict[str, Any]:
        kept = list(self.chosen.values())
        if not kept:
            return {}
        first = kept[0]
        way = first["held_as"] if all(one == first for one in kept) else MIXED
        return {"way": way, "paid_by": first["paid_by"], "fund_holder": first["fund_holder"]}

    def back(self) -> str:
        return self.scope.address("person_compare", self.budget.pk)

    def save(self, answers: dict[str, Any]) -> str:
        if answers["way"] == MIXED:
            return self.scope.address("person_choose_parts", self.budget.pk)
        one = _given(answers["way"], answers["paid_by"], answers["fund_holder"])
        self.keep_chosen({str(line.pk): dict(one) for line in self.lines})
        return self.scope.address("person_choose_check", self.budget.pk)


def _given(held_as: str, paid_by: str, fund_holder: str) -> dict[str, Any]:
    holder = int(fund_holder) if held_as == THIRD_PARTY and fund_holder else None
    return {"held_as": held_as, "paid_by": paid_by if held_as == DIRECT_PAYMENT else "", "fund_holder": holder}


class Parts(Choosing):
    """A way for each part of the plan."""

    title = "Choose for each part of your plan"

    def load(self) -> None:
        super().load()
        fields: dict[str, Any] = {}
        for line in self.lines:
            what, name = line.plan_line.what, f"line_{line.pk}"
            reveal = {DIRECT_PAYMENT: [f"{name}_paid_by"], THIRD_PARTY: [f"{name}_fund_holder"]}
            fields[name] = Radios(
                what,
                choices=self.option_choices(),
                reveal=reveal,
                empty=f"Select who looks after the money for: {what}",
            )
            fields[f"{name}_paid_by"] = Radios(
                f"{what}: how do you want to be paid?",
                choices=self.method_choices(),
                empty=f"Select how you want to be paid for: {what}",
            )
            fields[f"{name}_fund_holder"] = Radios(
                f"{what}: who do you want to look after it?",
                choices=self.holder_choices(),
                empty=f"Select who looks after the money for: {what}",
            )
        self.form = type("PartsForm", (Form,), fields)  # type: ignore[misc]

    def initial(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for pk, one in self.chosen.items():
            found[f"line_{pk}"] = one["held_as"]
            found[f"line_{pk}_paid_by"], found[f"line_{pk}_fund_holder"] = one["paid_by"], one["fund_holder"]
        return found

    def back(self) -> str:
        return self.scope.address("person_choose", self.budget.pk)

    def save(self, answers: dict[str, Any]) -> str:
        self.keep_chosen(
            {
                str(line.pk): _given(
                    answers[f"line_{line.pk}"],
                    answers[f"line_{line.pk}_paid_by"],
                    answers[f"line_{line.pk}_fund_holder"],
                )
                for line in self.lines
            }
        )
        return self.scope.address("person_choose_check", self.budget.pk)


class WhyForm(Form):
    """The person's own reason."""

    own_reason = LongText(
        "Why do you want this?",
        empty="Tell us why, in your own words",
        hint="Your own words. There is no wrong answer.",
        most=1000,
        rows=4,
    )


class WhyConflictForm(WhyForm):
    """The reason, and what keeps the person's money apart from what the same organisation earns for care."""

    conflict_note = LongText(
        "The organisation you chose also gives care. What makes you happy with that?",
        empty="Tell us what makes you happy with that",
        hint="For example: you chose your carers yourself, or somebody else checks the bills.",
        most=1000,
        rows=3,
    )


class Confirm(Choosing, MyCheck):
    """Look the choice over, say why, and send it."""

    template = "person/check.html"
    title = "Check your choice"
    button = "This is my choice"
    form = WhyForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Somebody who has not chosen yet is sent to choose."""
        if not self.chosen:
            return HttpResponseRedirect(self.scope.address("person_choose", self.budget.pk))
        return super().get(request, *args, **kwargs)

    def load(self) -> None:
        super().load()
        holders = {one["fund_holder"] for one in self.chosen.values() if one["fund_holder"]}
        if Provider.objects.filter(pk__in=holders, gives_care=True).exists():
            self.form = WhyConflictForm  # type: ignore[misc]

    def sections(self) -> list[Section]:
        names = {one.pk: one for one in Provider.objects.filter(may_hold_funds=True)}
        change = self.scope.address("person_choose", self.budget.pk)
        rows = []
        for line in self.lines:
            given = self.chosen.get(str(line.pk), _given("", "", ""))
            line.held_as, line.paid_by = given["held_as"], given["paid_by"]
            line.fund_holder = names.get(given["fund_holder"] or 0)
            rows.append(Answer(line.plan_line.what, held_words(line, line.chosen, self.on), change))
        return [Section("", rows)]

    def back(self) -> str:
        return self.scope.address("person_choose", self.budget.pk)

    def save(self, answers: dict[str, Any]) -> str:
        actions.choose(
            budget=self.budget,
            by_line=self.chosen,
            own_reason=answers["own_reason"],
            chosen_by_name=self.by.name,
            conflict_note=answers.get("conflict_note", ""),
            key=self.key,
            on=self.on,
            by=self.by,
        )
        self.request.session.pop(self._kept_as(), None)
        return self.scope.address("person_record")


urlpatterns = [
    path("<int:person_id>/budgets/<int:budget_id>/ways/", ways, name="person_compare"),
    path("<int:person_id>/budgets/<int:budget_id>/choose/", Way.as_view(), name="person_choose"),
    path("<int:person_id>/budgets/<int:budget_id>/choose/parts/", Parts.as_view(), name="person_choose_parts"),
    path("<int:person_id>/budgets/<int:budget_id>/choose/check/", Confirm.as_view(), name="person_choose_check"),
]
