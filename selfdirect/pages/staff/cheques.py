"""Cheques, where the policy still has them: paying somebody by cheque, and authorising the cheques of a run.

Values: policy/councils
Next:   selfdirect/actions/cheques.py
Tests:  tests/pages/staff/test_cheques.py
"""

from typing import Any

from django.urls import path, reverse

from selfdirect.actions.cheques import authorise_cheques, pay_by_cheque
from selfdirect.actions.support.cheques import cheques_of, lines_by_cheque
from selfdirect.pages.fields import LongText, Text
from selfdirect.pages.forms import Form
from selfdirect.pages.question import QuestionPage
from selfdirect.pages.staff.budgets import find_budget
from selfdirect.pages.staff.payment_runs import RunPage
from selfdirect.rules.access import Permission
from selfdirect.rules.calendar import format_date
from selfdirect.rules.money import format_pounds


class ByChequeForm(Form):
    """The name on cheques, and why."""

    name = Text("Which name is written on the cheque?", empty="Enter the name to write on the cheque", most=120)
    reason = LongText(
        "Why can they not be paid into an account?",
        empty="Say why they cannot be paid into an account",
        most=500,
        rows=3,
    )


class PayByCheque(QuestionPage):
    """Pay somebody without an account by cheque, as long as the policy lets it."""

    needs = Permission.SET_UP_PAYMENTS
    read = "Opened the accounts that money is paid to"
    title = "Pay by cheque"
    form = ByChequeForm
    button = "Pay by cheque"
    later = False

    def load(self) -> None:
        self.budget = find_budget(self.person, self.kwargs["budget_id"])
        self.caption = self.person.name
        rule = cheques_of(self.person, self.on)
        if rule is not None:
            self.lead = f"Cheques end on {format_date(rule.last_on)}. Each is authorised by: {rule.label}."

    def back(self) -> str:
        return reverse("staff_payees", args=[self.person.pk, self.budget.pk])

    def save(self, answers: dict[str, Any]) -> str:
        pay_by_cheque(person=self.person, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()


class ChequesForm(Form):
    """The number of the first cheque."""

    first_number = Text(
        "What is the number of the first cheque?",
        empty="Enter the number of the first cheque, 6 digits",
        most=6,
        hint="6 digits, as printed on it. The others follow in a row.",
    )


class Cheques(RunPage):
    """Authorise the cheques of an approved run."""

    needs = Permission.AUTHORISE_CHEQUES
    title = "Authorise the cheques of this run"
    form = ChequesForm
    button = "Authorise them"

    def load(self) -> None:
        super().load()
        lines = [line for line in lines_by_cheque(self.run) if not hasattr(line, "cheque")]
        whole = format_pounds(sum(line.pence for line in lines))
        self.lead = (
            f"{len(lines)} to be authorised, {whole} in all: {', '.join(one.payee.account_name for one in lines)}."
        )

    def save(self, answers: dict[str, Any]) -> str:
        authorise_cheques(run=self.run, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()


urlpatterns = [
    path(
        "people/<int:person_id>/budgets/<int:budget_id>/accounts/cheque/",
        PayByCheque.as_view(),
        name="staff_pay_by_cheque",
    ),
    path("payments/<int:run_id>/cheques/", Cheques.as_view(), name="staff_run_cheques"),
]
