"""The sums that turn needs into money, each written once, put together as a council's policy chooses (R-RAS-01).

A method that differs between councils is a named choice. Each choice gives formulas and the policy values they need;
`allocation_set` puts together those that one day's policy chose. The same set is worked out for one person, over
columns, or as SQL.

Values: policy/councils, policy/defaults
Next:   selfdirect/rules/allocation.py
Tests:  tests/rules/test_allocation_formulas.py
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from selfdirect.rules.charging_lines import outside_the_indicative_budget
from selfdirect.rules.formulas import Formula, Whole, formula
from selfdirect.rules.values import NO_LIMIT, TableRow, ValueRefused, Values, text_cell, whole_cell, yes_cell
from selfdirect.rules.working import Row

# Policy values read here.
METHOD: Final = "allocation.method"
METHODS_BY_GROUP: Final = "allocation.methods_by_group"
PRICING: Final = "allocation.pricing"
PRICE_PER_POINT: Final = "allocation.price_per_point"
PRICES_BY_GROUP: Final = "allocation.prices_by_group"
PRICE_BANDS: Final = "allocation.price_bands"
UNITS: Final = "allocation.units"
COSTS: Final = "allocation.costs"
CEILING: Final = "allocation.ceiling"
CARER_ADJUSTMENT: Final = "allocation.carer_adjustment"
CARER_HOUR: Final = "allocation.carer_hour"
CARER_MOST: Final = "allocation.carer_adjustment_most"
CARERS_PRICE: Final = "allocation.carers_price_per_point"
CLIENT_GROUPS: Final = "profile.client_groups"

# The named choices.
POINTS_BY_PRICE: Final = "points_by_price"
STANDARD_UNITS: Final = "standard_units"
PROFESSIONAL_COSTING: Final = "professional_costing"
METHODS: Final = (POINTS_BY_PRICE, STANDARD_UNITS, PROFESSIONAL_COSTING)
ONE_PRICE: Final = "one_price"
BY_CLIENT_GROUP: Final = "by_client_group"
BANDED: Final = "banded"
PRICINGS: Final = (ONE_PRICE, BY_CLIENT_GROUP, BANDED)
NO_ADJUSTMENT: Final = "none"
HOURS_BY_RATE: Final = "hours_by_rate"
CARER_ADJUSTMENTS: Final = (NO_ADJUSTMENT, HOURS_BY_RATE)
HARD: Final = "hard"
FLEXIBLE: Final = "flexible"
EXCEPTION: Final = "exception"
CEILING_KINDS: Final = (HARD, FLEXIBLE, EXCEPTION)
AMOUNT: Final = "amount"
RESIDENTIAL_EQUIVALENT: Final = "residential_equivalent"
CEILING_BASES: Final = (AMOUNT, RESIDENTIAL_EQUIVALENT)

WEEKLY: Final = "pence weekly"
ANY_GROUP: Final = "all"
HUNDREDTHS: Final = "hundredths"


@dataclass
class Parts:
    """Formulas, the policy values they need, and what must be known of each person, while they are put together.

    `group` is the one client group that they are for; without it they serve every group, told apart by its number.
    `is_carer` is for an unpaid carer's own budget.
    """

    group: str = ""
    is_carer: bool = False
    formulas: list[Formula] = field(default_factory=list)
    policy_inputs: dict[str, Row] = field(default_factory=dict)
    person_inputs: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, label: str, source: str, needs: Sequence[str], function: Callable[..., Whole]) -> str:
        """Add a formula in pence a week, made for this policy. Returns its name."""
        self.formulas.append(Formula(name, label, WEEKLY, source, tuple(needs), function))
        return name

    def value(self, name: str, row: Row) -> str:
        """Add a policy value under the name that formulas use. Returns the name."""
        self.policy_inputs[name] = row
        return name

    def asked(self, name: str, unit: str) -> str:
        """Say that this must be known of each person. Returns the name."""
        self.person_inputs[name] = unit
        return name


def client_group_codes(values: Values) -> Mapping[str, int]:
    """Give the number that stands for each client group in formulas: its place in the policy, from 1."""
    return {text_cell(row, "code"): place for place, row in enumerate(values.table(CLIENT_GROUPS), 1)}


def table_row(values: Values, key: str, label: str, amount: int, unit: str) -> Row:
    """Give one amount of a policy table as a row of working."""
    value = values.value(key)
    return Row(label, amount, unit, key, value.source, value.status, value.since)


# Points by price


@formula(label="Points times the price of one point", unit=WEEKLY, source="The two rows above")
def priced(o: Whole, points: Whole, price_per_point: Whole) -> Whole:
    return points * price_per_point


def _one_price(values: Values, parts: Parts) -> str:
    parts.value("price_per_point", values.value(PRICE_PER_POINT).row())
    parts.formulas.append(priced)
    return "priced"


def _by_client_group(values: Values, parts: Parts) -> str:
    codes = client_group_codes(values)
    prices = {text_cell(row, "client_group"): whole_cell(row, "pence_weekly") for row in values.table(PRICES_BY_GROUP)}
    label = {text_cell(row, "code"): text_cell(row, "label") for row in values.table(CLIENT_GROUPS)}

    def price_row(group: str) -> Row:
        if group not in prices:
            return values.value(PRICE_PER_POINT).row()
        said = f"Price of one point: {label.get(group, 'everybody else')}"
        return table_row(values, PRICES_BY_GROUP, said, prices[group], WEEKLY)

    parts.formulas.append(priced)
    if parts.group:
        own = parts.group if parts.group in prices else ANY_GROUP
        parts.value("price_per_point", price_row(own))
        return "priced"
    groups = [group for group in codes if group in prices]
    names = [parts.value(f"price_{group}", price_row(group)) for group in (*groups, ANY_GROUP)]
    parts.asked("client_group", "code")

    def price(o: Whole, client_group: Whole, *amounts: Whole) -> Whole:
        found = amounts[-1]
        for group, amount in zip(groups, amounts, strict=False):
            found = o.where(client_group == codes[group], amount, found)
        return found

    source = "The price for the main reason for support"
    parts.add("price_per_point", "Price of one point", source, ("client_group", *names), price)
    return "priced"


def _banded(values: Values, parts: Parts) -> str:
    bands = values.table(PRICE_BANDS)
    names = [
        parts.value(
            f"band_{place}",
            table_row(values, PRICE_BANDS, text_cell(band, "label"), whole_cell(band, "pence_weekly"), WEEKLY),
        )
        for place, band in enumerate(bands, 1)
    ]
    starts = [_first_in(band, "points") for band in bands]

    def worth(o: Whole, points: Whole, *amounts: Whole) -> Whole:
        found = amounts[0]
        for start, amount in zip(starts[1:], amounts[1:], strict=True):
            found = o.where(points >= start, amount, found)
        return found

    return parts.add("priced", "What this many points are worth", "The band of points", ("points", *names), worth)


def _first_in(tier: TableRow, unit: str) -> int:
    """Give the first whole number in a tier."""
    lowest = whole_cell(tier, f"lowest_{unit}")
    return lowest if yes_cell(tier, "lowest_inclusive") else lowest + 1


PRICING_PARTS: Final[Mapping[str, Callable[[Values, Parts], str]]] = {
    ONE_PRICE: _one_price,
    BY_CLIENT_GROUP: _by_client_group,
    BANDED: _banded,
}


def _points_by_price(values: Values, parts: Parts) -> str:
    parts.asked("points", "points")
    pricing = values.choice(PRICING)
    if pricing not in PRICING_PARTS:
        raise ValueRefused(f"{PRICING} is {pricing}. It must be one of {', '.join(PRICINGS)}.")
    return PRICING_PARTS[pricing](values, parts)


# So many of each thing times its price


def _counted(values: Values, parts: Parts, *, key: str, code: str, name: str, label: str) -> str:
    """How many of each thing a week, in hundredths, times its price, added up. An exact half penny goes up."""
    costs = []
    for row in values.table(key):
        if key == COSTS and outside_the_indicative_budget(text_cell(row, code), values):
            continue
        each, said = text_cell(row, code), text_cell(row, "label")
        price = parts.value(
            f"price_{each}", table_row(values, key, f"Price: {said}", whole_cell(row, "pence"), "pence")
        )
        count = parts.asked(f"{name}_{each}", HUNDREDTHS)
        costs.append(
            parts.add(f"cost_{each}", f"{said}, each week", "How many times the price", (count, price), _times)
        )
    return parts.add(f"cost_of_{name}", label, "The rows above", costs, _total)


def _times(o: Whole, hundredths: Whole, price: Whole) -> Whole:
    return o.share(price, hundredths * 100)


def _total(o: Whole, *amounts: Whole) -> Whole:
    found: Any = 0
    for amount in amounts:
        found = found + amount
    return found


def _standard_units(values: Values, parts: Parts) -> str:
    return _counted(values, parts, key=UNITS, code="unit", name="units", label="Units of support, each week")


def _professional_costing(values: Values, parts: Parts) -> str:
    return _counted(values, parts, key=COSTS, code="service", name="services", label="Support as costed, each week")


METHOD_PARTS: Final[Mapping[str, Callable[[Values, Parts], str]]] = {
    POINTS_BY_PRICE: _points_by_price,
    STANDARD_UNITS: _standard_units,
    PROFESSIONAL_COSTING: _professional_costing,
}


def methods_by_group(values: Values) -> Mapping[str, str]:
    """Give the client groups that another method serves, and which (R-RAS-01, R-RAS-11)."""
    if values.value(METHODS_BY_GROUP).amount == NO_LIMIT:
        return {}
    return {text_cell(row, "client_group"): text_cell(row, "method") for row in values.table(METHODS_BY_GROUP)}


def method_for(values: Values, client_group: str) -> str:
    """Give the method that serves this client group. Raises ValueRefused for one that the program does not have."""
    method = methods_by_group(values).get(client_group, values.choice(METHOD))
    if method not in METHODS:
        raise ValueRefused(f"{METHOD} is {method}. It must be one of {', '.join(METHODS)}.")
    return method


def add_method(values: Values, parts: Parts) -> str:
    """Add the method, or every method in use. Returns the name of what it comes to before help and ceilings."""
    if parts.group:
        return METHOD_PARTS[method_for(values, parts.group)](values, parts)
    codes, others = client_group_codes(values), methods_by_group(values)
    usual = method_for(values, "")
    found = {method: METHOD_PARTS[method](values, parts) for method in dict.fromkeys((usual, *others.values()))}
    if len(found) == 1:
        return found[usual]
    parts.asked("client_group", "code")
    groups = [group for group in others if group in codes]
    needs = ("client_group", found[usual], *(found[others[group]] for group in groups))

    def chosen(o: Whole, client_group: Whole, usual_amount: Whole, *amounts: Whole) -> Whole:
        worth = usual_amount
        for group, amount in zip(groups, amounts, strict=True):
            worth = o.where(client_group == codes[group], amount, worth)
        return worth

    return parts.add(
        "by_method", "Budget by the method for the main reason", "The method that serves it", needs, chosen
    )


# Help from an unpaid carer changes the money, never the points (R-RAS-06)


def add_carer_adjustment(values: Values, parts: Parts, allocated: str) -> str:
    """Add what an unpaid carer's agreed help takes off. Returns the name of the amount after it."""
    choice = values.choice(CARER_ADJUSTMENT)
    if choice == NO_ADJUSTMENT:
        return allocated
    if choice != HOURS_BY_RATE:
        raise ValueRefused(f"{CARER_ADJUSTMENT} is {choice}. It must be one of {', '.join(CARER_ADJUSTMENTS)}.")
    rate = parts.value("carer_hour", values.value(CARER_HOUR).row())
    most = parts.value("carer_adjustment_most", values.value(CARER_MOST).row())
    hours = parts.asked("carer_hours", HUNDREDTHS)
    label = "Agreed help from an unpaid carer, in money"
    worth = parts.add("carer_help", label, "Agreed hours times the rate", (hours, rate), _times)
    label = "The most that it may take off"
    limit = parts.add("carer_help_most", label, "A share of the budget", (allocated, most), _percent)
    label, source = "Taken off for help from an unpaid carer", "The lower of the two amounts above"
    off = parts.add("carer_taken_off", label, source, (worth, limit), lambda o, left, right: o.min(left, right))
    label = "Budget after help from an unpaid carer"
    return parts.add("after_carer", label, "The budget less what is taken off", (allocated, off), lambda o, a, b: a - b)


