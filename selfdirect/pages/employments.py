"""Employing somebody, as staff and the person do it: who works, the checklist, relatives, the guidance, hours, the end.

The same questions for both: each side says only where its pages are.

Next:   selfdirect/actions/employment.py
Tests:  tests/pages/test_employments.py
"""

from datetime import date
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from selfdirect.actions import employment as actions
from selfdirect.actions import timesheets
from selfdirect.actions.employment import SHOWN_TO, STATES
from selfdirect.actions.support.policy import policy
from selfdirect.actions.support.reserve import put_and_used
from selfdirect.pages.choices import Checkboxes, Radios, Select, YesNo
from selfdirect.pages.days import Day
from selfdirect.pages.employing import checklist_of
from selfdirect.pages.fields import Email, LongText, Money, Number, Text
from selfdirect.pages.forms import Form
from selfdirect.pages.hours import LogQuestion, sheet_shown, weeks_of
from selfdirect.pages.question import QuestionPage
from selfdirect.records.budgets import KEPT, BudgetLine
from selfdirect.records.employment import (
    Employment,
    FamilyRequest,
    GuidanceShown,
    employments_of,
    terms_on,
)
from selfdirect.records.market import Provider
from selfdirect.records.people import Person
from selfdirect.records.timesheets import PayResult, Timesheet, present_timesheets
from selfdirect.rules.employer_reserve import WhyEnded
from selfdirect.rules.employing_family import FIREWALL, PAYROLL_BY, relations
from selfdirect.rules.employment import least_hourly

MOST = 100


def employing_of(person: Person, on: date) -> dict[str, Any]:
    """Everything on the first page of employing: who works, hours to sign, requests, and who read the guidance."""
    rows = list(employments_of(person))
    sheets = present_timesheets().filter(employment__in=rows, answered=None).order_by("week_on", "pk")
    requests = FamilyRequest.objects.filter(person=person).select_related("assistant", "decided_by").order_by("-pk")
    return {
        "rows": [{"one": row, "terms": terms_on(row, on), "left": _left(row, on)} for row in rows],
        "to_sign": list(sheets[:MOST]),
        "requests": list(requests[:MOST]),
        "guidance_read": list(GuidanceShown.objects.filter(person=person).order_by("-pk")[:20]),
        "shown_to": SHOWN_TO,
        "relations": relations(policy().on(on)),
    }


def _left(employment: Employment, on: date) -> int:
    return sum(1 for _, items in checklist_of(employment, on) for item in items if item.state in {"", "for_me"})


def employment_of(person: Person, employment_id: int, on: date) -> dict[str, Any]:
    """One employment with its terms, checklist, weeks, pay and what is put by."""
    found = get_object_or_404(employments_of(person), pk=employment_id)
    terms = terms_on(found, on)
    values = policy().on(on)
    reserve = put_and_used(found, terms.line.budget)
    least = least_hourly(max(16, found.assistant.age_on(on)), values)
    return {
        "one": found,
        "terms": terms,
        "all_terms": list(found.terms.order_by("-from_on", "-pk")),
        "checklist": checklist_of(found, on),
        "weeks": weeks_of(found, on),
        "pay": list(PayResult.objects.filter(employment=found).order_by("-pk")[:8]),
        "reserve": [(duty.label, *pence) for duty, pence in reserve.items()],
        "reserve_pence": sum(put - out for put, out in reserve.values()),
        "firewall": FIREWALL if found.is_close and found.payroll_by != "organisation" else "",
        "relation": relations(values).get(found.relation, found.relation),
        "payroll": found.payroll_name or PAYROLL_BY[found.payroll_by],
        "below_least": least if found.goes_on(on) and terms.pence_hourly < least else None,
        "way_in": getattr(found.assistant, "user", None),
    }


class Employing(QuestionPage):
    """What the questions share. Each side gives `at`, the address of a page by its short name."""

    later = False

    def at(self, name: str, *args: object) -> str:
        """The address of one of this side's pages about employing."""
        raise NotImplementedError

    def back(self) -> str:
        return self.at("employing")

    @property
    def made_by(self) -> dict[str, Any]:
        """What every action is given."""
        return {"person": self.person, "key": self.key, "on": self.on, "by": self.by}


class GuidanceForm(Form):
    """Who read it."""

    shown_to = Radios("Who read it?", choices=list(SHOWN_TO.items()), empty="Select who read it")
    name = Text("Their name", empty="Enter the name of who read it", most=120)


class GuidanceQuestion(Employing):
    """The guidance on employing a relative or friend, and who read it."""

    form = GuidanceForm
    title = "Before you employ a relative or friend"
    button = "They have read this"

    def context(self) -> dict[str, Any]:
        rows = policy().on(self.on).table("employment.guidance")
        return {**super().context(), "guidance": rows, "firewall": FIREWALL}

    def save(self, answers: dict[str, Any]) -> str:
        actions.show_guidance(**answers, **self.made_by)
        return self.back()


