"""What actions share: the policy in force, steps, the outbox, versions. These run inside an action, never by themselves.

Next:   selfdirect/actions/action.py
"""
