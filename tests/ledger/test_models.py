"""What the database refuses by itself, whoever asks and however."""

from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import DataError, IntegrityError, connection, transaction

from selfdirect.ledger import chart
from selfdirect.ledger.models import Account, Assertion, Balance, Movement, Slot
from selfdirect.ledger.posting import correct, record_assertion
from selfdirect.ledger.reading import balance
from tests.ledger.book import DAY, account_id, allot, commit, raw_movement, refused, sql

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_movement SET pence = 1",
        "UPDATE ledger_movement SET about = about WHERE false",
        "DELETE FROM ledger_movement",
        "UPDATE ledger_account SET code = code",
        "DELETE FROM ledger_account",
        "UPDATE ledger_assertion SET pence = 0",
        "DELETE FROM ledger_assertion",
        "UPDATE ledger_balance SET pence = pence + 1",
        "DELETE FROM ledger_balance",
        "INSERT INTO ledger_balance (account_id, side) VALUES (1, 1)",
        "UPDATE ledger_slot SET pence = pence + 1",
        "DELETE FROM ledger_slot",
        "INSERT INTO ledger_slot (account_id, slot, side) VALUES (1, 1, 1)",
        "INSERT INTO ledger_movement SELECT * FROM ledger_movement ON CONFLICT (key) DO UPDATE SET pence = 7",
    ],
)
def test_nothing_in_the_book_is_changed_or_deleted(statement: str) -> None:
    allot("B1", 100)
    record_assertion(chart.BANK, DAY, 0, "bank")
    with pytest.raises(IntegrityError, match="book"), transaction.atomic():
        sql(statement)
    assert balance(chart.free("B1")) == 100


@pytest.mark.parametrize("change", [{"pence": 50}, {"about": "something else"}])
def test_django_cannot_change_a_movement_either(change: dict) -> None:
    allot("B1", 100)
    with pytest.raises(IntegrityError, match="never changed or deleted"), transaction.atomic():
        Movement.objects.update(**change)
    with pytest.raises(IntegrityError, match="never changed or deleted"), transaction.atomic():
        Movement.objects.get().delete()


@pytest.mark.parametrize("pence", [Decimal("10.5"), Decimal("1.001"), Decimal("10.00"), 10.5])
def test_a_fraction_of_a_penny_is_refused_and_not_rounded(pence: object) -> None:
    with refused("ledger_movement_whole_pence"):
        raw_movement(pence=pence)


@pytest.mark.parametrize("pence", [0, -1, -(10**20)])
def test_nothing_and_less_than_nothing_are_refused(pence: int) -> None:
    with refused("ledger_movement_more_than_nothing"):
        raw_movement(pence=pence)


@pytest.mark.parametrize("pence", [10**14 + 1, Decimal("NaN"), Decimal("Infinity")])
def test_an_amount_beyond_reason_is_refused(pence: object) -> None:
    with refused("ledger_movement_within_reason"):
        raw_movement(pence=pence)


def test_words_for_an_amount_are_refused() -> None:
    with pytest.raises(DataError), transaction.atomic():
        raw_movement(pence="ten")


def test_an_account_cannot_pay_itself() -> None:
    same = account_id(chart.BANK)
    with refused("ledger_movement_two_accounts"):
        raw_movement(debit_id=same, credit_id=same)


def test_a_key_is_used_once() -> None:
    raw_movement(key="once")
    with refused("ledger_movement_key_once"):
        raw_movement(key="once")


@pytest.mark.parametrize("side", ["debit_id", "credit_id"])
def test_a_movement_cannot_name_an_account_that_does_not_exist(side: str) -> None:
    with refused("ledger_movement_known_accounts"):
        raw_movement(**{side: 999_999_999})


@pytest.mark.parametrize(
    ("column", "value", "constraint"),
    [
        ("key", "", "ledger_movement_has_a_key"),
        ("key", "k" * 201, "ledger_movement_has_a_key"),
        ("about", "", "ledger_movement_says_about"),
        ("on", "infinity", "ledger_movement_real_day"),
    ],
)
def test_a_movement_has_a_key_a_subject_and_a_day(column: str, value: str, constraint: str) -> None:
    with refused(constraint):
        raw_movement(**{column: value})