def _percent(o: Whole, amount: Whole, percent: Whole) -> Whole:
    return o.share(amount, percent * 100)


# The ceiling


def ceilings(values: Values) -> tuple[TableRow, ...]:
    """Give the ceilings, if there are any (R-RAS-05)."""
    return () if values.value(CEILING).amount == NO_LIMIT else values.table(CEILING)


def ceiling_for(values: Values, client_group: str, *, is_carer: bool = False) -> TableRow | None:
    """Give the ceiling of this client group: its own, else everybody's; None where there is neither.

    What is set for everybody is about people who need support: an unpaid carer's own budget has only a ceiling of its
    own group.
    """
    by_group = {text_cell(row, "client_group"): row for row in ceilings(values)}
    if is_carer:
        return by_group.get(client_group) if client_group != ANY_GROUP else None
    return by_group.get(client_group, by_group.get(ANY_GROUP))


def ceiling_row(values: Values, ceiling: TableRow) -> Row:
    """Give a ceiling as a row of working, with what it rests on."""
    label = "Highest budget" if ceiling["kind"] == HARD else "Budget above which somebody must look"
    if ceiling.get("basis") == RESIDENTIAL_EQUIVALENT:
        label += ": what a place in a care home would cost"
    return table_row(values, CEILING, label, whole_cell(ceiling, "highest_pence_weekly"), WEEKLY)


