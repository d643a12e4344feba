"""Every staff page has an address, none of them holds a name or anything somebody wrote, and each asks who you are."""

from django.test import Client
from django.urls import URLPattern

from selfdirect.pages.staff.urls import urlpatterns

KNOWN = {"int", "uuid", "slug"}


def test_addresses_hold_only_ids_and_fixed_words() -> None:
    for one in urlpatterns:
        assert isinstance(one, URLPattern)
        assert one.name and one.name.startswith("staff_")
        for converter in one.pattern.converters.values():
            assert type(converter).__name__.removesuffix("Converter").lower() in KNOWN, one.name


def test_names_and_addresses_are_used_once() -> None:
    names = [one.name for one in urlpatterns]
    routes = [str(one.pattern) for one in urlpatterns]
    assert len(set(names)) == len(names) and len(set(routes)) == len(routes)


def test_nobody_gets_in_without_signing_in(db: None) -> None:
    samples = {"int": "1", "uuid": "00000000-0000-4000-8000-000000000000", "slug": "visit"}
    for one in urlpatterns:
        assert isinstance(one, URLPattern)
        path = str(one.pattern)
        for name, converter in one.pattern.converters.items():
            kind = type(converter).__name__.removesuffix("Converter").lower()
            path = path.replace(f"<{kind}:{name}>", samples[kind])
        answer = Client().get(f"/staff/{path}")
        assert answer.status_code == 302 and answer.url.startswith("/sign-in/"), path
