"""Open work: the list with its filters, where each step is done, why a step waits, and handing it to somebody else.

Values: policy/councils
Next:   selfdirect/actions/work.py
Tests:  tests/pages/staff/test_work.py
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, path, reverse

from selfdirect.actions import work as actions
from selfdirect.actions.payments import QUESTIONS
from selfdirect.actions.reminders import FOLLOW_UPS
from selfdirect.actions.support.policy import holidays_around, policy
from selfdirect.pages.choices import Radios
from selfdirect.pages.fields import LongText
from selfdirect.pages.forms import Form
from selfdirect.pages.listing import Filter, Filters, pages_of
from selfdirect.pages.permissions import page
from selfdirect.pages.question import QuestionPage
from selfdirect.records.access import RoleGrant, User, acting_on
from selfdirect.records.people import Person
from selfdirect.records.reviews import REVIEWS
from selfdirect.records.work import Step
from selfdirect.rules.access import CARE_STAFF, Permission
from selfdirect.rules.work import step_rules, working_days_late


@dataclass(frozen=True)
class Where:
    """Where a step is done: the name of the page, and what its address calls the record the step is about."""

    page: str
    record: str = ""
    has_person: bool = True


STEP_PAGES: dict[str, Where] = {
    "referral_screening": Where("staff_referral", "referral_id"),
    "assessment": Where("staff_assessment", "assessment_id"),
    "section_117_check": Where("staff_assessment", "assessment_id"),
    "financial_assessment": Where("staff_finances"),
    "indicative_budget": Where("staff_indicative_work_out", "assessment_id"),
    "budget_offer": Where("staff_budget_offer", "assessment_id"),
    "indicative_confirmation": Where("staff_indicative_confirm", "indicative_id"),
    "planning_conversation": Where("staff_indicative", "indicative_id"),
    "support_plan": Where("staff_plan", "plan_id"),
    "decision": Where("staff_decision", "decision_id"),
    "final_budget": Where("staff_budget_finalise", "decision_id"),
    "holding_talk": Where("staff_holding_early", "plan_id"),
    "holding_choice": Where("staff_holding", "budget_id"),
    "suitability": Where("staff_holding_suitability", "budget_id"),
    "help_to_choose": Where("staff_help_outcome", "asked_id"),
    "other_ways": Where("staff_later_talk", "later_id"),
    "agreement": Where("staff_agreement", "budget_id"),
    "first_payment": Where("staff_payment_set_up", "agreement_id"),
    "payment_approval": Where("staff_run", "run_id", has_person=False),
    "run_rejected": Where("staff_run", "run_id", has_person=False),
    "crisis_decision": Where("staff_crisis_draw", "draw_id"),
    "crisis_settle": Where("staff_crisis_draw", "draw_id"),
    "sourcing_time": Where("staff_sourcing"),
    "idea_check": Where("staff_idea_check", "idea_id", has_person=False),
    "brokerage_answer": Where("staff_brokerage_answer", "asked_id"),
    "no_second_rail": Where("staff_must_be_paid", "budget_id"),
    "card_lost": Where("staff_cards"),
    "interim_payment": Where("staff_interim_payment", "budget_id"),
    "card_by_phone": Where("staff_card_order", "order_id"),
    "card_spending": Where("staff_follow_up"),
    "card_money_back": Where("staff_follow_up"),
    "low_balance": Where("staff_follow_up"),
    "invoice_check": Where("staff_invoice", "invoice_id"),
    "late_invoice": Where("staff_invoice", "invoice_id"),
    "account_help": Where("staff_account_help", "burden_id"),
    "payment_returned": Where("staff_payment_question"),
    "payment_query": Where("staff_payment_question"),
    "disagreement": Where("staff_decision", "decision_id"),
    "first_review": Where("staff_review"),
    "yearly_review": Where("staff_review"),
    "message_reply": Where("staff_messages"),
    "tell_charge": Where("staff_finance_told", "finances_id"),
    "reminder_call": Where("staff_follow_up"),
    "authority_ended": Where("staff_follow_up"),
    "service_start": Where("staff_order", "order_id"),
    "late_start": Where("staff_order", "order_id"),
    "find_provider": Where("staff_order", "order_id"),
    "order_decision": Where("staff_order_request", "request_id"),
    "equipment_choice": Where("staff_equipment_choose", "item_id"),
    "late_equipment": Where("staff_equipment_choose", "item_id"),
    "provider_choice": Where("staff_keep_provider", "asked_id"),
    "provider_switch": Where("staff_switches", "budget_id"),
    "other_format": Where("staff_follow_up"),
    "tell_provider": Where("staff_follow_up"),
    "payments_paused": Where("staff_payments_resume", "change_id"),
    "charge_change": Where("staff_charge_change", "budget_id"),
    "surplus_contact": Where("staff_surplus", "look_id"),
    "surplus_decision": Where("staff_surplus", "look_id"),
    "surplus_back": Where("staff_surplus", "look_id"),
    "surplus_review": Where("staff_follow_up"),
    "reuse_answer": Where("staff_reuse", "request_id"),
    "family_request": Where("staff_family_request", "request_id"),
    "employer_help": Where("staff_employment", "employment_id"),
    "payroll_referral": Where("staff_employment", "employment_id"),
    "employment_end": Where("staff_employment", "employment_id"),
}


ABOUT_OTHERS: dict[str, Where] = {"SuitabilityChallenge": Where("staff_suitability_again", "challenge_id")}
"""Where a step is done that is about another record than its kind usually is."""


def address(name: str, **parts: Any) -> str:
    """The address of a page by name, or nothing when there is no such page."""
    try:
        return reverse(name, kwargs=parts)
    except NoReverseMatch:
        return ""


def where_done(step: Step) -> str:
    """The address where a step is done. A step with no page of its own leads to the person's record."""
    where = ABOUT_OTHERS.get(step.about.partition(":")[0]) or STEP_PAGES.get(step.code)
    parts = {"person_id": step.person_id} if step.person_id else {}
    if where is not None:
        own = parts if where.has_person else {}
        if step.code in (*QUESTIONS, *REVIEWS, *FOLLOW_UPS):
            own = {**own, "step_id": step.pk}
        if where.record:
            own = {**own, where.record: int(step.about.partition(":")[2] or 0)}
        found = address(where.page, **own)
        if found:
            return found
    return address("staff_person", **parts) if parts else reverse("staff_work")


