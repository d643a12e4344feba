"""Reads a Standard 18 file by the published columns alone. Shares no code with what writes one.

No maintained package that reads Standard 18 was found, so this is the second opinion: every column of every
record is named here once, with what it must hold, and a file that differs anywhere is an error.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

SPACES = r" *"
DAY = r" \d{5}"
LABEL_1 = (
    ("number", 4, 4, r"1"),
    ("file_identifier", 5, 21, r"A\d{6}S  1\d{6}"),
    ("set", 22, 27, r"[A-Z0-9]{6}"),
    ("section", 28, 31, r"0001"),
    ("sequence", 32, 35, r"0001"),
    ("generation", 36, 39, SPACES),
    ("version", 40, 41, SPACES),
    ("created", 42, 47, DAY),
    ("expires", 48, 53, DAY),
    ("access", 54, 54, r"[ 0]"),
    ("blocks", 55, 60, r"000000"),
    ("system", 61, 73, SPACES),
    ("reserved", 74, 80, SPACES),
)
LABEL_2 = (
    ("number", 4, 4, r"2"),
    ("format", 5, 5, r"F"),
    ("block_length", 6, 10, r"02000"),
    ("record_length", 11, 15, r"00106|00100"),
    ("reserved_1", 16, 50, SPACES),
    ("offset", 51, 52, r"00"),
    ("reserved_2", 53, 80, SPACES),
)
COLUMNS = {
    "VOL": (
        ("number", 4, 4, r"1"),
        ("serial", 5, 10, r"[A-Z0-9]{6}"),
        ("access", 11, 11, r"[ 0]"),
        ("reserved_1", 12, 31, SPACES),
        ("reserved_2", 32, 37, SPACES),
        ("owner_1", 38, 41, SPACES),
        ("owner", 42, 47, r"\d{6}"),
        ("owner_2", 48, 51, SPACES),
        ("reserved_3", 52, 79, SPACES),
        ("level", 80, 80, r"1"),
    ),
    "HDR1": LABEL_1,
    "HDR2": LABEL_2,
    "UHL": (
        ("number", 4, 4, r"1"),
        ("processing", 5, 10, DAY),
        ("receiver", 11, 20, r"999999    "),
        ("currency", 21, 22, r"00"),
        ("country", 23, 28, r"000000"),
        ("work_code", 29, 37, r"1 DAILY  |4 MULTI  "),
        ("file_number", 38, 40, r"\d{3}"),
        ("reserved", 41, 80, SPACES),
    ),
    "EOF1": LABEL_1,
    "EOF2": LABEL_2,
    "UTL": (
        ("number", 4, 4, r"1"),
        ("debit_total", 5, 17, r"\d{13}"),
        ("credit_total", 18, 30, r"\d{13}"),
        ("debit_count", 31, 37, r"\d{7}"),
        ("credit_count", 38, 44, r"\d{7}"),
        ("reserved", 45, 80, SPACES),
    ),
}
NARROW = r"[A-Z0-9.&/ -]{18}"
DATA = (
    ("sort_code", 1, 6, r"\d{6}"),
    ("account", 7, 14, r"\d{8}"),
    ("account_type", 15, 15, r"0"),
    ("code", 16, 17, r"99|17"),
    ("our_sort_code", 18, 23, r"\d{6}"),
    ("our_account", 24, 31, r"\d{8}"),
    ("free", 32, 35, r"0000"),
    ("pence", 36, 46, r"\d{11}"),
    ("our_name", 47, 64, NARROW),
    ("reference", 65, 82, NARROW),
    ("name", 83, 100, NARROW),
)
DATA_DAY = (*DATA, ("processing", 101, 106, DAY))


@dataclass(frozen=True)
class Read:
    """What the file says: its labels by name, its payments and its contra lines, as the columns hold them."""

    labels: dict[str, dict[str, str]]
    credits: list[dict[str, str]]
    contras: list[dict[str, str]]


def day_of(text: str) -> date:
    """The day that a space, two figures of the year and three of the day mean."""
    return datetime.strptime(text, " %y%j").date()


def _split(record: str, columns: tuple[tuple[str, int, int, str], ...]) -> dict[str, str]:
    fields = {}
    for name, first, last, shape in columns:
        value = record[first - 1 : last]
        if not re.fullmatch(shape, value):
            raise ValueError(f"columns {first} to {last} ({name}) hold {value!r}, which is not {shape}")
        fields[name] = value
    return fields


def read(content: bytes) -> Read:
    """Reads the file and checks that it agrees with itself. ValueError says where it does not."""
    text = content.decode("ascii")
    if not text.endswith("\r\n"):
        raise ValueError("the last record is not ended")
    records = text.removesuffix("\r\n").split("\r\n")
    labels = _labels(records[:4] + records[-3:])
    columns = DATA_DAY if labels["HDR2"]["record_length"] == "00106" else DATA
    lines = []
    for record in records[4:-3]:
        if len(record) != columns[-1][2]:
            raise ValueError(f"a data line is {len(record)} characters long")
        lines.append(_split(record, columns))
    found = Read(
        labels,
        [line for line in lines if line["code"] == "99"],
        [line for line in lines if line["code"] == "17"],
    )
    _agree(found)
    return found


def _labels(records: list[str]) -> dict[str, dict[str, str]]:
    labels = {}
    for record, name in zip(records, ("VOL", "HDR1", "HDR2", "UHL", "EOF1", "EOF2", "UTL"), strict=True):
        if len(record) != 80 or not record.startswith(name[:3]):
            raise ValueError(f"{name} is missing, or not 80 characters long")
        labels[name] = _split(record, COLUMNS[name])
    return labels


def _agree(found: Read) -> None:
    labels, trailer = found.labels, found.labels["UTL"]
    multi = labels["HDR2"]["record_length"] == "00106"
    paid = sum(int(line["pence"]) for line in found.credits)
    balanced = sum(int(line["pence"]) for line in found.contras)
    ours = {(line["our_sort_code"], line["our_account"]) for line in found.credits + found.contras}
    days = {line["processing"] for line in found.credits + found.contras if multi}
    facts = {
        "the trailer labels repeat the header labels": labels["HDR1"] == labels["EOF1"]
        and labels["HDR2"] == labels["EOF2"],
        "the set is named after the volume": labels["HDR1"]["set"] == labels["VOL"]["serial"],
        "one service user": {labels["HDR1"]["file_identifier"][i : i + 6] for i in (1, 11)} == {labels["VOL"]["owner"]},
        "the work code fits the record length": labels["UHL"]["work_code"].startswith("4") == multi,
        "contra lines equal payments": paid == balanced == int(trailer["credit_total"]),
        "debits equal credits": int(trailer["debit_total"]) == int(trailer["credit_total"]),
        "payments are counted": int(trailer["credit_count"]) == len(found.credits) > 0,
        "contra lines are counted": int(trailer["debit_count"]) == len(found.contras) == 1,
        "one account pays": len(ours) == 1,
        "the contra line is for the account that pays": {(c["sort_code"], c["account"]) for c in found.contras} == ours,
        "contra lines are marked": all(line["reference"].startswith("CONTRA") for line in found.contras),
        "no payment is marked contra": not any(c["reference"].startswith("CONTRA") for c in found.credits),
        "one processing day, as the header says": days <= {labels["UHL"]["processing"]},
        "the days are in order": day_of(labels["HDR1"]["created"])
        <= day_of(labels["UHL"]["processing"])
        <= day_of(labels["HDR1"]["expires"]),
    }
    wrong = [name for name, true in facts.items() if not true]
    if wrong:
        raise ValueError("not so: " + "; ".join(wrong))
