"""A fictional council at work: people who never lived, made by driving the same actions a user drives, day by day.

What never lives here: anything a real council needs. Nothing imports this room but the command.
"""
