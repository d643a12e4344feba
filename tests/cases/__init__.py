"""The worked cases that stand beside the policy data: situation in, answer out."""