class EmployForm(Form):
    """Who is employed, for what, on which terms."""

    name = Text("Their name", empty="Enter their name", most=120)
    date_of_birth = Day("Their date of birth", empty="Enter their date of birth", past=True)
    relation = Radios("What are they to the person?", empty="Select what they are to the person")
    same_household = YesNo("Do they live with the person?", empty="Select yes if they live with the person")
    necessary_reason = LongText(
        "If they are a relative: why is it necessary?",
        needed=False,
        hint="Only where the rule asks for it. Somebody else then decides before they start.",
        most=1000,
        rows=3,
    )
    line = Select("Which part of the budget pays?", empty="Select which part of the budget pays")
    duties = LongText("What will they do?", empty="Say what they will do", most=1000, rows=3)
    tasks = Checkboxes("What do they help with?", needed=False)
    area = Select("Where is the work?", empty="Select where the work is")
    hours = Number("Hours a week", places=2, most=84, empty="Enter the hours a week, like 12 or 7.5")
    pence_hourly = Money("Pay for an hour", empty="Enter the pay for an hour, like 13.50", most=100_00, width=5)
    starts_on = Day("First day", empty="Enter the first day")
    payroll_by = Radios(
        "Who works out pay and tax?",
        hint=FIREWALL,
        choices=list(PAYROLL_BY.items()),
        reveal={"organisation": ["payroll_name"]},
        empty="Select who works out pay and tax",
    )
    payroll_name = Text("Which payroll organisation?", empty="Enter the name of the payroll organisation", most=160)
    came_from = Select("Which provider do they work for now, if any?", needed=False, nothing_chosen="None")
    is_occasional = YesNo("Do they only stand in now and then?", empty="Select yes if they only stand in now and then")


def lines_of(person: Person, on: date) -> list[BudgetLine]:
    """The lines of running budgets that can pay wages."""
    found = BudgetLine.objects.filter(budget__person=person, budget__ends_on__gte=on).exclude(KEPT)
    return list(found.select_related("plan_line", "budget").order_by("budget__starts_on", "pk"))


class EmployQuestion(Employing):
    """Employ somebody; or, where the rule asks, ask first whether a relative may be employed."""

    form = EmployForm
    title = "Employ somebody"
    lead = "The person is the employer. We help with every duty that comes with it."
    button = "Save"
    later = True

    def choices(self) -> dict[str, Any]:
        values = policy().on(self.on)
        return {
            "relation": list(relations(values).items()),
            "line": [(one.pk, f"{one.plan_line.what}, from {one.budget.starts_on:%Y}") for one in self.lines],
            "tasks": [(row["code"], row["label"]) for row in values.table("employment.tasks")],
            "area": [(row["code"], row["label"]) for row in values.table("employment.areas")],
            "came_from": [(one.pk, one.name) for one in Provider.objects.order_by("name")],
        }

    @property
    def lines(self) -> list[BudgetLine]:
        """The lines that can pay."""
        return lines_of(self.person, self.on)

    def initial(self) -> dict[str, Any]:
        return {"relation": "none", "same_household": False, "is_occasional": False, "payroll_by": "organisation"}

    def save(self, answers: dict[str, Any]) -> str:
        given = dict(answers)
        line = next(one for one in self.lines if str(one.pk) == given.pop("line"))
        provider = Provider.objects.filter(pk=int(given.pop("came_from") or 0)).first()
        given["hours_hundredths"] = int(given.pop("hours") * 100)
        reason = given.pop("necessary_reason")
        made = actions.begin(
            **self.made_by,
            name=given.pop("name"),
            date_of_birth=given.pop("date_of_birth"),
            line=line,
            necessary_reason=reason,
            asked={**given, "came_from": provider},
        )
        if isinstance(made, FamilyRequest):
            return self.back()
        return self.at("employment", made.pk)


class OfEmployment(Employing):
    """A question about one employment."""

    def load(self) -> None:
        self.one = get_object_or_404(employments_of(self.person), pk=self.kwargs["employment_id"])
        self.caption = self.one.assistant.name

    def back(self) -> str:
        return self.at("employment", self.one.pk)


class ItemForm(Form):
    """One duty of the employer."""

    state = Radios("What do you want to say?", choices=list(STATES.items()), empty="Select what you want to say")
    note = Text("Anything to note?", needed=False, hint="For example the policy number. Never a copy.", most=300)


class ItemQuestion(OfEmployment):
    """Say that a duty is done, or ask us to do it."""

    form = ItemForm
    button = "Save"

    def load(self) -> None:
        super().load()
        rows = {str(row["code"]): row for row in policy().on(self.on).table("employment.checklist")}
        if self.kwargs["kind"] not in rows:
            raise Http404
        row = rows[self.kwargs["kind"]]
        self.title, self.lead = str(row["label"]), str(row["explained"])

    def save(self, answers: dict[str, Any]) -> str:
        actions.say_item(employment=self.one, code=self.kwargs["kind"], **answers, **self.made_by)
        return self.back()


