"""What keeps the house: set-up, locks, reports."""
