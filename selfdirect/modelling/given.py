"""Given people as columns: each one's circumstances, coded as one policy's sums take them.

Nobody is guessed at: whoever lacks something that the policy asks is left out, with what is missing.

Next:   selfdirect/rules/circumstances.py, selfdirect/modelling/caseload.py
Tests:  tests/modelling/test_given.py
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final

import numpy as np

from selfdirect.modelling.caseload import Caseload
from selfdirect.modelling.columns import Column, Columns, ColumnsRefused
from selfdirect.modelling.sides import Arm, Side
from selfdirect.rules.allocation_formulas import client_group_codes
from selfdirect.rules.assessments import OUTCOMES, SOME_NEEDS
from selfdirect.rules.charging import FREE, contribution
from selfdirect.rules.charging_formulas import ENTERED_INPUTS, POLICY_INPUTS
from selfdirect.rules.charging_inputs import charging_inputs, pension_age_row
from selfdirect.rules.circumstances import Circumstances
from selfdirect.rules.circumstances_reading import CircumstancesRefused, read_circumstances
from selfdirect.rules.determination_checks import check_circumstances
from selfdirect.rules.determination_formulas import BLOCK, IS_FREE, PAYS_FULL_COST, UNIVERSAL
from selfdirect.rules.determination_money import SERVICES, finances_of
from selfdirect.rules.determination_needs import basis, missing_for_budget
from selfdirect.rules.scoring_formulas import LEVEL_CODES, coded_answers, coded_needs
from selfdirect.rules.values import Values, text_cell, whole_cell

# Facts that may settle what somebody pays before any sum is done.
_WITHOUT_A_MEANS_TEST: Final = ("section_117", "variant_cjd", "is_carer", "light_touch", "full_cost_route")
# What coding one person reads of the policy: these files, less the values that the sums themselves take.
_CODED_FROM: Final = frozenset({"questionnaire", "charging", "profile", "market"})
_WAYS: Final = tuple(f"allocation.{name}" for name in ("method", "methods_by_group", "scored_from", "carers_method"))


def from_circumstances(name: str, people: Sequence[Circumstances], sides: Sequence[Side]) -> Caseload:
    """Put given people to these sides. Whoever one of them cannot work out is left out of all."""
    firsts: dict[int, Arm] = {}
    for arm in (arm for each in sides for arm in each.arms):
        firsts[id(arm)] = next((first for first in firsts.values() if _alike(first, arm)), arm)
    left_out: list[str] = []
    kept: list[Circumstances] = []
    for place, each in enumerate(people, 1):
        why = _why_not(each, sides, firsts)
        if why:
            left_out.append(f"Person {place}: {why}")
        else:
            kept.append(each)
    done: dict[tuple[int, int], dict[str, int]] = {}

    def chunks() -> Iterator[Columns]:
        if kept:
            yield _known(kept, sides[0].values)

    def asked(arm: Arm, chunk: Columns) -> Columns:
        first, rows = firsts.get(id(arm), arm), []
        for place in chunk["place"].tolist():
            if (id(first), place) not in done:
                done[(id(first), place)] = coded(kept[place], first)
            rows.append(done[(id(first), place)])
        return {name: np.array([row[name] for row in rows], dtype=np.int64) for name in arm.sums.person_inputs}

    return Caseload(name, chunks, asked, left_out=tuple(left_out))


def read_people(path: Path) -> tuple[Circumstances, ...]:
    """Read a JSON file with a list of circumstances, or one. Raises ColumnsRefused with every fault."""
    try:
        written = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (OSError, ValueError) as fault:
        raise ColumnsRefused(f"{path}: this cannot be read as JSON. {fault}") from None
    found, faults = [], []
    for place, each in enumerate(written if isinstance(written, list) else [written], 1):
        try:
            found.append(read_circumstances(each))
        except CircumstancesRefused as refused:
            faults += [f"{path}, person {place}, {problem.field}: {problem.message}" for problem in refused.problems]
    if faults:
        raise ColumnsRefused("\n".join(faults))
    return tuple(found)


def coded(circumstances: Circumstances, arm: Arm) -> dict[str, int]:
    """One person's inputs of the sums of one arm."""
    values, wanted = arm.values, arm.sums.person_inputs
    known = basis(circumstances, values)
    found = dict.fromkeys(wanted, 0)
    found["client_group"] = client_group_codes(values)[circumstances.client_group]
    found["carer_hours"] = known.carer_hours
    found |= {f"units_{code}": count for code, count in known.units.items()}
    found |= {f"services_{code}": count for code, count in known.services.items()}
    if any(name.startswith("level_") for name in wanted):
        found |= coded_needs(known.needs)
    if any(name.startswith("answer_") for name in wanted):
        found |= coded_answers(values, known.answers)
    found |= _money(circumstances, values)
    found[UNIVERSAL] = _services(values, SERVICES["universal"], circumstances.universal_services)
    found[BLOCK] = _services(values, SERVICES["block"], circumstances.block_services)
    return {name: found[name] for name in wanted}


