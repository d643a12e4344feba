"""Every address of the site: open pages, signing in, staff at /staff/, the person and whoever helps them at /my/.

An address never holds a name, a date of birth or anything somebody wrote: ids and references only.

Next:   selfdirect/pages/navigation.py
Tests:  tests/test_urls.py
"""

from django.urls import include, path

from selfdirect.pages import algorithm_record, compare, demo, home, ideas, rules, self_check

urlpatterns = [
    path("", home.home, name="home"),
    path("", include("selfdirect.pages.access_urls")),
    path("staff/", include("selfdirect.pages.staff.urls")),
    path("hours/", include("selfdirect.pages.hours")),
    path("my/", include("selfdirect.pages.person.urls")),
    path("demo/", demo.people, name="demo"),
    path("demo/move/", demo.move, name="demo_move"),
    path("demo/sign-in/<int:user_id>/", demo.sign_in_as, name="demo_sign_in"),
    path("demo/rules/", rules.two_councils, name="compare_rules"),
    path("demo/compare/", compare.side_by_side, name="compare"),
    path("demo/compare/<slug:council>/", compare.one_system, name="compare_one"),
    path("demo/compare/<slug:council>/<slug:trust>/", compare.one_system, name="compare_trust"),
    path("ideas/", ideas.library, name="ideas"),
    path("check/", self_check.check, name="self_check"),
    path("how-we-work-it-out/", algorithm_record.record, name="algorithm_record"),
    path("how-we-work-it-out/record.json", algorithm_record.record_as_data, name="algorithm_record_data"),
    path("accessibility/", home.accessibility, name="accessibility"),
    path("cookies/", home.cookies, name="cookies"),
    path("look.css", home.look, name="look"),
    path("health", home.health, name="health"),
]

handler400 = "selfdirect.pages.errors.bad_request"
handler403 = "selfdirect.pages.errors.not_allowed"
handler404 = "selfdirect.pages.errors.not_found"
handler500 = "selfdirect.pages.errors.broken"
