"""Who may do what: one table of roles by permissions, and the only place it is decided.

A role not named under a permission may not do it. Nothing here knows a user: records/access.py says which
roles somebody holds today, actions/action.py asks this table before anything is written, and pages ask it
before they show a link.

Why:    docs/decisions/who-may-do-what.md
Next:   selfdirect/records/access.py
Tests:  tests/rules/test_access.py
"""

from enum import StrEnum


class Role(StrEnum):
    """The thirteen kinds of people who sign in (requirements section 2, shortened to those the program knows)."""

    PERSON = "person"
    CARER = "carer"
    REPRESENTATIVE = "representative"
    SOCIAL_WORKER = "social_worker"
    TEAM_MANAGER = "team_manager"
    PANEL_MEMBER = "panel_member"
    FINANCE_OFFICER = "finance_officer"
    FINANCE_APPROVER = "finance_approver"
    COMMISSIONER = "commissioner"
    PROVIDER = "provider"
    PERSONAL_ASSISTANT = "personal_assistant"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        """The role in words, for pages."""
        return _LABELS.get(self, self.value.replace("_", " ").capitalize())


_LABELS = {Role.SOCIAL_WORKER: "Social worker or care co-ordinator"}

STAFF = frozenset(
    {
        Role.SOCIAL_WORKER,
        Role.TEAM_MANAGER,
        Role.PANEL_MEMBER,
        Role.FINANCE_OFFICER,
        Role.FINANCE_APPROVER,
        Role.COMMISSIONER,
        Role.AUDITOR,
        Role.ADMINISTRATOR,
    }
)
"""Roles that must have a second factor (TOTP) when they sign in with a password."""

CARE_STAFF = frozenset(
    {
        Role.SOCIAL_WORKER,
        Role.TEAM_MANAGER,
        Role.PANEL_MEMBER,
        Role.FINANCE_OFFICER,
        Role.FINANCE_APPROVER,
        Role.AUDITOR,
    }
)
"""Roles whose work needs the records of people who are not their own."""


class Permission(StrEnum):
    """Everything that can be seen or done, as verb and noun."""

    SEE_OWN_RECORD = "see_own_record"
    SEE_RECORD_ACTED_FOR = "see_record_acted_for"
    SEE_ANY_RECORD = "see_any_record"
    SEE_WORK = "see_work"
    SEE_TEAM_WORK = "see_team_work"
    SEE_MONEY = "see_money"
    SEE_MARKET = "see_market"
    SEE_OWN_ORDERS = "see_own_orders"
    SEE_FUNDS_HELD = "see_funds_held"
    SEE_OWN_TIMESHEETS = "see_own_timesheets"
    SEE_ASSISTANTS = "see_assistants"
    SEE_AUDIT = "see_audit"
    SEE_SYSTEM = "see_system"
    SEE_POLICY = "see_policy"
    SEE_MODELS = "see_models"
    SEE_STEERING = "see_steering"
    RECEIVE_REFERRALS = "receive_referrals"
    SCREEN_REFERRALS = "screen_referrals"
    NAME_WORKERS = "name_workers"
    CORRECT_DETAILS = "correct_details"
    ASSESS = "assess"
    ASSESS_FINANCES = "assess_finances"
    TELL_CHARGES = "tell_charges"
    WAIVE_TELLING = "waive_telling"
    ALLOCATE = "allocate"
    PLAN = "plan"
    PROPOSE = "propose"
    DECIDE = "decide"
    DECIDE_AT_PANEL = "decide_at_panel"
    DECIDE_FOR_A_COLLEAGUE = "decide_for_a_colleague"
    CONFIRM_ALLOCATIONS = "confirm_allocations"
    SIGN_ALLOCATION_CHANGES = "sign_allocation_changes"
    FINALISE_BUDGETS = "finalise_budgets"
    CHOOSE_HOLDING = "choose_holding"
    AGREE = "agree"
    GIVE_AUTHORITY = "give_authority"
    SET_UP_PAYMENTS = "set_up_payments"
    PREPARE_RUNS = "prepare_runs"
    APPROVE_RUNS = "approve_runs"
    SEND_RUNS = "send_runs"
    CONFIRM_RUNS = "confirm_runs"
    AUTHORISE_CHEQUES = "authorise_cheques"
    CLOSE_PERIODS = "close_periods"
    LOOK_AT_ACCOUNTS = "look_at_accounts"
    RECOUP = "recoup"
    TELL_US = "tell_us"
    ARRANGE_SERVICES = "arrange_services"
    CONTROL_SERVICES = "control_services"
    MANAGE_FUNDS_HELD = "manage_funds_held"
    ANSWER_ORDERS = "answer_orders"
    EMPLOY = "employ"
    LOG_HOURS = "log_hours"
    SIGN_TIMESHEETS = "sign_timesheets"
    KEEP_REGISTER = "keep_register"
    HAND_OFF_PAYROLL = "hand_off_payroll"
    CHANGE_CONTRACTS = "change_contracts"
    ANSWER_MESSAGES = "answer_messages"
    MANAGE_USERS = "manage_users"
    RUN_TIMERS = "run_timers"


