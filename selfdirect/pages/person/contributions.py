"""What I pay the council towards my support: every bill, every payment, and where it stands.

Next:   selfdirect/rules/contributions.py
Tests:  tests/pages/person/test_contributions.py
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from selfdirect.pages.person.scope import Scope, my_page
from selfdirect.records.budgets import Budget
from selfdirect.records.contributions import ContributionPayment, accounts_of
from selfdirect.rules.budgets import GROSS


@my_page(read="Looked at what they pay the council", money=True)
def contribution(request: HttpRequest, scope: Scope, budget_id: int) -> HttpResponse:
    """Bills and payments of one budget. Where nothing goes through the council there is no such page."""
    budget = get_object_or_404(Budget, pk=budget_id, person=scope.person, contribution_basis=GROSS)
    counted = ContributionPayment.objects.filter(budget=budget, undoes=None, undone_by=None)
    more = {
        "account": accounts_of([budget])[budget.pk],
        "bills": list(budget.contribution_bills.order_by("-pk")),
        "payments": list(counted.order_by("-moved_on", "-pk")),
    }
    return render(request, "person/contribution.html", {"scope": scope, "budget": budget, **more})


urlpatterns = [path("<int:person_id>/what-you-pay/<int:budget_id>/", contribution, name="person_contribution")]
