"""The site with the sample pages beside it."""

from django.urls import path

from selfdirect.pages.permissions import open_page
from selfdirect.urls import handler400, handler403, handler404, handler500
from selfdirect.urls import urlpatterns as site
from tests.pages import sample, sample_parts

urlpatterns = [
    *site,
    path("sample/everything/", sample.Everything.as_view(), name="sample_everything"),
    path("sample/people/<int:person_id>/", sample.somebody, name="sample_somebody"),
    path("sample/people/<int:person_id>/one/", sample.One.as_view(), name="sample_one"),
    path("sample/people/<int:person_id>/confirm/", sample.Confirm.as_view(), name="sample_confirm"),
    path("sample/work/", sample.work, name="sample_work"),
    path("sample/act/<slug:how>/", sample.act, name="sample_act"),
    path("sample/open/", sample.everyone, name="sample_open"),
    path("sample/parts/", open_page(sample_parts.parts), name="sample_parts"),
]

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