P = Permission

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.PERSON: frozenset(
        {
            P.SEE_OWN_RECORD,
            P.CORRECT_DETAILS,
            P.CHOOSE_HOLDING,
            P.AGREE,
            P.TELL_US,
            P.CONTROL_SERVICES,
            P.EMPLOY,
            P.SIGN_TIMESHEETS,
        }
    ),
    Role.CARER: frozenset({P.SEE_RECORD_ACTED_FOR, P.TELL_US, P.SIGN_TIMESHEETS}),
    Role.REPRESENTATIVE: frozenset(
        {
            P.SEE_RECORD_ACTED_FOR,
            P.CHOOSE_HOLDING,
            P.AGREE,
            P.TELL_US,
            P.CONTROL_SERVICES,
            P.EMPLOY,
            P.SIGN_TIMESHEETS,
        }
    ),
    Role.SOCIAL_WORKER: frozenset(
        {
            P.SEE_ANY_RECORD,
            P.SEE_WORK,
            P.SEE_POLICY,
            P.RECEIVE_REFERRALS,
            P.SCREEN_REFERRALS,
            P.CORRECT_DETAILS,
            P.ASSESS,
            P.ASSESS_FINANCES,
            P.TELL_CHARGES,
            P.ALLOCATE,
            P.PLAN,
            P.PROPOSE,
            # Only where the council's ladder gives an amount to this role, and never on one's own proposal.
            P.DECIDE_FOR_A_COLLEAGUE,
            P.FINALISE_BUDGETS,
            P.CHOOSE_HOLDING,
            P.AGREE,
            P.GIVE_AUTHORITY,
            P.SET_UP_PAYMENTS,
            P.ANSWER_MESSAGES,
            P.ARRANGE_SERVICES,
            P.LOOK_AT_ACCOUNTS,
            P.SEE_ASSISTANTS,
            P.KEEP_REGISTER,
            P.EMPLOY,
        }
    ),
    Role.TEAM_MANAGER: frozenset(
        {
            P.SEE_ANY_RECORD,
            P.SEE_WORK,
            P.SEE_TEAM_WORK,
            P.SEE_MONEY,
            P.SEE_POLICY,
            P.SEE_MODELS,
            P.SEE_STEERING,
            P.SIGN_ALLOCATION_CHANGES,
            P.RECEIVE_REFERRALS,
            P.SCREEN_REFERRALS,
            P.NAME_WORKERS,
            P.WAIVE_TELLING,
            # Only where the policy names this role for cheques, as for the finance approver.
            P.AUTHORISE_CHEQUES,
            P.GIVE_AUTHORITY,
            P.CORRECT_DETAILS,
            P.DECIDE,
            P.CONFIRM_ALLOCATIONS,
            P.SEE_ASSISTANTS,
            P.ANSWER_MESSAGES,
        }
    ),
    Role.PANEL_MEMBER: frozenset({P.SEE_ANY_RECORD, P.SEE_POLICY, P.DECIDE_AT_PANEL, P.CONFIRM_ALLOCATIONS}),
    Role.FINANCE_OFFICER: frozenset(
        {
            P.SEE_ANY_RECORD,
            P.SEE_WORK,
            P.SEE_MONEY,
            P.SEE_POLICY,
            P.ASSESS_FINANCES,
            P.TELL_CHARGES,
            P.SET_UP_PAYMENTS,
            P.PREPARE_RUNS,
            P.SEND_RUNS,
            P.CONFIRM_RUNS,
            P.LOOK_AT_ACCOUNTS,
            P.RECOUP,
            P.ANSWER_MESSAGES,
            P.HAND_OFF_PAYROLL,
        }
    ),
    Role.FINANCE_APPROVER: frozenset(
        {
            P.SEE_ANY_RECORD,
            P.SEE_MONEY,
            P.SEE_POLICY,
            P.SEE_MODELS,
            P.SIGN_ALLOCATION_CHANGES,
            P.APPROVE_RUNS,
            P.AUTHORISE_CHEQUES,
            P.CLOSE_PERIODS,
        }
    ),
    Role.COMMISSIONER: frozenset(
        {
            P.SEE_MARKET,
            P.SEE_POLICY,
            P.SEE_MODELS,
            P.SEE_STEERING,
            P.SIGN_ALLOCATION_CHANGES,
            P.CHANGE_CONTRACTS,
            P.SEE_ASSISTANTS,
        }
    ),
    # The last two only for whoever holds the fund in question: records/funds_held.py says which.
    Role.PROVIDER: frozenset({P.SEE_OWN_ORDERS, P.ANSWER_ORDERS, P.SEE_FUNDS_HELD, P.MANAGE_FUNDS_HELD}),
    Role.PERSONAL_ASSISTANT: frozenset({P.SEE_OWN_TIMESHEETS, P.LOG_HOURS}),
    Role.AUDITOR: frozenset(
        {
            P.SEE_ANY_RECORD,
            P.SEE_WORK,
            P.SEE_TEAM_WORK,
            P.SEE_MONEY,
            P.SEE_ASSISTANTS,
            P.SEE_MARKET,
            P.SEE_AUDIT,
            P.SEE_SYSTEM,
            P.SEE_POLICY,
            P.SEE_MODELS,
            P.SEE_STEERING,
        }
    ),
    Role.ADMINISTRATOR: frozenset({P.SEE_SYSTEM, P.SEE_POLICY, P.MANAGE_USERS, P.RUN_TIMERS}),
}

WRITING = frozenset(permission for permission in Permission if not permission.value.startswith("see_"))
"""Permissions that change something. The auditor holds none of them."""


def may(roles: frozenset[Role], permission: Permission) -> bool:
    """Whether somebody who holds these roles may do this. Denied unless the table says yes."""
    return any(permission in PERMISSIONS.get(role, frozenset()) for role in roles)
