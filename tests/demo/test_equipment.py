"""The simulated council prescribes equipment; asked again on the same day, it prescribes nothing twice."""

from selfdirect.demo.equipment import equip
from selfdirect.demo.simulation import Council
from selfdirect.records.equipment import PrescribedItem, RetailerChoice
from tests.demo.small import ENDS_ON


def test_equipment_is_prescribed_once(council: Council) -> None:
    equip(council.seed, ENDS_ON)
    before = (PrescribedItem.objects.count(), RetailerChoice.objects.count())
    equip(council.seed, ENDS_ON)
    assert (PrescribedItem.objects.count(), RetailerChoice.objects.count()) == before
