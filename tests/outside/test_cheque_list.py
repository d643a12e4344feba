"""The list of cheques: one row each, what they come to, and no name that a spreadsheet takes for a formula."""

import csv
import io

from selfdirect.outside.cheque_list import FIELDS, ChequeRow, cheque_list


def test_the_list_adds_up_and_is_read_back_as_it_was() -> None:
    rows = [
        ChequeRow("000041", "A Foxglove", 32_005, "N-000001-7", "Priya Nand", "1 Willow Court, NW1 4AB"),
        ChequeRow("000042", "=B Larkspur", 100, "N-000001-9", "Priya Nand", "2 Willow Court, NW1 4AB"),
    ]
    found = list(csv.reader(io.StringIO(cheque_list(rows).decode())))
    assert tuple(found[0]) == FIELDS and len(found) == 4
    assert found[1] == ["000041", "A Foxglove", "320.05", "N-000001-7", "Priya Nand", "1 Willow Court, NW1 4AB"]
    assert found[2][1] == "'=B Larkspur" and found[3][:3] == ["total", "2", "321.05"]
