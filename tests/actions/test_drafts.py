"""A half-filled form is kept exactly as typed, by its owner alone."""

from datetime import date

import pytest

from selfdirect.actions import drafts
from selfdirect.actions.action import NotAllowed
from selfdirect.records.access import User
from selfdirect.records.audit import AuditEntry, Draft

pytestmark = pytest.mark.django_db
ON = date(2026, 12, 3)
FORM = "/staff/people/1/about/"


@pytest.fixture
def ann() -> User:
    return User.objects.create(email="ann@example.com", name="Ann")


def test_a_form_is_kept_as_typed_and_once(ann: User) -> None:
    drafts.keep(user=ann, form=FORM, typed={"said": ["  a\n b "]}, seen_version=3, by=ann, on=ON)
    drafts.keep(user=ann, form=FORM, typed={"said": ["c 😀"]}, seen_version=4, by=ann, on=ON)
    kept = Draft.objects.get()
    assert (kept.typed, kept.seen_version) == ({"said": ["c 😀"]}, 4)


def test_a_form_is_forgotten_once_it_was_sent(ann: User) -> None:
    drafts.keep(user=ann, form=FORM, typed={}, seen_version=None, by=ann, on=ON)
    drafts.forget(user=ann, form=FORM, by=ann, on=ON)
    assert not Draft.objects.exists()


def test_nobody_keeps_or_forgets_for_somebody_else(ann: User) -> None:
    other = User.objects.create(email="other@example.com", name="Other")
    with pytest.raises(NotAllowed):
        drafts.keep(user=ann, form=FORM, typed={}, seen_version=None, by=other, on=ON)
    with pytest.raises(NotAllowed):
        drafts.forget(user=ann, form=FORM, by=other, on=ON)


def test_what_is_written_down_holds_nothing_of_what_was_typed(ann: User) -> None:
    drafts.keep(user=ann, form=FORM, typed={"said": ["secret words"]}, seen_version=None, by=ann, on=ON)
    entry = AuditEntry.objects.get()
    assert "secret" not in entry.said and "secret" not in str(entry.detail) and entry.person is None
