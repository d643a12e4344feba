"""Every address under /staff/: each noun keeps its own list.

Next:   selfdirect/pages/staff/home.py
Tests:  tests/pages/staff/test_urls.py
"""

from selfdirect.pages.staff import (
    access,
    allocation,
    allocation_basis,
    assessments,
    audit,
    budgets,
    charging,
    charging_benefits,
    decisions,
    direct_payments,
    home,
    market,
    messages,
    modelling,
    modelling_changes,
    payments,
    people,
    plans,
    referrals,
    reviews,
    screening,
    system,
    work,
)

urlpatterns = [
    *home.urlpatterns,
    *work.urlpatterns,
    *people.urlpatterns,
    *referrals.urlpatterns,
    *screening.urlpatterns,
    *assessments.urlpatterns,
    *charging.urlpatterns,
    *charging_benefits.urlpatterns,
    *allocation.urlpatterns,
    *allocation_basis.urlpatterns,
    *plans.urlpatterns,
    *decisions.urlpatterns,
    *budgets.urlpatterns,
    *direct_payments.urlpatterns,
    *reviews.urlpatterns,
    *payments.urlpatterns,
    *messages.urlpatterns,
    *market.urlpatterns,
    *modelling.urlpatterns,
    *modelling_changes.urlpatterns,
    *audit.urlpatterns,
    *access.urlpatterns,
    *system.urlpatterns,
]
