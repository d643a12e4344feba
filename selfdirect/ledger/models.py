"""The tables of the book, private to this room: nobody else imports them.

The columns are declared here for Django; the refusals (no change, no deletion, no fraction, no money below
zero) and the balances that keep themselves are in the database, written out in the migration.

Why:    docs/decisions/the-book-is-one-row-a-movement.md
Next:   selfdirect/ledger/migrations/0001_the_book.py
Tests:  tests/ledger/test_models.py
"""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models.functions import Now

if TYPE_CHECKING:
    WholeField = models.Field[int, int]
else:
    WholeField = models.Field


class WholePence(WholeField):
    """A whole number of pence that PostgreSQL itself refuses to round.

    A bigint column takes 10.5 and stores 11 without a word. `numeric` keeps what it is given, so that the
    CHECK `scale(pence) = 0` can refuse it.
    """

    description = "a whole number of pence"

    def db_type(self, connection: Any) -> str:
        return "numeric"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> int | None:
        return None if value is None else int(value)


class Account(models.Model):
    """One account. It opens on first use and is never changed or deleted."""

    code = models.TextField(unique=True)
    kind = models.TextField()
    normal = models.TextField()
    may_go_below_zero = models.BooleanField()
    opened_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "ledger_account"

    def __str__(self) -> str:
        return self.code


class Balance(models.Model):
    """What an account that may not go below zero holds now, on the side on which it grows.

    Kept by the database alone, in the statement that adds the movements. Two who ask for one budget at the same
    time wait for one another here.
    """

    account = models.OneToOneField(Account, on_delete=models.DO_NOTHING, primary_key=True, related_name="+")
    side = models.SmallIntegerField()
    pence = models.BigIntegerField()

    class Meta:
        db_table = "ledger_balance"


class Slot(models.Model):
    """A sixteenth of what an account that may go below zero holds; its balance is the sum of its slots.

    Each connection adds to a slot of its own, so that not everybody who posts waits at the council's bank account.
    """

    pk = models.CompositePrimaryKey("account_id", "slot")
    account = models.ForeignKey(Account, on_delete=models.DO_NOTHING, related_name="+")
    slot = models.SmallIntegerField()
    side = models.SmallIntegerField()
    pence = models.BigIntegerField()

    class Meta:
        db_table = "ledger_slot"


class Movement(models.Model):
    """One movement of money: from one account to another, a whole number of pence, under a key of its own."""

    key = models.TextField(unique=True)
    on = models.DateField()
    at = models.DateTimeField(db_default=Now())
    pence = WholePence()
    debit = models.ForeignKey(Account, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)
    credit = models.ForeignKey(Account, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)
    about = models.TextField()
    corrects = models.OneToOneField(
        "self", on_delete=models.DO_NOTHING, null=True, related_name="+", db_constraint=False
    )

    class Meta:
        db_table = "ledger_movement"

    def __str__(self) -> str:
        return self.key


class Assertion(models.Model):
    """What somebody outside (a bank) says an account held at the end of a day."""

    account = models.ForeignKey(Account, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)
    on = models.DateField()
    at = models.DateTimeField(db_default=Now())
    pence = WholePence()
    source = models.TextField()

    class Meta:
        db_table = "ledger_assertion"

    def __str__(self) -> str:
        return f"{self.source} on {self.on.isoformat()}"


class Link(models.Model):
    """The place of one movement in the chain, and the hash of it and of everything before it."""

    movement = models.OneToOneField(Movement, on_delete=models.DO_NOTHING, primary_key=True, related_name="+")
    place = models.BigIntegerField(unique=True)
    hash = models.TextField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "ledger_link"

    def __str__(self) -> str:
        return f"{self.place} {self.hash}"


class Close(models.Model):
    """The book closed up to the end of a day, by whom, with the head of the chain at that moment."""

    until = models.DateField(unique=True)
    by = models.TextField()
    place = models.BigIntegerField()
    head = models.TextField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "ledger_close"

    def __str__(self) -> str:
        return f"closed up to {self.until.isoformat()}"
