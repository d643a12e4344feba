"""What was looked at, said and decided about money left over is never changed; its parts come to the surplus."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from selfdirect.records.unspent import AccountLook, SurplusContact
from tests.actions.story import FIRST_PAY_ON, NEXT_PAY_ON, Story, paid, story
from tests.actions.test_unspent import LOOKED_ON, asked, looked

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> Story:
    made = story()
    paid(made.town, FIRST_PAY_ON)
    paid(made.town, NEXT_PAY_ON)
    return made


def test_a_talk_is_never_changed_or_taken_away(told: Story) -> None:
    talk = asked(told, looked(told))
    with pytest.raises(DatabaseError), transaction.atomic():
        SurplusContact.objects.filter(pk=talk.pk).update(asked_on=LOOKED_ON)
    with pytest.raises(DatabaseError), transaction.atomic():
        SurplusContact.objects.filter(pk=talk.pk).delete()


def test_the_parts_of_a_look_come_to_the_surplus(told: Story) -> None:
    look = looked(told)
    wrong = {field.attname: getattr(look, field.attname) for field in AccountLook._meta.concrete_fields}
    wrong |= {"id": None, "over_pence": look.over_pence + 1}
    del wrong["at"]
    with pytest.raises(IntegrityError, match="look_parts_come_to_the_surplus"), transaction.atomic():
        AccountLook.objects.create(**wrong)