@dataclass(frozen=True)
class WorkRow:
    """One open step as a line of a list."""

    step: Step
    label: str
    href: str
    days_waiting: int
    days_late: int

    @property
    def who(self) -> str:
        """Who the step is about, in words."""
        if self.step.person:
            return self.step.person.name
        return "Ideas" if self.step.code == "idea_check" else "Payments"

    @property
    def reference(self) -> str:
        """The person's reference, where there is a person."""
        return self.step.person.reference if self.step.person else ""


def step_labels(on: date) -> dict[str, str]:
    """What each kind of step is called, by its code."""
    return {code: rule.label for code, rule in step_rules(policy().on(on)).items()}


def rows_of(steps: Iterable[Step], on: date) -> list[WorkRow]:
    """Steps as lines of a list: what they are called, where they are done, how long they wait."""
    labels, holidays = step_labels(on), holidays_around(on)
    return [
        WorkRow(
            step=step,
            label=labels.get(step.code, step.code.replace("_", " ").capitalize()),
            href=where_done(step),
            days_waiting=max((on - step.opened_on).days, 0),
            days_late=working_days_late(step.due_on, on, holidays),
        )
        for step in steps
    ]


def open_work() -> QuerySet[Step]:
    """Open steps with who they are about and who has them, soonest due first."""
    people = Prefetch("person", queryset=Person.objects.with_details())
    return Step.objects.open().select_related("owner").prefetch_related(people).longest_wait_first()


def my_work(user: User) -> QuerySet[Step]:
    """What one worker has to do, overdue first."""
    return open_work().filter(owner=user)


def workers(on: date, role: str = "") -> list[tuple[str, str]]:
    """Everybody who can have work, to choose from; or those who hold one role."""
    roles = [role] if role else [one.value for one in CARE_STAFF]
    holders = RoleGrant.objects.filter(acting_on(on), role__in=roles).values("user_id")
    found = User.objects.filter(pk__in=holders, is_active=True).order_by("name", "pk").values_list("pk", "name")
    return [(str(key), name) for key, name in found]


STATES = [
    ("overdue", "Overdue"),
    ("week", "Due in the next 7 days"),
    ("stopped", "Waiting for something"),
]
SORTS = [("wait", "Longest wait first")]


