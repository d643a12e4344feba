"""Screens and letters: addresses, forms, views and templates. Pages read records and call actions.

What never lives here: a sum, a write, a decision about who may do what.
"""
