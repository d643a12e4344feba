"""Hours of work: the week a personal assistant logs on a phone, what became of it, and their own pages.

A personal assistant sees whom they work for by first name, their own hours and their own pay, and nothing else.

Next:   selfdirect/actions/timesheets.py
Tests:  tests/pages/test_hours.py
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from selfdirect.actions import timesheets
from selfdirect.pages.choices import YesNo
from selfdirect.pages.fields import LongText, Text
from selfdirect.pages.forms import Form
from selfdirect.pages.permissions import READING, page
from selfdirect.pages.question import QuestionPage
from selfdirect.records.access import User
from selfdirect.records.employment import Employment, terms_on
from selfdirect.records.people import Person
from selfdirect.records.timesheets import PayResult, Timesheet, present_timesheets
from selfdirect.rules.access import Permission
from selfdirect.rules.timesheets import DAYS, KINDS, HoursRefused, in_hours, monday_of, pay_pence, read_hours

WEEKS_SHOWN = 8
ONE_DAY = timedelta(days=1)


class Hours(Text):
    """Hours of one day, given back as minutes. Takes 3, 3.5 and 3:30; nothing is none."""

    inputmode = "decimal"
    nothing = 0

    def __init__(self, label: str, **own: Any) -> None:
        super().__init__(label, **{"needed": False, "most": 12, "width": 4, **own})

    def read(self, value: Any) -> int:  # type: ignore[override]
        try:
            return read_hours(str(value))
        except HoursRefused as refused:
            raise ValidationError(f"{self.label}: {str(refused)[0].lower()}{str(refused)[1:]}") from refused

    def typed_from(self, value: Any) -> str:
        if isinstance(value, int):
            return in_hours(value).removesuffix(":00") if value else ""
        return super().typed_from(value)


class WeekForm(Form):
    """Seven days of work; holiday and illness when there was any."""

    worked_monday = Hours("Monday")
    worked_tuesday = Hours("Tuesday")
    worked_wednesday = Hours("Wednesday")
    worked_thursday = Hours("Thursday")
    worked_friday = Hours("Friday")
    worked_saturday = Hours("Saturday")
    worked_sunday = Hours("Sunday")
    other = YesNo(
        "Was there any paid holiday or illness this week?",
        empty="Select yes if there was any holiday or illness",
        reveal={"yes": [f"{kind}_{day}" for kind in ("holiday", "sick") for day in DAYS]},
    )
    holiday_monday = Hours("Holiday, Monday")
    holiday_tuesday = Hours("Holiday, Tuesday")
    holiday_wednesday = Hours("Holiday, Wednesday")
    holiday_thursday = Hours("Holiday, Thursday")
    holiday_friday = Hours("Holiday, Friday")
    holiday_saturday = Hours("Holiday, Saturday")
    holiday_sunday = Hours("Holiday, Sunday")
    sick_monday = Hours("Ill, Monday")
    sick_tuesday = Hours("Ill, Tuesday")
    sick_wednesday = Hours("Ill, Wednesday")
    sick_thursday = Hours("Ill, Thursday")
    sick_friday = Hours("Ill, Friday")
    sick_saturday = Hours("Ill, Saturday")
    sick_sunday = Hours("Ill, Sunday")
    note = LongText("Anything to say about this week?", needed=False, most=500, rows=2)


def minutes_of(answers: dict[str, Any]) -> dict[str, list[int]]:
    """What was typed, as a week of each kind."""
    return {kind: [answers[f"{kind}_{day}"] or 0 for day in DAYS] for kind in KINDS}


class LogQuestion(QuestionPage):
    """Log a week, or correct it. A page says whose `employment` it is before `load` ends."""

    form = WeekForm
    button = "Send these hours"
    later = True
    employment: Employment
    week_on: date
    before: Timesheet | None

    def load_week(self) -> None:
        """The week in the address, and what was sent for it already."""
        try:
            self.week_on = date.fromordinal(self.kwargs["week"])
        except (OverflowError, ValueError) as error:
            raise Http404 from error
        if self.week_on.weekday() or abs((self.week_on - self.on).days) > 5000:
            raise Http404
        self.before = present_timesheets().filter(employment=self.employment, week_on=self.week_on).first()
        self.seen_version = self.before.version if self.before else 0
        self.title = "Correct these hours" if self.before else "Hours of the week"
        self.lead = "Write hours like 3, 3.5 or 3:30. Leave a day empty when you did not work."

    def initial(self) -> dict[str, Any]:
        if self.before is None:
            return {}
        found = {f"{kind}_{day}": self.before.minutes[kind][place] for kind in KINDS for place, day in enumerate(DAYS)}
        other = self.before.holiday_minutes + self.before.sick_minutes > 0
        return {**found, "other": other, "note": self.before.note}

    def made(self, typed: QueryDict | None = None) -> Form:
        form = super().made(typed)
        for kind, word in KINDS.items():
            for place, day in enumerate(DAYS):
                when = self.week_on + timedelta(days=place)
                start = "" if kind == "worked" else f"{word}, "
                form.fields[f"{kind}_{day}"].label = f"{start}{day.capitalize()} {when.day} {when:%B}"
        return form

    def save(self, answers: dict[str, Any]) -> str:
        return self.log(answers)

    def log(self, answers: dict[str, Any]) -> str:
        """Send the week."""
        timesheets.log_week(
            employment_id=self.employment.pk,
            week_on=self.week_on,
            minutes=minutes_of(answers),
            note=answers["note"],
            seen_version=self.before.version if self.before else 0,
            key=self.key,
            on=self.on,
            by=self.by,
        )
        return self.back()


@dataclass(frozen=True)
class Week:
    """One week of one employment as a list shows it."""

    week_on: date
    sheet: Timesheet | None
    state: str
    colour: str

    @property
    def ordinal(self) -> int:
        """The week as its address holds it."""
        return self.week_on.toordinal()

    @property
    def worked(self) -> str:
        """The hours worked."""
        return in_hours(self.sheet.worked_minutes) if self.sheet else ""

    @property
    def other(self) -> str:
        """Holiday and illness, in words."""
        if self.sheet is None:
            return ""
        parts = [("holiday", self.sheet.holiday_minutes), ("ill", self.sheet.sick_minutes)]
        return ", ".join(f"{in_hours(minutes)} {word}" for word, minutes in parts if minutes)


def state_of(sheet: Timesheet | None) -> tuple[str, str]:
    """What became of a week, and the colour of its tag."""
    if sheet is None:
        return "Not sent", "grey"
    if sheet.answer is None:
        return "Waits for a signature", "blue"
    return ("Signed", "green") if sheet.answer.is_signed else ("Sent back", "red")


def weeks_of(employment: Employment, on: date, count: int = WEEKS_SHOWN) -> list[Week]:
    """The last weeks of an employment, the newest first, in one question to the database."""
    last = min(on, employment.ended.last_on) if employment.ended else on
    first = max(monday_of(employment.starts_on), monday_of(last) - timedelta(weeks=count - 1))
    sheets = {one.week_on: one for one in present_timesheets().filter(employment=employment, week_on__gte=first)}
    found, week = [], monday_of(last)
    while week >= first:
        found.append(Week(week, sheets.get(week), *state_of(sheets.get(week))))
        week -= timedelta(weeks=1)
    return found


def own_employments(user: User) -> list[Employment]:
    """Whom this user works or worked for, with first names only to be shown."""
    people = Person.objects.with_details()
    found = Employment.objects.filter(assistant=user.assistant_id or 0).select_related("end", "assistant")
    rows = list(found.order_by("-starts_on", "-pk"))
    names = {one.pk: one for one in people.filter(pk__in=[row.person_id for row in rows])}
    for row in rows:
        row.person = names[row.person_id]
    return rows


def first_name(person: Person) -> str:
    """What the person likes to be called."""
    return person.details.likes_to_be_called or person.details.first_name


@page(needs=Permission.SEE_OWN_TIMESHEETS)
def home(request: HttpRequest) -> HttpResponse:
    """Whom I work for, the last weeks of each, and my pay."""
    on: date = request.on  # type: ignore[attr-defined]
    rows = own_employments(request.user)  # type: ignore[arg-type]
    pay = PayResult.objects.filter(employment__in=rows).select_related("file").order_by("-pk")[:20]
    found = []
    for row in rows:
        terms = terms_on(row, on)
        found.append(
            {
                "employment": row,
                "name": first_name(row.person),
                "terms": terms,
                "weeks": weeks_of(row, on),
                "goes_on": row.goes_on(on) or row.starts_on > on,
                "pay": [one for one in pay if one.employment_id == row.pk],
            }
        )
    return render(request, "hours/home.html", {"rows": found})


class Log(LogQuestion):
    """Log a week of my own."""

    needs: ClassVar[Any] = Permission.LOG_HOURS

    def load(self) -> None:
        rows = own_employments(self.by)
        self.employment = next((row for row in rows if row.pk == self.kwargs["employment_id"]), None)  # type: ignore[assignment]
        if self.employment is None:
            raise Http404
        self.load_week()
        self.caption = f"Work for {first_name(self.employment.person)}"
        if self.request.method in READING:
            what = "Opened the hours they work for this person"
            timesheets.look_at_own(employment_id=self.employment.pk, what=what, on=self.on, by=self.by)

    def back(self) -> str:
        return reverse("hours_home")


@page(needs=Permission.SEE_OWN_TIMESHEETS)
def week(request: HttpRequest, sheet_id: int) -> HttpResponse:
    """One week that I sent, and what was said of it."""
    own = present_timesheets().filter(employment__assistant=request.user.assistant_id or 0)  # type: ignore[union-attr]
    sheet = get_object_or_404(own.select_related("employment__person"), pk=sheet_id)
    user: Any = request.user
    what, on = "Looked at the hours they work for this person", request.on  # type: ignore[attr-defined]
    timesheets.look_at_own(employment_id=sheet.employment_id, what=what, on=on, by=user)
    return render(request, "hours/week.html", sheet_shown(sheet))


def sheet_shown(sheet: Timesheet) -> dict[str, Any]:
    """One timesheet, day by day, with what it comes to before tax."""
    days = [
        (
            f"{name.capitalize()} {(sheet.week_on + timedelta(days=place)).day}",
            *(in_hours(sheet.minutes[kind][place]) if sheet.minutes[kind][place] else "" for kind in KINDS),
        )
        for place, name in enumerate(DAYS)
    ]
    terms = terms_on(sheet.employment, sheet.week_on)
    state, colour = state_of(sheet)
    return {
        "sheet": sheet,
        "days": days,
        "totals": {kind: in_hours(getattr(sheet, f"{kind}_minutes")) for kind in KINDS},
        "pay_pence": pay_pence(sheet.worked_minutes + sheet.holiday_minutes, terms.pence_hourly),
        "state": state,
        "colour": colour,
        "ordinal": sheet.week_on.toordinal(),
    }


urlpatterns = [
    path("", home, name="hours_home"),
    path("<int:employment_id>/<int:week>/", Log.as_view(), name="hours_log"),
    path("sent/<int:sheet_id>/", week, name="hours_week"),
]
