"""On the way to a choice, by a worker: the early talk and the first wish, help to choose, a start while unwell, views.

Values: policy/councils
Next:   selfdirect/actions/choosing.py
Tests:  tests/pages/staff/test_choosing.py
"""

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from selfdirect.actions import choosing as actions
from selfdirect.actions import direct_payments
from selfdirect.actions.support.holding import EARLY
from selfdirect.actions.support.policy import policy
from selfdirect.pages.choices import Radios, YesNo
from selfdirect.pages.days import Day
from selfdirect.pages.fields import LongText, Text
from selfdirect.pages.forms import Form
from selfdirect.pages.parts import Task, TaskGroup
from selfdirect.pages.permissions import about_person
from selfdirect.pages.question import QuestionPage
from selfdirect.pages.staff.budgets import find_budget
from selfdirect.pages.staff.plan_parts import find_plan
from selfdirect.pages.ways import ShownHelp, help_of, ways_of_plan, wishes_of
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget
from selfdirect.records.choosing import HelpKind, HelpToChoose, LaterTalk
from selfdirect.records.direct_payments import STAGES
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.calendar import format_date
from selfdirect.rules.choosing import ANSWERS, QUESTIONS, UNSURE, advocates, helpers, usual_way, wishes
from selfdirect.rules.direct_payments import compare

PROMPTS = {
    HelpKind.ADVOCATE: "Offer somebody to speak for them",
    HelpKind.PEER_TALK: "Offer a talk with somebody who already has a budget",
    HelpKind.DIRECT_PAYMENT_SERVICE: "Offer the direct payment service",
}
"""What a worker is reminded to offer before a choice is made."""


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at the ways to hold the budget")
def early(request: HttpRequest, plan_id: int, person: Person) -> HttpResponse:
    """While the plan is written: what to do, the ways side by side for this plan, and what was said so far."""
    plan = find_plan(person, plan_id)
    values = policy().on(request.on)
    talks = list(person.holding_conversations.select_related("by").order_by("-held_on", "-pk"))
    said = wishes_of(plan, request.on)
    budget = Budget.objects.filter(plan=plan).first()
    at = [person.pk, plan.pk]
    may = request.user.may(Permission.CHOOSE_HOLDING, request.on) and budget is None
    talked = any(talk.stage in EARLY for talk in talks)
    tasks = [
        _task("Talk about the ways to hold it", "staff_holding_early_talk", at, may, talked),
        _task("Note what the person would like", "staff_holding_wish", at, may, bool(said)),
    ]
    offered = help_of(person)
    more = {
        "person": person,
        "plan": plan,
        "budget": budget,
        "groups": [TaskGroup("", [*tasks, *help_tasks(person, offered, request.user, request.on)])],
        "ways": ways_of_plan(plan, request.on),
        "wishes": said,
        "talks": talks,
        "stages": STAGES,
        "offered": offered,
        "may_record": request.user.may(Permission.PLAN, request.on),
        "helpers": helpers(values),
        "usual": usual_way(values),
    }
    return render(request, "staff/choosing/early.html", more)


def _task(name: str, page: str, at: list[int], may: bool, done: bool) -> Task:
    return Task(name, "done" if done else "not_started", reverse(page, args=at) if may else "")


def help_tasks(person: Person, offered: list[ShownHelp], user: User, on: Any) -> list[Task]:
    """What to offer before a choice: each kind of help once, wanted or not (R-DEP-14, R-DEP-16, R-DEP-21)."""
    may = user.may(Permission.CHOOSE_HOLDING, on)
    found = []
    for kind, name in PROMPTS.items():
        own = [one for one in offered if one.kind == kind]
        href = reverse("staff_help_offer", args=[person.pk, kind.value]) if may else ""
        waits = next((one for one in own if one.is_open), None)
        state = "waiting" if waits else "done" if own else "not_started"
        found.append(Task(name, state, "" if waits else href, _hint(own, waits)))
    return found


def _hint(own: list[ShownHelp], waits: ShownHelp | None) -> str:
    if waits:
        return f"With {waits.owner}, by {format_date(waits.due_on)}" if waits.due_on else "Asked for"
    if not own:
        return ""
    last = own[0]
    if not last.is_wanted:
        return f"Not wanted on {format_date(last.on)}"
    return f"Took place on {format_date(last.took_place_on)}" if last.took_place_on else "Did not take place"


class PlanHolding(QuestionPage):
    """What the questions about one plan share."""

    needs = Permission.CHOOSE_HOLDING
    read = "Opened how the budget may be held"

    def load(self) -> None:
        self.plan = find_plan(self.person, self.kwargs["plan_id"])
        if Budget.objects.filter(plan=self.plan).exists():
            raise Http404
        self.caption = f"{self.person.name}, plan {self.plan.reference}"

    def back(self) -> str:
        return reverse("staff_holding_early", args=[self.person.pk, self.plan.pk])


