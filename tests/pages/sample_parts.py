"""One page with every part on it, to be looked at and tested for accessibility."""

from datetime import date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.template import engines

from selfdirect.pages.listing import Filter, Filters, Slice, pages_of
from selfdirect.pages.parts import Answer, Column, Link, Task, TaskGroup
from selfdirect.rules.working import Row

TEMPLATE = """
{% extends "base.html" %}
{% from "govuk/parts.html" import answers, card, tasks, panel, table, tag, money, figure, working_table, timeline,
   pages, filters, button_form, link_button, inset, warning, waiting %}
{% block title %}Every part{% endblock %}
{% block content %}
{{ panel("Every part", "Your reference", "R-000012") }}
{{ figure(123450, "left this month", href="/account/") }}
{{ answers(rows) }}
{{ card("About you", rows, links=[("Change all", "/account/")]) }}
{{ tasks(groups) }}
{{ table("Amounts", columns, cells) }}
{{ table("Nothing", columns, []) }}
<p class="govuk-body">{{ tag("Overdue", "red") }} {{ money(5) }} {{ money(none) }} {{ at|time }} {{ "a\nb"|lines }}</p>
{{ working_table(working) }}
{{ timeline(slice) }}
{{ filters(chosen) }}
{{ pages(page) }}
{{ button_form("/sample/open/", "Approve", key="k", hidden={"a": "b"}) }}
{{ link_button("/account/", "Start") }}
{{ inset("An inset.") }}
{{ warning("Be careful.") }}
{{ waiting("Bea Worker", since=on, by=on, if_late="Phone us.") }}
{% endblock %}
"""

SUM = [
    Row("Indicative budget", 25000, "pence weekly", "allocation", "worked out", "worked_out"),
    Row("Price of a point", 450, "pence weekly", "allocation.price", "no source", "illustrative", date(2026, 4, 6)),
    Row("What you told us", 1200, "pence weekly", "charging", "what was entered", "entered"),
    Row("To plan with", 23800, "pence weekly", "allocation", "worked out", "unverified"),
]


def parts(request: HttpRequest) -> HttpResponse:
    """Every part once."""
    by = SimpleNamespace(name="Bea Worker")
    events = [SimpleNamespace(on=date(2026, 12, day), said=f"Thing {day} happened.", by=by) for day in (3, 2)]
    facts = {
        "rows": [Answer("Name", "Ann Example", change="/account/"), Answer("Phone", "")],
        "groups": [
            TaskGroup(
                "Begin",
                [Task("Say who you are", "done", "/account/"), Task("Say more", "missing", "/account/", "A hint")],
            ),
            TaskGroup("Then", [Task("Finish", "cannot_start", "/account/")]),
        ],
        "columns": ["What", Column("Amount", numeric=True)],
        "cells": [[Link("Rent", "/account/"), "£12.50"], ["Food", "£3.00"]],
        "working": SUM,
        "slice": Slice(events, "/sample/parts/?before=2"),
        "chosen": Filters(request, Filter("state", "State", [("open", "Open"), ("done", "Done")])),
        "page": pages_of(list(range(120)), request),
        "at": datetime(2026, 7, 3, 13, 5, tzinfo=ZoneInfo("UTC")),
    }
    return HttpResponse(engines.all()[0].from_string(TEMPLATE).render(facts, request))
