"""A file that was sent is read whole; none, or one that is too large, is said at its field."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from selfdirect.actions.action import Refused
from selfdirect.pages.uploads import sent_file

WHAT = "the file with the bank’s answer"


def test_the_content_comes_as_it_was_sent() -> None:
    request = RequestFactory().post("/", {"file": SimpleUploadedFile("a.xml", b"<a/>\r\n")})
    assert sent_file(request, "file", WHAT) == b"<a/>\r\n"


def test_none_and_too_much_are_said_at_the_field() -> None:
    with pytest.raises(Refused) as none:
        sent_file(RequestFactory().post("/", {}), "file", WHAT)
    assert [(one.field, one.message) for one in none.value.problems] == [
        ("file", "Choose the file with the bank’s answer")
    ]
    request = RequestFactory().post("/", {"file": SimpleUploadedFile("a.xml", b"12345")})
    with pytest.raises(Refused, match="too large to be the bank’s answer"):
        sent_file(request, "file", WHAT, most=4)
