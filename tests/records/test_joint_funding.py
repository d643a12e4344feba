"""What the NHS agreed to is kept as it was said: a later word stands beside it, never over it."""

import pytest
from django.db import DatabaseError, transaction

from selfdirect.records.joint_funding import JointFunding
from tests.actions.first_half import ON, nhs_agreed, town
from tests.actions.story import approved, support

pytestmark = pytest.mark.django_db


def test_a_row_is_never_changed_and_the_database_keeps_it_whole() -> None:
    plan = approved(town(), support(nhs_basis_points=5000)).plan
    kept = JointFunding.objects.get()
    for change in (lambda: JointFunding.objects.update(nhs_body="Another"), kept.delete):
        with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
            change()
    nhs_agreed(plan, nhs_body="The board of the next county")
    assert plan.joint_funding.order_by("-pk")[0].nhs_body == "The board of the next county"


@pytest.mark.parametrize("wrong", [{"refused_reason": "Too dear"}, {"health_direct_payment": "perhaps"}])
def test_a_reason_goes_with_a_no_and_an_answer_is_one_of_three(wrong: dict[str, str]) -> None:
    plan = approved(town()).plan
    row = {"nhs_body": "Board", "agreed_by_name": "Harriet", "evidence": "Letter", "health_direct_payment": "agreed"}
    with pytest.raises(DatabaseError), transaction.atomic():
        JointFunding.objects.create(plan=plan, agreed_on=ON, on=ON, by=plan.written_by, **(row | wrong))
