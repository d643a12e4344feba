"""What allocating asks for besides the ten outcomes: a questionnaire, units, services, help from an unpaid carer.

Each part is a page of its own and is saved when it is left. Where a council allocates from the ten outcomes alone,
there is nothing to ask and these pages lead on to working the budget out.

Values: policy/councils
Next:   selfdirect/pages/staff/allocation.py
Tests:  tests/pages/staff/test_allocation_basis.py
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from selfdirect.actions import allocation as actions
from selfdirect.actions.support.allocating import basis_of, present_indicative, was_sent_back
from selfdirect.actions.support.policy import policy
from selfdirect.pages.choices import Checkboxes, Radios
from selfdirect.pages.fields import Money, Number, Question
from selfdirect.pages.forms import Form
from selfdirect.pages.parts import Answer, Section, Task, TaskGroup
from selfdirect.pages.permissions import about_person
from selfdirect.pages.question import QuestionPage
from selfdirect.records.allocation import AllocationBasis, IndicativeBudget
from selfdirect.records.assessments import Assessment
from selfdirect.records.people import Person
from selfdirect.rules import questionnaires as asked
from selfdirect.rules.access import Permission
from selfdirect.rules.allocation import AllocationBasis as Basis
from selfdirect.rules.allocation_asks import CARER, COUNTED, PRESENT, QUESTIONS, asks_for
from selfdirect.rules.allocation_formulas import COSTS, STANDARD_UNITS, UNITS, method_for
from selfdirect.rules.money import format_pounds
from selfdirect.rules.problems import Problem
from selfdirect.rules.values import Values, text_cell, whole_cell

MOST_EACH_WEEK = 168


def find_basis(assessment: Assessment) -> AllocationBasis:
    """What was written so far; an empty one, not kept, where nothing was."""
    found = AllocationBasis.objects.filter(assessment=assessment).first()
    return found or AllocationBasis(assessment=assessment, person=assessment.person, version=0)


def parts_asked(values: Values, basis: Basis) -> list[str]:
    """The parts that this council's way of allocating asks for, in order: a questionnaire section by section."""
    parts: list[str] = []
    for asks in asks_for(values, basis):
        if asks == QUESTIONS:
            parts += [section.section for section in asked.questionnaire(values).sections]
        else:
            parts.append(asks)
    return parts


def is_done(part: str, kept: AllocationBasis, values: Values) -> bool:
    """Whether this part has been answered as far as it is asked."""
    if part == PRESENT:
        return kept.present_package_pence_weekly is not None
    if part == CARER:
        return kept.carer_hundredths_of_hours_weekly is not None
    if part == COUNTED:
        return bool(kept.units or kept.services)
    whole = asked.questionnaire(values)
    given = _given(kept.answers)
    reached = asked.reached_answers(whole, given)
    wanted = [each for each in whole.questions if each.section == part and asked.is_asked(each, reached)]
    return all(each.question in reached for each in wanted)


def is_ready(assessment: Assessment, values: Values) -> bool:
    """Whether everything that is asked for has been answered."""
    kept = find_basis(assessment)
    return all(is_done(part, kept, values) for part in parts_asked(values, basis_of(assessment, kept)))


def sections_of(assessment: Assessment, values: Values, *, change: bool) -> list[Section]:
    """What was answered, to look over before the budget is worked out."""
    kept = find_basis(assessment)
    sections = []
    for part in parts_asked(values, basis_of(assessment, kept)):
        href = reverse("staff_allocation_part", args=[assessment.person_id, assessment.pk, part]) if change else ""
        answers = [Answer(question, answer, href) for question, answer in _said(part, kept, values)]
        sections.append(Section(_title(part, values), answers))
    return sections


def _title(part: str, values: Values) -> str:
    if part == PRESENT:
        return "Support they have now"
    if part == CARER:
        return "Help from an unpaid carer"
    if part == COUNTED:
        return "How much support"
    return next(each.label for each in asked.questionnaire(values).sections if each.section == part)


def _given(kept: Mapping[str, Any]) -> dict[str, asked.Given]:
    return {code: tuple(each) if isinstance(each, list) else str(each) for code, each in kept.items()}


def _said(part: str, kept: AllocationBasis, values: Values) -> list[tuple[str, str]]:
    if part == PRESENT:
        now = kept.present_package_pence_weekly
        return [("What their support costs us now", "Not said yet" if now is None else f"{format_pounds(now)} a week")]
    if part == CARER:
        hours = kept.carer_hundredths_of_hours_weekly
        said = "Not said yet" if hours is None else f"{hours / 100:g}"
        return [("Hours a week that the carer has agreed to", said)]
    if part == COUNTED:
        counts = kept.units or kept.services
        return [(label, f"{counts[code] / 100:g} a week") for code, label, _ in _counted(values) if counts.get(code)]
    given = _given(kept.answers)
    found = []
    for question in asked.questionnaire(values).questions:
        if question.section == part and question.question in given:
            labels = {each.answer: each.label for each in question.answers}
            ticked = asked.several(given[question.question])
            found.append((question.label, ", ".join(labels.get(each, each) for each in ticked)))
    return found


