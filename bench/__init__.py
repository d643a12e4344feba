"""Side-by-side measurements, each beside the peer it is measured against. Run with `make bench`.

A measurement is a module here with a function `run() -> list[Row]`. Nothing in the tests depends on a time.

Next:   bench/__main__.py
"""
