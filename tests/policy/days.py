"""The day on which tests look at what the policies say today."""

from datetime import date

DAY = date(2026, 11, 22)
