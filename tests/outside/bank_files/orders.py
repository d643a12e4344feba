"""Payment orders to test with: two written by hand, and any at all for the properties."""

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from selfdirect.outside.bank_files import BankAccount, PaymentLine, PaymentOrder

OURS = BankAccount("20-00-00", "55779911")
MONDAY = date(2026, 11, 23)

TWO_PAYMENTS = PaymentOrder(
    reference="RUN-000042",
    service_user_number="123456",
    originator=OURS,
    originator_name="Example Council Adult Care",
    processing_on=date(2026, 11, 25),
    created_on=MONDAY,
    created_at=datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
    lines=(
        PaymentLine("PAY-1", BankAccount("30-94-82", "00123456"), "Zoë Brontë-Łukasz", 12345, "DP 23 Nov"),
        PaymentLine("PAY-2", BankAccount("404040", "87654321"), "Sunny Day Club Ltd", 100, "INV/77 & 78"),
    ),
)


def order(*lines: PaymentLine, **changes: object) -> PaymentOrder:
    """The two payments by hand, with some of it otherwise."""
    facts = {**vars(TWO_PAYMENTS), **changes}
    if lines:
        facts["lines"] = lines
    return PaymentOrder(**facts)


def line(number: int = 1, **changes: object) -> PaymentLine:
    """One good payment, with some of it otherwise."""
    facts = {
        "end_to_end_id": f"PAY-{number}",
        "payee": BankAccount("309482", f"{number:08}"),
        "payee_name": f"Person {number}",
        "pence": 100 + number,
        "reference": f"Budget {number}",
    }
    return PaymentLine(**{**facts, **changes})


def _figures(count: int) -> st.SearchStrategy[str]:
    return st.integers(0, 10**count - 1).map(lambda number: f"{number:0{count}}")


ACCOUNTS = st.builds(BankAccount, _figures(6), _figures(8)).filter(lambda account: account.sort_code != "200000")
WORDS = st.text(max_size=40).map(lambda text: f"A{text}")
LINES = st.builds(
    PaymentLine,
    end_to_end_id=st.just(""),
    payee=ACCOUNTS,
    payee_name=WORDS,
    pence=st.integers(1, 150_000_000),
    reference=WORDS.map(lambda text: f"R{text}"),
)


@st.composite
def orders(draw: st.DrawFn) -> PaymentOrder:
    """Any order that a bank would take: 1 to 500 lines, names and references in any letters."""
    drawn = draw(st.lists(LINES, min_size=1, max_size=8))
    times = draw(st.sampled_from([1, 1, 1, 5, 60]))
    lines = tuple(
        PaymentLine(f"E2E-{number}", one.payee, one.payee_name, one.pence, one.reference)
        for number, one in enumerate((drawn * times)[:500], start=1)
    )
    processing_on = draw(st.dates(MONDAY, date(2031, 12, 31)).filter(lambda day: day.weekday() < 5))
    return order(*lines, processing_on=processing_on, originator_name=draw(WORDS))
