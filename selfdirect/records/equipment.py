"""Equipment by prescription: what was prescribed after which visit, and from which listed retailer the person gets it.

What arrives, and when, is the start of the order that the choice made: selfdirect/records/orders.py.

Next:   selfdirect/actions/equipment.py
Tests:  tests/records/test_equipment.py
"""

from datetime import date

from django.db import models

from selfdirect.records.base import Referenced, Written
from selfdirect.records.orders import Order


class PrescribedQuerySet(models.QuerySet["PrescribedItem"]):
    """Questions asked of prescribed items."""

    def with_rows(self) -> "PrescribedQuerySet":
        """With everything that says where each stands, in a fixed number of questions to the database."""
        orders = models.Prefetch("choices__order", queryset=Order.objects.with_rows())
        joined = self.select_related("person", "budget_line__plan_line", "budget_line__budget", "by", "late_choice")
        return joined.prefetch_related("choices", orders)


class PrescribedItem(Referenced):
    """One item of the catalogue that somebody needs, with what the council pays for it (R-BRK-05)."""

    PREFIX = "X"

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="prescribed_items")
    budget_line = models.ForeignKey("records.BudgetLine", models.PROTECT, related_name="prescribed_items")
    code = models.CharField(max_length=40)
    label = models.CharField(max_length=200)
    council_pence = models.BigIntegerField()
    why = models.TextField()
    visited_on = models.DateField()
    due_on = models.DateField()
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    objects = PrescribedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(council_pence__gt=0) & ~models.Q(why=""), name="prescribed_item_is_whole"
            ),
            models.CheckConstraint(
                condition=models.Q(visited_on__lte=models.F("on"), due_on__gte=models.F("visited_on")),
                name="prescribed_item_dates",
            ),
        ]

    @property
    def choice(self) -> "RetailerChoice | None":
        """The choice that stands: the newest, unless its order was taken back."""
        rows = sorted(self.choices.all(), key=lambda row: row.pk)
        return rows[-1] if rows and not rows[-1].order.never_happens else None

    @property
    def raised(self) -> "LateEquipment | None":
        """That it was raised because nobody had chosen in time, if it was."""
        return getattr(self, "late_choice", None)

    @property
    def arrived_on(self) -> date | None:
        """The day it arrived."""
        choice = self.choice
        return choice.order.begun.started_on if choice and choice.order.begun else None

    def is_late(self, on: date) -> bool:
        """Whether it has not arrived by its day."""
        return self.arrived_on is None and self.due_on < on


class RetailerChoice(Written):
    """Which listed retailer, at what price. The order is what the council pays; the top-up is the person's own."""

    item = models.ForeignKey(PrescribedItem, models.PROTECT, related_name="choices")
    retailer = models.CharField(max_length=40)
    retailer_name = models.CharField(max_length=160)
    wanted = models.CharField(max_length=200, blank=True)
    price_pence = models.BigIntegerField()
    top_up_pence = models.BigIntegerField()
    order = models.OneToOneField(Order, models.PROTECT, related_name="equipment_choice")
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(top_up_pence__gte=0, price_pence__gt=models.F("top_up_pence")),
                name="equipment_top_up_is_beside",
            ),
        ]


class LateEquipment(Written):
    """An item that nobody had chosen a retailer for by its day, raised by itself to a worker and a manager."""

    item = models.OneToOneField(PrescribedItem, models.PROTECT, related_name="late_choice")
    working_days_from_visit = models.PositiveIntegerField()
    worker = models.ForeignKey("records.User", models.PROTECT, related_name="+")
    manager = models.ForeignKey("records.User", models.PROTECT, related_name="+")
    on = models.DateField()
