"""A load is for one line, names an account, and has its day and the company's reference when it is done."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from selfdirect.records.card_loads import CardLoad
from tests.actions.paying_people import office, people_to_pay, prepare

pytestmark = pytest.mark.django_db


def test_what_may_not_be() -> None:
    here = office()
    people_to_pay(2, here)
    first, second = prepare(here).lines.order_by("pk")
    CardLoad.objects.create(line=first, key="one", account="a-1")
    wrong: list[dict[str, Any]] = [
        {"line": first},
        {"key": "one"},
        {"account": ""},
        {"state": "lost"},
        {"state": "done"},
        {"done_on": date(2026, 7, 6)},
    ]
    for more in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            CardLoad.objects.create(**({"line": second, "key": "two", "account": "a-2"} | more))
