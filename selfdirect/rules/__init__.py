"""The law and the sums, in plain Python, and the few plain types that every floor shares.

What lives here: functions that take facts and dated policy values and give back an answer together with its
working. What never lives here: Django, a clock, a file, a network, a random number, the name of a council.
"""
