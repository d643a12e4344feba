"""Prove an exported book with nothing but Python: python3 verify_book.py FILE [HEAD YOU WROTE DOWN EARLIER].

Each movement's hash must cover its own content and the hash of the one before it. A changed amount, a movement taken
out or put in, or two that were swapped break the chain at that line. What was closed must have stayed closed.

Why:    docs/decisions/the-chain-is-made-afterwards.md
Next:   selfdirect/ledger/exporting.py
Tests:  tests/ledger/test_verify_book.py
"""

import hashlib
import json
import sys

FIELDS = ("key", "on", "at", "pence", "debit", "credit", "about", "corrects")
rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]  # noqa: SIM115, PTH123
before, wrong = "0" * 64, []
heads, days = [before], []
for row in (row for row in rows if "key" in row):
    text = json.dumps([before, *(row[name] for name in FIELDS)], ensure_ascii=False, separators=(",", ":"))
    if hashlib.sha256(text.encode()).hexdigest() != row["hash"]:
        wrong.append(f"{row['key']}: does not follow from what is before it")
    before = row["hash"]
    heads.append(before)
    days.append(row["on"])
for row in (row for row in rows if "close" in row):
    if (
        heads[row["place"] : row["place"] + 1] != [row["head"]]
        or min(days[row["place"] :], default="9") <= row["close"]
    ):
        wrong.append(f"closed up to {row['close']}: something was changed or added afterwards")
if rows[-1].get("head") != before or rows[-1].get("end") != len(days):
    wrong.append("the end of the file is not the end of its chain")
if len(sys.argv) > 2 and sys.argv[2] not in heads:
    wrong.append("the head you wrote down is not in this book")
print("\n".join([*wrong, f"{len(days)} movements, {len(wrong)} faults, head {before}"]))
sys.exit(1 if wrong else 0)
