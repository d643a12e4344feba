"""Files a bank takes in, Bacs Standard 18 or pain.001.001.09, and its answer to one, pain.002.

Next: selfdirect/outside/bank_files/common.py, selfdirect/outside/bank_files/standard_18.py
Tests: tests/outside/bank_files/test_standard_18.py, tests/outside/bank_files/test_pain_001.py
"""

from selfdirect.outside.bank_files.common import BankAccount, BankFileRefused, PaymentLine, PaymentOrder
from selfdirect.outside.bank_files.pain_001 import pain_001_001_09
from selfdirect.outside.bank_files.pain_002 import PaymentStatus, ReportRefused, StatusReport, read_pain_002
from selfdirect.outside.bank_files.standard_18 import bacs_standard_18

__all__ = [
    "BankAccount",
    "BankFileRefused",
    "PaymentLine",
    "PaymentOrder",
    "PaymentStatus",
    "ReportRefused",
    "StatusReport",
    "bacs_standard_18",
    "pain_001_001_09",
    "read_pain_002",
]