def _money(circumstances: Circumstances, values: Values) -> dict[str, int]:
    finances = finances_of(circumstances)
    found = {IS_FREE: 0, PAYS_FULL_COST: 0}
    if any(getattr(finances, name) for name in _WITHOUT_A_MEANS_TEST):
        answer = contribution(finances, values)
        found[PAYS_FULL_COST] = int(answer.assessed_pence_weekly is None)
        found[IS_FREE] = int(
            answer.outcome == FREE or (answer.assessed_pence_weekly == 0 and bool(finances.light_touch))
        )
        if found[IS_FREE] or found[PAYS_FULL_COST]:
            return found
    _, rows = charging_inputs(finances, values)
    for name in ENTERED_INPUTS:
        amount = rows[name].amount
        found[name] = int(amount == "yes") if isinstance(amount, str) else amount
    return found


def _services(values: Values, key: str, codes: Sequence[str]) -> int:
    if not codes:
        return 0
    prices = {text_cell(row, "code"): whole_cell(row, "pence_weekly") for row in values.table(key)}
    return sum(prices[code] for code in codes)


def _why_not(circumstances: Circumstances, sides: Sequence[Side], firsts: Mapping[int, Arm]) -> str:
    """Say why somebody cannot be worked out; "" when everything is known."""
    if circumstances.is_carer:
        return "an unpaid carer's own budget has sums of its own."
    arms = [firsts[id(_arm_of(each, circumstances))] for each in sides]
    for arm in {id(arm): arm for arm in arms}.values():
        values = arm.values
        problems = check_circumstances(circumstances, values)
        if problems:
            return f"{problems[0].field}: {problems[0].message}"
        missing = missing_for_budget(circumstances, values)
        free = circumstances.section_117 and circumstances.section_117_covers != SOME_NEEDS
        missing += ["finances"] if circumstances.finances is None and not free else []
        missing += ["section_117"] if circumstances.section_117 is None else []
        if missing:
            return f"not known: {', '.join(missing)}."
    return ""


def _arm_of(side: Side, circumstances: Circumstances) -> Arm:
    code = client_group_codes(side.values).get(circumstances.client_group, 0)
    return next((arm for arm in side.arms[1:] if code in arm.groups), side.arms[0])


def _alike(one: Arm, two: Arm) -> bool:
    """Whether both arms code a person the same way, so that it need not be done twice."""
    if one is two:
        return True
    taken = set(POLICY_INPUTS.values())
    keys = {key for key in one.values if key.partition(".")[0] in _CODED_FROM and key not in taken} | set(_WAYS)
    same = all(key in two.values and one.values[key].amount == two.values[key].amount for key in keys)
    return same and one.sums.person_inputs == two.sums.person_inputs


def _known(people: Sequence[Circumstances], values: Values) -> dict[str, Column]:
    codes = client_group_codes(values)
    rows = [
        {
            "place": place,
            "client_group": codes[each.client_group],
            "is_pension_age": int(pension_age_row(finances_of(each), values, partner=False).amount == "yes"),
            "need": sum(LEVEL_CODES[need.level] for need in each.needs or () if need.outcome in OUTCOMES),
            "present_pence_weekly": each.present_pence_weekly or 0,
            "plan_pence_weekly": sum(line.pence_weekly for line in each.plan),
        }
        for place, each in enumerate(people)
    ]
    return {name: np.array([row[name] for row in rows], dtype=np.int64) for name in rows[0]}
