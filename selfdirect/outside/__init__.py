"""Doors to other systems: bank files, notices, letters as PDF, sign-in with a council's own accounts.

Whatever leaves the program leaves through here, and only actions may open these doors. Nothing in this
room reads the clock, the settings or the records: all that a door needs is handed to it.
"""