RESERVE = chart.employer_reserve("B1")
NEVER_BELOW = [chart.free("B1"), chart.committed("B1"), chart.reserved("B1"), chart.recovered("B1"), chart.owed("P1")]


@pytest.mark.parametrize("account", NEVER_BELOW)
def test_a_budget_or_payee_cannot_go_below_zero(account: str) -> None:
    raw_movement(key="in", credit_id=account_id(account), pence=100)
    with refused("ledger_balance_not_below_zero"):
        raw_movement(key="out", debit_id=account_id(account), credit_id=account_id(chart.BANK), pence=101)
    assert balance(account) == 100


def test_no_more_can_come_back_than_is_due_back() -> None:
    due, bank = account_id(chart.due_back("P1")), account_id(chart.BANK)
    raw_movement(key="claim", debit_id=due, pence=100)
    with refused("ledger_balance_not_below_zero"):
        raw_movement(key="back", debit_id=bank, credit_id=due, pence=101)
    raw_movement(key="all back", debit_id=bank, credit_id=due, pence=100)
    assert balance(chart.due_back("P1")) == 0


@pytest.mark.parametrize(
    "to",
    [
        chart.committed("B1"),
        chart.reserved("B1"),
        chart.paid("B1"),
        chart.recovered("B1"),
        chart.free("B2"),
        chart.free("B1.nhs"),
        chart.employer_reserve("B2"),
        chart.FUNDING,
        chart.BANK,
        chart.due_back("P1"),
    ],
)
def test_money_kept_for_an_employers_duties_goes_nowhere_else(to: str) -> None:
    raw_movement(key="in", credit_id=account_id(RESERVE), pence=100)
    raw_movement(key="owe", debit_id=account_id(chart.due_back("P1")), pence=100)
    with refused("ledger_movement_reserve_kept"):
        raw_movement(key="out", debit_id=account_id(RESERVE), credit_id=account_id(to), pence=1)
    assert balance(RESERVE) == 100


def test_money_kept_for_an_employers_duties_goes_to_payees_or_back_and_putting_it_in_can_be_undone() -> None:
    committed = account_id(chart.committed("B1"))
    raw_movement(key="hold", credit_id=committed, pence=100)
    raw_movement(key="in", debit_id=committed, credit_id=account_id(RESERVE), pence=100)
    for key, to in (("holiday pay", chart.owed("P1")), ("no longer an employer", chart.free("B1"))):
        raw_movement(key=key, debit_id=account_id(RESERVE), credit_id=account_id(to), pence=50)
    assert balance(RESERVE) == 0
    correct("holiday pay", "undo 1", DAY, "x")
    correct("no longer an employer", "undo 2", DAY, "x")
    correct("in", "undo 3", DAY, "x")
    assert (balance(RESERVE), balance(chart.committed("B1"))) == (0, 100)


def test_the_councils_own_accounts_may_go_below_zero() -> None:
    raw_movement(debit_id=account_id(chart.FUNDING), credit_id=account_id(chart.BANK), pence=100)
    assert balance(chart.BANK) == -100


@pytest.mark.parametrize(
    ("code", "kind", "normal", "below"),
    [
        ("council:fund", "council:funding", "debit", True),
        ("council:bank", "council:bank", "credit", True),
        ("budget:B1:free", "budget:free", "credit", True),
        ("budget:B1:free", "budget:committed", "credit", False),
        ("budget::free", "budget:free", "credit", False),
        ("budget:B 1:free", "budget:free", "credit", False),
        ("payee:P1:owed", "payee:owed", "debit", False),
        ("payee:P1:due_back", "payee:due_back", "credit", False),
        ("payee:P1:due_back", "payee:due_back", "debit", True),
        ("nhs:bank", "nhs:funding", "debit", True),
        ("person:P1:contribution", "person:contribution", "debit", False),
        ("person::contribution", "person:contribution", "debit", True),
        ("budget:B1:employer", "budget:recovered", "credit", False),
        ("worker:W1:pay", "worker:pay", "debit", False),
    ],
)
def test_an_account_that_is_not_in_the_chart_cannot_be_opened(code: str, kind: str, normal: str, below: bool) -> None:
    with refused("ledger_account_in_the_chart"):
        sql(
            "INSERT INTO ledger_account (code, kind, normal, may_go_below_zero) VALUES (%s, %s, %s, %s)",
            code,
            kind,
            normal,
            below,
        )


