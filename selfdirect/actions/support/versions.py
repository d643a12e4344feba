"""Two people, one record: a change is saved only against the version that was read.

Next:   selfdirect/records/base.py
Tests:  tests/actions/support/test_versions.py
"""

from typing import Any, TypeVar

from django.db.models.functions import Now

from selfdirect.actions.action import Stale, about
from selfdirect.records.access import User
from selfdirect.records.audit import AuditEntry
from selfdirect.records.base import Versioned

Record = TypeVar("Record", bound=Versioned)


def save_against(record: Record, seen_version: int, by: User, **changes: Any) -> Record:
    """Change a record if it is still at `seen_version`; return it as it now is.

    Raises Stale with who changed it, when, and the sentences that were told about it since.
    """
    rows = type(record)._base_manager.filter(pk=record.pk, version=seen_version)
    done = rows.update(**changes, version=seen_version + 1, changed_by=by, changed_at=Now())
    now = type(record)._base_manager.select_related("changed_by").get(pk=record.pk)
    if not done:
        since = max(now.version - seen_version, 1)
        told = AuditEntry.objects.filter(about=about(record), kind="action").order_by("-pk")[:since]
        name = now.changed_by.name if now.changed_by else "Somebody"
        raise Stale(name, now.changed_at, [entry.said for entry in told], now.version)
    return now