class TermsForm(Form):
    """Other hours or pay, from a day."""

    hours = Number("Hours a week", places=2, most=84, empty="Enter the hours a week, like 12 or 7.5")
    pence_hourly = Money("Pay for an hour", empty="Enter the pay for an hour, like 13.50", most=100_00, width=5)
    line = Select("Which part of the budget pays?", empty="Select which part of the budget pays")
    from_on = Day("From which day?", empty="Enter the first day")


class TermsQuestion(OfEmployment):
    """Change hours or pay from a day on."""

    form = TermsForm
    title = "Change hours or pay"
    button = "Save"

    def choices(self) -> dict[str, Any]:
        lines = lines_of(self.person, self.on)
        return {"line": [(one.pk, f"{one.plan_line.what}, from {one.budget.starts_on:%Y}") for one in lines]}

    def initial(self) -> dict[str, Any]:
        terms = terms_on(self.one, self.on)
        hours = f"{terms.hours_hundredths / 100:g}"
        return {"hours": hours, "pence_hourly": terms.pence_hourly, "line": terms.line_id}

    def save(self, answers: dict[str, Any]) -> str:
        line = next(one for one in lines_of(self.person, self.on) if str(one.pk) == answers.pop("line"))
        hours = int(answers.pop("hours") * 100)
        actions.change_terms(employment=self.one, line=line, hours_hundredths=hours, **answers, **self.made_by)
        return self.back()


class EndForm(Form):
    """Why it ends, and when."""

    why = Radios("Why does it end?", choices=[(one.value, one.label) for one in WhyEnded], empty="Select why it ends")
    words = LongText("Anything to add?", needed=False, most=1000, rows=3)
    last_on = Day("Their last day", empty="Enter their last day")
    notice_worked_weeks = Number("How many weeks of notice did they work?", most=52, empty="Enter a number, or 0")


class EndQuestion(OfEmployment):
    """End an employment: what is owed is worked out and paid from what was put by."""

    form = EndForm
    title = "They stop working here"
    lead = "We work out holiday pay, notice pay and redundancy pay. They come from the money put by for this."
    button = "Settle what is owed"

    def initial(self) -> dict[str, Any]:
        return {"last_on": self.on, "notice_worked_weeks": 0}

    def save(self, answers: dict[str, Any]) -> str:
        actions.end(employment=self.one, **answers, **self.made_by)
        return self.back()


class SignInForm(Form):
    """Where they sign in."""

    email = Email("Their email address")


class SignInQuestion(OfEmployment):
    """Let them sign in to log their hours."""

    form = SignInForm
    title = "Let them sign in to log hours"
    lead = "They see whom they work for, their own hours and their own pay. They see nothing else."
    button = "Let them sign in"

    def save(self, answers: dict[str, Any]) -> str:
        actions.let_sign_in(employment=self.one, **answers, **self.made_by)
        return self.back()


class PaperQuestion(OfEmployment, LogQuestion):
    """Enter a week from paper. Whoever enters it cannot sign it."""

    form = LogQuestion.form
    button = "Send these hours"

    def load(self) -> None:
        super().load()
        self.employment = self.one
        self.load_week()
        self.lead += " Somebody else signs what you enter."

    def save(self, answers: dict[str, Any]) -> str:
        return self.log(answers)


class SignForm(Form):
    """Sign, or send back."""

    is_signed = Radios(
        "Are these hours right?",
        choices=[("yes", "Yes, I sign them"), ("no", "No, send them back")],
        reveal={"no": ["reason"]},
        empty="Select whether these hours are right",
    )
    reason = LongText("What is wrong?", empty="Say what is wrong with the hours", most=500, rows=2)


class SignQuestion(Employing):
    """Look at a week and sign it, or send it back."""

    form = SignForm
    button = "Send"

    def load(self) -> None:
        found = present_timesheets().filter(employment__person=self.person).select_related("answered__by")
        self.sheet: Timesheet = get_object_or_404(found, pk=self.kwargs["sheet_id"])
        self.caption = self.sheet.employment.assistant.name
        self.title = f"Week from {self.sheet.week_on.day} {self.sheet.week_on:%B %Y}"

    def context(self) -> dict[str, Any]:
        own = self.sheet.by_id == self.by.pk
        more = {"may_sign": self.sheet.answer is None and not own and self.can_sign(), "is_own": own}
        return {**super().context(), **sheet_shown(self.sheet), **more}

    def can_sign(self) -> bool:
        """Whether whoever looks may sign for this person."""
        return True

    def save(self, answers: dict[str, Any]) -> str:
        is_signed = answers["is_signed"] == "yes"
        timesheets.answer(timesheet=self.sheet, is_signed=is_signed, reason=answers["reason"], **self.made_by)
        return self.back()
