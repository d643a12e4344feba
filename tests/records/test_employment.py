"""An employment, its terms and its end are written down for good, and its constraints keep what must be true."""

from datetime import date

import pytest

from selfdirect.records.employment import FamilyRequest, employments_of, terms_on, words_of
from tests.actions.employed import STARTS_ON, employer
from tests.records.raw import NEVER, copy_of, refusal


@pytest.mark.django_db
def test_an_employment_is_written_down_for_good() -> None:
    life = employer()
    one = life.employ()
    end = life.ended(one, date(2026, 8, 2))
    for row in (one, terms_on(one, STARTS_ON), end, one.assistant):
        table = row._meta.db_table
        assert NEVER in refusal(f'update {table} set "on" = "on" where id = %s', row.pk)
        assert NEVER in refusal(f"delete from {table} where id = %s", row.pk)
    assert refusal(copy_of("records_employment", one.pk, duties="''")) == "employment_says_the_duties"
    assert refusal(copy_of("records_employment", one.pk, payroll_name="''")) == "employment_payroll"
    assert refusal(copy_of("records_employmentterms", one.terms.get().pk, pence_hourly="0")) == (
        "employment_terms_amounts"
    )
    assert list(employments_of(life.person)) == [one] and words_of(one) == {}


@pytest.mark.django_db
@pytest.mark.requirement("R-EMP-06")
def test_nobody_decides_their_own_request() -> None:
    life = employer()
    given = {
        "relation": "child",
        "same_household": True,
        "necessary_reason": "Nights",
        "rule_says": "Only if necessary",
    }
    asked = FamilyRequest.objects.create(
        person=life.person, assistant=life.assistant(), working=[], on=STARTS_ON, by=life.worker, **given
    )
    words = (
        "update records_familyrequest set is_agreed = true, reasons = 'Yes', decided_on = \"on\", decided_by_id = by_id"
    )
    assert refusal(f"{words} where id = %s", asked.pk) == "nobody_decides_their_own_family_request"
    half = "update records_familyrequest set is_agreed = true where id = %s"
    assert refusal(half, asked.pk) == "family_request_decided"
