"""A provider is known by its name, once."""

from selfdirect.records.market import Provider
from tests.actions.paying_people import Office
from tests.records.raw import copy_of, refusal


def test_two_providers_never_have_one_name(here: Office) -> None:
    one = Provider.objects.create(name="Example Home Care")
    assert str(one) == "Example Home Care"
    assert refusal(copy_of("records_provider", one.pk)) == "records_provider_name_key"
