"""Reads a council's policy from its folder of files, refuses what is wrong, and says what applied on any day.

Values: policy/national, policy/councils
Next:   selfdirect/policy/loading.py, selfdirect/policy/shape.py
"""

from selfdirect.policy.loading import POLICY_ROOT, PolicyRefused, councils, load, load_national
from selfdirect.policy.pack import Doubtful, Policy

__all__ = ["POLICY_ROOT", "Doubtful", "Policy", "PolicyRefused", "councils", "load", "load_national"]
