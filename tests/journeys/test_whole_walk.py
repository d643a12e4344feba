"""The whole walk in a real browser: from a referral to money in the bank, and the person's own screen at the end.

Once with JavaScript on a wide screen, once without on a narrow one. The person's screen is a narrow one both times.
Another person's payment is in the same run, and it is theirs that the bank sends back.

Next:   tests/journeys/walk_care.py
"""

import xml.etree.ElementTree as ET
from datetime import date
from decimal import Decimal

import pytest

from selfdirect.actions import access
from selfdirect.records.payments import PaymentLine
from selfdirect.records.people import Person
from selfdirect.records.work import NamedWorker
from selfdirect.rules.access import Role
from tests.actions.first_half import Town
from tests.journeys import walk_care as care
from tests.journeys import walk_money as money
from tests.journeys.conftest import FIRST_DAY, Visit
from tests.journeys.visitor import Visitor
from tests.outside.bank_files.standard_18_reader import read

pytestmark = pytest.mark.journey

STARTS_ON = date(2026, 7, 6)
REVIEW_ON = date(2026, 8, 31)
THEIRS, OURS = 24000, 21600  # 21 days, to the council's next period, of £80.00 and of £72.00 a week


@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (320, False)], ids=["scripts-1280", "bare-320"])
@pytest.mark.requirement("R-PAY-17")
def test_from_referral_to_first_payment(here: Town, visit: Visit, width: int, javascript: bool) -> None:
    staff = visit(width=width, javascript=javascript)
    worker = to_plan(staff, here)
    care.sign_in(staff, "Ruth Calloway", "team manager")
    care.decide(staff)
    to_agreement(staff, worker)
    files = pay(staff)
    check_files(files)
    as_bank_says(staff)
    person_sees(visit(width=320, javascript=javascript), here, worker)


def to_plan(staff: Visitor, here: Town) -> str:
    """The worker's part. Returns the name of the person's own worker."""
    care.sign_in(staff, "Grace Okafor", "social worker")
    care.refer(staff, "Rowan", "Appleby", FIRST_DAY)
    person = Person.objects.order_by("-pk").first()
    worker = NamedWorker.objects.get(person=person).worker.name
    staff.sees(worker).press("See the record").sees("Rowan Appleby")
    care.sign_in(staff, worker, "social worker").press("Open the next one: Rowan Appleby", look=False)
    if "screening" not in staff.where:
        staff.look().press("Screen this referral")
    care.screen(staff)
    care.assess(staff, FIRST_DAY)
    care.means_test(staff, FIRST_DAY)
    care.budget_to_plan_with(staff, STARTS_ON)
    care.plan(staff, STARTS_ON, REVIEW_ON)
    return worker


def to_agreement(staff: Visitor, worker: str) -> None:
    """The final budget, how it is held, and the signature."""
    care.sign_in(staff, worker, "social worker").press("Open the next one: Rowan Appleby")
    money.set_budget(staff)
    money.choose_holding(staff)
    money.agree(staff, FIRST_DAY)


def pay(staff: Visitor) -> dict[str, bytes]:
    """A week later: prepared by one, looked at, approved by another, sent."""
    staff.go("/demo/").press("Move on by a week").sees("29 June 2026")
    care.sign_in(staff, "Nina Farrow", "finance officer")
    money.prepare(staff, STARTS_ON)
    money.hold_and_release(staff, "£216.00 to Rowan Appleby: working")
    staff.sees_not("Look it over and approve it")
    care.sign_in(staff, "Farida Aziz", "finance approver")
    money.approve(staff)
    run = staff.where.split("?")[0]
    care.sign_in(staff, "Nina Farrow", "finance officer").go(run)
    return money.send(staff)


def check_files(files: dict[str, bytes]) -> None:
    """Both files pay the same people the same amounts, and each agrees with its own totals."""
    bacs = read(files["Bacs Standard 18"])
    assert sorted(int(one["pence"]) for one in bacs.credits) == [OURS, THEIRS]
    tree = ET.fromstring(files["ISO 20022 pain.001.001.09"])
    amounts = [Decimal(one.text or "") * 100 for one in tree.findall(".//{*}InstdAmt")]
    assert sorted(amounts) == [OURS, THEIRS]
    assert {Decimal(one.text or "") * 100 for one in tree.findall(".//{*}CtrlSum")} == {OURS + THEIRS}


def as_bank_says(staff: Visitor) -> None:
    """On the day: one payment arrived, one came back, and neither is lost or doubled."""
    run = staff.where.split("?")[0]
    staff.go("/demo/").press("Move on by a week").sees("6 July 2026").go(run)
    money.confirm(staff, "Amara Foxglove")
    states = PaymentLine.objects.order_by("pence").values_list("pence", "state")
    assert list(states) == [(OURS, "confirmed"), (THEIRS, "returned")]


def person_sees(phone: Visitor, here: Town, worker: str) -> None:
    """What they have, what happens next with its date and owner, and who to ask."""
    person = Person.objects.order_by("-pk").first()
    assert person is not None
    care_of = {"person_id": person.pk, "is_demo": True, "on": STARTS_ON, "by": here.cast.administrator}
    access.add_user(email="rowan@person.example", name=person.name, roles=[Role.PERSON], **care_of)
    care.sign_in(phone, "Rowan Appleby", "person")
    phone.sees("Hello, Rowan", "Your money", "£", "What happens next", "Who has it", "is your named worker", worker)
    phone.press("See all your money").sees("£72.00").go("/my/").press("Payments").sees("£216.00")
