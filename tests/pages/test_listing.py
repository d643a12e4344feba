"""Lists live in the address, cost the same at any length, and keep names out of addresses."""

from types import SimpleNamespace

import pytest
from django.test import RequestFactory

from selfdirect.pages.listing import Filter, Filters, Search, keyset, pages_of
from selfdirect.records.audit import AuditEntry
from selfdirect.rules.access import Role
from tests.pages.conftest import LONG_AGO, APerson, AUser

get = RequestFactory().get


def test_a_filter_takes_only_what_it_offers() -> None:
    offered = Filter("state", "State", [("open", "Open")])
    assert Filters(get("/list/?state=open"), offered)["state"] == "open"
    assert Filters(get("/list/?state=%00<script>"), offered)["state"] == ""


@pytest.mark.parametrize(
    ("asked", "number"), [("1", 1), ("3", 3), ("99", 3), ("0", 1), ("-1", 1), ("x", 1), ("9" * 30, 1)]
)
def test_a_page_that_is_not_there_is_the_nearest(asked: str, number: int) -> None:
    page = pages_of(list(range(120)), get(f"/list/?state=open&page={asked}"))
    assert page.number == number
    assert (page.count, page.total) == (3, 120)


def test_the_pages_beside_keep_what_was_chosen() -> None:
    page = pages_of(list(range(120)), get("/list/?state=open&page=2"))
    assert page.previous == "/list/?state=open&page=1"
    assert page.next == "/list/?state=open&page=3"
    assert list(page.rows) == list(range(50, 100))


def test_words_that_may_be_a_name_never_reach_the_address() -> None:
    request = RequestFactory().post("/people/", {"words": "Quillfeather", "state": "open"})
    request.session = {}  # type: ignore[assignment]
    filters = (Filter("state", "State", [("open", "Open")]), Search("words", "Name"))
    moved = Filters(request, *filters).moved
    assert moved is not None and moved["Location"] == "/people/?state=open"
    again = get("/people/?state=open")
    again.session = request.session
    chosen = Filters(again, Filter("state", "State", [("open", "Open")]), Search("words", "Name"))
    assert chosen["words"] == "Quillfeather" and chosen["state"] == "open" and chosen.any
    cleared = get("/people/?clear=yes")
    cleared.session = request.session
    assert not Filters(cleared, Search("words", "Name")).any


def write_entries(person: object, by: object, how_many: int) -> None:
    entries = [
        AuditEntry(kind="action", verb="x.y", by=by, roles="", on=LONG_AGO, person=person, said=f"Thing {number}.")
        for number in range(how_many)
    ]
    AuditEntry.objects.bulk_create(entries)


@pytest.mark.parametrize("how_many", [100, 10_000])
def test_a_timeline_costs_one_query_whatever_its_length(
    how_many: int, a_user: AUser, a_person: APerson, django_assert_num_queries: object
) -> None:
    person = a_person()
    write_entries(person, a_user(Role.SOCIAL_WORKER), how_many)
    with django_assert_num_queries(1):  # type: ignore[operator]
        first = keyset(AuditEntry.objects.timeline_of(person), get("/record/"))
        assert [row.by.name for row in first.rows][:1] == ["Bea Worker"]
    assert len(first.rows) == 50 and first.older.startswith("/record/?before=")
    second = keyset(AuditEntry.objects.timeline_of(person), get(first.older))
    assert second.rows[0].pk == first.rows[-1].pk - 1


def test_the_last_rows_have_nothing_older(a_user: AUser, a_person: APerson) -> None:
    person = a_person()
    write_entries(person, a_user(Role.SOCIAL_WORKER), 3)
    assert keyset(AuditEntry.objects.timeline_of(person), get("/record/?before=x")).older == ""


def test_a_list_in_memory_has_pages_too() -> None:
    assert pages_of([SimpleNamespace()], get("/list/")).next == ""
