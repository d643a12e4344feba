"""The two sides of a measurement, each run in a process of its own.

Next:   bench/ledger.py
"""
