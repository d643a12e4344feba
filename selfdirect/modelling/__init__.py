"""The same sums over many people at once, to the same penny: as columns, and as SQL where the data already is.

Next:   selfdirect/modelling/running.py, selfdirect/modelling/columns.py
"""
