"""A file that somebody chose and sent: its content, or what is wrong with it at its field.

Next:   selfdirect/pages/staff/bank_files.py
Tests:  tests/pages/test_uploads.py
"""

from django.http import HttpRequest

from selfdirect.actions.action import Refused
from selfdirect.rules.problems import Problem

MOST_BYTES = 20_000_000


def sent_file(request: HttpRequest, field: str, what: str, most: int = MOST_BYTES) -> bytes:
    """The content of the file of a field; `what` says what it should be. Raises Refused at the field."""
    sent = request.FILES.get(field)
    if sent is None or isinstance(sent, list):
        raise Refused([Problem(field, f"Choose {what}")])
    if (sent.size or 0) > most:
        raise Refused([Problem(field, f"The file is too large to be {what.removeprefix('the file with ')}")])
    return sent.read()
