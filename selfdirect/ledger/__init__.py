"""The book: every pound that moves, written once and never changed.

Here live the chart of accounts, the one door through which money is posted, and the questions asked of the
book. Here never live people, names, policies, decisions or dates of today: the book knows account codes,
whole pence and the dates it is given, so personal data can be erased while the book stays whole.

Next:   selfdirect/ledger/posting.py
Tests:  tests/ledger/test_posting.py
"""
