"""Nothing opens by accident: every address of the site is open on purpose or asks for a sign-in."""

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

OPEN = {
    "", "accessibility/", "cookies/", "look.css", "health", "demo/", "demo/sign-in/<int:user_id>/", "sign-in/",
    "sign-in/closed/", "sign-in/forgotten/", "sign-in/inactive/", "account/no-email/", "account/password/none/",
    "accounts/cancelled/", "accounts/error/", "check/", "how-we-work-it-out/", "how-we-work-it-out/record.json",
    "ideas/",
    "demo/rules/", "demo/compare/", "demo/compare/<slug:council>/", "demo/compare/<slug:council>/<slug:trust>/",
}  # fmt: skip


def every_view(patterns: list[URLPattern | URLResolver], before: str = "") -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for pattern in patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found += every_view(pattern.url_patterns, path)
        else:
            found.append((path, pattern.callback))
    return found


def test_a_page_is_open_only_when_this_list_says_so() -> None:
    views = every_view(get_resolver("selfdirect.urls").url_patterns)
    opened = {path for path, view in views if getattr(view, "is_open", False)}
    assert opened == OPEN


def test_pages_of_the_sign_in_library_are_only_the_ones_we_chose() -> None:
    views = every_view(get_resolver("selfdirect.urls").url_patterns)
    theirs = {path for path, view in views if getattr(view, "__module__", "").startswith("allauth.")}
    assert len(theirs) <= 12
    assert not [path for path in theirs if path.startswith(("staff/", "my/", "demo/"))]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/account/", "/demo/move/"])
def test_somebody_signed_out_is_sent_to_sign_in(path: str) -> None:
    assert Client().get(path)["Location"].startswith("/sign-in/?next=")


@pytest.mark.django_db
def test_somewhere_else_is_never_where_one_comes_back_to() -> None:
    html = Client().get("/sign-in/?next=https://elsewhere.example/").content.decode()
    assert "elsewhere.example" not in html


@pytest.mark.django_db
@pytest.mark.urls("tests.pages.sample_urls")
def test_a_button_pressed_after_the_sign_in_ran_out_leads_back_to_its_page() -> None:
    client = Client()
    on_the_page = client.post("/sample/act/forbid/", headers={"referer": "http://testserver/sample/work/?a=b"})
    assert on_the_page["Location"] == "/sign-in/?next=%2Fsample%2Fwork%2F"
    from_elsewhere = client.post("/sample/act/forbid/", headers={"referer": "http://elsewhere.example/sample/"})
    assert from_elsewhere["Location"] == "/sign-in/?next=%2F"


@pytest.mark.django_db
def test_the_address_of_a_button_is_no_page() -> None:
    answer = Client().get("/demo/sign-in/1/")
    assert answer.status_code == 404 and "Page not found" in answer.content.decode()
