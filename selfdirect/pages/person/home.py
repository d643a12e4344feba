"""The first screen: what I have, what happens next and when, who to ask, and whether anything is needed of me.

Values: policy/councils
Next:   selfdirect/pages/person/next_step.py
Tests:  tests/pages/person/test_home.py
"""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse

from selfdirect.actions.support.holding import TALK_STAGES, talk_words
from selfdirect.actions.support.policy import policy
from selfdirect.pages.permissions import page
from selfdirect.pages.person.choosing import views_are_wanted, wish_is_wanted
from selfdirect.pages.person.month import Have, have
from selfdirect.pages.person.next_step import Wait, stages, steps_of, waits
from selfdirect.pages.person.scope import MINE, Scope, my_page, refuse_staff
from selfdirect.records.access import ActingFor, acting_on
from selfdirect.records.direct_payments import Payee
from selfdirect.records.market import KeepQuestion
from selfdirect.records.people import Person
from selfdirect.records.work import NamedWorker, Step
from selfdirect.rules.access import Permission

MOST_TO_DO = 3


@dataclass(frozen=True)
class ToDo:
    """One thing the person is asked to do."""

    text: str
    href: str
    hint: str = ""


@dataclass(frozen=True)
class Helped:
    """Somebody the user acts for, what they may see of them, and what happens next for them."""

    acting: ActingFor
    person: Person
    wait: Wait | None


@page(needs=MINE)
def start(request: HttpRequest) -> HttpResponse:
    """The way in: one's own screen; for somebody who helps others, the people they help."""
    refuse_staff(request)
    user, on = request.user, request.on  # type: ignore[attr-defined]
    own = user.person_id if user.may(Permission.SEE_OWN_RECORD, on) else None  # type: ignore[union-attr]
    helps = user.may(Permission.SEE_RECORD_ACTED_FOR, on)  # type: ignore[union-attr]
    rows = list(ActingFor.objects.filter(acting_on(on), user=user).order_by("pk")) if helps else []
    if own and not rows:
        return HttpResponseRedirect(reverse("person_record", args=[own]))
    people = {one.pk: one for one in Person.objects.filter(pk__in=[row.person_id for row in rows]).with_details()}
    opened: dict[int, list[Step]] = {}
    for step in Step.objects.open().filter(person__in=people).select_related("owner").order_by("due_on", "pk"):
        opened.setdefault(step.person_id or 0, []).append(step)
    helped = [
        Helped(row, people[row.person_id], next(iter(waits(opened.get(row.person_id, []), on)), None)) for row in rows
    ]
    return render(request, "person/start.html", {"helped": helped, "own": own})


@my_page(read="Opened the first screen")
def record(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The first screen of one person."""
    steps = steps_of(scope.person)
    open_waits = waits(steps, scope.on)
    budget = have(scope.person, scope.on)
    shown = stages(steps, scope.on)
    stage = next((one for one in shown if one.state == "now"), None)
    named = NamedWorker.objects.filter(person=scope.person, until_on=None).select_related("worker").first()
    more = {
        "to_do": to_do(scope, open_waits, budget)[:MOST_TO_DO],
        "wait": open_waits[0] if open_waits else None,
        "others": open_waits[1:],
        "have": budget if scope.may_see_money else None,
        "has_budget": budget is not None,
        "has_card": budget is not None and any(line.paid_by == "prepaid_card" for line in budget.lines),
        "stage": stage,
        "last_stage": len(shown),
        "worker": named.worker if named else None,
    }
    return render(request, "person/home.html", {"scope": scope, **more})


def to_do(scope: Scope, open_waits: list[Wait], budget: Have | None) -> list[ToDo]:
    """What is needed of the person now, most pressing first."""
    codes = {wait.code for wait in open_waits}
    found = []
    if scope.may_see_money and budget is not None:
        number = budget.budget.pk
        if "payment_returned" in codes and scope.may(Permission.AGREE):
            hint = "A payment did not arrive. The money is safe."
            found.append(ToDo("Check the account we pay into", scope.address("person_accounts"), hint))
        if "holding_choice" in codes and scope.may(Permission.CHOOSE_HOLDING):
            talked = not talk_words(scope.person, policy().on(scope.on).whole(TALK_STAGES))
            hint = "" if talked else "Read about it now. You choose after you have talked with your worker."
            found.append(ToDo("Choose who looks after your money", scope.address("person_compare", number), hint))
        if "agreement" in codes and scope.may(Permission.AGREE):
            found += _to_agree(scope, budget)
    if "card_lost" in codes and scope.may(Permission.TELL_US):
        found.append(ToDo("Tell us when your new card has come", scope.address("person_card")))
    if "provider_choice" in codes and scope.may_see_money and scope.may(Permission.CHOOSE_HOLDING):
        found += [
            ToDo(f"Say if you keep {one.contract_end.provider.name}", scope.address("person_keep_provider", one.pk))
            for one in KeepQuestion.objects.filter(person=scope.person, answer=None).select_related(
                "contract_end__provider"
            )
        ]
    if "equipment_choice" in codes and scope.may_see_money and scope.may(Permission.CONTROL_SERVICES):
        found.append(ToDo("Choose where to get your equipment", scope.address("person_equipment")))
    if "holding_talk" in codes and wish_is_wanted(scope):
        hint = "You can change your mind, now and later."
        found.append(ToDo("Say who could look after your money", scope.address("person_wish"), hint))
    details = scope.person.details
    if scope.may(Permission.CORRECT_DETAILS) and not (details.phone or details.email):
        found.append(ToDo("Tell us how to reach you", scope.address("person_contact")))
    if budget is not None and views_are_wanted(scope, budget):
        found.append(ToDo("Tell us how your budget works for you", scope.address("person_views"), "Three questions."))
    return found


def _to_agree(scope: Scope, budget: Have) -> list[ToDo]:
    """The account the money goes to, when it is not known, then the agreement."""
    wanted = {line.paid_by for line in budget.lines if line.paid_by}
    known = set(Payee.objects.filter(person=scope.person, kind__in=wanted).values_list("kind", flat=True))
    found = []
    if wanted - known:
        found.append(ToDo("Tell us which account to pay into", scope.address("person_account", budget.budget.pk)))
    found.append(ToDo("Read and sign your agreement", scope.address("person_sign", budget.budget.pk)))
    return found


urlpatterns = [
    path("", start, name="person_home"),
    path("<int:person_id>/", record, name="person_record"),
]
