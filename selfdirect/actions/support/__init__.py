"""What actions share: the policy in force, steps, the outbox, versions. They run inside an action, never alone.

Next:   selfdirect/actions/action.py
"""
