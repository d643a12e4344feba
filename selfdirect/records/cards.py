"""Prepaid cards: what was asked of the card company, what it made, what was lost, and what an account held on a day.

A card spends from the account of a payee. Its state is worked out from its rows and never stored. Another card for the
same account `replaces` it, so a lost card moves no money and no payment goes anywhere else.

Why:    docs/decisions/a-card-is-lost.md
Next:   selfdirect/actions/cards.py
Tests:  tests/records/test_cards.py
"""

from collections.abc import Iterable
from datetime import date

from django.db import models

from selfdirect.records.base import Referenced, Versioned, Written, one_of, together
from selfdirect.records.direct_payments import Payee


class CardState(models.TextChoices):
    """Where a card stands."""

    ASKED = "asked", "Asked for"
    ON_ITS_WAY = "on_its_way", "On its way"
    IN_USE = "in_use", "In use"
    BLOCKING = "blocking", "Being blocked"
    BLOCKED = "blocked", "Blocked"
    OVER = "over", "No longer used"


class WhyEnded(models.TextChoices):
    """Why a card is not to be used any more."""

    LOST = "lost", "Lost"
    STOLEN = "stolen", "Stolen"
    DAMAGED = "damaged", "Broken, or it does not work"
    NOT_ARRIVED = "not_arrived", "It never arrived"
    EXPIRED = "expired", "It ran out"
    CLOSED = "closed", "The account was closed"


class CardQuerySet(models.QuerySet["Card"]):
    """Questions asked of cards."""

    def with_rows(self) -> "CardQuerySet":
        """With everything that says where each stands."""
        return self.select_related("payee", "made", "arrived", "ended", "lost").prefetch_related("orders")


class Card(Referenced):
    """One card of one person. `payee` is the account's first details, known once the company has opened it."""

    PREFIX = "PC"

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="cards")
    payee = models.ForeignKey("records.Payee", models.PROTECT, null=True, related_name="cards")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    objects = CardQuerySet.as_manager()

    @property
    def is_made(self) -> "CardMade | None":
        """What the company made, once it has."""
        return getattr(self, "made", None)

    @property
    def has_arrived(self) -> "CardArrived | None":
        """That the holder has it, once they said so."""
        return getattr(self, "arrived", None)

    @property
    def end(self) -> "CardEnd | None":
        """That it is not to be used any more."""
        return getattr(self, "ended", None)

    @property
    def loss(self) -> "LostCard | None":
        """That it was reported, once it was."""
        return getattr(self, "lost", None)

    @property
    def state(self) -> CardState:
        """Where it stands now."""
        if self.end and self.end.why in _BLOCKED_FOR:
            waits = any(order.verb == Verb.BLOCK and order.state != OrderState.DONE for order in self.orders.all())
            return CardState.BLOCKING if waits else CardState.BLOCKED
        if self.end:
            return CardState.OVER
        if self.is_made is None:
            return CardState.ASKED
        return CardState.IN_USE if self.has_arrived else CardState.ON_ITS_WAY

    @property
    def words(self) -> str:
        """Which card, so that its holder knows it and nobody else learns it."""
        made = self.is_made
        return f"Card that ends in {made.last_four}" if made and made.last_four else f"Card {self.reference}"


_BLOCKED_FOR = (WhyEnded.LOST, WhyEnded.STOLEN, WhyEnded.DAMAGED, WhyEnded.NOT_ARRIVED)


class CardMade(Written):
    """The company made it. What is not known of a card that was made before this program has no day and no digits."""

    card = models.OneToOneField(Card, models.PROTECT, related_name="made")
    company_card = models.CharField(max_length=60, blank=True)
    last_four = models.CharField(max_length=4, blank=True)
    expires_on = models.DateField(null=True)
    on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(last_four__regex=r"^(\d{4})?$"), name="card_last_four_digits"),
        ]


class CardArrived(Written):
    """The holder has it, and uses it from now on."""

    card = models.OneToOneField(Card, models.PROTECT, related_name="arrived")
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")


class CardEnd(Written):
    """It is not to be used any more, and why."""

    card = models.OneToOneField(Card, models.PROTECT, related_name="ended")
    why = models.CharField(max_length=20, choices=WhyEnded.choices)
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [one_of("why", WhyEnded, "card_ended_why")]


