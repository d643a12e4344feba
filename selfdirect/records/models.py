"""An index of the noun files, because Django looks here. Nothing is defined in this file.

Next:   selfdirect/records/people.py
"""

from selfdirect.records.access import ActingFor, RoleGrant, Team, User
from selfdirect.records.account_help import AccountBurden, AccountHelp
from selfdirect.records.allocation import AllocationBasis, IndicativeBudget, IndicativeConfirmation, PlanningAmount
from selfdirect.records.allocation_changes import AllocationChange, AllocationSignature
from selfdirect.records.assessments import AssessedRisk, Assessment
from selfdirect.records.assistants import Assistant, RegisterEntry, RegisterSearch, Training, Vacancy, VacancyEnd
from selfdirect.records.audit import Asked, AuditEntry, DemoDate, Draft
from selfdirect.records.authority import Authority, AuthorityEnd
from selfdirect.records.bank_answers import BankAnswer, LineAnswer
from selfdirect.records.brokerage import BrokerageAnswer, BrokerageReferral
from selfdirect.records.budgets import Budget, BudgetLine
from selfdirect.records.card_loads import CardLoad
from selfdirect.records.cards import Card, CardArrived, CardBalance, CardEnd, CardMade, CardOrder, LostCard
from selfdirect.records.charging import ChargeNotice, FinancialAssessment
from selfdirect.records.cheques import Cheque
from selfdirect.records.choosing import (
    ChallengeAnswer,
    HelpOutcome,
    HelpToChoose,
    HoldingView,
    HoldingWish,
    LaterTalk,
    SuitabilityChallenge,
)
from selfdirect.records.contingency import ContingencyEnd, ContingencyStart
from selfdirect.records.contributions import ContributionBill, ContributionPayment, ContributionRun
from selfdirect.records.crisis_fund import CrisisDecision, CrisisDraw, CrisisFundMoney, CrisisSettled
from selfdirect.records.decisions import Decision
from selfdirect.records.direct_payments import (
    Agreement,
    HoldingChoice,
    HoldingConversation,
    Payee,
    SignatureRequest,
    SuitabilityRecord,
)
from selfdirect.records.eligibility import BudgetOffer
from selfdirect.records.employment import (
    ChecklistWord,
    Employment,
    EmploymentEnd,
    EmploymentTerms,
    FamilyRequest,
    FamilySwitch,
    FamilySwitchAfter,
    GuidanceShown,
)
from selfdirect.records.equipment import LateEquipment, PrescribedItem, RetailerChoice
from selfdirect.records.holdings import AdvanceInstruction, HoldingSwitch, LineHolding
from selfdirect.records.ideas import Idea, IdeaCheck, SourcingEnd, SourcingMore, SourcingTask, SourcingTime
from selfdirect.records.invoices import Invoice, InvoiceAnswer, InvoicePart, LateInvoice
from selfdirect.records.joint_funding import JointFunding
from selfdirect.records.market import ContractEnd, KeepAnswer, KeepQuestion, Provider, ProviderClosing
from selfdirect.records.messages import Letter, Message, Note
from selfdirect.records.must_be_paid import MustBePaid, RailDrill, RailFailure
from selfdirect.records.orders import (
    LateStart,
    Order,
    OrderAnswer,
    OrderArrangement,
    OrderEnd,
    OrderRequest,
    OrderStart,
    TimeSwap,
)
from selfdirect.records.payees import NameCheck, NumbersCheck
from selfdirect.records.payment_changes import LineChange, PaymentChange
from selfdirect.records.payments import PaymentFile, PaymentLine, PaymentRun, PaymentSchedule
from selfdirect.records.people import Person, PersonDetails
from selfdirect.records.plans import Plan, PlanLine, PlanRisk
from selfdirect.records.referrals import Referral
from selfdirect.records.reminders import LookReminder
from selfdirect.records.reviews import Review
from selfdirect.records.statements import Statement
from selfdirect.records.support_services import SupportExchange, SupportLevel
from selfdirect.records.timesheets import PayResult, PayrollFile, PayrollItem, ReserveEntry, Timesheet, TimesheetAnswer
from selfdirect.records.unspent import (
    AccountLook,
    Recouped,
    ReuseAnswer,
    ReuseRequest,
    SurplusContact,
    SurplusDecision,
)
from selfdirect.records.work import NamedWorker, Step

