"""Files that a bank takes in: a payment order written as Bacs Standard 18 or as pain.001.001.09.

Next: selfdirect/outside/bank_files/common.py, selfdirect/outside/bank_files/standard_18.py
Tests: tests/outside/bank_files/test_standard_18.py, tests/outside/bank_files/test_pain_001.py
"""

from selfdirect.outside.bank_files.common import BankAccount, BankFileRefused, PaymentLine, PaymentOrder
from selfdirect.outside.bank_files.pain_001 import pain_001_001_09
from selfdirect.outside.bank_files.standard_18 import bacs_standard_18

__all__ = [
    "BankAccount",
    "BankFileRefused",
    "PaymentLine",
    "PaymentOrder",
    "bacs_standard_18",
    "pain_001_001_09",
]
