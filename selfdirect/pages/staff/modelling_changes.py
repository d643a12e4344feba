"""A change of points or prices: proposed, looked at in test mode beside what is in force, signed by all it needs.

Values: policy/councils
Next:   selfdirect/actions/allocation_changes.py
Tests:  tests/pages/staff/test_modelling_changes.py
"""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from selfdirect.actions import allocation_changes as actions
from selfdirect.actions.support.policy import policy
from selfdirect.modelling.asking import Modelled, ModelRefused
from selfdirect.modelling.telling import equity_words
from selfdirect.modelling.what_if import Equity, Sums
from selfdirect.pages.days import Day
from selfdirect.pages.fields import LongText
from selfdirect.pages.forms import Form
from selfdirect.pages.permissions import page
from selfdirect.pages.question import QuestionPage
from selfdirect.pages.staff.modelling import answer, below_row, change_row, count, difference, form_of
from selfdirect.policy.lines import Lines, lines_for
from selfdirect.records.allocation_changes import AllocationChange, AllocationSignature
from selfdirect.rules.access import Permission, Role
from selfdirect.rules.money import format_pounds

MOST = 100


class ProposeForm(Form):
    """Why, and from when."""

    reason = LongText("Why should it change?", empty="Enter why it should change", rows=4)
    starts_on = Day("The day it should start", empty="Enter the day it should start", future=True)


class Propose(QuestionPage):
    """Propose what was tried on the modelling page; what was tried is in the address."""

    needs = Permission.SIGN_ALLOCATION_CHANGES
    title = "Propose this change"
    lead = "It is kept with what the model says of it. Nothing changes until everybody who must sign has signed."
    form = ProposeForm
    button = "Propose the change"
    later = False

    def load(self) -> None:
        asked = form_of(self.request.GET)
        if not asked.is_good():
            raise Http404
        self.answers = asked.cleaned_data

    def back(self) -> str:
        return f"{reverse('staff_modelling')}?{self.request.GET.urlencode()}"

    def _modelled(self) -> Modelled:
        try:
            return answer(self.answers, self.on)
        except ModelRefused as refused:
            raise actions.Refused("; ".join(refused.messages)) from refused

    def save(self, answers: dict[str, Any]) -> str:
        kept = actions.propose(modelled=self._modelled(), **answers, key=self.key, on=self.on, by=self.by)
        return reverse("staff_modelling_change", args=[kept.pk])


@page(needs=Permission.SEE_MODELS, methods=("GET", "HEAD"))
def changes(request: HttpRequest) -> HttpResponse:
    """Every change that was proposed, the latest first, and how far it is signed."""
    listed = AllocationChange.objects.select_related("by").prefetch_related("signatures").order_by("-pk")[:MOST]
    return render(request, "staff/modelling/changes.html", {"changes": list(listed)})


@page(needs=Permission.SEE_MODELS, methods=("GET", "HEAD"))
def change(request: HttpRequest, change_id: int) -> HttpResponse:
    """One change beside what is in force: what it would come to, who has signed, and at last the lines to add."""
    on, user = request.on, request.user  # type: ignore[attr-defined]
    found = get_object_or_404(AllocationChange.objects.select_related("by"), pk=change_id)
    signed = {each.code: each for each in found.signatures.select_related("by")}
    everybody = Sums("Everybody", found.model["all"])
    hide = not found.model["fictional"]
    may = user.may(Permission.SIGN_ALLOCATION_CHANGES, on) and user.pk not in {found.by_id, *_signers(signed)}
    shown = {
        "change": found,
        "differences": list(differences(found)),
        "everybody": everybody,
        "difference": difference,
        "counts": {name: count(everybody.amounts[name], hide) for name in ("winners", "losers", "newly_below")},
        "by_group": [change_row(_sums(row), hide) for row in found.model["by_group"]],
        "by_band": [change_row(_sums(row), hide) for row in found.model["by_band"]],
        "below": [below_row(_sums(row), hide) for row in found.model["by_group"]],
        "equity": equity_words(_equity(found.model["older_people_with_high_needs"]["after"])),
        "signatures": [_signature(row, signed, may, user, on) for row in found.must_sign],
        "lines": lines_of(found, signed) if found.is_signed else [],
        "roles": {role.value: role.label for role in Role},
    }
    return render(request, "staff/modelling/change.html", shown)


