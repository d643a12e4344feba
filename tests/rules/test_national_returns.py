"""What the nation's statistics count, at the edges where it is easily got wrong."""

from datetime import date
from decimal import Decimal

import pytest

from selfdirect.rules.direct_payments import COUNCIL_MANAGED, DIRECT_PAYMENT, THIRD_PARTY
from selfdirect.rules.national_returns import (
    Event,
    Mechanism,
    Service,
    Setting,
    Share,
    is_sent,
    mechanism_of,
    release_on,
    rolling_year,
    self_directed_support,
)

YEAR = (date(2025, 4, 1), date(2026, 3, 31))


def test_trap_10_release_2_counts_from_october_2025() -> None:
    assert (release_on(date(2025, 9, 30)), release_on(date(2025, 10, 1))) == (1, 2)


@pytest.mark.parametrize(
    ("ends_on", "first"),
    [
        (date(2026, 3, 31), date(2025, 4, 1)),
        (date(2025, 12, 31), date(2025, 1, 1)),
        (date(2025, 6, 30), date(2024, 7, 1)),
    ],
)
def test_trap_10_a_file_of_a_quarter_covers_a_rolling_year(ends_on: date, first: date) -> None:
    assert rolling_year(ends_on) == (first, ends_on)


@pytest.mark.parametrize("event", [Event.REQUEST, Event.ASSESSMENT, Event.REVIEW])
def test_trap_10_only_what_is_completed_is_sent(event: Event) -> None:
    before = date(2025, 3, 1)
    assert not is_sent(event, before, None, YEAR), "it is still open"
    assert is_sent(event, before, YEAR[0], YEAR), "it began before the period"
    assert is_sent(event, before, YEAR[1], YEAR)
    assert not is_sent(event, before, date(2025, 3, 31), YEAR)
    assert not is_sent(event, before, date(2026, 4, 1), YEAR)


def test_trap_10_a_service_may_be_open() -> None:
    assert is_sent(Event.SERVICE, date(2020, 1, 1), None, YEAR)
    assert is_sent(Event.SERVICE, date(2020, 1, 1), YEAR[0], YEAR)
    assert not is_sent(Event.SERVICE, date(2020, 1, 1), date(2025, 3, 31), YEAR)
    assert not is_sent(Event.SERVICE, date(2026, 4, 1), None, YEAR)


def test_trap_10_there_is_no_part_direct_payment() -> None:
    assert [each.value for each in Mechanism] == [
        "Direct payment",
        "CASSR managed personal budget",
        "CASSR commissioned support",
    ]
    assert mechanism_of(DIRECT_PAYMENT, Setting.COMMUNITY) is Mechanism.DIRECT_PAYMENT
    assert mechanism_of(THIRD_PARTY, Setting.COMMUNITY) is Mechanism.MANAGED_BUDGET
    assert mechanism_of(COUNCIL_MANAGED, Setting.COMMUNITY, has_budget=False) is Mechanism.COMMISSIONED
    assert mechanism_of(DIRECT_PAYMENT, Setting.RESIDENTIAL) is None
    assert mechanism_of(DIRECT_PAYMENT, Setting.PRISON) is None


def client(
    person: int,
    mechanism: Mechanism | None,
    setting: Setting = Setting.COMMUNITY,
    starts_on: date = YEAR[0],
    ended_on: date | None = None,
) -> Service:
    return Service(person, False, setting, mechanism, starts_on, ended_on)


def carer(person: int, mechanism: Mechanism | None, starts_on: date, ended_on: date | None = None) -> Service:
    return Service(person, True, Setting.COMMUNITY, mechanism, starts_on, ended_on)


def test_trap_11_clients_are_counted_on_the_last_day_and_carers_across_the_year() -> None:
    may = date(2025, 5, 1)
    found = self_directed_support(
        [
            client(1, Mechanism.DIRECT_PAYMENT, ended_on=date(2026, 3, 30)),
            client(2, Mechanism.DIRECT_PAYMENT, ended_on=YEAR[1]),
            client(3, Mechanism.COMMISSIONED),
            carer(7, Mechanism.DIRECT_PAYMENT, may, date(2025, 6, 1)),
            carer(8, Mechanism.COMMISSIONED, may),
        ],
        YEAR,
    )
    assert (found.part_2a, found.part_2b) == (Share(1, 2), Share(1, 2))


def test_trap_11_each_person_is_in_one_setting_and_only_the_community_counts() -> None:
    found = self_directed_support(
        [
            client(1, Mechanism.DIRECT_PAYMENT),
            client(1, None, Setting.RESIDENTIAL),
            client(2, Mechanism.COMMISSIONED),
            client(2, Mechanism.DIRECT_PAYMENT),
            client(3, None, Setting.PRISON),
        ],
        YEAR,
    )
    assert found.part_1a == found.part_2a == Share(1, 1)


def test_trap_11_an_unknown_mechanism_stays_for_clients_and_drops_out_for_carers() -> None:
    found = self_directed_support(
        [
            client(1, Mechanism.MANAGED_BUDGET),
            client(2, None),
            client(3, Mechanism.DIRECT_PAYMENT),
            carer(7, Mechanism.MANAGED_BUDGET, YEAR[0]),
            carer(8, None, YEAR[0]),
        ],
        YEAR,
    )
    assert (found.part_1a, found.part_1b) == (Share(2, 3), Share(1, 1))
    assert (found.part_1a.percent, found.part_2a.percent) == (Decimal("66.7"), Decimal("33.3"))
    assert self_directed_support([], YEAR).part_1a.percent is None
