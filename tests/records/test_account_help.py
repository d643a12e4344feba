"""What was offered and chosen is kept as it was."""

import pytest
from django.db import DatabaseError, transaction

from selfdirect.records.account_help import AccountHelp
from tests.actions.story import story
from tests.actions.test_account_help import helped, said

pytestmark = pytest.mark.django_db


def test_an_answer_never_changes() -> None:
    told = story()
    burden = said(told)
    helped(told, burden)
    assert burden.reference.startswith("AB-")
    for act in (lambda: AccountHelp.objects.update(words="Another"), lambda: AccountHelp.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
