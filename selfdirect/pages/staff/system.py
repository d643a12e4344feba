"""Is it well? Jobs, the outbox, the nightly check and policy: counts and failures, and no care records.

Values: policy/councils
Next:   selfdirect/jobs/tasks.py
Tests:  tests/pages/staff/test_system.py
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob

from selfdirect.actions.support.policy import policy
from selfdirect.pages.listing import Filter, Filters, pages_of
from selfdirect.pages.permissions import page
from selfdirect.pages.working import amount_in_words
from selfdirect.records.access import User
from selfdirect.records.messages import Message, MessageState
from selfdirect.rules.access import Permission, Role
from selfdirect.rules.assessments import LEVELS, OUTCOMES
from selfdirect.rules.values import NO_LIMIT, Value
from selfdirect.rules.working import DOUBTFUL

CHECK = "nightly_check"
MOST = 20
STATES = {
    "todo": "Waiting",
    "doing": "Under way",
    "succeeded": "Done",
    "failed": "Failed",
    "cancelled": "Cancelled",
    "aborted": "Stopped",
}
TASKS = {
    "send_waiting": "Send what waits in the outbox",
    "send_again": "Try again what could not be sent",
    "what_falls_due": "Do what today asks for",
    "every_morning": "Every morning: what today asks for",
    "nightly_chain": "Every night: make the chain of the book longer",
    "nightly_check": "Every night: prove the invariants",
}


def job_rows() -> list[dict[str, Any]]:
    """Jobs counted by what they do and how they stand. One query."""
    found = ProcrastinateJob.objects.values("task_name", "status").annotate(count=Count("pk")).order_by("task_name")
    return [
        {
            "task": TASKS.get(row["task_name"], row["task_name"]),
            "state": STATES.get(row["status"], row["status"]),
            "count": row["count"],
            "failed": row["status"] == "failed",
        }
        for row in found
    ]


def last_check() -> dict[str, Any] | None:
    """The last nightly check that ended: whether it passed, and when."""
    done = ProcrastinateJob.objects.filter(task_name=CHECK, status__in=["succeeded", "failed"]).order_by("-pk").first()
    if done is None:
        return None
    at = ProcrastinateEvent.objects.filter(job=done).aggregate(at=Max("at"))["at"]
    return {"passed": done.status == "succeeded", "at": at}


def outbox_counts() -> dict[str, int]:
    """How many messages wait, were sent, failed."""
    return dict(Message.objects.values_list("state").annotate(count=Count("pk")).order_by())


def administrator_home(request: HttpRequest) -> HttpResponse:
    """An administrator's: jobs, outbox, checks, users, and policy that is doubtful or coming into force."""
    more = {
        "jobs": job_rows(),
        "check": last_check(),
        "outbox": outbox_counts(),
        "failed": list(_messages().filter(state=MessageState.FAILED).order_by("-pk")[:MOST]),
        "users": User.objects.filter(is_active=True, is_timer=False).count(),
        "doubtful": len(doubtful_on(request.on)),
        "coming": coming_after(request.on),
    }
    return render(request, "staff/system/home.html", more)


def _messages() -> Any:
    return Message.objects.select_related("letter").only(
        "key", "channel", "on", "state", "tries", "failure", "sent_at", "letter__kind"
    )


@page(needs=Permission.SEE_SYSTEM)
def outbox(request: HttpRequest) -> HttpResponse:
    """Everything that leaves the council: by kind, way and state. Who it is for and what it says are not here."""
    channels = [("letter", "By post"), ("email", "By email"), ("text", "By text message")]
    chosen = Filters(request, Filter("state", "State", MessageState.choices), Filter("channel", "Way", channels))
    found = _messages()
    for name in ("state", "channel"):
        if chosen[name]:
            found = found.filter(**{name: chosen[name]})
    more = {
        "chosen": chosen,
        "page": pages_of(found.order_by("-pk"), request, size=50),
        "counts": outbox_counts(),
        "states": MessageState.choices,
        "ways": dict(channels),
    }
    return render(request, "staff/system/outbox.html", more)


def doubtful_on(on: date) -> list[Value]:
    """The values in force that are examples or not checked."""
    return [value for value in policy().on(on).values() if value.status in DOUBTFUL]


def coming_after(on: date) -> list[Value]:
    """Values that change on a later day, soonest first."""
    rules = policy()
    later = [value for key in rules.on(on) for value in rules.history(key) if value.since > on]
    return sorted(later, key=lambda value: (value.since, value.key))


def shown(values: Iterable[Value]) -> list[dict[str, Any]]:
    """Values in words. A small table is shown as its rows."""
    rows = []
    for value in values:
        is_table = isinstance(value.amount, tuple)
        row = value.row()
        rows.append(
            {
                "value": value,
                "amount": "" if is_table else _in_words(amount_in_words(row.amount, value.unit)),
                "columns": list(value.amount[0]) if isinstance(value.amount, tuple) and value.amount else [],
                "rows": [[_cell(name, cell) for name, cell in line.items()] for line in value.amount]
                if isinstance(value.amount, tuple)
                else [],
            }
        )
    return rows


def _cell(name: str, cell: Any) -> str:
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, int) and "pence" in name:
        return amount_in_words(cell, "pence")
    if cell == NO_LIMIT and "pence" in name:
        return "No limit"
    if cell == NO_LIMIT and name != "level":
        return "None"
    return _in_words(str(cell))


def _in_words(code: str) -> str:
    """A code of the policy in words, where it is one we have words for."""
    if code in OUTCOMES or code in LEVELS:
        return OUTCOMES.get(code) or LEVELS[code]
    if code in {role.value for role in Role}:
        return Role(code).label
    is_code = code.replace("_", "").isalnum() and code == code.lower() and not code[:1].isdigit()
    return code.replace("_", " ").capitalize() if is_code else code


@page(needs=Permission.SEE_POLICY)
def policy_page(request: HttpRequest) -> HttpResponse:
    """The policy in force: every value with its source, and whether it is stated, an example or not checked."""
    values = policy().on(request.on)
    files = sorted({key.partition(".")[0] for key in values})
    chosen = Filters(
        request,
        Filter("part", "Part", [(name, name.replace("_", " ").capitalize()) for name in files]),
        Filter("status", "Standing", [("doubtful", "Examples and not checked"), ("stated", "Stated")]),
    )
    part = chosen["part"] or ("" if chosen["status"] == "doubtful" else files[0])
    found = [value for key, value in values.items() if not part or key.partition(".")[0] == part]
    if chosen["status"]:
        found = [value for value in found if (value.status in DOUBTFUL) == (chosen["status"] == "doubtful")]
    more = {
        "chosen": chosen,
        "part": part.replace("_", " ").capitalize() or "All parts",
        "values": shown(found),
        "doubtful": len(doubtful_on(request.on)),
        "total": len(values),
        "fingerprint": values.fingerprint,
        "coming": coming_after(request.on),
    }
    return render(request, "staff/system/policy.html", more)


urlpatterns = [
    path("outbox/", outbox, name="staff_outbox"),
    path("policy/", policy_page, name="staff_policy"),
]
