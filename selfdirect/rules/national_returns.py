"""What the nation's statistics count: client level data, and measure 3D of the outcomes framework.

Pure rules over plain facts, for whatever sends or reports them. The figures of 3D are shares with one decimal.

Next:   selfdirect/rules/steering.py
Tests:  tests/rules/test_national_returns.py
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final

from selfdirect.rules.direct_payments import COUNCIL_MANAGED, DIRECT_PAYMENT, THIRD_PARTY

RELEASE_2_FROM: Final = date(2025, 10, 1)
"""Data from this day is sent by Release 2 of the specification; values of Release 1 then fail the checks."""


class Event(StrEnum):
    """The four kinds of events that client level data is made of."""

    REQUEST = "Request"
    ASSESSMENT = "Assessment"
    SERVICE = "Service"
    REVIEW = "Review"


class Setting(StrEnum):
    """Where long-term support is given, in the order in which each person is placed in one."""

    NURSING = "Nursing care"
    RESIDENTIAL = "Residential care"
    COMMUNITY = "Community"
    PRISON = "Prison"


class Mechanism(StrEnum):
    """How support is delivered. There is no value for part of a direct payment: it is a direct payment."""

    DIRECT_PAYMENT = "Direct payment"
    MANAGED_BUDGET = "CASSR managed personal budget"
    COMMISSIONED = "CASSR commissioned support"


_CLIENT_ORDER: Final = (Mechanism.DIRECT_PAYMENT, Mechanism.MANAGED_BUDGET, Mechanism.COMMISSIONED, None)
_BY_WAY: Final = {
    DIRECT_PAYMENT: Mechanism.DIRECT_PAYMENT,
    THIRD_PARTY: Mechanism.MANAGED_BUDGET,
    COUNCIL_MANAGED: Mechanism.MANAGED_BUDGET,
}


def release_on(day: date) -> int:
    """Which release of the specification data about a day is sent by."""
    return 2 if day >= RELEASE_2_FROM else 1


def rolling_year(quarter_ends_on: date) -> tuple[date, date]:
    """Give the twelve months that the file sent after a quarter covers."""
    month = quarter_ends_on.month % 12 + 1
    year = quarter_ends_on.year - (0 if month == 1 else 1)
    return date(year, month, 1), quarter_ends_on


def is_sent(event: Event, starts_on: date, ended_on: date | None, period: tuple[date, date]) -> bool:
    """Whether an event belongs in the file of a period.

    Requests, assessments and reviews are sent only once they are completed, even if they began earlier. A service is
    sent when it ran on any day of the period, and may be open.
    """
    first, last = period
    if event is Event.SERVICE:
        return starts_on <= last and (ended_on is None or ended_on >= first)
    return ended_on is not None and first <= ended_on <= last


def mechanism_of(held_as: str, setting: Setting, *, has_budget: bool = True) -> Mechanism | None:
    """Give the delivery mechanism of support held in this way; None where it is left blank: care homes and prison.

    Support without a personal budget is commissioned.
    """
    if setting is not Setting.COMMUNITY:
        return None
    return _BY_WAY[held_as] if has_budget else Mechanism.COMMISSIONED


@dataclass(frozen=True)
class Service:
    """One long-term service of one person, or one service that supports a carer. `mechanism` None is unknown."""

    person: int
    is_carer: bool
    setting: Setting
    mechanism: Mechanism | None
    starts_on: date
    ended_on: date | None


@dataclass(frozen=True)
class Share:
    """So many of so many; `percent` has one decimal, and is None of nobody."""

    counted: int
    of: int

    @property
    def percent(self) -> Decimal | None:
        """The share as it is published."""
        if not self.of:
            return None
        return (Decimal(self.counted * 100) / self.of).quantize(Decimal("0.1"), ROUND_HALF_UP)


@dataclass(frozen=True)
class SelfDirected:
    """Measure 3D: self-directed support (1) and direct payments (2), of clients (a) and of carers (b)."""

    part_1a: Share
    part_1b: Share
    part_2a: Share
    part_2b: Share


def self_directed_support(services: Iterable[Service], year: tuple[date, date]) -> SelfDirected:
    """Work out measure 3D for a year.

    Clients are counted on the last day of the year, each in one setting, and only those in the community: an unknown
    mechanism stays in their denominator. Carers are counted across the year, and an unknown mechanism drops out.
    """
    first, last = year
    found = list(services)
    clients = _placed(one for one in found if not one.is_carer and _runs(one, last, last))
    carers = _placed(one for one in found if one.is_carer and _runs(one, first, last))
    known = [mechanism for mechanism in carers if mechanism is not None]
    return SelfDirected(
        Share(_count(clients, Mechanism.DIRECT_PAYMENT, Mechanism.MANAGED_BUDGET), len(clients)),
        Share(_count(known, Mechanism.DIRECT_PAYMENT, Mechanism.MANAGED_BUDGET), len(known)),
        Share(_count(clients, Mechanism.DIRECT_PAYMENT), len(clients)),
        Share(_count(known, Mechanism.DIRECT_PAYMENT), len(known)),
    )


def _runs(service: Service, first: date, last: date) -> bool:
    return service.starts_on <= last and (service.ended_on is None or service.ended_on >= first)


def _placed(services: Iterable[Service]) -> list[Mechanism | None]:
    """The mechanism of each person who is placed in the community: one setting each, the first of the order."""
    by_person: dict[int, list[Service]] = {}
    for service in services:
        by_person.setdefault(service.person, []).append(service)
    order = list(Setting)
    found = []
    for own in by_person.values():
        setting = min((service.setting for service in own), key=order.index)
        if setting is Setting.COMMUNITY:
            theirs = [service.mechanism for service in own if service.setting is setting]
            found.append(min(theirs, key=_CLIENT_ORDER.index))
    return found


def _count(mechanisms: Iterable[Mechanism | None], *wanted: Mechanism) -> int:
    return sum(mechanism in wanted for mechanism in mechanisms)
