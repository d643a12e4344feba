"""Points and prices change only through joint sign-off: by role, each once, nobody their own, with its history."""

from datetime import date, timedelta

import pytest
from django.conf import settings

from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.actions.allocation_changes import propose, sign
from selfdirect.modelling.asking import Modelled, Question, ask
from selfdirect.policy import councils, load
from selfdirect.records.access import RoleGrant, User
from selfdirect.records.allocation_changes import AllocationChange
from selfdirect.records.audit import AuditEntry
from selfdirect.rules.access import Permission, Role, may
from tests.actions.first_half import ON, Town, town

STARTS_ON = ON + timedelta(days=200)


@pytest.fixture
def here(db: None) -> Town:
    return town()


def commissioner() -> User:
    return RoleGrant.objects.filter(role=Role.COMMISSIONER.value).select_related("user")[0].user


def tried(**changes: str) -> Modelled:
    """What the model says of a change over a few fictional people."""
    named = {f"allocation.{name}": amount for name, amount in changes.items()}
    return ask(Question(settings.COUNCIL, ON, people=50, changes=named))


def proposed(by: User, key: str = "one") -> AllocationChange:
    return propose(
        modelled=tried(price_per_point="6.60"), reason="Costs have risen", starts_on=STARTS_ON, key=key, on=ON, by=by
    )


@pytest.mark.requirement("R-RAS-13")
def test_a_change_is_signed_by_everybody_the_policy_names_each_on_a_day(here: Town) -> None:
    change = proposed(here.cast.managers[1])
    assert change.values == {"allocation.price_per_point": 6_60}
    assert [row["code"] for row in change.must_sign] == ["finance", "operations", "programme"]
    signers = {"finance": here.cast.approvers[0], "operations": here.cast.managers[0], "programme": commissioner()}
    for code, user in signers.items():
        assert not AllocationChange.objects.get().is_signed
        sign(change=change, code=code, on=ON + timedelta(days=1), by=user)
    again = AllocationChange.objects.get()
    assert again.is_signed
    assert {each.code: (each.by, each.on) for each in again.signatures.all()} == {
        code: (user, ON + timedelta(days=1)) for code, user in signers.items()
    }
    said = list(AuditEntry.objects.filter(about=f"AllocationChange:{change.pk}").values_list("said", flat=True))
    assert len(said) == 4 and f"{signers['finance'].name} signed the change" in " ".join(said)


@pytest.mark.requirement("R-RAS-13")
def test_nobody_signs_twice_their_own_or_for_another_role(here: Town) -> None:
    manager, approver = here.cast.managers[0], here.cast.approvers[0]
    change = proposed(manager)
    for code, user, why in (
        ("operations", manager, "You proposed this change"),
        ("finance", here.cast.managers[1], "This is signed by: Finance approver"),
        ("mayor", approver, "not one of those"),
    ):
        with pytest.raises(Refused, match=why):
            sign(change=change, code=code, on=ON, by=user)
    sign(change=change, code="finance", on=ON, by=approver)
    with pytest.raises(Refused, match="You have signed this change already"):
        sign(change=change, code="finance", on=ON, by=approver)
    with pytest.raises(Refused, match="Somebody has already signed here"):
        sign(change=change, code="finance", on=ON, by=here.cast.approvers[1])
    with pytest.raises(Refused, match="The day it was to start has come"):
        sign(change=change, code="operations", on=STARTS_ON, by=here.cast.managers[1])
    for user in (here.cast.workers[0], here.cast.finance[0], here.cast.administrator):
        with pytest.raises(NotAllowed):
            sign(change=change, code="operations", on=ON, by=user)


@pytest.mark.requirement("R-RAS-14")
def test_what_the_model_found_is_kept_with_the_proposal_once(here: Town) -> None:
    change = proposed(here.cast.managers[0])
    assert proposed(here.cast.managers[0]).pk == change.pk
    found = tried(price_per_point="6.60").comparison.all
    assert change.model["all"] == {"label": "Everybody", **found.amounts}
    assert change.model["fictional"] and change.model["changes"] == {"allocation.price_per_point": "6.60"}


@pytest.mark.parametrize(
    ("changes", "reason", "starts_on", "why"),
    [
        ({}, "Why", STARTS_ON, "Nothing is different"),
        ({"price_per_point": "6.60"}, " ", STARTS_ON, "Say why"),
        ({"price_per_point": "6.60"}, "Why", ON, "must be after today"),
    ],
)
def test_a_proposal_needs_a_difference_a_reason_and_a_later_day(
    changes: dict[str, str], reason: str, starts_on: date, why: str, here: Town
) -> None:
    with pytest.raises(Refused, match=why):
        propose(modelled=tried(**changes), reason=reason, starts_on=starts_on, key="x", on=ON, by=here.cast.managers[0])


def test_a_charge_is_not_changed_by_this_sign_off(here: Town) -> None:
    charge = {"charging.share_of_disposable_income": "80"}
    modelled = ask(Question(settings.COUNCIL, ON, people=20, changes=charge))
    with pytest.raises(Refused, match="Only points, prices and ceilings"):
        propose(modelled=modelled, reason="Why", starts_on=STARTS_ON, key="x", on=ON, by=here.cast.managers[0])


@pytest.mark.requirement("R-RAS-13")
@pytest.mark.parametrize("council", councils())
def test_everybody_a_council_asks_to_sign_is_able_to(council: str) -> None:
    rows = load(council).on(ON).table("allocation.joint_sign_off")
    assert len(rows) > 1
    assert all(may(frozenset({Role(row["role"])}), Permission.SIGN_ALLOCATION_CHANGES) for row in rows)
