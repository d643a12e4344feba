"""People are found by what is known of them now; a correction is a new row; age counts whole years."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext

from selfdirect.records.payments import PaymentSchedule
from selfdirect.records.people import Person, PersonDetails
from tests.actions.paying_people import ON, Office
from tests.records.raw import copy_of, refusal


def somebody(here: Office, **details: Any) -> Person:
    person = Person.objects.create(is_fictional=True)
    known = {"first_name": "Rowan", "last_name": "Ashby", "date_of_birth": date(1980, 5, 14), "postcode": "ZZ1 1AA"}
    PersonDetails.objects.create(person=person, client_group="physical", on=ON, by=here.worker, **(known | details))
    return person


def found(words: str) -> set[Person]:
    return set(Person.objects.matching(words))


def test_somebody_is_found_by_name_postcode_and_reference_in_any_case(here: Office) -> None:
    person = somebody(here)
    other = somebody(here, first_name="Amber", last_name="Kestrel", postcode="ZZ9 9ZZ")
    for words in ("rowan", "ASHBY", "rowan ash", "ashby rowan", "zz1", person.reference, person.reference.lower()):
        assert person in found(words), words
        assert other not in found(words), words


def test_every_word_counts_and_what_is_nobody_s_finds_nobody(here: Office) -> None:
    somebody(here)
    for words in ("rowan kestrel", "nobody", "P-999999999999999999999", "' or 1=1 --", "%"):
        assert not found(words), words


def test_a_person_is_found_once_and_by_their_present_name_only(here: Office) -> None:
    person = somebody(here)
    PersonDetails.objects.filter(person=person).update(superseded_at=Now())
    before = {"first_name": "Rowan", "last_name": "Ashby-Lane", "date_of_birth": date(1980, 5, 14)}
    PersonDetails.objects.create(person=person, client_group="physical", on=ON, by=here.worker, **before)
    assert list(Person.objects.matching("rowan")) == [person]
    assert found("ashby-lane") == {person}
    assert not found("zz1")


def test_a_list_of_people_with_their_names_is_two_queries_however_long(here: Office) -> None:
    for number in range(12):
        somebody(here, last_name=f"Ashby {number}")
    with CaptureQueriesContext(connection) as asked:
        names = [person.name for person in Person.objects.matching("ashby").with_details()]
    assert (len(names), len(asked)) == (12, 2)


def test_a_person_is_called_as_they_like(here: Office) -> None:
    assert somebody(here).name == "Rowan Ashby"
    assert somebody(here, likes_to_be_called="Ro").name == "Ro Ashby"


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        (date(1980, 5, 14), date(2026, 5, 13), 45),
        (date(1980, 5, 14), date(2026, 5, 14), 46),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2026, 6, 1), date(2026, 6, 1), 0),
    ],
)
def test_age_counts_whole_years(born: date, on: date, age: int, here: Office) -> None:
    assert somebody(here, date_of_birth=born).age_on(on) == age


def test_the_database_keeps_one_present_row_of_details(schedule: PaymentSchedule) -> None:
    now = schedule.person.details
    assert refusal(copy_of("records_persondetails", now.pk)) == "one_present_details"
