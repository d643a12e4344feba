"""Reading the bank's own answer to a run from a file, and what each answer said and did.

Next:   selfdirect/actions/bank_answers.py
Tests:  tests/pages/staff/test_bank_files.py
"""

from collections import Counter

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path

from selfdirect.actions import bank_answers as actions
from selfdirect.actions.action import Refused
from selfdirect.pages.listing import pages_of
from selfdirect.pages.permissions import page
from selfdirect.pages.staff.payment_runs import find_run
from selfdirect.pages.uploads import sent_file
from selfdirect.records.bank_answers import BankAnswer, LineAnswer
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.problems import Problem


@page(needs=Permission.CONFIRM_RUNS)
def read(request: HttpRequest, run_id: int) -> HttpResponse:
    """Choose the file and have it read. Nothing of a file that is refused is kept."""
    run = find_run(run_id)
    problems: list[Problem] = []
    if request.method == "POST":
        try:
            content = sent_file(request, "file", "the file with the bank’s answer")
            answer = actions.read_answer(run=run, content=content, on=request.on, by=request.user)
        except Refused as refused:
            problems = list(refused.problems)
        else:
            return redirect("staff_bank_answer", run_id=run.pk, answer_id=answer.pk)
    more = {"run": run, "problems": problems, "has_problems": bool(problems), "answers": answers_of(run_id)}
    return render(request, "staff/payments/read_answer.html", more, status=422 if problems else 200)


def answers_of(run_id: int) -> list[BankAnswer]:
    """The answers read so far, newest first, without the files themselves."""
    found = BankAnswer.objects.filter(run=run_id).select_related("by").defer("content")
    return list(found.order_by("-pk"))


@page(needs=Permission.SEE_MONEY)
def answer(request: HttpRequest, run_id: int, answer_id: int) -> HttpResponse:
    """What one answer said, payment by payment, and what was done."""
    found = get_object_or_404(BankAnswer.objects.select_related("run", "by").defer("content"), pk=answer_id, run=run_id)
    people = Prefetch("line__person", queryset=Person.objects.with_details())
    lines = LineAnswer.objects.filter(answer=found).select_related("line").prefetch_related(people)
    counts = Counter(LineAnswer.objects.filter(answer=found).values_list("done", flat=True))
    more = {
        "answer": found,
        "counts": [(words, counts[done]) for done, words in LineAnswer.DONE if counts[done]],
        "page": pages_of(lines.order_by("pk"), request, size=50),
    }
    return render(request, "staff/payments/answer.html", more)


urlpatterns = [
    path("payments/<int:run_id>/answers/", read, name="staff_bank_answers"),
    path("payments/<int:run_id>/answers/<int:answer_id>/", answer, name="staff_bank_answer"),
]
