"""Prepaid cards: one door to any card company, with three companies behind it, two of them reached over the network.

Next:   selfdirect/outside/cards/common.py, selfdirect/outside/cards/json_company.py
Tests:  tests/outside/cards/test_doors.py
"""

from selfdirect.outside.cards.common import (
    Balance,
    CardCompany,
    CardFailed,
    Closed,
    Done,
    Entry,
    Holder,
    Issued,
)
from selfdirect.outside.cards.json_company import JsonCompany
from selfdirect.outside.cards.local_company import LocalCompany
from selfdirect.outside.cards.xml_company import XmlCompany

__all__ = [
    "Balance",
    "CardCompany",
    "CardFailed",
    "Closed",
    "Done",
    "Entry",
    "Holder",
    "Issued",
    "JsonCompany",
    "LocalCompany",
    "XmlCompany",
]
