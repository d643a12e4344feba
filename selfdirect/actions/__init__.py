"""The verbs: one function for each thing somebody does, and the only writers.

Every public function wears @action (selfdirect/actions/action.py) and keeps its four promises. What never lives here:
sums (selfdirect/rules), questions (selfdirect/records), anything a person reads on a screen (selfdirect/pages).
"""
