"""What goes with an indicative budget: how long, what on, beside what is there now, equipment, and what is paid once.

Values: policy/councils, policy/defaults
Next:   selfdirect/rules/determination.py
Tests:  tests/rules/test_determination_amounts.py
"""

from dataclasses import replace

from selfdirect.rules.allocation import Indicative
from selfdirect.rules.allocation_lasts import MAY, lasts, paid_once
from selfdirect.rules.charging_lines import NOT_CHARGED
from selfdirect.rules.circumstances import Circumstances
from selfdirect.rules.comparing_support import shortfall, with_present
from selfdirect.rules.determination_needs import basis
from selfdirect.rules.equipment import supply
from selfdirect.rules.findings import table_or_none
from selfdirect.rules.sections import Figure, Section, resting_on
from selfdirect.rules.spending import spending
from selfdirect.rules.values import Values, text_cell
from selfdirect.rules.working import Row


def with_the_amount(section: Section, found: Indicative, circumstances: Circumstances, values: Values) -> Section:
    """Add to the section of the indicative budget how long it lasts, what on, equipment, and how it compares."""
    time = lasts(circumstances.client_group, circumstances.first_payment_on or circumstances.plan_agreed_on, values)
    use = spending(found.method, basis(circumstances, values), found.pence_weekly, values)
    compared = with_present(found.pence_weekly, circumstances.present_pence_weekly)
    words = [time.words, use.words, compared.words]
    rows: list[Row] = [*time.working, *use.working]
    remarks: list[str] = []
    outside = [text_cell(row, "label") for row in table_or_none(values, NOT_CHARGED)]
    if outside:
        words.append(f"Not part of it, because nobody is charged for it here: {'; '.join(outside)}.")
        rows.append(values.value(NOT_CHARGED).row())
    equipped = supply(circumstances.equipment, values)
    if circumstances.equipment:
        words += equipped.words
        rows += equipped.working
        remarks += equipped.remarks
    once = sum(line.pence_once for line in circumstances.plan) + equipped.budget_pence
    if once:
        paid = paid_once(once, values)
        words.append(paid.reason)
        rows += paid.working
        remarks += [] if paid.answer == MAY else [paid.reason]
    figures: dict[str, Figure] = {
        "lasts_weeks": time.weeks,
        "ends_on": time.ends_on.isoformat() if time.ends_on else None,
        "spending": use.choice,
        "equipment": equipped.choice,
        "equipment_council_pence": equipped.council_pence,
        "equipment_person_pence": equipped.person_pence,
        "paid_once_pence": once,
        "difference_from_present_pence_weekly": compared.difference_pence_weekly,
        "is_disparity": compared.is_disparity,
    }
    added = _added(section, words, [*rows, *compared.working], remarks, figures)
    return resting_on(added, frozenset({"proposed"}), found.working[-1].status)


def with_the_shortfall(section: Section, gross_pence_weekly: int, circumstances: Circumstances) -> Section:
    """Add to the section of the budget how much less it is than what support cost before (R-RAS-17)."""
    short = shortfall(gross_pence_weekly, circumstances.present_pence_weekly)
    if short is None or not circumstances.present_pence_weekly:
        return section
    remarks = [short.words] if short.pence_weekly else []
    figures: dict[str, Figure] = {"shortfall_pence_weekly": short.pence_weekly}
    return _added(section, [short.words], list(short.working), remarks, figures)


def _added(
    section: Section, words: list[str], rows: list[Row], remarks: list[str], figures: dict[str, Figure]
) -> Section:
    return replace(
        section,
        words=(*section.words, *words),
        working=(*section.working, *rows),
        remarks=(*section.remarks, *remarks),
        figures={**section.figures, **figures},
    )
