"""Orders: a line of the budget becomes support from somebody, from a day (R-BRK-07, R-BRK-11). Changes are new rows.

An order itself never changes but for its version, which tells two writers apart. What happens to it is in the dated
rows below: an answer, a start, an end, other times. Where there are several of a kind, the newest counts.

Next:   selfdirect/actions/orders.py
Tests:  tests/records/test_orders.py
"""

from datetime import date

from django.db import models

from selfdirect.records.base import Referenced, Versioned, Written, one_of, together
from selfdirect.records.plans import Frequency


class OrderKind(models.TextChoices):
    """What an order is for."""

    REGULAR = "regular", "Regular support"
    ONE_OFF = "one_off", "Bought once"
    SWAP = "swap", "Swapped for time"


class Seller(models.TextChoices):
    """Who gives what was ordered."""

    PROVIDER = "provider", "A provider on the list"
    ASSISTANT = "personal_assistant", "A personal assistant"
    UNUSUAL = "unusual", "Somebody who does not usually sell this"


class OrderState(models.TextChoices):
    """Where an order stands on a day, worked out from its rows and never stored."""

    ASKED = "asked", "Waiting for an answer"
    REFUSED = "refused", "They said no"
    AGREED = "agreed", "Agreed, not started yet"
    LATE = "late", "Late"
    STARTED = "started", "Going on"
    ENDED = "ended", "Ended"


CHANGEABLE = (OrderState.AGREED, OrderState.STARTED, OrderState.LATE)
"""Where an order stands while somebody else, something else or a swap of its time can still be asked for."""


class OrderQuerySet(models.QuerySet["Order"]):
    """Questions asked of orders."""

    def with_rows(self) -> "OrderQuerySet":
        """With everything that says where each stands, in a fixed number of questions to the database."""
        joined = ("provider", "budget_line__plan_line", "budget_line__budget", "answer", "start", "late")
        return self.select_related(*joined).prefetch_related("ends", "arrangements")


class Order(Referenced, Versioned):
    """What is asked of one provider, personal assistant or other seller, for one line of a budget."""

    PREFIX = "E"

    budget_line = models.ForeignKey("records.BudgetLine", models.PROTECT, related_name="orders")
    kind = models.CharField(max_length=20, choices=OrderKind.choices)
    seller = models.CharField(max_length=20, choices=Seller.choices)
    provider = models.ForeignKey("records.Provider", models.PROTECT, null=True, blank=True, related_name="orders")
    seller_name = models.CharField(max_length=160, blank=True)
    seller_contact = models.CharField(max_length=200, blank=True)
    what = models.CharField(max_length=200)
    outcomes = models.JSONField()
    quantity_hundredths = models.PositiveIntegerField()
    unit = models.CharField(max_length=30)
    unit_price_pence = models.BigIntegerField()
    frequency = models.CharField(max_length=20, choices=Frequency.choices)
    pence_weekly = models.BigIntegerField()
    pence_once = models.BigIntegerField(default=0)
    starts_on = models.DateField()
    ends_on = models.DateField()
    notice_days = models.PositiveSmallIntegerField()
    clock_from = models.DateField()
    due_on = models.DateField()
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    made_on = models.DateField()
    made_by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    objects = OrderQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("kind", OrderKind, "order_kind"),
            one_of("seller", Seller, "order_seller"),
            one_of("frequency", Frequency, "order_frequency"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="order_ends_after_start"
            ),
            models.CheckConstraint(
                condition=models.Q(unit_price_pence__gt=0, pence_weekly__gte=0, pence_once__gte=0)
                & (models.Q(pence_weekly__gt=0) | models.Q(pence_once__gt=0)),
                name="order_amounts",
            ),
            models.CheckConstraint(
                condition=models.Q(seller=Seller.PROVIDER, provider__isnull=False)
                | (~models.Q(seller=Seller.PROVIDER) & models.Q(provider__isnull=True) & ~models.Q(seller_name="")),
                name="order_names_its_seller",
            ),
        ]

    @property
    def who(self) -> str:
        """Who gives it, by name."""
        return self.provider.name if self.provider else self.seller_name

    @property
    def reply(self) -> "OrderAnswer | None":
        """The answer, once there is one."""
        return getattr(self, "answer", None)

    @property
    def begun(self) -> "OrderStart | None":
        """The start, once it has started."""
        return getattr(self, "start", None)

    @property
    def raised(self) -> "LateStart | None":
        """That it was raised as late, if it was."""
        return getattr(self, "late", None)

    @property
    def clock_words(self) -> str:
        """From what its working days are counted."""
        return "the visit" if hasattr(self, "equipment_choice") else "the plan was agreed"

    @property
    def first_on(self) -> date:
        """The first day: when it started; before that, the day that was agreed or asked for."""
        if self.begun:
            return self.begun.started_on
        return self.reply.first_on if self.reply and self.reply.first_on else self.starts_on

    @property
    def end(self) -> "OrderEnd | None":
        """The newest row about its end, if it was ended or told to go on."""
        rows = sorted(self.ends.all(), key=lambda row: row.pk)
        return rows[-1] if rows else None

    @property
    def last_on(self) -> date:
        """The last day, as it stands now."""
        end = self.end
        return min(end.last_on, self.ends_on) if end else self.ends_on

    @property
    def arrangement(self) -> "OrderArrangement | None":
        """The times, the worker and the terms that were set last."""
        rows = sorted(self.arrangements.all(), key=lambda row: row.pk)
        return rows[-1] if rows else None

    @property
    def never_happens(self) -> bool:
        """Whether it was said no to, or ended before its first day."""
        return bool(self.reply and not self.reply.is_yes) or self.last_on < self.first_on

    def state_on(self, on: date) -> OrderState:
        """Where it stands on a day."""
        if self.reply and not self.reply.is_yes:
            return OrderState.REFUSED
        if self.last_on < on or self.last_on < self.first_on:
            return OrderState.ENDED
        if self.begun:
            return OrderState.STARTED
        if self.due_on < on:
            return OrderState.LATE
        return OrderState.AGREED if self.reply else OrderState.ASKED


