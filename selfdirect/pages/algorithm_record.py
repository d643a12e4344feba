"""The public record of how this council works out money: anybody may read it, as a page or as data.

Next:   selfdirect/policy/algorithm_record.py
Tests:  tests/pages/test_algorithm_record.py
"""

from datetime import date
from functools import lru_cache

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from selfdirect.actions.support.policy import policy
from selfdirect.pages.permissions import open_page
from selfdirect.policy.algorithm_record import AlgorithmRecord, algorithm_record


@open_page
def record(request: HttpRequest) -> HttpResponse:
    """The record, under the headings of the transparency standard."""
    return render(request, "algorithm_record.html", {"record": _on(request.on)})  # type: ignore[attr-defined]


@open_page
def record_as_data(request: HttpRequest) -> HttpResponse:
    """The same record for machines."""
    return JsonResponse(_on(request.on).as_json(), json_dumps_params={"indent": 2})  # type: ignore[attr-defined]


@lru_cache(maxsize=16)
def _on(on: date) -> AlgorithmRecord:
    return algorithm_record(policy(), on)
