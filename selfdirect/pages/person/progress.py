"""How far I am, everything that happened, and who looked at my record.

Next:   selfdirect/pages/person/next_step.py
Tests:  tests/pages/person/test_progress.py
"""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from selfdirect.pages.listing import keyset
from selfdirect.pages.person.next_step import stages, steps_of
from selfdirect.pages.person.scope import Scope, my_page
from selfdirect.records.audit import AuditEntry
from selfdirect.records.referrals import Referral

MONEY_VERBS = ("charging.", "allocation.", "budgets.", "payments.", "payment_runs.", "direct_payments.add_payee")


@my_page(read="Looked at how far things are")
def progress(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The council's steps, which are done, and which is now."""
    referral = Referral.objects.filter(person=scope.person).order_by("-pk").first()
    more = {"stages": stages(steps_of(scope.person), scope.on), "referral": referral}
    return render(request, "person/progress.html", {"scope": scope, **more})


@my_page(read="Looked at the timeline")
def timeline(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Everything that happened, newest first; without money for whoever may not see it.

    A letter is told once, when it is sent.
    """
    found = AuditEntry.objects.timeline_of(scope.person).exclude(verb="messages.write_html")
    if not scope.may_see_money:
        money = Q(said__contains="£")
        for verb in MONEY_VERBS:
            money |= Q(verb__startswith=verb)
        found = found.exclude(money)
    return render(request, "person/timeline.html", {"scope": scope, "slice": keyset(found, request)})


@my_page(read="Looked at who has looked")
def readers(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Who else looked at the record, newest first. One's own visits are kept too, and left out of the list."""
    found = AuditEntry.objects.readers_of(scope.person).exclude(by=scope.user)
    return render(request, "person/readers.html", {"scope": scope, "slice": keyset(found, request)})


urlpatterns = [
    path("<int:person_id>/progress/", progress, name="person_progress"),
    path("<int:person_id>/timeline/", timeline, name="person_timeline"),
    path("<int:person_id>/readers/", readers, name="person_readers"),
]
