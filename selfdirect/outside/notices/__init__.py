"""Notices to people: emails, texts and letters, through a folder or through GOV.UK Notify.

Next: selfdirect/outside/notices/common.py, selfdirect/outside/notices/notify.py
Tests: tests/outside/notices/test_local_outbox.py, tests/outside/notices/test_notify.py
"""

from selfdirect.outside.notices.common import Channel, Door, Notice, NoticeFailed, Sent
from selfdirect.outside.notices.local_outbox import LocalOutbox
from selfdirect.outside.notices.notify import Notify

__all__ = ["Channel", "Door", "LocalOutbox", "Notice", "NoticeFailed", "Notify", "Sent"]
