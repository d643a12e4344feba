"""A process of its own that makes a council with a payment run to approve, and lets its approver in.

`python -m tests.journeys.office_site COUNT` on the database that DATABASE_URL names. Prints the approver's session.

Next:   tests/journeys/test_killed_site.py
"""

import sys


def make(count: int) -> str:
    """Bring the database up to date, prepare a run of so many payments, and sign the approver in."""
    from django.core.management import call_command
    from django.test import Client

    call_command("migrate", interactive=False, verbosity=0)
    from selfdirect.actions import demo
    from selfdirect.actions.support.timer import timer
    from tests.actions import paying_people

    here = paying_people.office()
    paying_people.people_to_pay(count, here, pence_weekly=10000)
    paying_people.prepare(here)
    demo.set_date(today=paying_people.ON, on=paying_people.ON, by=timer())
    client = Client()
    client.force_login(here.approver, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["second_factor_is_set_up"] = here.approver.pk
    session.save()
    return str(session.session_key)


if __name__ == "__main__":
    import django

    django.setup()
    print(make(int(sys.argv[1])), flush=True)
