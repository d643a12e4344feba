"""Help to manage a budget as pages show it: the levels with their prices, what somebody has, what was done in return.

Next:   selfdirect/actions/support_services.py
Tests:  tests/pages/test_helping.py
"""

from datetime import date
from typing import Any

from selfdirect.actions import support_services as actions
from selfdirect.actions.support.policy import policy
from selfdirect.pages.choices import Radios
from selfdirect.pages.days import Day
from selfdirect.pages.fields import LongText, Money
from selfdirect.pages.forms import Form
from selfdirect.pages.question import QuestionPage
from selfdirect.records.people import Person
from selfdirect.records.support_services import SupportExchange, SupportLevel, level_on
from selfdirect.rules.support_services import IN_KIND, PAID_FROM, left_to_pay, menu

NONE = "none"


def help_of(person: Person, on: date) -> dict[str, Any]:
    """What somebody has today and will have, what it costs, and the whole menu."""
    levels = list(SupportLevel.objects.filter(person=person).select_related("by").order_by("-from_on", "-pk"))
    now = level_on(person, on)
    exchanges = list(SupportExchange.objects.filter(level__person=person).order_by("-done_on", "-pk")[:50])
    month = [one.pence for one in exchanges if (one.done_on.year, one.done_on.month) == (on.year, on.month)]
    in_kind = now is not None and now.paid_from == IN_KIND
    return {
        "menu": menu(policy().on(on)),
        "now": now,
        "next": [one for one in reversed(levels) if one.from_on > on],
        "levels": levels,
        "exchanges": exchanges,
        "in_kind": in_kind,
        "left": left_to_pay(now.pence_monthly, month) if in_kind and now else None,
        "paid_from": PAID_FROM,
    }


class LevelForm(Form):
    """Which help, how it is paid, and from when."""

    code = Radios("How much help?", empty="Select how much help")
    paid_from = Radios(
        "If it costs something, how is it met?",
        needed=False,
        choices=list(PAID_FROM.items()),
        reveal={IN_KIND: ["in_return"]},
    )
    in_return = LongText("What is done in return?", empty="Say what is done in return", most=1000, rows=3)
    from_on = Day("From which day?", empty="Enter the day it starts")


class ExchangeForm(Form):
    """What was done in return for help."""

    what = LongText("What was done?", empty="Say what was done", most=1000, rows=3)
    pence = Money("What does it count for?", empty="Enter what it counts for", least=1)
    done_on = Day("On which day?", empty="Enter the day", past=True)


class LevelQuestion(QuestionPage):
    """More help, less help, or none."""

    form = LevelForm
    title = "Change the help"
    lead = "It changes on the day you say. Nobody reviews the budget because of it."
    button = "Save"
    later = False

    def choices(self) -> dict[str, Any]:
        levels = [(one.code, one.label, one.cost) for one in menu(policy().on(self.on))]
        return {"code": [*levels, (NONE, "No help", "Advice and information stay free")]}

    def initial(self) -> dict[str, Any]:
        now = level_on(self.person, self.on)
        kept = {"code": now.code, "paid_from": now.paid_from, "in_return": now.in_return} if now else {}
        return {**kept, "from_on": self.on}

    def save(self, answers: dict[str, Any]) -> str:
        code = "" if answers["code"] == NONE else answers["code"]
        made = {"key": self.key, "on": self.on, "by": self.by}
        actions.choose_level(person=self.person, **{**answers, "code": code}, **made)
        return self.back()


class ExchangeQuestion(QuestionPage):
    """Write down what was done in return."""

    form = ExchangeForm
    title = "Something done in return"
    button = "Save"
    later = False

    def save(self, answers: dict[str, Any]) -> str:
        actions.log_exchange(person=self.person, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()
