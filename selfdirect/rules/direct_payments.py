"""How a budget may be held: the choices and what each one means, whether a direct payment suits, what is recorded.

Values: policy/councils
Next:   selfdirect/rules/payments.py
Tests:  tests/rules/test_direct_payments.py
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final

from selfdirect.rules.problems import Problem
from selfdirect.rules.values import TableRow, ValueRefused, Values, text_cell

# Policy values read here: OPTIONS has columns option, variant, label; METHODS method, label; MIXED_ALLOWED yes or no.
OPTIONS: Final = "direct_payments.options"
METHODS: Final = "direct_payments.methods"
MIXED_ALLOWED: Final = "direct_payments.mixed_allowed"

COUNCIL_MANAGED: Final = "council_managed"
THIRD_PARTY: Final = "third_party"
DIRECT_PAYMENT: Final = "direct_payment"
MIXED: Final = "mixed"
PAID_OUT: Final = (THIRD_PARTY, DIRECT_PAYMENT)
"""The ways in which money leaves the council: somebody is paid."""

PREPAID_CARD: Final = "prepaid_card"
BANK_ACCOUNT: Final = "bank_account"


@dataclass(frozen=True)
class Option:
    """One way to hold a budget, or to be paid: its key and what it is called."""

    key: str
    label: str


@dataclass(frozen=True)
class OptionFacts:
    """What one way to hold a budget means for the person, in plain words (R-DEP-03)."""

    option: str
    label: str
    who_holds: str
    your_duties: str
    help: str
    control: str
    paperwork: str


# The local variants of each way (R-DEP-01): the way itself, as records and payments know it, by its variant's name.
VARIANTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "council": COUNCIL_MANAGED,
        "council_and_providers": COUNCIL_MANAGED,
        "fund_holder": THIRD_PARTY,
        "agency": THIRD_PARTY,
        "representative": THIRD_PARTY,
        "self": DIRECT_PAYMENT,
    }
)

# What each variant means: who holds the money, the person's duties, the help there is, how much say they have, and
# the paperwork.
_FACTS: Final[Mapping[str, tuple[str, str, str, str, str]]] = MappingProxyType(
    {
        "council": (
            "The council holds your money.",
            "You tell us what you want and when something changes.",
            "Your worker arranges your support with you. This costs you nothing.",
            "You choose from the services that the council can buy. You can change your mind.",
            "None. We pay the bills and send you a statement.",
        ),
        "council_and_providers": (
            "The council holds your money, or a provider that the council has chosen does.",
            "You tell us or the provider what you want and when something changes.",
            "Your worker and the provider arrange your support with you. This costs you nothing.",
            "You choose from the services that the council or the provider can buy. You can change your mind.",
            "None. The bills are paid for you, and you get a statement.",
        ),
        "fund_holder": (
            "An organisation you choose holds your money for you.",
            "You tell them what you want and when something changes.",
            "They arrange your support and pay the bills. Their fee comes from your budget.",
            "You choose what the money is spent on, and you agree how with them.",
            "Very little. They keep the records and send you a statement.",
        ),
        "agency": (
            "The agency that gives your care holds your money for you.",
            "You tell the agency what you want and when something changes.",
            "The agency arranges your care and pays the bills. You can ask what it keeps for this.",
            "You say what you want, when and from whom at the agency. You can choose another agency.",
            "Very little. The agency keeps the records and sends you a statement.",
        ),
        "representative": (
            "Somebody who acts for you holds your money: a carer or an agency.",
            "You tell them what you want. They have the duties that go with the money.",
            "They arrange your support with you. They can have help with pay and records too.",
            "You say what you want, and they arrange it with you.",
            "None for you. Whoever acts for you keeps a record and we look at it together.",
        ),
        "self": (
            "You hold your money, or somebody you choose does.",
            "You spend it on what is in your plan. If you employ somebody, you are their employer.",
            "You can have help with pay, records and finding people. It can come from your budget.",
            "You choose who supports you, when and how.",
            "You keep a record of what you spend and we look at it with you.",
        ),
    }
)

MET: Final = "yes"
WITH_SUPPORT: Final = "with_support"
NOT_MET: Final = "no"
ANSWERS: Final = {MET: "Yes", WITH_SUPPORT: "Yes, with support", NOT_MET: "No"}

# The four factors of R-DEP-12.
FACTORS: Final = {
    "differences": "Do they understand how a direct payment differs from care that the council arranges?",
    "duties": "Do they understand their duties in looking after the money?",
    "contribution": "Do they understand the financial assessment, and that they may have to contribute?",
    "ability": "Can they manage it, with what it means to employ people and to make contracts?",
}


@dataclass(frozen=True)
class FactorAnswer:
    """The answer to one of the four factors. `note` says what support is needed, or why the answer is no."""

    factor: str
    met: str
    note: str = ""


@dataclass(frozen=True)
class Suitability:
    """Whether a direct payment suits (R-DEP-12 and 13). With problems it is not settled, and `suitable` is False.

    `reasons` are the reasons for a refusal, to be shared with the person; `support_needed` is what must be arranged.
    """

    suitable: bool
    reasons: tuple[str, ...]
    support_needed: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Choice:
    """How a person chose to hold their budget (R-DEP-04, 05, 15 and 17; R-FIN-06).

    `option` is one of the policy's, or "mixed": then `line_holders` gives the option of each plan line by its key.
    `method` is how a direct payment is paid. A direct payment needs the person's consent, or a representative and
    the authority by which they act.
    """

    option: str
    line_holders: Mapping[str, str] = field(default_factory=dict)
    method: str = ""
    conversation_on: date | None = None
    reason: str = ""
    consent: bool = False
    representative: str = ""
    authority: str = ""
    contribution_acknowledged: bool = False
    third_party: str = ""
    third_party_provides_care: bool = False
    conflict_note: str = ""

    def holders(self, line_keys: Iterable[str]) -> dict[str, str]:
        """Give the option that holds each line of the plan. Choices for lines that are not in it are dropped."""
        if self.option == MIXED:
            return {key: self.line_holders.get(key, "") for key in line_keys}
        return dict.fromkeys(line_keys, self.option)


def options(values: Values) -> tuple[Option, ...]:
    """Give the ways to hold a budget that the policy offers (R-DEP-01). Raises ValueRefused for an unknown one."""
    found = tuple(Option(text_cell(row, "option"), text_cell(row, "label")) for row in values.table(OPTIONS))
    _known(OPTIONS, found, VARIANTS.values())
    return found


def methods(values: Values) -> tuple[Option, ...]:
    """Give the ways to be paid a direct payment that the policy offers (R-PAY-01). Raises ValueRefused."""
    found = tuple(Option(text_cell(row, "method"), text_cell(row, "label")) for row in values.table(METHODS))
    _known(METHODS, found, (PREPAID_CARD, BANK_ACCOUNT))
    return found


def _known(key: str, found: Iterable[Option], known: Iterable[str]) -> None:
    unknown = sorted({option.key for option in found} - set(known))
    if unknown:
        raise ValueRefused(f"{key} offers {', '.join(unknown)}, which nobody has described here.")


def compare(values: Values) -> tuple[OptionFacts, ...]:
    """Give what each way on offer means, side by side, in the policy's order, in its local variant (R-DEP-01, 03).

    Raises ValueRefused for a variant of another way.
    """
    return tuple(
        OptionFacts(option.key, option.label, *_FACTS[_variant(row, option.key)])
        for option, row in zip(options(values), values.table(OPTIONS), strict=True)
    )


def _variant(row: TableRow, option: str) -> str:
    variant = text_cell(row, "variant")
    if VARIANTS.get(variant) != option:
        raise ValueRefused(f"{OPTIONS} says that {option} is held as {variant}, which is another way.")
    return variant


def suitability(
    answers: Iterable[FactorAnswer], *, has_capacity: bool, authorised_person: str, excluded_by_order: bool
) -> Suitability:
    """Say whether a direct payment suits (Care Act 2014 ss.31 and 32; SI 2014/2871 reg 2; R-DEP-12).

    Without capacity, somebody authorised must ask (s.32). A person under a court order for drugs or alcohol cannot
    have one. Each of the four factors must be answered, and met alone or with support.
    """
    given = {answer.factor: answer for answer in answers}
    problems = tuple(_unanswered(given))
    reasons = []
    if excluded_by_order:
        reasons.append("The law does not allow a direct payment while a court order of this kind is in force.")
    if not has_capacity and not authorised_person.strip():
        reasons.append("Nobody with authority to decide for the person has asked for a direct payment.")
    reasons += [given[factor].note for factor in FACTORS if factor in given and given[factor].met == NOT_MET]
    support = tuple(given[factor].note for factor in FACTORS if factor in given and given[factor].met == WITH_SUPPORT)
    return Suitability(not problems and not reasons, tuple(reasons), support, problems)


def _unanswered(given: Mapping[str, FactorAnswer]) -> Iterator[Problem]:
    for factor, question in FACTORS.items():
        answer = given.get(factor)
        if answer is None or answer.met not in ANSWERS:
            yield Problem(factor, f"Answer this question: {question}")
        elif answer.met == WITH_SUPPORT and not answer.note.strip():
            yield Problem(factor, "Say what support is needed.")
        elif answer.met == NOT_MET and not answer.note.strip():
            yield Problem(factor, "Say why, in words that can be shared with the person.")


def check_choice(
    choice: Choice, line_keys: Iterable[str], values: Values, *, suitable: bool | None
) -> tuple[Problem, ...]:
    """Say everything that stops the choice from being final; nothing when it may be. Fields are those of Choice.

    For a line of a mixed plan the field is "line-<key>". `suitable` is the answer of the suitability record; None
    when there is none. Only what the choice calls for is asked for.
    """
    holders = choice.holders(line_keys)
    return (
        *_option_problems(choice, holders, values),
        *_conversation_problems(choice),
        *(_direct_payment_problems(choice, values, suitable) if DIRECT_PAYMENT in holders.values() else ()),
        *(_third_party_problems(choice) if THIRD_PARTY in holders.values() else ()),
    )


def _option_problems(choice: Choice, holders: Mapping[str, str], values: Values) -> Iterator[Problem]:
    offered = {option.key for option in options(values)}
    if choice.option == MIXED:
        if not values.yes(MIXED_ALLOWED):
            yield Problem("option", "All of the budget must be held in one way.")
        for key, holder in holders.items():
            if holder not in offered:
                yield Problem(f"line-{key}", "Choose who holds the money for this part of the plan.")
    elif choice.option not in offered:
        yield Problem("option", "Choose how the budget will be held.")


def _conversation_problems(choice: Choice) -> Iterator[Problem]:
    if choice.conversation_on is None:
        yield Problem("conversation_on", "Record when the choices were talked through with the person.")
    if not choice.reason.strip():
        yield Problem("reason", "Record the person's own reason for their choice.")


def _direct_payment_problems(choice: Choice, values: Values, suitable: bool | None) -> Iterator[Problem]:
    if choice.method not in {method.key for method in methods(values)}:
        yield Problem("method", "Choose how the direct payment is paid.")
    if suitable is None:
        yield Problem("option", "Record whether a direct payment suits the person first.")
    elif not suitable:
        yield Problem("option", "A direct payment was found not to suit. Choose another way to hold the budget.")
    if choice.representative.strip():
        if not choice.authority.strip():
            yield Problem("authority", "Say by what authority the representative acts.")
    elif not choice.consent:
        yield Problem("consent", "Record that the person agrees to a direct payment, or who acts for them.")
    if not choice.contribution_acknowledged:
        yield Problem("contribution_acknowledged", "Record that the person knows they may have to contribute.")


def _third_party_problems(choice: Choice) -> Iterator[Problem]:
    if not choice.third_party.strip():
        yield Problem("third_party", "Enter the name of the organisation that will hold the money.")
    if choice.third_party_provides_care and not choice.conflict_note.strip():
        yield Problem("conflict_note", "They also provide care. Say how this conflict of interest is handled.")
