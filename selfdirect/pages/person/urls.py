"""Every address under /my/: each noun keeps its own list. An address carries the person's id, and nothing they said.

Next:   selfdirect/pages/person/home.py
Tests:  tests/pages/person/test_urls.py
"""

from selfdirect.pages.person import (
    access,
    agreements,
    authority,
    budget_in_words,
    budgets,
    choosing,
    contingency,
    direct_payments,
    employment,
    equipment,
    home,
    keeping,
    looks,
    messages,
    must_be_paid,
    orders,
    payments,
    people,
    plans,
    progress,
    statements,
    support_services,
    switching,
    unspent,
)

urlpatterns = [
    *home.urlpatterns,
    *progress.urlpatterns,
    *people.urlpatterns,
    *plans.urlpatterns,
    *contingency.urlpatterns,
    *budgets.urlpatterns,
    *orders.urlpatterns,
    *budget_in_words.urlpatterns,
    *equipment.urlpatterns,
    *support_services.urlpatterns,
    *employment.urlpatterns,
    *payments.urlpatterns,
    *statements.urlpatterns,
    *keeping.urlpatterns,
    *switching.urlpatterns,
    *unspent.urlpatterns,
    *direct_payments.urlpatterns,
    *choosing.urlpatterns,
    *agreements.urlpatterns,
    *looks.urlpatterns,
    *must_be_paid.urlpatterns,
    *messages.urlpatterns,
    *access.urlpatterns,
    *authority.urlpatterns,
]