class LostCard(Referenced, Versioned):
    """A card that was reported: by whom and how, by when another one should be there, and how it ended (R-PAY-03).

    It ends when the person confirms it, with the new card in their hand.
    """

    PREFIX = "PL"

    card = models.OneToOneField(Card, models.PROTECT, related_name="lost")
    person = models.ForeignKey("records.Person", models.PROTECT, related_name="lost_cards")
    why = models.CharField(max_length=20, choices=WhyEnded.choices)
    words = models.TextField(blank=True)
    unknown_spending = models.TextField(blank=True)
    must_be_paid_soon = models.BooleanField()
    reported_by_name = models.CharField(max_length=120)
    by_phone = models.BooleanField()
    due_on = models.DateField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True)
    closed_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+")
    confirmed_by_name = models.CharField(max_length=120, null=True)
    how_it_went = models.TextField(null=True)

    class Meta:
        constraints = [
            one_of("why", WhyEnded, "lost_card_why"),
            together("lost_card_closed", "closed_on", "closed_by", "confirmed_by_name", "how_it_went"),
            models.CheckConstraint(condition=~models.Q(reported_by_name=""), name="lost_card_says_who"),
        ]


class Verb(models.TextChoices):
    """What may be asked of a card company."""

    ORDER = "order", "Order a card"
    BLOCK = "block", "Block a card"
    REPLACE = "replace", "Send another card"
    CLOSE = "close", "Close the account"


class OrderState(models.TextChoices):
    """Where something that was asked of the company stands."""

    WAITING = "waiting", "Waiting to be sent"
    BY_PHONE = "by_phone", "Has to be done by telephone"
    DONE = "done", "Done"


class CardOrder(Written):
    """One thing asked of the card company, once under its key. `answer` is what came back, or was told by telephone."""

    card = models.ForeignKey(Card, models.PROTECT, related_name="orders")
    verb = models.CharField(max_length=20, choices=Verb.choices)
    key = models.CharField(max_length=100, unique=True)
    because = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=20, choices=OrderState.choices, default=OrderState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    failure = models.TextField(blank=True)
    answer = models.JSONField(null=True)
    done_on = models.DateField(null=True)
    told_by = models.CharField(max_length=120, blank=True)
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            one_of("verb", Verb, "card_order_verb"),
            one_of("state", OrderState, "card_order_state"),
            models.CheckConstraint(
                condition=models.Q(state="done", done_on__isnull=False)
                | (~models.Q(state="done") & models.Q(done_on=None)),
                name="card_order_done_on_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(state="waiting"), name="card_orders_to_send"),
        ]


class CardBalance(Written):
    """What the account behind a card held on a day, as the company or the holder said."""

    payee = models.ForeignKey("records.Payee", models.PROTECT, related_name="card_balances")
    pence = models.BigIntegerField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["payee", "-id"], name="card_balances_latest")]


def cards_of(person_id: int) -> list[Card]:
    """Every card of a person, the newest first, with its rows."""
    return list(Card.objects.filter(person=person_id).with_rows().order_by("-pk"))


def open_loss(person_id: int) -> LostCard | None:
    """The report of a person's card that is not closed yet, if there is one."""
    found = LostCard.objects.filter(person=person_id, closed_on=None).select_related("card__payee")
    return found.order_by("-pk").first()


def account_of_cards(person_id: int) -> Payee | None:
    """The account behind a person's newest card that has one."""
    cards = Card.objects.filter(person=person_id, payee__isnull=False).select_related("payee")
    found = cards.order_by("-pk").first()
    return found.payee if found else None


def latest_balances(payee_ids: Iterable[int]) -> dict[int, CardBalance]:
    """What was last known of each account, by the account's id."""
    latest = CardBalance.objects.filter(payee__in=set(payee_ids)).order_by("payee", "-pk").distinct("payee")
    return {balance.payee_id: balance for balance in latest}


def present_card(cards: list[Card]) -> Card | None:
    """Of a person's cards, the one that counts: in use, else on its way or asked for, else the last one blocked."""
    order = (CardState.IN_USE, CardState.ON_ITS_WAY, CardState.ASKED, CardState.BLOCKING, CardState.BLOCKED)
    for state in order:
        found = next((card for card in cards if card.state == state), None)
        if found is not None:
            return found
    return None


def runs_out_by(day: date) -> models.QuerySet[Card]:
    """Cards in use or on their way that run out by a day and that nothing replaces yet."""
    return Card.objects.filter(made__expires_on__lte=day, ended=None, replaced_by=None)
