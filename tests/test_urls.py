"""Addresses hold ids and references, and each error has its plain page."""

import re

from django.urls import get_resolver

from tests.pages.test_middleware import every_view

KINDS = {"int", "slug", "uuid"}


def test_no_address_takes_free_words() -> None:
    paths = [path for path, _ in every_view(get_resolver("selfdirect.urls").url_patterns) if "<" in path]
    ours = [path for path in paths if "(?P" not in path]
    assert ours
    for path in ours:
        for kind, name in re.findall(r"<(?:(\w+):)?(\w+)>", path):
            assert kind in KINDS, path
            assert not {"name", "email", "postcode", "nhs"} & set(name.split("_")), path


def test_each_error_has_its_page() -> None:
    resolver = get_resolver("selfdirect.urls")
    for status in (400, 403, 404, 500):
        assert resolver.resolve_error_handler(status).__module__ == "selfdirect.pages.errors"
