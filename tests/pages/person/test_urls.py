"""Addresses under /my/ carry ids and months, never words of a person, and every page is guarded."""

from django.urls import reverse

from selfdirect.pages.person import urls


def test_each_page_has_a_name_of_its_own() -> None:
    names = [one.name for one in urls.urlpatterns]
    assert len(names) == len(set(names)) and all(name.startswith("person_") for name in names)
    assert reverse("person_home") == "/my/" and reverse("person_record", args=[7]) == "/my/7/"


def test_addresses_hold_ids_only() -> None:
    allowed = ("person_id", "record_id", "budget_id", "line_id", "letter_id", "acting_id", "payee_id", "agreement_id")
    allowed += (
        "order_id",
        "statement_id",
        "asked_id",
        "item_id",
        "employment_id",
        "sheet_id",
        "card_id",
        "year",
        "month",
        "week",
    )
    for one in urls.urlpatterns:
        for name, converter in one.pattern.converters.items():
            kind = type(converter).__name__
            assert (name in allowed and kind == "IntConverter") or (name, kind) == ("kind", "SlugConverter")