class OrderAnswer(Written):
    """Yes or no to an order. `told_by` is who said it on the telephone, when it was not said by signing in."""

    order = models.OneToOneField(Order, models.PROTECT, related_name="answer")
    is_yes = models.BooleanField()
    first_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)
    told_by = models.CharField(max_length=120, blank=True)
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_yes=True, first_on__isnull=False)
                | models.Q(is_yes=False, first_on__isnull=True) & ~models.Q(reason=""),
                name="order_answer_yes_with_day_no_with_reason",
            ),
        ]


class OrderStart(Written):
    """The day on which a service began, and who said so."""

    order = models.OneToOneField(Order, models.PROTECT, related_name="start")
    started_on = models.DateField()
    days_from_plan = models.IntegerField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(started_on__lte=models.F("on")), name="order_start_is_not_in_the_future"
            ),
        ]


class OrderEnd(Written):
    """The last day of an order. A later row moves it; an order may be ended again, never un-ended past its budget."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="ends")
    last_on = models.DateField()
    reason = models.TextField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="order_ends_for_a_reason"),
        ]


class OrderArrangement(Written):
    """When somebody comes, who, and what was agreed with them one by one (R-BRK-07, R-DEP-18). The newest counts."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="arrangements")
    visit_times = models.TextField(blank=True)
    preferred_worker = models.CharField(max_length=160, blank=True)
    tasks = models.TextField(blank=True)
    terms = models.TextField(blank=True)
    from_on = models.DateField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")


class LateStart(Written):
    """An order that was not started by its day, raised by itself to the named worker and a manager (R-BRK-03)."""

    order = models.OneToOneField(Order, models.PROTECT, related_name="late")
    on = models.DateField()
    working_days_from_plan = models.PositiveIntegerField()
    worker = models.ForeignKey("records.User", models.PROTECT, related_name="+")
    manager = models.ForeignKey("records.User", models.PROTECT, related_name="+")


class TimeSwap(Written):
    """Time of one order, each week, exchanged at its price for another purchase of the same value (R-DEP-19)."""

    time_of = models.ForeignKey(Order, models.PROTECT, related_name="swaps")
    bought = models.OneToOneField(Order, models.PROTECT, related_name="swapped_from")
    price_pence = models.BigIntegerField()
    pence_weekly = models.BigIntegerField()
    from_on = models.DateField()
    last_on = models.DateField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pence_weekly__gt=0, price_pence__gt=0) & models.Q(last_on__gte=models.F("from_on")),
                name="time_swap_amounts",
            ),
        ]


class OrderRequest(Referenced, Versioned):
    """A change that somebody must decide on, because outcome or total would not fit (R-BRK-08)."""

    PREFIX = "Q"

    order = models.ForeignKey(Order, models.PROTECT, related_name="requests")
    wanted = models.JSONField()
    why_decided = models.JSONField()
    asked_on = models.DateField()
    asked_by = models.ForeignKey("records.User", models.PROTECT, related_name="+")
    is_agreed = models.BooleanField(null=True)
    reasons = models.TextField(blank=True)
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+")
    made = models.OneToOneField(Order, models.PROTECT, null=True, related_name="from_request")

    class Meta:
        constraints = [
            together("order_request_decided", "is_agreed", "decided_on", "decided_by"),
            models.CheckConstraint(
                condition=models.Q(decided_by=None) | ~models.Q(decided_by=models.F("asked_by")),
                name="nobody_decides_their_own_request",
            ),
        ]