@page(needs=Permission.SEE_WORK)
def work(request: HttpRequest) -> HttpResponse:
    """All open work a worker may see: their own, or everybody's for those who see the team's."""
    sees_all = request.user.may(Permission.SEE_TEAM_WORK, request.on)
    wanted = [
        Filter("state", "State", STATES),
        Filter("step", "Step", sorted(step_labels(request.on).items(), key=lambda one: one[1])),
        Filter("sort", "Order", SORTS, everything="Due first"),
    ]
    if sees_all:
        wanted.insert(0, Filter("owner", "Worker", workers(request.on)))
    chosen = Filters(request, *wanted)
    found = open_work() if sees_all else my_work(request.user)
    found = _chosen(found, chosen, request.on, sees_all)
    listed = pages_of(found, request, size=50)
    more = {"chosen": chosen, "page": listed, "rows": rows_of(listed.rows, request.on), "sees_all": sees_all}
    return render(request, "staff/work/list.html", more)


def _chosen(found: QuerySet[Step], chosen: Any, on: date, sees_all: bool) -> QuerySet[Step]:
    if sees_all and chosen["owner"]:
        found = found.filter(owner_id=int(chosen["owner"]))
    if chosen["step"]:
        found = found.filter(code=chosen["step"])
    if chosen["state"] == "overdue":
        found = found.filter(due_on__lt=on)
    elif chosen["state"] == "week":
        found = found.filter(due_on__gte=on, due_on__lte=on + timedelta(days=7))
    elif chosen["state"] == "stopped":
        found = found.exclude(stopped_because="")
    return found.order_by("opened_on", "due_on", "pk") if chosen["sort"] == "wait" else found


@page(needs=Permission.SEE_WORK)
def next_step(request: HttpRequest) -> HttpResponse:
    """Go to where the most pressing step of this worker is done."""
    step = my_work(request.user).first()
    return redirect(where_done(step) if step else reverse("staff_home"))


class StepPage(QuestionPage):
    """What the questions about one open step share."""

    needs = Permission.SEE_WORK
    later = False

    def load(self) -> None:
        self.step = get_object_or_404(Step.objects.open(), pk=self.kwargs["step_id"], person=self.person)
        self.caption = f"{step_labels(self.on).get(self.step.code, '')}: {self.person.name}"

    def back(self) -> str:
        return reverse("staff_person", args=[self.person.pk])


class StoppedForm(Form):
    """Why a step waits."""

    reason = LongText(
        "What is this step waiting for?",
        empty="Enter what this step is waiting for",
        hint="The person and your manager can read this. For example: waiting for a letter from the pension service.",
        most=500,
        rows=3,
    )


class Stopped(StepPage):
    """Say why a step waits."""

    title = ""
    form = StoppedForm
    button = "Save"

    def initial(self) -> dict[str, Any]:
        return {"reason": self.step.stopped_because}

    def save(self, answers: dict[str, Any]) -> str:
        actions.explain_stop(step=self.step, reason=answers["reason"], on=self.on, by=self.by)
        return reverse("staff_person", args=[self.person.pk])


class HandOverForm(Form):
    """Who takes a step over, and why."""

    owner = Radios("Who will do this step?", empty="Select who will do this step")
    reason = LongText("Why?", empty="Enter why this step changes hands", most=500, rows=3)


class HandOver(StepPage):
    """Give a step to somebody else."""

    needs = Permission.NAME_WORKERS
    title = "Give this step to somebody else"
    form = HandOverForm
    button = "Hand over"

    def choices(self) -> dict[str, Any]:
        holders = dict(self.step.owner.role_grants.filter(acting_on(self.on)).values_list("role", "pk"))
        role = step_rules(policy().on(self.on))[self.step.code].owner
        found = workers(self.on, role if role in holders or not holders else "")
        other = "" if self.request.method == "POST" else str(self.step.owner_id)
        return {"owner": [one for one in found if one[0] != other]}

    def save(self, answers: dict[str, Any]) -> str:
        owner = User.objects.filter(pk=int(answers["owner"])).first()
        if owner is None:
            raise Http404
        if owner.pk == self.step.owner_id:
            return self.back()  # sent twice
        actions.hand_over(step=self.step, owner=owner, reason=answers["reason"], on=self.on, by=self.by)
        return reverse("staff_person", args=[self.person.pk])


urlpatterns = [
    path("work/", work, name="staff_work"),
    path("work/next/", next_step, name="staff_work_next"),
    path("people/<int:person_id>/steps/<int:step_id>/waiting/", Stopped.as_view(), name="staff_step_stopped"),
    path("people/<int:person_id>/steps/<int:step_id>/hand-over/", HandOver.as_view(), name="staff_step_hand_over"),
]
