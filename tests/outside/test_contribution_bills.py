"""The file for the billing system: a line a bill, and what is given back is a credit and no minus."""

from datetime import date

from selfdirect.outside.contribution_bills import BillRow, as_csv


def test_a_bill_and_a_credit() -> None:
    days = (date(2026, 7, 6), date(2026, 7, 19))
    rows = [BillRow("CB-000001", "B-000007", 31, *days, 7600), BillRow("CB-000002", "B-000008", 32, *days, -1005)]
    assert as_csv(rows).decode() == (
        "bill,budget,person,from,until,kind,amount\r\n"
        "CB-000001,B-000007,31,2026-07-06,2026-07-19,bill,76.00\r\n"
        "CB-000002,B-000008,32,2026-07-06,2026-07-19,credit,10.05\r\n"
    )
