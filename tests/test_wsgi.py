"""The door a web server uses opens."""

from django.core.handlers.wsgi import WSGIHandler


def test_a_web_server_finds_the_site() -> None:
    from selfdirect.wsgi import application

    assert isinstance(application, WSGIHandler)