def _counted(values: Values) -> list[tuple[str, str, int]]:
    """What may be counted a week, by code: what it is called, and what one costs."""
    units = [(text_cell(row, "unit"), text_cell(row, "label"), whole_cell(row, "pence")) for row in values.table(UNITS)]
    costs = [
        (text_cell(row, "service"), f"{text_cell(row, 'label')}, each {row['per']}", whole_cell(row, "pence"))
        for row in values.table(COSTS)
    ]
    return [*units, *costs]


# The forms


def section_form(section: asked.Section, reached: Mapping[str, asked.Given]) -> type[Form]:
    """The form of one section. A question that hangs on another of the section comes with its answer."""
    own = {question.question for question in section.questions}
    reveal: dict[str, dict[str, list[str]]] = {}
    fields: dict[str, Question] = {}
    for question in section.questions:
        earlier = [(after, right) for after, right in question.asked_when if after not in own]
        if not all(right & set(asked.several(reached.get(after, ()))) for after, right in earlier):
            continue  # it hangs on an answer in an earlier section that was not given
        within = [(after, right) for after, right in question.asked_when if after in own and after in fields]
        for after, right in within[-1:]:
            for answer in sorted(right):
                reveal.setdefault(after, {}).setdefault(answer, []).append(question.question)
        kind: Callable[..., Question] = Radios if question.kind == asked.ONE else Checkboxes
        fields[question.question] = kind(
            question.label,
            choices=[(each.answer, each.label) for each in question.answers],
            hint=question.help,
            empty=f"{question.label}: select an answer",
        )
    for code, found in reveal.items():
        fields[code].reveal = found  # type: ignore[attr-defined]
    return type("SectionForm", (Form,), fields)


def counted_form(values: Values, method: str) -> type[Form]:
    """How many of each unit or service a week."""
    key, code = (UNITS, "unit") if method == STANDARD_UNITS else (COSTS, "service")
    fields: dict[str, Question] = {}
    for row in values.table(key):
        price = format_pounds(whole_cell(row, "pence"))
        each = f"{row['explained']} {price} each." if method == STANDARD_UNITS else f"{price} each {row['per']}."
        hint = f"{each} Leave empty for none."
        fields[text_cell(row, code)] = Number(
            text_cell(row, "label"), most=MOST_EACH_WEEK, places=2, suffix="a week", needed=False, hint=hint
        )

    def check(self: Form, answers: dict[str, Any]) -> Any:
        first = next(iter(fields))
        return () if any(answers.values()) else (Problem(first, "Enter how many a week of at least one of these"),)

    return type("CountedForm", (Form,), {**fields, "check": check})


class CarerForm(Form):
    """How much an unpaid carer has agreed to help. It changes the money, never the points."""

    hours = Number(
        "How many hours a week has the carer agreed to help?",
        most=MOST_EACH_WEEK,
        places=2,
        suffix="hours a week",
        hint="Only what they are willing and able to give. Enter 0 if nobody helps.",
        empty="Enter how many hours a week the carer has agreed to, or 0",
    )


class PresentForm(Form):
    """What the person's support costs now."""

    pence = Money(
        "What does their support cost us now?",
        each="week",
        hint="Enter 0 if they have none. If the new budget differs, the council may look at it more closely.",
        empty="Enter what their support costs us now, or 0",
    )


