"""Selfdirect: personal budgets and direct payments, from referral to review."""
