"""Checking that an agreement may be signed, and keeping it; the first one promises the money of each line in the book.

Values: policy/councils
Next:   selfdirect/actions/support/schedules.py
Tests:  tests/actions/support/test_agreeing.py
"""

from datetime import date

from selfdirect.actions.action import Refused, about, used_policy
from selfdirect.actions.support.agreement_words import Wording
from selfdirect.actions.support.schedules import promised_lines
from selfdirect.actions.support.signing import Signature
from selfdirect.actions.support.telling import told_of_charge
from selfdirect.ledger.chart import committed, free
from selfdirect.ledger.funds import Funder, fund
from selfdirect.ledger.posting import Entry, post_many
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget, BudgetLine
from selfdirect.records.direct_payments import Agreement, HoldingChoice
from selfdirect.rules.calendar import format_date
from selfdirect.rules.problems import Problem


def check_not_signed(now: Wording, seen_version: int) -> None:
    """Raise Refused when it was signed already: by somebody else meanwhile, or with nothing changed since."""
    stands = now.stands
    if stands is None or (now.is_to_sign and seen_version == stands.version):
        return
    said = f"{stands.signed_by_name} signed already, on {format_date(stands.signed_on)}."
    if now.is_to_sign:
        raise Refused(f"{said} Open the page again to see what has changed since then.")
    raise Refused(f"{said} Nothing has changed since, so there is nothing to sign.")


def readiness_problems(budget: Budget, on: date) -> list[Problem]:
    """What has to be done before anybody signs; nothing when everything is."""
    problems = []
    if not HoldingChoice.objects.filter(budget=budget).exists():
        problems.append(Problem("choice", "Choose how the budget is held before the agreement is signed"))
    told = told_of_charge(budget, on)
    if told.is_missing:
        problems.append(Problem("told", f"Nobody signs before they know what they pay. {told.how_to_mend}"))
    return problems


def keep_agreement(budget: Budget, now: Wording, signature: Signature, by: User) -> Agreement:
    """Write the agreement down as it reads on the day of its signature, after the version before it."""
    used_policy(now.fingerprint)
    return Agreement.objects.create(
        person=budget.person,
        budget=budget,
        version=now.version,
        supersedes=now.stands,
        facts=[clause.as_row() for clause in now.facts],
        terms=[clause.as_row() for clause in now.terms],
        changes=[*([f"Asked for because: {now.asked.reason}"] if now.asked else []), *_changed(now)],
        monitoring_schedule=list(now.schedule),
        policy_fingerprint=now.fingerprint,
        signed_on=signature.on,
        signed_by_name=signature.name,
        signed_as=signature.signed_as,
        signed_how=signature.how,
        authority=signature.authority,
        by=by,
    )


def _changed(now: Wording) -> list[str]:
    return [change.words for change in now.changes]


def promise_money(agreement: Agreement, on: date) -> None:
    """Promise the money of each line in the book, for all of the budget's period, from each funder's own."""
    budget = agreement.budget
    lines = promised_lines(budget)
    BudgetLine.objects.bulk_update(lines, ["committed_pence", "nhs_committed_pence"])
    nhs = fund(budget.reference, Funder.NHS)
    post_many(
        Entry(
            key=f"agreement:{agreement.reference}:line:{line.pk}{end}",
            on=on,
            pence=pence,
            debit=free(ref),
            credit=committed(ref),
            about=about(line),
        )
        for line in lines
        for ref, pence, end in (
            (budget.reference, line.committed_pence, ""),
            (nhs, line.nhs_committed_pence, ":nhs"),
        )
        if pence
    )
