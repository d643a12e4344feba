"""What a timer or a queue starts: send what is waiting, remind, check, replay.

A job reads the clock, asks records what is due and calls actions. It never writes by itself.
"""
