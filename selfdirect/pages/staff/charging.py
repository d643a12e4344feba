"""A financial assessment: short pages about money, a last look, the result row by row, and telling the person.

Values: policy/national, policy/councils
Next:   selfdirect/pages/staff/charging_parts.py
Tests:  tests/pages/staff/test_charging.py
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from selfdirect.actions import charging as actions
from selfdirect.actions.support.policy import policy
from selfdirect.pages.choices import Radios, YesNo
from selfdirect.pages.days import Day
from selfdirect.pages.forms import Form
from selfdirect.pages.parts import Answer, Section, Task, TaskGroup
from selfdirect.pages.permissions import about_person
from selfdirect.pages.question import CheckPage, QuestionPage
from selfdirect.pages.staff import charging_lists as lists
from selfdirect.pages.staff import charging_parts as parts
from selfdirect.pages.staff.charging_outlook import outlook
from selfdirect.pages.staff.work import address
from selfdirect.records.charging import FinancialAssessment
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.calendar import format_date
from selfdirect.rules.finances import finances_from_json

HOW_TOLD = [
    ("in_person", "Face to face"),
    ("phone", "By phone"),
    ("letter", "By letter"),
    ("email", "By email"),
]


UNCONFIRMED = "Check this figure"  # how the rules begin a remark on a value whose source is not confirmed


class StartForm(Form):
    """From when it applies."""

    from_on = Day("What date does it apply from?", empty="Enter the date it applies from")


class Start(QuestionPage):
    """Open a financial assessment, or go on with the one that is open."""

    needs = (Permission.ASSESS_FINANCES, Permission.SEE_ANY_RECORD)
    read = "Opened the financial assessment"
    title = "Start the financial assessment"
    lead = "We use the rates in force on this date. It is usually today, or the day support starts."
    form = StartForm
    button = "Start"
    later = False

    def load(self) -> None:
        self.caption = self.person.name

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the question, unless one is open already. Who only reads is led to the latest, or to the record."""
        found = FinancialAssessment.objects.filter(person=self.person)
        may_start = self.by.may(Permission.ASSESS_FINANCES, self.on)
        shown = (found.filter(finished_on=None) if may_start else found).order_by("-from_on", "-pk").first()
        if shown:
            return HttpResponseRedirect(reverse("staff_finance", args=[self.person.pk, shown.pk]))
        return super().get(request, *args, **kwargs) if may_start else HttpResponseRedirect(self.back())

    def initial(self) -> dict[str, Any]:
        return {"from_on": self.on}

    def back(self) -> str:
        return reverse("staff_person", args=[self.person.pk])

    def save(self, answers: dict[str, Any]) -> str:
        opened = actions.start(person=self.person, from_on=answers["from_on"], on=self.on, by=self.by)
        return reverse("staff_finance", args=[self.person.pk, opened.pk])


def find_finances(person: Person, finances_id: int) -> FinancialAssessment:
    """The financial assessment of this person, else no such page."""
    found = FinancialAssessment.objects.select_related("started_by", "finished_by")
    return get_object_or_404(found, pk=finances_id, person=person)


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at the financial assessment")
def finance(request: HttpRequest, finances_id: int, person: Person) -> HttpResponse:
    """The list of what to fill in; once it is finished, the result and how it was worked out."""
    found = find_finances(person, finances_id)
    may_write = request.user.may(Permission.ASSESS_FINANCES, request.on)
    more = {
        "person": person,
        "finances": found,
        "notices": list(found.notices.select_related("by").order_by("pk")),
        "hows": dict(HOW_TOLD) | {"conversation": "In the planning conversation"},
        "may_tell": request.user.may(Permission.TELL_CHARGES, request.on),
        "may_write": may_write,
        "outlook": outlook(found, request.on),
    }
    if found.finished_on:
        more["next_href"] = _next_href(request, person)
        more["to_confirm"] = [remark for remark in found.remarks if remark.startswith(UNCONFIRMED)]
        more["remarks"] = [remark for remark in found.remarks if not remark.startswith(UNCONFIRMED)]
        return render(request, "staff/charging/result.html", more)
    return render(request, "staff/charging/tasks.html", {**more, "groups": _groups(found, may_write)})


def _next_href(request: HttpRequest, person: Person) -> str:
    if not request.user.may(Permission.ALLOCATE, request.on):
        return ""
    step = person.steps.open().filter(code="indicative_budget").first()
    if step is None:
        return ""
    assessment_id = int(step.about.partition(":")[2] or 0)
    return address("staff_indicative_work_out", person_id=person.pk, assessment_id=assessment_id)


def _groups(found: FinancialAssessment, may_write: bool) -> list[TaskGroup]:
    """What there is to fill in: nothing but how it is done, when no means test is needed."""
    kept = found.finances
    at = [found.person_id, found.pk]

    def href(page: str, *more: str) -> str:
        return reverse(page, args=[*at, *more]) if may_write else ""

    def part(code: str) -> Task:
        done = all(name in kept for name in parts.PARTS[code].keeps)
        state = "done" if done else "not_started"
        return Task(parts.PARTS[code].title, state=state, href=href("staff_finance_part", code))

    def listed(code: str) -> Task:
        count = len(kept.get(code, ()))
        state = "done" if code in kept else "not_started"
        hint = f"{count} written down" if count else ("None" if code in kept else "")
        return Task(lists.LISTS[code].title, state=state, href=href("staff_finance_list", code), hint=hint)

    groups = [TaskGroup("How it is done", [part("kind")])]
    if "light_touch" in kept and finances_from_json(kept).means_tested:
        groups += [
            TaskGroup("The person", [part("household"), part("limits")]),
            TaskGroup("Savings and income", [part("savings"), listed("incomes"), part("premiums"), part("given_up")]),
            TaskGroup("Costs", [listed("housing_costs"), listed("disability_expenses")]),
        ]
    ready = all(task.state == "done" for group in groups for task in group.tasks)
    last = Task(
        "Check the answers and work it out",
        state="not_started" if ready else "cannot_start",
        href=href("staff_finance_check"),
        hint="" if ready else "Answer everything above first",
    )
    return [*groups, TaskGroup("Finish", [last])]


