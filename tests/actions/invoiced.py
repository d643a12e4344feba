"""Support that the council manages and a provider invoices, in short words for tests: £80.00 a week since 6 July."""

from datetime import date
from typing import Any

from selfdirect.actions import invoices
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget
from selfdirect.records.invoices import Invoice, InvoiceAnswer
from selfdirect.records.orders import Order
from tests.actions.first_half import Town, town
from tests.actions.ordered import STARTS_ON, Ordered
from tests.actions.story import approved, choose, finalised, signed, support, talked

INVOICED_ON = date(2026, 8, 3)
FOUR_WEEKS = 32_000


class Invoiced(Ordered):
    """Somebody whose budget the council manages, with support that goes on."""

    @property
    def finance(self) -> User:
        return self.here.cast.finance[0]

    def invoice(self, order: Order, on: date = INVOICED_ON, **more: Any) -> Invoice:
        """Four weeks from the first day, as ordered, by the provider itself."""
        self.key()
        words: dict[str, Any] = {
            "person": None,
            "order": order,
            "their_reference": f"F-{len(self.keys)}",
            "first_on": STARTS_ON,
            "last_on": date(2026, 8, 2),
            "pence": FOUR_WEEKS,
            "key": f"invoice-key-{len(self.keys)}",
            "on": on,
            "by": self.rota,
        }
        return invoices.send_invoice(**(words | more))

    def answered_invoice(
        self, invoice: Invoice, is_accepted: bool, on: date = INVOICED_ON, **more: Any
    ) -> InvoiceAnswer:
        now = Invoice.objects.get(pk=invoice.pk)
        words: dict[str, Any] = {
            "person": self.person,
            "invoice": now,
            "is_accepted": is_accepted,
            "reason": "One visit more was agreed on the phone." if is_accepted else "Nobody came on 9 July.",
            "seen_version": now.version,
            "key": self.key(),
            "on": on,
            "by": self.worker,
        }
        return invoices.answer_invoice(**(words | more))


def invoiced(*lines: dict[str, Any], here: Town | None = None, given: dict[str, Any] | None = None) -> Invoiced:
    """Agreed and signed: the council holds it."""
    here = here or town()
    budget = finalised(approved(here, *(lines or (support(),)), given=given))
    talked(budget)
    choose(budget, ("council_managed", "", None))
    signed(budget)
    return Invoiced(here, Budget.objects.get(pk=budget.pk))


def now(invoice: Invoice) -> Invoice:
    """The invoice as it stands now, with its rows."""
    return Invoice.objects.with_rows().get(pk=invoice.pk)