class PartPage(QuestionPage):
    """One part of what the budget is worked out from."""

    needs = Permission.ALLOCATE
    read = "Opened what the indicative budget is worked out from"
    button = "Save and continue"

    def load(self) -> None:
        eligible = Assessment.objects.filter(is_eligible=True)
        self.assessment = get_object_or_404(eligible, pk=self.kwargs["assessment_id"], person=self.person)
        self.values = policy().on(self.on)
        self.kept = find_basis(self.assessment)
        self.part = self.kwargs["part"]
        self.parts = parts_asked(self.values, basis_of(self.assessment, self.kept))
        if self.part not in self.parts:
            raise Http404
        self.title = _title(self.part, self.values)
        self.caption = self.person.name
        self.form = self._form()  # type: ignore[misc]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the part, or the budget where it is worked out already."""
        done = worked_out_already(self.assessment)
        return HttpResponseRedirect(there(done)) if done else super().get(request, *args, **kwargs)

    def _form(self) -> type[Form]:
        if self.part == PRESENT:
            return PresentForm
        if self.part == CARER:
            return CarerForm
        if self.part == COUNTED:
            return counted_form(self.values, self.method)
        whole = asked.questionnaire(self.values)
        section = next(each for each in whole.sections if each.section == self.part)
        self.lead = section.explained  # type: ignore[misc]
        return section_form(section, asked.reached_answers(whole, _given(self.kept.answers)))

    @property
    def method(self) -> str:
        """The method that serves this person."""
        return method_for(self.values, self.assessment.person.details.client_group)

    def record(self) -> AllocationBasis:
        return self.kept

    def initial(self) -> dict[str, Any]:
        if self.part == PRESENT:
            return {"pence": self.kept.present_package_pence_weekly}
        if self.part == CARER:
            hours = self.kept.carer_hundredths_of_hours_weekly
            return {"hours": None if hours is None else f"{hours / 100:g}"}
        if self.part == COUNTED:
            counts = self.kept.units if self.method == STANDARD_UNITS else self.kept.services
            return {code: _as_typed(count) for code, count in counts.items()}
        return dict(self.kept.answers)

    def now_says(self) -> list[tuple[str, Any]]:
        return list(_said(self.part, self.kept, self.values))

    def back(self) -> str:
        return reverse("staff_allocation_basis", args=[self.person.pk, self.assessment.pk])

    def save(self, answers: dict[str, Any]) -> str:
        actions.save_basis(
            assessment=self.assessment,
            changes=self._changes(answers),
            seen_version=self.seen_version or 0,
            on=self.on,
            by=self.by,
        )
        return self._next()

    def _changes(self, answers: dict[str, Any]) -> dict[str, Any]:
        if self.part == PRESENT:
            return {"present_package_pence_weekly": answers["pence"]}
        if self.part == CARER:
            return {"carer_hundredths_of_hours_weekly": _hundredths(answers["hours"])}
        if self.part == COUNTED:
            name = "units" if self.method == STANDARD_UNITS else "services"
            return {name: {code: _hundredths(count) for code, count in answers.items()}}
        return {"answers": {code: each for code, each in answers.items() if each not in ("", None, [])}}

    def _next(self) -> str:
        """The next part that is not answered yet, else the list."""
        kept = find_basis(self.assessment)
        after = self.parts[self.parts.index(self.part) + 1 :]
        for part in after:
            if not is_done(part, kept, self.values):
                return reverse("staff_allocation_part", args=[self.person.pk, self.assessment.pk, part])
        return self.back()


def _hundredths(count: Decimal | int | None) -> int:
    return int(Decimal(count or 0) * 100)


def _as_typed(hundredths: int) -> str:
    return f"{hundredths / 100:g}" if hundredths else ""


def worked_out_already(assessment: Assessment) -> IndicativeBudget | None:
    """The indicative budget that stands, unless it was sent back to be worked out again."""
    found = present_indicative(assessment)
    return None if found is None or was_sent_back(found) else found


def there(found: IndicativeBudget) -> str:
    """Where an indicative budget is shown."""
    return reverse("staff_indicative", args=[found.person_id, found.pk])


@about_person(needs=Permission.ALLOCATE, read="Looked at what the indicative budget is worked out from")
def basis(request: HttpRequest, assessment_id: int, person: Person) -> HttpResponse:
    """The list of what to fill in before the indicative budget can be worked out."""
    eligible = Assessment.objects.filter(is_eligible=True)
    assessment = get_object_or_404(eligible, pk=assessment_id, person=person)
    done = worked_out_already(assessment)
    if done:
        return HttpResponseRedirect(there(done))
    values, kept = policy().on(request.on), find_basis(assessment)
    parts = parts_asked(values, basis_of(assessment, kept))
    work_out = reverse("staff_indicative_work_out", args=[person.pk, assessment.pk])
    if not parts:
        return HttpResponseRedirect(work_out)
    tasks = [
        Task(
            _title(part, values),
            state="done" if is_done(part, kept, values) else "not_started",
            href=reverse("staff_allocation_part", args=[person.pk, assessment.pk, part]),
        )
        for part in parts
    ]
    ready = is_ready(assessment, values)
    last = Task(
        "Look it over and work out the indicative budget",
        state="not_started" if ready else "cannot_start",
        href=work_out if ready else "",
        hint="" if ready else "Answer everything above first",
    )
    sent_back = present_indicative(assessment)
    more = {
        "person": person,
        "groups": [TaskGroup(_heading(values, assessment), tasks), TaskGroup("Finish", [last])],
        "returned": sent_back.confirmation if sent_back else None,
    }
    return render(request, "staff/allocation/basis.html", more)


def _heading(values: Values, assessment: Assessment) -> str:
    if QUESTIONS in asks_for(values, basis_of(assessment, find_basis(assessment))):
        return asked.questionnaire(values).name
    return "What it is worked out from"


_AT = "people/<int:person_id>/assessments/<int:assessment_id>/allocation/"
urlpatterns = [
    path(_AT, basis, name="staff_allocation_basis"),
    path(f"{_AT}<slug:part>/", PartPage.as_view(), name="staff_allocation_part"),
]
