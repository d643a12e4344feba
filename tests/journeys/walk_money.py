"""The part of the walk that moves money: the final budget, how it is held, the agreement, and one payment run.

Next:   tests/journeys/walk_care.py
"""

from datetime import date

from tests.journeys.visitor import Visitor


def set_budget(visitor: Visitor) -> Visitor:
    """Set the final budget; say why it differs from the rough one."""
    visitor.fill_empty("The plan costs less than the rough guide.")
    return visitor.press("Set the budget and write to the person").sees("Personal budget", "£72.00")


def choose_holding(visitor: Visitor) -> Visitor:
    """Talk twice about every way to hold it, look whether a direct payment suits, and choose one by bank account."""
    visitor.press("Go on: choose how to hold it").press("Talk about the ways to hold it")
    visitor.choose("stage", "planning").fill(what_was_said="What each way asks of them.").press("Save")
    visitor.press("Talk about the ways to hold it")
    visitor.fill(what_was_said="Every way was looked at.").press("Save")
    visitor.press("Look at whether a direct payment suits")
    for group in visitor.page.locator('main input[type="radio"][value="yes"]').all():
        name = group.get_attribute("name") or ""
        if name not in {"excluded_by_law", "consents"}:
            group.check()
    visitor.choose("consents", "yes").choose("excluded_by_law", "no").press("Save")
    visitor.press("Record the choice")
    visitor.page.locator('main input[type="radio"][value="direct_payment"]').check()
    visitor.page.locator('main input[type="radio"][value="bank_account"]').check()
    visitor.fill(own_reason="I want to choose who comes and when.")
    return visitor.press("Save the choice")


def agree(visitor: Visitor, on: date) -> Visitor:
    """The account, then the agreement with its signature."""
    visitor.press("Accounts to pay into").press("Add an account")
    visitor.fill(account_name="R Appleby", sort_code="20-00-00", account_number="10000002").press("Add the account")
    visitor.press("Go on to the agreement").choose("signed_as", "person").choose("signed_how", "on_paper")
    visitor.fill_day("signed_on", on).choose("agreed", "yes")
    return visitor.press("Record the signature").sees("Signed by Rowan Appleby", "The payments are set up.")


def prepare(visitor: Visitor, pay_on: date) -> Visitor:
    """Prepare a run for a day."""
    visitor.press("Prepare a payment run").fill_day("pay_on", pay_on)
    return visitor.press("Prepare the run").sees("Payment run", "Amara Foxglove", "Rowan Appleby")


def hold_and_release(visitor: Visitor, amount: str) -> Visitor:
    """Hold one line back, then put it into the run again."""
    run = visitor.where
    visitor.press(amount).press("Hold it back").fill(reason="The name of the account looks wrong.")
    visitor.press("Hold it back").sees("Held back", "The name of the account looks wrong.")
    visitor.press("Put it back into the run").sees_not("Held back")
    return visitor.go(run)


def approve(visitor: Visitor) -> Visitor:
    """The approver looks the run over and signs it."""
    visitor.sees("prepared by Nina Farrow", "£456.00").press("Look at every payment").press(
        "Look it over and approve it"
    )
    return visitor.press("Approve the run").sees("The run is approved")


def send(visitor: Visitor) -> dict[str, bytes]:
    """Make the files and fetch both: their names and what is in them."""
    visitor.press("Make the files for the bank").press("Make the files").sees("The files for the bank are ready")
    found = {}
    for name in ("Bacs Standard 18", "ISO 20022 pain.001.001.09"):
        with visitor.page.expect_download() as started:
            visitor.find(name).click()
        found[name] = started.value.path().read_bytes()
    return found


def confirm(visitor: Visitor, returned: str) -> Visitor:
    """The bank's answer: one payment came back."""
    visitor.press("Write down the bank’s answer").choose("answer", "some")
    box = visitor.page.locator('input[name="back"]').locator("xpath=..").filter(has_text=returned).locator("input")
    line = box.get_attribute("value")
    box.check()
    visitor.fill(**{f"why_{line}": "The account is closed"}).press("Save the bank’s answer")
    return visitor.sees("The run is closed", "The account is closed")