__all__ = [
    "AccountBurden",
    "AccountHelp",
    "AccountLook",
    "ActingFor",
    "AdvanceInstruction",
    "Agreement",
    "AllocationBasis",
    "AllocationChange",
    "AllocationSignature",
    "Asked",
    "AssessedRisk",
    "Assessment",
    "Assistant",
    "AuditEntry",
    "Authority",
    "AuthorityEnd",
    "BankAnswer",
    "BrokerageAnswer",
    "BrokerageReferral",
    "Budget",
    "BudgetLine",
    "BudgetOffer",
    "Card",
    "CardArrived",
    "CardBalance",
    "CardEnd",
    "CardLoad",
    "CardMade",
    "CardOrder",
    "ChallengeAnswer",
    "ChargeNotice",
    "ChecklistWord",
    "Cheque",
    "ContingencyEnd",
    "ContingencyStart",
    "ContractEnd",
    "ContributionBill",
    "ContributionPayment",
    "ContributionRun",
    "CrisisDecision",
    "CrisisDraw",
    "CrisisFundMoney",
    "CrisisSettled",
    "Decision",
    "DemoDate",
    "Draft",
    "Employment",
    "EmploymentEnd",
    "EmploymentTerms",
    "FamilyRequest",
    "FamilySwitch",
    "FamilySwitchAfter",
    "FinancialAssessment",
    "GuidanceShown",
    "HelpOutcome",
    "HelpToChoose",
    "HoldingChoice",
    "HoldingConversation",
    "HoldingSwitch",
    "HoldingView",
    "HoldingWish",
    "Idea",
    "IdeaCheck",
    "IndicativeBudget",
    "IndicativeConfirmation",
    "Invoice",
    "InvoiceAnswer",
    "InvoicePart",
    "JointFunding",
    "KeepAnswer",
    "KeepQuestion",
    "LateEquipment",
    "LateInvoice",
    "LateStart",
    "LaterTalk",
    "Letter",
    "LineAnswer",
    "LineChange",
    "LineHolding",
    "LookReminder",
    "LostCard",
    "Message",
    "MustBePaid",
    "NameCheck",
    "NamedWorker",
    "Note",
    "NumbersCheck",
    "Order",
    "OrderAnswer",
    "OrderArrangement",
    "OrderEnd",
    "OrderRequest",
    "OrderStart",
    "PayResult",
    "Payee",
    "PaymentChange",
    "PaymentFile",
    "PaymentLine",
    "PaymentRun",
    "PaymentSchedule",
    "PayrollFile",
    "PayrollItem",
    "Person",
    "PersonDetails",
    "Plan",
    "PlanLine",
    "PlanRisk",
    "PlanningAmount",
    "PrescribedItem",
    "Provider",
    "ProviderClosing",
    "RailDrill",
    "RailFailure",
    "Recouped",
    "Referral",
    "RegisterEntry",
    "RegisterSearch",
    "ReserveEntry",
    "RetailerChoice",
    "ReuseAnswer",
    "ReuseRequest",
    "Review",
    "RoleGrant",
    "SignatureRequest",
    "SourcingEnd",
    "SourcingMore",
    "SourcingTask",
    "SourcingTime",
    "Statement",
    "Step",
    "SuitabilityChallenge",
    "SuitabilityRecord",
    "SupportExchange",
    "SupportLevel",
    "SurplusContact",
    "SurplusDecision",
    "Team",
    "TimeSwap",
    "Timesheet",
    "TimesheetAnswer",
    "Training",
    "User",
    "Vacancy",
    "VacancyEnd",
]
