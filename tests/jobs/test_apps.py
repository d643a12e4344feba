"""Jobs are a Django app, so that the queue finds them; they own no tables."""

from django.apps import apps


def test_the_queue_finds_the_jobs_and_they_own_no_tables() -> None:
    found = apps.get_app_config("jobs")
    assert found.name == "selfdirect.jobs"
    assert not list(found.get_models())
