"""When we look with me at how it is going: every day of the schedule, and when and how we remind me (R-MON-16).

Values: policy/councils
Next:   selfdirect/jobs/looks.py
Tests:  tests/pages/person/test_looks.py
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from selfdirect.actions.support.policy import policy
from selfdirect.pages.person.scope import Scope, my_page
from selfdirect.records.direct_payments import Agreement
from selfdirect.records.people import ContactBy
from selfdirect.records.reminders import LookReminder
from selfdirect.rules.agreements import looks

HOW = {
    ContactBy.LETTER: "a letter",
    ContactBy.EMAIL: "an email",
    ContactBy.TEXT: "a text message",
    ContactBy.PHONE: "a phone call",
}


@my_page(read="Looked at the dates of looking at the money", money=True)
def dates(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Every date to come of the agreement that stands, the reminders sent, and how the next will come."""
    found = Agreement.objects.filter(person=scope.person, superseded_by=None, budget__ends_on__gte=scope.on)
    agreement = found.select_related("budget").order_by("-pk").first()
    days = looks(agreement.monitoring_schedule, agreement.budget.ends_on) if agreement else ()
    sent = LookReminder.objects.filter(agreement=agreement) if agreement else LookReminder.objects.none()
    reminded = {(one.code, one.due_on): (one.on, HOW[ContactBy(one.how)]) for one in sent}
    more = {
        "agreement": agreement,
        "to_come": [(look, reminded.get((look.code, look.on))) for look in days if look.on >= scope.on],
        "past": [look for look in days if look.on < scope.on],
        "how": HOW[ContactBy(scope.person.details.contact_by)],
        "working_days": policy().on(scope.on).whole("reviews.reminder_working_days"),
    }
    return render(request, "person/looks.html", {"scope": scope, **more})


urlpatterns = [path("<int:person_id>/money/looks/", dates, name="person_looks")]