def add_ceiling(values: Values, parts: Parts, before: str) -> None:
    """Add the last formula, the indicative budget: kept to the ceilings that are hard."""
    codes = client_group_codes(values)
    groups = [parts.group] if parts.group else list(codes)
    found = {group: ceiling_for(values, group, is_carer=parts.is_carer) for group in groups}
    hard = {group: row for group, row in found.items() if row is not None and text_cell(row, "kind") == HARD}
    names = [parts.value(f"ceiling_{group}", ceiling_row(values, row)) for group, row in hard.items()]
    if not names:
        parts.add("indicative_budget", "Indicative budget", "The rows above", (before,), lambda o, amount: amount)
        return
    source = "The lower of the budget and the highest budget"
    if parts.group:
        parts.add("indicative_budget", "Indicative budget", source, (before, *names), lambda o, a, b: o.min(a, b))
        return
    parts.asked("client_group", "code")

    def kept_to(o: Whole, amount: Whole, client_group: Whole, *highest: Whole) -> Whole:
        kept = amount
        for group, most in zip(hard, highest, strict=True):
            kept = o.where(client_group == codes[group], o.min(amount, most), kept)
        return kept

    parts.add("indicative_budget", "Indicative budget", source, (before, "client_group", *names), kept_to)


def allocation_parts(values: Values, group: str = "") -> Parts:
    """Put together what one day's policy chose: for one client group, or for all of them side by side."""
    parts = Parts(group)
    allocated = add_method(values, parts)
    add_ceiling(values, parts, add_carer_adjustment(values, parts, allocated))
    return parts


def carers_parts(values: Values, group: str, method: str) -> Parts:
    """Put together an unpaid carer's own budget, which has an instrument of its own (R-RAS-10).

    It is not lowered for a carer's help: that is about the person cared for.
    """
    parts = Parts(group, is_carer=True)
    if method == POINTS_BY_PRICE:
        parts.asked("points", "points")
        parts.value("price_per_point", values.value(CARERS_PRICE).row())
        parts.formulas.append(priced)
        allocated = "priced"
    else:
        allocated = METHOD_PARTS[method](values, parts)
    add_ceiling(values, parts, allocated)
    return parts
