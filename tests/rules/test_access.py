"""Who may do what, cell by cell: the table below is written out by hand of its own, and every cell is compared."""

import pytest

from selfdirect.rules.access import CARE_STAFF, PERMISSIONS, STAFF, WRITING, Permission, Role, may

ROLES = {
    "per": Role.PERSON,
    "car": Role.CARER,
    "rep": Role.REPRESENTATIVE,
    "soc": Role.SOCIAL_WORKER,
    "man": Role.TEAM_MANAGER,
    "pan": Role.PANEL_MEMBER,
    "fin": Role.FINANCE_OFFICER,
    "app": Role.FINANCE_APPROVER,
    "com": Role.COMMISSIONER,
    "pro": Role.PROVIDER,
    "ast": Role.PERSONAL_ASSISTANT,
    "aud": Role.AUDITOR,
    "adm": Role.ADMINISTRATOR,
}

TABLE = """
                        per car rep soc man pan fin app com pro ast aud adm
see_own_record           x   .   .   .   .   .   .   .   .   .   .   .   .
see_record_acted_for     .   x   x   .   .   .   .   .   .   .   .   .   .
see_any_record           .   .   .   x   x   x   x   x   .   .   .   x   .
see_work                 .   .   .   x   x   .   x   .   .   .   .   x   .
see_team_work            .   .   .   .   x   .   .   .   .   .   .   x   .
see_money                .   .   .   .   x   .   x   x   .   .   .   x   .
see_market               .   .   .   .   .   .   .   .   x   .   .   x   .
see_own_orders           .   .   .   .   .   .   .   .   .   x   .   .   .
see_funds_held           .   .   .   .   .   .   .   .   .   x   .   .   .
see_own_timesheets       .   .   .   .   .   .   .   .   .   .   x   .   .
see_assistants           .   .   .   x   x   .   .   .   x   .   .   x   .
see_audit                .   .   .   .   .   .   .   .   .   .   .   x   .
see_system               .   .   .   .   .   .   .   .   .   .   .   x   x
see_policy               .   .   .   x   x   x   x   x   x   .   .   x   x
see_models               .   .   .   .   x   .   .   x   x   .   .   x   .
see_steering             .   .   .   .   x   .   .   .   x   .   .   x   .
receive_referrals        .   .   .   x   x   .   .   .   .   .   .   .   .
screen_referrals         .   .   .   x   x   .   .   .   .   .   .   .   .
name_workers             .   .   .   .   x   .   .   .   .   .   .   .   .
correct_details          x   .   .   x   x   .   .   .   .   .   .   .   .
assess                   .   .   .   x   .   .   .   .   .   .   .   .   .
assess_finances          .   .   .   x   .   .   x   .   .   .   .   .   .
tell_charges             .   .   .   x   .   .   x   .   .   .   .   .   .
waive_telling            .   .   .   .   x   .   .   .   .   .   .   .   .
allocate                 .   .   .   x   .   .   .   .   .   .   .   .   .
plan                     .   .   .   x   .   .   .   .   .   .   .   .   .
propose                  .   .   .   x   .   .   .   .   .   .   .   .   .
decide                   .   .   .   .   x   .   .   .   .   .   .   .   .
decide_at_panel          .   .   .   .   .   x   .   .   .   .   .   .   .
decide_for_a_colleague   .   .   .   x   .   .   .   .   .   .   .   .   .
confirm_allocations      .   .   .   .   x   x   .   .   .   .   .   .   .
authorise_cheques        .   .   .   .   x   .   .   x   .   .   .   .   .
sign_allocation_changes  .   .   .   .   x   .   .   x   x   .   .   .   .
finalise_budgets         .   .   .   x   .   .   .   .   .   .   .   .   .
choose_holding           x   .   x   x   .   .   .   .   .   .   .   .   .
agree                    x   .   x   x   .   .   .   .   .   .   .   .   .
give_authority           .   .   .   x   x   .   .   .   .   .   .   .   .
set_up_payments          .   .   .   x   .   .   x   .   .   .   .   .   .
prepare_runs             .   .   .   .   .   .   x   .   .   .   .   .   .
approve_runs             .   .   .   .   .   .   .   x   .   .   .   .   .
send_runs                .   .   .   .   .   .   x   .   .   .   .   .   .
confirm_runs             .   .   .   .   .   .   x   .   .   .   .   .   .
close_periods            .   .   .   .   .   .   .   x   .   .   .   .   .
look_at_accounts         .   .   .   x   .   .   x   .   .   .   .   .   .
recoup                   .   .   .   .   .   .   x   .   .   .   .   .   .
tell_us                  x   x   x   .   .   .   .   .   .   .   .   .   .
answer_messages          .   .   .   x   x   .   x   .   .   .   .   .   .
arrange_services         .   .   .   x   .   .   .   .   .   .   .   .   .
control_services         x   .   x   .   .   .   .   .   .   .   .   .   .
manage_funds_held        .   .   .   .   .   .   .   .   .   x   .   .   .
answer_orders            .   .   .   .   .   .   .   .   .   x   .   .   .
employ                   x   .   x   x   .   .   .   .   .   .   .   .   .
log_hours                .   .   .   .   .   .   .   .   .   .   x   .   .
sign_timesheets          x   x   x   .   .   .   .   .   .   .   .   .   .
keep_register            .   .   .   x   .   .   .   .   .   .   .   .   .
hand_off_payroll         .   .   .   .   .   .   x   .   .   .   .   .   .
change_contracts         .   .   .   .   .   .   .   .   x   .   .   .   .
manage_users             .   .   .   .   .   .   .   .   .   .   .   .   x
run_timers               .   .   .   .   .   .   .   .   .   .   .   .   x
"""


