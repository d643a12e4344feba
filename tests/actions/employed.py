"""Employing in short words, for tests: a plan with the true cost of somebody, signed, and two people to employ."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from selfdirect.actions import assistants, employment, timesheets
from selfdirect.actions.support.policy import policy
from selfdirect.records.access import User
from selfdirect.records.assistants import Assistant
from selfdirect.records.budgets import Budget, BudgetLine
from selfdirect.records.employment import Employment
from selfdirect.records.people import Person
from selfdirect.records.timesheets import Timesheet, TimesheetAnswer
from selfdirect.rules.employment import Asked, true_cost
from tests.actions.first_half import Town, worker_of
from tests.actions.story import AGREED_ON, FIRST_PAY_ON, story, support

ON = AGREED_ON
STARTS_ON = FIRST_PAY_ON
"""6 July 2026, a Monday."""
HOURS, PENCE = 10_00, 13_00
WEEK: dict[str, list[int]] = {"worked": [120] * 5 + [0, 0], "holiday": [0] * 7, "sick": [0] * 7}


def lines() -> list[dict[str, Any]]:
    """The lines of a plan that pay for ten hours a week."""
    cost = true_cost(Asked(HOURS, PENCE, 36, ON), policy().on(ON))
    found = []
    for number, line in enumerate(cost.lines):
        more = {name: getattr(line, name) for name in ("category", "purpose", "quantity_hundredths", "unit")}
        more |= {"unit_price_pence": line.unit_price_pence, "frequency": line.frequency}
        found.append(support(what=line.what, **more, **({} if number == 0 else {"outcomes": []})))
    return found


@dataclass
class Employer:
    """Somebody with a direct payment, who employs."""

    here: Town
    budget: Budget
    keys: list[int] = field(default_factory=list)

    @property
    def person(self) -> Person:
        return self.budget.person

    @property
    def worker(self) -> User:
        return worker_of(self.person)

    @property
    def line(self) -> BudgetLine:
        return self.budget.lines.order_by("pk")[0]

    def key(self) -> str:
        self.keys.append(1)
        return f"employ-{self.person.pk}-{len(self.keys)}"

    def assistant(self, name: str = "Tess Marlow", born: date = date(1990, 3, 1), **more: Any) -> Assistant:
        given = {"email": "", "phone": "", "key": self.key(), "on": ON, "by": self.worker}
        return assistants.add(name=name, date_of_birth=born, **(given | more))

    def employ(self, assistant: Assistant | None = None, by: User | None = None, **more: Any) -> Employment:
        asked: dict[str, Any] = {
            "duties": "Help to wash and dress, and to go out",
            "tasks": ["personal_care"],
            "relation": "none",
            "same_household": False,
            "payroll_by": "organisation",
            "payroll_name": "Example Payroll",
            "area": "centre",
            "came_from": None,
            "is_occasional": False,
            "starts_on": STARTS_ON,
            "hours_hundredths": HOURS,
            "pence_hourly": PENCE,
        }
        given = {"line": more.pop("line", self.line), "key": self.key(), "on": more.pop("on", ON)}
        found = assistant or self.assistant()
        by = by or self.worker
        return employment.employ(person=self.person, assistant=found, asked=asked | more, by=by, **given)

    def logged(
        self, one: Employment, week_on: date = STARTS_ON, on: date = date(2026, 7, 13), **more: Any
    ) -> Timesheet:
        given = {"employment_id": one.pk, "week_on": week_on, "minutes": WEEK, "note": "", "seen_version": 0}
        given |= {"key": self.key(), "on": on, "by": self.worker}
        return timesheets.log_week(**(given | more))

    def signed(self, sheet: Timesheet, by: User, on: date = date(2026, 7, 13), **more: Any) -> TimesheetAnswer:
        given = {"is_signed": True, "reason": "", "key": self.key(), "on": on, "by": by}
        return timesheets.answer(person=self.person, timesheet=sheet, **(given | more))

    def ended(self, one: Employment, last_on: date, why: str = "resigned", **more: Any) -> Any:
        given = {"words": "", "notice_worked_weeks": 0, "key": self.key(), "on": last_on, "by": self.worker}
        return employment.end(person=self.person, employment=one, why=why, last_on=last_on, **(given | more))


def employer(*more: dict[str, Any], here: Town | None = None) -> Employer:
    """A signed direct payment whose plan pays for somebody, from 6 July 2026."""
    found = story(*lines(), *more, here=here)
    return Employer(found.town, Budget.objects.get(pk=found.budget.pk))
