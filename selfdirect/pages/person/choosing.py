"""On the way to my choice: what I would like, help to choose, asking for a direct payment, disagreeing, and my views.

Values: policy/councils
Next:   selfdirect/actions/choosing.py
Tests:  tests/pages/person/test_choosing.py
"""

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path

from selfdirect.actions import choosing as actions
from selfdirect.actions import suitability as asking
from selfdirect.actions.support.holding import way_of
from selfdirect.actions.support.policy import policy
from selfdirect.pages.choices import Radios
from selfdirect.pages.fields import LongText
from selfdirect.pages.forms import Form
from selfdirect.pages.person.month import Have, budget_of
from selfdirect.pages.person.scope import MyCheck, MyQuestion, Scope
from selfdirect.pages.ways import help_of, ways_of_plan, wishes_of
from selfdirect.records.budgets import Budget
from selfdirect.records.choosing import HelpKind, HoldingView, HoldingWish, LaterTalk, SuitabilityChallenge
from selfdirect.records.direct_payments import SuitabilityRecord
from selfdirect.records.plans import Plan
from selfdirect.records.work import Step
from selfdirect.rules.access import Permission
from selfdirect.rules.choosing import ANSWERS, QUESTIONS, UNSURE, advocates, helpers, usual_way, wishes

HELP_WORDS = {
    HelpKind.PEER_TALK: ("A talk with somebody who already has a budget", "They can tell you what it is like."),
    HelpKind.DIRECT_PAYMENT_SERVICE: (
        "The direct payment service",
        "They help people who have the money themselves, or think about it.",
    ),
    HelpKind.ADVOCATE: ("Somebody to speak for me", "They help you to say what you want."),
}


def around(scope: Scope, budget: Budget, suitability: SuitabilityRecord | None) -> dict[str, Any]:
    """What stands around the comparison: a clock, a refusal and its challenge, help, a later talk."""
    may = scope.may(Permission.CHOOSE_HOLDING)
    challenge = SuitabilityChallenge.objects.filter(suitability=suitability).select_related("answer__by").first()
    codes = {"suitability": f"Budget:{budget.pk}"}
    if challenge:
        codes["disagreement"] = f"SuitabilityChallenge:{challenge.pk}"
    steps = Step.objects.open().filter(person=scope.person, code__in=codes, about__in=codes.values())
    opened = {step.code: step for step in steps.select_related("owner")}
    refused = suitability is not None and not suitability.is_suitable
    choosing_now = not budget.agreements.exists()
    return {
        "asked": opened.get("suitability"),
        "may_ask": may and choosing_now and suitability is None and "suitability" not in opened,
        "challenge": challenge,
        "challenge_answer": getattr(challenge, "answer", None),
        "challenge_step": opened.get("disagreement"),
        "may_challenge": may and refused and challenge is None,
        "later": LaterTalk.objects.filter(budget=budget).order_by("-pk").first(),
        "may_have_help": may and choosing_now,
        "may_say": bool(way_of(budget, scope.on)) and scope.may(Permission.TELL_US),
    }


def wish_is_wanted(scope: Scope) -> bool:
    """Whether somebody who may choose has not said yet what they would like."""
    may = scope.may_see_money and scope.may(Permission.CHOOSE_HOLDING)
    return may and not HoldingWish.objects.filter(person=scope.person).exists()


def views_are_wanted(scope: Scope, have: Have) -> bool:
    """Whether it is time to ask how the way the budget is held works: some weeks after it began, and again later."""
    since = scope.on - timedelta(weeks=policy().on(scope.on).whole("direct_payments.ask_views_weeks"))
    if not have.is_agreed or have.is_over or have.budget.starts_on > since or not scope.may_see_money:
        return False
    return scope.may(Permission.TELL_US) and not HoldingView.objects.filter(person=scope.person, on__gt=since).exists()


class WishForm(Form):
    """What I would like, and why."""

    option = Radios("What would you like?", empty="Select what you would like")
    own_reason = LongText(
        "Why would you like this?",
        hint="Your own words. There is no wrong answer. Leave it empty if you are not sure yet.",
        needed=False,
        most=1000,
        rows=3,
    )