class EarlyTalkForm(Form):
    """One talk before there is a final budget."""

    stage = Radios(
        "When was this?",
        choices=[(code, STAGES[code]) for code in EARLY],
        empty="Select when you talked about this",
    )
    held_on = Day("What day did you talk?", past=True, empty="Enter the day you talked")
    what_was_said = LongText("What was said?", empty="Enter what was said", most=4000)


class EarlyTalk(PlanHolding):
    """Write down a talk while the plan is written."""

    title = "A talk about ways to hold the budget"
    form = EarlyTalkForm
    button = "Save"
    template = "staff/direct_payments/talk.html"

    def initial(self) -> dict[str, Any]:
        return {"stage": "planning", "held_on": self.on}

    def context(self) -> dict[str, Any]:
        return {"ways": compare(policy().on(self.on))}

    def save(self, answers: dict[str, Any]) -> str:
        direct_payments.record_conversation(person=self.person, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()


class WishForm(Form):
    """What the person would like, and why, in their own words."""

    option = Radios("What would the person like?", empty="Select what the person would like")
    own_reason = LongText(
        "Why, in their own words?",
        hint="Never their age, their illness or a group they belong to. Leave it empty if they are not sure yet.",
        needed=False,
        most=2000,
        rows=3,
    )
    said_by_name = Text("Who said so?", empty="Enter who said so", most=120)


class Wish(PlanHolding):
    """Note the first wish. A later wish stands beside it."""

    title = "What the person would like"
    form = WishForm
    button = "Save"

    def choices(self) -> dict[str, Any]:
        return {"option": wish_choices(self.on)}

    def initial(self) -> dict[str, Any]:
        return {"said_by_name": self.person.name}

    @property
    def lead(self) -> str:  # type: ignore[override]
        """What the council's usual way asks of the reason."""
        usual = usual_way(policy().on(self.on))
        return f"{usual} is the usual way here. Another way needs the person’s own reason." if usual else ""

    def save(self, answers: dict[str, Any]) -> str:
        actions.record_wish(plan=self.plan, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()


def wish_choices(on: Any) -> list[tuple[str, ...]]:
    """What may be wished for, each way with what it means; not being sure comes last."""
    values = policy().on(on)
    explained = {str(row["option"]): str(row["explained"]) for row in values.table("direct_payments.options")}
    explained[UNSURE] = "You can say so later, and change your mind at any time."
    return [(code, label, explained.get(code, "")) for code, label in wishes(values).items()]


class OfferForm(Form):
    """Whether help is wanted."""

    is_wanted = YesNo("Does the person want this?", empty="Select yes if they want this", reveal={"yes": ["who"]})
    who = Text("Who, if you know already?", needed=False, most=160)
    words = LongText("What should whoever helps know? Or why is it not wanted?", needed=False, most=1000, rows=3)


class Offer(QuestionPage):
    """Offer one kind of help, and write down the answer."""

    needs = Permission.CHOOSE_HOLDING
    read = "Opened help to choose"
    form = OfferForm
    button = "Save"
    template = "staff/choosing/offer.html"

    def load(self) -> None:
        if self.kwargs["kind"] not in HelpKind.values:
            raise Http404
        self.kind = HelpKind(self.kwargs["kind"])
        self.title, self.caption = PROMPTS[self.kind], self.person.name

    def context(self) -> dict[str, Any]:
        values = policy().on(self.on)
        return {"advocates": advocates(values) if self.kind == HelpKind.ADVOCATE else (), "kind": self.kind.value}

    def back(self) -> str:
        return back_to_choice(self.person)

    def save(self, answers: dict[str, Any]) -> str:
        actions.offer_help(person=self.person, kind=self.kind.value, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()


def back_to_choice(person: Person) -> str:
    """Where the choice is made for somebody now: the latest budget's page, else that of the latest plan."""
    plan = person.plans.order_by("-pk").first()
    budget = Budget.objects.filter(plan=plan).first() if plan else None
    if budget:
        return reverse("staff_holding", args=[person.pk, budget.pk])
    return (
        reverse("staff_holding_early", args=[person.pk, plan.pk]) if plan else reverse("staff_person", args=[person.pk])
    )


class OutcomeForm(Form):
    """Whether help took place, and what came of it."""

    took_place = YesNo("Did it take place?", empty="Select yes if it took place", reveal={"yes": ["took_place_on"]})
    took_place_on = Day("What day was it?", past=True, empty="Enter the day it took place")
    what_came_of_it = LongText("What came of it?", empty="Enter what came of it", most=2000, rows=4)


class Outcome(QuestionPage):
    """Write down what came of help that was asked for."""

    needs = Permission.PLAN
    read = "Opened help to choose"
    title = "What came of it?"
    form = OutcomeForm
    button = "Save"

    def load(self) -> None:
        found = HelpToChoose.objects.filter(is_wanted=True, outcome=None)
        self.asked = get_object_or_404(found, pk=self.kwargs["asked_id"], person=self.person)
        self.caption = f"{HelpKind(self.asked.kind).label}: {self.person.name}"

    def back(self) -> str:
        return back_to_choice(self.person)

    def save(self, answers: dict[str, Any]) -> str:
        actions.record_help(
            asked=self.asked,
            took_place_on=answers["took_place_on"] if answers["took_place"] else None,
            what_came_of_it=answers["what_came_of_it"],
            key=self.key,
            on=self.on,
            by=self.by,
        )
        return self.back()


class UnwellForm(Form):
    """Why the choice waits, what was said, and when to talk again."""

    why = LongText("Why does the choice have to wait?", empty="Enter why the choice has to wait", most=1000, rows=3)
    chosen_by_name = Text("Who said that this is right for now?", empty="Enter who said so", most=120)
    own_reason = LongText(
        "What did they say?", empty="Enter what they said", hint="In their own words.", most=1000, rows=3
    )
    ask_again_on = Day("When will you talk about other ways?", future=True, empty="Enter when you will talk again")


class StartWhileUnwell(QuestionPage):
    """Begin with support that the council arranges, and say when to talk about other ways."""

    needs = Permission.PLAN
    read = "Opened how the budget is held"
    title = "Start now and choose later"
    lead = (
        "For somebody who is too unwell to choose. The council arranges the support for now. "
        "On the day you name, you are reminded to talk about the other ways."
    )
    form = UnwellForm
    button = "Start now"

    def load(self) -> None:
        self.budget = find_budget(self.person, self.kwargs["budget_id"])
        self.caption = f"{self.person.name}, {self.budget.reference}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form until the agreement is signed."""
        if self.budget.agreements.exists():
            return HttpResponseRedirect(self.back())
        return super().get(request, *args, **kwargs)

    def initial(self) -> dict[str, Any]:
        weeks = policy().on(self.on).whole("direct_payments.talk_again_weeks")
        return {"ask_again_on": self.on + timedelta(weeks=weeks), "chosen_by_name": self.person.name}

    def back(self) -> str:
        return reverse("staff_holding", args=[self.person.pk, self.budget.pk])

    def save(self, answers: dict[str, Any]) -> str:
        actions.start_while_unwell(budget=self.budget, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()


@about_person(needs=Permission.SEE_WORK, read="Opened a talk about other ways")
def later_talk(request: HttpRequest, later_id: int, person: Person) -> HttpResponse:
    """Go to where the talk is written down."""
    later = get_object_or_404(LaterTalk, pk=later_id, person=person)
    return HttpResponseRedirect(reverse("staff_holding_talk", args=[person.pk, later.budget_id]))


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


class AskViews(QuestionPage):
    """Ask the three questions in a visit or on the phone, and write down what the person says."""

    needs = Permission.PLAN
    read = "Opened how the way the budget is held works"
    title = "How does it work for the person?"
    lead = "Read each question aloud. Write down the person’s own answers."
    form = ViewsForm
    button = "Save"

    def load(self) -> None:
        self.budget = find_budget(self.person, self.kwargs["budget_id"])
        self.caption = self.person.name

    def back(self) -> str:
        return reverse("staff_holding", args=[self.person.pk, self.budget.pk])

    def save(self, answers: dict[str, Any]) -> str:
        given = {name: int(answers[name]) for name in QUESTIONS}
        made = {"key": self.key, "on": self.on, "by": self.by}
        actions.give_view(budget=self.budget, answers=given, words=answers["words"], **made)
        return self.back()


_PLAN = "people/<int:person_id>/ways/<int:plan_id>/"
_BUDGET = "people/<int:person_id>/budgets/<int:budget_id>/holding/"
_HELP = "people/<int:person_id>/help-to-choose/"
urlpatterns = [
    path(_PLAN, early, name="staff_holding_early"),
    path(f"{_PLAN}talk/", EarlyTalk.as_view(), name="staff_holding_early_talk"),
    path(f"{_PLAN}wish/", Wish.as_view(), name="staff_holding_wish"),
    path(f"{_HELP}<int:asked_id>/", Outcome.as_view(), name="staff_help_outcome"),
    path(f"{_HELP}<slug:kind>/", Offer.as_view(), name="staff_help_offer"),
    path(f"{_BUDGET}later/", StartWhileUnwell.as_view(), name="staff_start_unwell"),
    path(f"{_BUDGET}views/", AskViews.as_view(), name="staff_holding_views"),
    path("people/<int:person_id>/later-talks/<int:later_id>/", later_talk, name="staff_later_talk"),
]
