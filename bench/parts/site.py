"""The site as it is, on a database of its own with very many people; prints what it measured as JSON.

Next:   bench/pages.py, tests/crowd.py
"""

import json
import os
from datetime import date
from typing import Any
from urllib.parse import quote

from psycopg.conninfo import conninfo_to_dict

PEOPLE, EVENTS, TIMES = 100_000, 10_000, 100
ADDRESSES = {
    "staff home": "/staff/",
    "work list": "/staff/work/",
    "people list": "/staff/people/",
    "people search": "/staff/people/?words=Example4711",
    "a record": "/staff/people/{person}/",
    "its timeline": "/staff/people/{person}/timeline/",
}


def _set_up() -> None:
    parts = {name: quote(str(value)) for name, value in conninfo_to_dict(os.environ["BENCH_DATABASE"]).items()}
    where = f"host={parts['host']}&port={parts.get('port', '5432')}"
    os.environ["DATABASE_URL"] = f"postgresql://{parts['user']}:{parts.get('password', '')}@/{parts['dbname']}?{where}"
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "selfdirect.settings",
        "SECRET_KEY": "only-to-measure-" * 4,
        "ALLOWED_HOSTS": "testserver",
    }
    os.environ.setdefault("COUNCIL", "westminster")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)


def _worker() -> Any:
    from selfdirect.records.access import RoleGrant, User

    worker = User.objects.create(email="bench@example.org", name="Bench Worker", password="!", is_demo=True)
    RoleGrant.objects.create(user=worker, role="social_worker", from_on=date(2020, 1, 1))
    return worker


def measure() -> dict[str, float]:
    """Seconds at p95 and questions asked, by page, and the same for a page with one query."""
    from django.db import connection
    from django.test import Client, RequestFactory
    from django.test.utils import CaptureQueriesContext

    from bench.parts.timing import p95
    from selfdirect.records.people import Person
    from tests.crowd import add_events, add_people

    worker = _worker()
    add_people(PEOPLE, worker)
    person = Person.objects.latest("pk")
    add_events(EVENTS, person, worker)
    client = Client()
    client.force_login(worker, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["second_factor_is_set_up"] = worker.pk
    session.save()
    found: dict[str, float] = {"people": PEOPLE, "events": EVENTS}
    request = RequestFactory().get("/")
    found["seconds one-query page"] = p95(lambda: _plain(request), TIMES)
    for name, pattern in ADDRESSES.items():
        address = pattern.format(person=person.pk)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        if answer.status_code != 200:
            raise SystemExit(f"{address} answered {answer.status_code}")
        found[f"queries {name}"] = len(asked)
        found[f"seconds {name}"] = p95(lambda address=address: client.get(address), TIMES)  # type: ignore[misc]
    return found


def _plain(request: Any) -> Any:
    """What Django does at least for a page with one query and a short template, without any middleware."""
    from django.http import HttpResponse
    from django.template import engines

    from selfdirect.records.people import PersonDetails

    rows = list(PersonDetails.objects.order_by("last_name").values_list("first_name", "last_name")[:50])
    template = engines["django"].from_string(
        "<ul>{% for row in rows %}<li>{{ row.0 }} {{ row.1 }}</li>{% endfor %}</ul>"
    )
    return HttpResponse(template.render({"rows": rows}, request))


if __name__ == "__main__":
    _set_up()
    print(json.dumps(measure()))