@page(needs=Permission.SIGN_ALLOCATION_CHANGES, methods=("POST",))
def sign(request: HttpRequest, change_id: int, code: str) -> HttpResponse:
    """Sign for one of those who must."""
    found = get_object_or_404(AllocationChange, pk=change_id)
    actions.sign(change=found, code=code, on=request.on, by=request.user)  # type: ignore[attr-defined,arg-type]
    return HttpResponseRedirect(reverse("staff_modelling_change", args=[found.pk]))


def differences(found: AllocationChange) -> Iterator[list[str]]:
    """Each amount that would be different: what it is, in force, proposed."""
    values = policy().on(found.on)
    for key, after in found.values.items():
        before, label = found.before[key], values[key].label
        if not isinstance(after, list) or not isinstance(before, list):
            yield [label, _shown(before, values[key].unit), _shown(after, values[key].unit)]
            continue
        old = [row for row in before if row not in after]
        new = [row for row in after if row not in before]
        for at in range(max(len(old), len(new))):
            one, two = (rows[at] if at < len(rows) else {} for rows in (old, new))
            yield [f"{label}: {_named(two or one)}", _row_shown(one), _row_shown(two)]


def _named(row: dict[str, Any]) -> str:
    said = row.get("label") or " ".join(str(cell) for name, cell in row.items() if isinstance(cell, str))
    return str(said).replace("_", " ")


def _row_shown(row: dict[str, Any]) -> str:
    """The numbers of a table's row."""
    amounts = {name: cell for name, cell in row.items() if isinstance(cell, int) and not isinstance(cell, bool)}
    return ", ".join(_shown(cell, name) for name, cell in amounts.items()) or "-"


def _shown(amount: Any, unit: str) -> str:
    if isinstance(amount, list):
        return f"{len(amount)} rows"
    if isinstance(amount, int) and not isinstance(amount, bool):
        return format_pounds(amount) if "pence" in unit else f"{amount} {unit}"
    return str(amount).replace("_", " ")


def lines_of(found: AllocationChange, signed: dict[str, AllocationSignature]) -> list[Lines]:
    """The lines that bring the change into force, with who signed it and when."""
    last = max(each.on for each in signed.values())
    names = "; ".join(f"{row['label']}: {signed[row['code']].by.name}" for row in found.must_sign)
    source = f"Joint sign-off {found.reference}. {names}"
    codes = [row["code"] for row in found.must_sign]
    return [
        lines_for(policy(), key, amount, since=found.starts_on, source=source, signed=codes, signed_on=last)
        for key, amount in found.values.items()
    ]


def _signature(
    row: dict[str, str], signed: dict[str, AllocationSignature], may: bool, user: Any, on: Any
) -> dict[str, Any]:
    own = signed.get(row["code"])
    return {**row, "signed": own, "may_sign": may and own is None and Role(row["role"]) in user.roles_on(on)}


def _signers(signed: dict[str, AllocationSignature]) -> set[int]:
    return {each.by_id for each in signed.values()}


def _sums(row: dict[str, Any]) -> Sums:
    return Sums(row["label"], row)


def _equity(kept: dict[str, Any]) -> Equity:
    return Equity(**{name: cell for name, cell in kept.items() if name != "flagged"})


urlpatterns = [
    path("modelling/propose/", Propose.as_view(), name="staff_modelling_propose"),
    path("modelling/changes/", changes, name="staff_modelling_changes"),
    path("modelling/changes/<int:change_id>/", change, name="staff_modelling_change"),
    path("modelling/changes/<int:change_id>/sign/<slug:code>/", sign, name="staff_modelling_sign"),
]