def cells() -> list[tuple[Role, Permission, bool]]:
    heads, *rows = TABLE.strip("\n").splitlines()
    roles = [ROLES[head] for head in heads.split()]
    found = []
    for row in rows:
        name, *marks = row.split()
        assert len(marks) == len(roles), name
        found += [(role, Permission(name), mark == "x") for role, mark in zip(roles, marks, strict=True)]
    return found


@pytest.mark.parametrize(("role", "permission", "allowed"), cells())
def test_every_cell_of_the_table(role: Role, permission: Permission, allowed: bool) -> None:
    assert may(frozenset({role}), permission) is allowed


def test_the_table_above_has_every_role_and_every_permission() -> None:
    assert {(role, permission) for role, permission, _ in cells()} == {(r, p) for r in Role for p in Permission}


def test_nobody_without_a_role_may_do_anything() -> None:
    assert not any(may(frozenset(), permission) for permission in Permission)


@pytest.mark.requirement("R-PAY-17")
def test_no_role_both_prepares_and_approves_a_payment_run() -> None:
    both = {Permission.PREPARE_RUNS, Permission.APPROVE_RUNS}
    assert not [role for role in Role if both <= PERMISSIONS[role]]


@pytest.mark.requirement("R-DEC-16")
def test_no_role_both_proposes_and_decides_but_on_a_colleagues_proposal() -> None:
    deciding = {Permission.DECIDE, Permission.DECIDE_AT_PANEL, Permission.CONFIRM_ALLOCATIONS}
    assert not [role for role in Role if Permission.PROPOSE in PERMISSIONS[role] and deciding & PERMISSIONS[role]]


def test_the_auditor_writes_nothing() -> None:
    assert not PERMISSIONS[Role.AUDITOR] & WRITING


def test_the_administrator_sees_no_care_records() -> None:
    assert Permission.SEE_ANY_RECORD not in PERMISSIONS[Role.ADMINISTRATOR]
    assert Role.ADMINISTRATOR not in CARE_STAFF


def test_everybody_who_sees_other_peoples_records_needs_a_second_factor() -> None:
    assert {role for role in Role if Permission.SEE_ANY_RECORD in PERMISSIONS[role]} <= STAFF