def test_the_database_and_the_chart_agree_on_every_kind() -> None:
    codes = [chart.FUNDING, chart.BANK, chart.NHS_FUNDING, chart.contribution("B1")]
    codes += [chart.owed("P1"), chart.due_back("P1"), RESERVE, chart.recovered("B1")]
    codes += [account("B1") for account in (chart.free, chart.committed, chart.reserved, chart.paid)]
    for code in codes:
        account_id(code)
    assert {kind for (kind,) in sql("SELECT kind FROM ledger_account")} == set(chart.KINDS)


def test_a_correction_is_a_whole_mirror_image() -> None:
    raw_movement(key="first", pence=100)
    first = sql("SELECT id, debit_id, credit_id FROM ledger_movement")[0]
    turned = {"corrects_id": first[0], "debit_id": first[2], "credit_id": first[1]}
    for wrong in ({"pence": 99}, {"debit_id": first[1], "credit_id": first[2]}, {"corrects_id": 0}):
        with refused("ledger_movement_correction_mirrors"):
            raw_movement(**({"key": "wrong"} | turned | wrong))
    raw_movement(key="undo", **turned)
    with refused("ledger_movement_corrected_once"):
        raw_movement(key="undo twice", **turned)


def test_an_assertion_is_whole_pence_with_a_source() -> None:
    bank = account_id(chart.BANK)
    put = 'INSERT INTO ledger_assertion (account_id, "on", pence, source) VALUES (%s, %s, %s, %s)'
    with refused("ledger_assertion_whole_pence"):
        sql(put, bank, DAY, Decimal("0.5"), "bank")
    with refused("ledger_assertion_has_a_source"):
        sql(put, bank, DAY, 5, "")
    with refused("ledger_assertion_of_an_account"):
        sql(put, 999_999_999, DAY, 5, "bank")
        connection.check_constraints()


def test_many_movements_in_one_statement_change_each_balance_once() -> None:
    free, committed = account_id(chart.free("B1")), account_id(chart.committed("B1"))
    funding = account_id(chart.FUNDING)
    sql(
        'INSERT INTO ledger_movement (key, "on", pence, debit_id, credit_id, about)'
        " SELECT 'k' || g, %s, 10, CASE WHEN g <= 6 THEN %s ELSE %s END, CASE WHEN g <= 6 THEN %s ELSE %s END, 'x'"
        " FROM generate_series(1, 10) g",
        DAY,
        funding,
        free,
        free,
        committed,
    )
    assert (balance(chart.FUNDING), balance(chart.free("B1")), balance(chart.committed("B1"))) == (60, 20, 40)


def test_the_declared_tables_are_the_tables() -> None:
    allot("B1", 100)
    commit("B1", 40, "c1")
    record_assertion(chart.BANK, DAY, -5, "bank")
    assert str(Movement.objects.get(key="c1")) == "c1"
    assert Movement.objects.get(key="c1").pence == 40
    assert str(Movement.objects.get(key="c1").credit) == "budget:B1:committed"
    assert Account.objects.get(code="council:bank").may_go_below_zero
    assert Balance.objects.get(account__code="budget:B1:free").pence == 60
    assert sum(Slot.objects.filter(account__code="council:funding").values_list("pence", flat=True)) == 100
    assert str(Assertion.objects.get(pence=-5)) == "bank on 2026-04-01"


def test_no_migration_is_missing() -> None:
    call_command("makemigrations", "ledger", check=True, dry_run=True, verbosity=0)