class Check(CheckPage):
    """Look everything over, then work it out."""

    needs = Permission.ASSESS_FINANCES
    read = "Opened the financial assessment to finish it"
    title = "Check the answers"
    lead = "When you finish, we work out the most they would pay, keep every step of the sum, and write to them."
    button = "Work it out and tell the person"
    template = "staff/charging/check.html"

    def load(self) -> None:
        self.finances = find_finances(self.person, self.kwargs["finances_id"])
        self.caption = f"Financial assessment: {self.person.name}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it, or the result when it is finished already."""
        done = self.finances.finished_on
        return HttpResponseRedirect(self.back()) if done else super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Work it out, once: a second click leads to the result."""
        done = self.finances.finished_on
        return HttpResponseRedirect(self.back()) if done else super().post(request, *args, **kwargs)

    def record(self) -> FinancialAssessment:
        return self.finances

    def back(self) -> str:
        return reverse("staff_finance", args=[self.person.pk, self.finances.pk])

    def context(self) -> dict[str, Any]:
        return {"outlook": outlook(self.finances, self.on), "finances": self.finances}

    def sections(self) -> list[Section]:
        at = [self.person.pk, self.finances.pk]
        kept = self.finances.finances
        born = format_date(self.person.details.date_of_birth)
        change_born = reverse("staff_person_details", args=[self.person.pk])
        found = [
            Section(
                "",
                [
                    Answer("Applies from", format_date(self.finances.from_on)),
                    Answer("Date of birth", born, change_born),
                ],
            )
        ]
        values = policy().on(self.finances.from_on)
        for code, part in parts.PARTS.items():
            if all(name in kept for name in part.keeps):
                change = reverse("staff_finance_part", args=[*at, code])
                found.append(Section(part.title, parts.shown(part, kept, values, change)))
        for code, listed in lists.LISTS.items():
            if code in kept:
                change = reverse("staff_finance_list", args=[*at, code])
                found.append(Section(listed.title, lists.shown(code, kept[code], values, change)))
        return found

    def save(self, answers: dict[str, Any]) -> str:
        version = self.seen_version or 0
        born = self.person.details.date_of_birth.isoformat()
        if self.finances.finances.get("born_on") != born:
            same = {"financial_assessment": self.finances, "on": self.on, "by": self.by}
            version = actions.save(finances={"born_on": born}, seen_version=version, **same).version
        actions.finish(financial_assessment=self.finances, seen_version=version, on=self.on, by=self.by)
        return self.back()


class ToldForm(Form):
    """That the person was told."""

    told_on = Day("When were they told?", empty="Enter the date they were told", past=True)
    how = Radios("How were they told?", choices=HOW_TOLD, empty="Select how they were told")
    accepts_may_pay = YesNo(
        "Do they understand that they may have to pay?", empty="Select yes if they understand that they may have to pay"
    )


class Told(QuestionPage):
    """Keep that the person was told what they would pay, before anything they pay for starts."""

    needs = Permission.TELL_CHARGES
    read = "Opened the record of telling what is to pay"
    title = "Tell the person what they would pay"
    lead = (
        "Nothing that they pay for may start before they know the amount. If it cannot wait, a team manager can decide "
        "so, for a short time."
    )
    form = ToldForm
    button = "Save"

    def load(self) -> None:
        self.finances = find_finances(self.person, self.kwargs["finances_id"])
        self.caption = f"Financial assessment: {self.person.name}"

    def initial(self) -> dict[str, Any]:
        return {"told_on": self.on}

    def back(self) -> str:
        return reverse("staff_finance", args=[self.person.pk, self.finances.pk])

    def save(self, answers: dict[str, Any]) -> str:
        told = {"told_on": answers["told_on"], "how": answers["how"]}
        if not self.finances.notices.filter(by=self.by, is_waiver=False, **told).exists():  # else it is sent twice
            actions.record_told(
                financial_assessment=self.finances,
                **told,
                accepts_may_pay=bool(answers["accepts_may_pay"]),
                on=self.on,
                by=self.by,
            )
        return self.back()


_AT = "people/<int:person_id>/finances/<int:finances_id>/"
urlpatterns = [
    path("people/<int:person_id>/finances/", Start.as_view(), name="staff_finances"),
    path(_AT, finance, name="staff_finance"),
    path(f"{_AT}part/<slug:part>/", parts.Part.as_view(), name="staff_finance_part"),
    path(f"{_AT}list/<slug:what>/", lists.items, name="staff_finance_list"),
    path(f"{_AT}list/<slug:what>/add/", lists.Add.as_view(), name="staff_finance_item_add"),
    path(f"{_AT}list/<slug:what>/<int:number>/", lists.Change.as_view(), name="staff_finance_item"),
    path(f"{_AT}check/", Check.as_view(), name="staff_finance_check"),
    path(f"{_AT}told/", Told.as_view(), name="staff_finance_told"),
]