class Wish(MyQuestion):
    """Say what I would like, while my plan is written. I may change my mind, now and later."""

    permission = Permission.CHOOSE_HOLDING
    money = True
    read = "Opened how the budget may be held"
    title = "Who could look after your money?"
    form = WishForm
    button = "This is what I would like"
    template = "person/wish.html"

    def load(self) -> None:
        plan = Plan.objects.select_related("planning_amount").filter(person=self.person).order_by("-pk").first()
        if plan is None:
            raise Http404
        self.plan = plan
        self.budget = Budget.objects.filter(plan=plan).first()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Once there is a budget, the choice itself is made on its own page."""
        if self.budget is not None:
            return HttpResponseRedirect(self.scope.address("person_compare", self.budget.pk))
        return super().get(request, *args, **kwargs)

    def choices(self) -> dict[str, Any]:
        values = policy().on(self.on)
        hints = {str(row["option"]): str(row["explained"]) for row in values.table("direct_payments.options")}
        hints[UNSURE] = "You can say so later."
        return {"option": [(code, label, hints.get(code, "")) for code, label in wishes(values).items()]}

    def context(self) -> dict[str, Any]:
        values = policy().on(self.on)
        shown = {"ways": ways_of_plan(self.plan, self.on), "wishes": wishes_of(self.plan, self.on)}
        more = {"methods": values.table("direct_payments.methods"), "usual": usual_way(values)}
        return {**super().context(), **shown, **more}

    def back(self) -> str:
        return self.scope.address("person_plan")

    def save(self, answers: dict[str, Any]) -> str:
        actions.record_wish(plan=self.plan, **answers, said_by_name=self.by.name, key=self.key, on=self.on, by=self.by)
        return self.scope.address("person_help")


class HelpForm(Form):
    """Which help I would like."""

    kind = Radios(
        "What would help you?",
        choices=[(kind.value, *words) for kind, words in HELP_WORDS.items()],
        empty="Select what would help you",
    )
    words = LongText("Is there something they should know?", needed=False, most=1000, rows=3)


class Help(MyQuestion):
    """Ask for help to choose, and see what was asked for, who has it and by when."""

    permission = Permission.CHOOSE_HOLDING
    read = "Opened help to choose"
    title = "Help to choose"
    lead = "You do not have to choose alone. This help costs you nothing."
    form = HelpForm
    button = "Ask for this"
    template = "person/help.html"

    def context(self) -> dict[str, Any]:
        values = policy().on(self.on)
        shown = {"offered": help_of(self.person), "helpers": helpers(values), "advocates": advocates(values)}
        return {**super().context(), **shown}

    def save(self, answers: dict[str, Any]) -> str:
        actions.offer_help(person=self.person, **answers, is_wanted=True, who="", key=self.key, on=self.on, by=self.by)
        return self.scope.address("person_help")


class AboutBudget(MyQuestion):
    """What the questions about one budget share."""

    money = True
    read = "Opened how the budget is held"
    budget: Budget

    def load(self) -> None:
        self.budget = get_object_or_404(Budget, pk=self.kwargs["budget_id"], person=self.person)

    def back(self) -> str:
        return self.scope.address("person_compare", self.budget.pk)


class AskForDirectPayment(AboutBudget, MyCheck):
    """Ask for a direct payment: somebody looks at it with me, by a date."""

    permission = Permission.CHOOSE_HOLDING
    title = "Ask for a direct payment"
    lead = "Your worker looks with you at whether it suits you, and which help would make it possible."
    button = "Ask for a direct payment"

    def save(self, answers: dict[str, Any]) -> str:
        asking.ask(budget=self.budget, key=self.key, on=self.on, by=self.by)
        return self.back()


class DisagreeForm(Form):
    """Why I disagree."""

    why = LongText("Why do you disagree?", empty="Tell us why you disagree", hint="Your own words.", most=2000, rows=5)


class Disagree(AboutBudget):
    """Disagree with a no. Somebody else looks at it again."""

    permission = Permission.CHOOSE_HOLDING
    title = "Ask us to look again"
    lead = "Somebody who did not give this answer looks at it again. They write to you with their reasons."
    form = DisagreeForm
    button = "Ask us to look again"

    def load(self) -> None:
        super().load()
        refused = SuitabilityRecord.objects.filter(budget=self.budget, is_suitable=False, challenge=None)
        self.refused = get_object_or_404(refused.order_by("-pk"), pk=self.kwargs["record_id"])
        self.caption = f"We said: {self.refused.reasons}"

    def save(self, answers: dict[str, Any]) -> str:
        asking.challenge(suitability=self.refused, why=answers["why"], key=self.key, on=self.on, by=self.by)
        return self.back()


ViewsForm = type(
    "ViewsForm",
    (Form,),
    {
        **{
            name: Radios(question, choices=list(ANSWERS.items()), empty="Select an answer to this question")
            for name, question in QUESTIONS.items()
        },
        "words": LongText("Is there anything else you would like to say?", needed=False, most=2000, rows=3),
    },
)


class Views(MyQuestion):
    """Three short questions about the way my budget is held."""

    permission = Permission.TELL_US
    money = True
    read = "Opened how the way the budget is held works"
    title = "How does it work for you?"
    lead = "Three short questions. Your answers help us to make every way as good as the others."
    form = ViewsForm
    button = "Send my answers"

    def load(self) -> None:
        self.budget = budget_of(self.person, self.on)
        if self.budget is None or not way_of(self.budget, self.on):
            raise Http404

    def initial(self) -> dict[str, Any]:
        last = HoldingView.objects.filter(budget=self.budget, on=self.on).order_by("-pk").first()
        return {name: getattr(last, name) for name in QUESTIONS} if last else {}

    def back(self) -> str:
        return self.scope.address("person_money")

    def save(self, answers: dict[str, Any]) -> str:
        given = {name: int(answers[name]) for name in QUESTIONS}
        made = {"key": self.key, "on": self.on, "by": self.by}
        actions.give_view(budget=self.budget, answers=given, words=answers["words"], **made)
        return self.back()


_AT = "<int:person_id>/budgets/<int:budget_id>/"
urlpatterns = [
    path("<int:person_id>/wish/", Wish.as_view(), name="person_wish"),
    path("<int:person_id>/help-to-choose/", Help.as_view(), name="person_help"),
    path("<int:person_id>/how-it-works/", Views.as_view(), name="person_views"),
    path(f"{_AT}ask/", AskForDirectPayment.as_view(), name="person_ask_direct_payment"),
    path(f"{_AT}disagree/<int:record_id>/", Disagree.as_view(), name="person_disagree"),
]
