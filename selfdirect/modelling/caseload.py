"""People for a council's whole set of sums, as columns: fictional ones from a seed, or the rows of a file.

Of each person is kept what is so whatever the policy (main reason, age, level of need, present package); what one
policy asks, such as answers to its questionnaire, is worked out from that when it is asked. So the same people can be
put to a policy and to one on trial that asks other questions. The spread is ours and illustrative: it is made to reach
every answer, and is no estimate of any council's people.

Next:   selfdirect/modelling/population.py, selfdirect/modelling/sides.py
Tests:  tests/modelling/test_caseload.py
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from zlib import crc32

import numpy as np

from selfdirect.modelling.columns import CHUNK, Column, Columns, ColumnsRefused, people_in
from selfdirect.modelling.population import LEARNING_DISABILITY, MENTAL_HEALTH, OLDER_PEOPLE, people
from selfdirect.modelling.running import read
from selfdirect.modelling.sides import Arm
from selfdirect.rules.allocation_formulas import COSTS, UNITS, client_group_codes
from selfdirect.rules.assessments import LEVELS, OUTCOMES
from selfdirect.rules.formulas import YES_OR_NO
from selfdirect.rules.questionnaires import ONE, Question, questionnaire
from selfdirect.rules.scoring_formulas import input_names
from selfdirect.rules.values import Values, text_cell, whole_cell

# Level of need: the levels of support with the ten outcomes added up, 0 to 30. The bands are ours.
MOST_NEED: Final = len(OUTCOMES) * (len(LEVELS) - 1)
NEED_EDGES: Final = (8, 16)
NEED_BANDS: Final = ("Lower need", "Medium need", "High need")

# What is known of everybody whatever the policy. A present package or a costed plan of 0 is none.
KNOWN: Final = ("client_group", "is_pension_age", "need", "present_pence_weekly", "plan_pence_weekly")

# The main reason for support of each group of fictional people, where the policy has it, and how many in a hundred.
_REASONS: Final[Mapping[str, tuple[tuple[str, int], ...]]] = {
    OLDER_PEOPLE: (("physical", 66), ("memory", 24), ("sensory", 10)),
    "physical_disability": (("physical", 85), ("sensory", 15)),
    LEARNING_DISABILITY: (("learning", 100),),
    MENTAL_HEALTH: (("mental_health", 100),),
}
# How far the level of support with an outcome differs for older people, in levels.
_OLDER: Final[Mapping[str, float]] = {"work_and_learning": -2.0, "caring_for_child": -2.5, "community": -0.4}
_YOUNGER: Final[Mapping[str, float]] = {"caring_for_child": -1.5, "nutrition": -0.2, "hygiene": -0.3}
_HOURS_A_UNIT: Final = 60


@dataclass(frozen=True)
class Caseload:
    """People in chunks, as often as they are asked for; and what one policy asks of those of a chunk.

    `left_out` says, of people who were given, who could not be worked out and why. `fictional` people are made up.
    """

    name: str
    chunks: Callable[[], Iterator[Columns]]
    asked: Callable[[Arm, Columns], Columns]
    fictional: bool = False
    left_out: tuple[str, ...] = ()


def fictional(count: int, seed: int, values: Values, size: int = CHUNK) -> Caseload:
    """This many fictional people; the same seed gives the same people. `values` says which client groups there are."""
    said = f"{count:,} fictional people (seed {seed})"
    return Caseload(said, lambda: _made_up(count, seed, values, size), _asked_of_made_up, fictional=True)


def from_file(path: Path, live: Arm, size: int = CHUNK) -> Caseload:
    """The people of a Parquet or CSV file with a column for each input of the council's sums.

    A client group is its code or its number. `need` and `present_pence_weekly` are taken where they are there.
    Raises ColumnsRefused with every column that is missing.
    """
    groups = client_group_codes(live.values)

    def chunks() -> Iterator[Columns]:
        for chunk in read(path, size):
            yield _completed(chunk, groups, live)

    def asked(arm: Arm, chunk: Columns) -> Columns:
        if arm is not live and _questions(arm.values) != _questions(live.values):
            raise ColumnsRefused("This side asks other questions than the file answers. Use fictional people instead.")
        return chunk

    return Caseload(path.name, chunks, asked)


def band_of(need: Column) -> Column:
    """The band of each level of need: a place in NEED_BANDS."""
    return np.searchsorted(np.asarray(NEED_EDGES), need, side="right")


# Fictional people


def _made_up(count: int, seed: int, values: Values, size: int) -> Iterator[Columns]:
    groups = client_group_codes(values)
    for place, chunk in enumerate(people(count, seed, size)):
        yield _one_chunk(chunk, np.random.default_rng((seed, place, 1)), groups)


def _one_chunk(chunk: Columns, random: np.random.Generator, groups: Mapping[str, int]) -> dict[str, Column]:
    count = people_in(chunk)
    found = {name: column for name, column in chunk.items() if name not in {"needs", "age"}}
    found["client_group"] = _client_groups(chunk["group"], groups, random)
    found["draw"] = random.integers(0, 2**62, count)
    found |= _levels(chunk, random)
    found["need"] = sum(found[f"level_{outcome}"] for outcome in OUTCOMES)
    # So much support as costed by hand: dearer for working-age people, as it tends to be, and never exactly by points.
    hourly = np.where(chunk["group"] == 0, 19_50, np.where(chunk["group"] == 2, 27_00, 22_00))
    hours = found["need"] * random.lognormal(0.2, 0.3, count)
    found["plan_pence_weekly"] = (hours * hourly).astype(np.int64)
    has_package = random.random(count) < 0.7
    package = (found["plan_pence_weekly"] * random.lognormal(-0.05, 0.22, count)).astype(np.int64)
    found["present_pence_weekly"] = np.where(has_package, package, 0)
    found["carer_hours"] = np.where(random.random(count) < 0.35, random.integers(1, 29, count) * 50, 0)
    found["universal_services"] = np.where(random.random(count) < 0.15, random.integers(2_00, 12_01, count), 0)
    found["block_services"] = np.where(random.random(count) < 0.1, random.integers(20_00, 70_01, count), 0)
    found["is_free"] = np.where(chunk["group"] == 3, random.random(count) < 0.3, random.random(count) < 0.01)
    found["pays_full_cost"] = random.random(count) < 0.02
    return {name: column.astype(np.int64, copy=False) for name, column in found.items()}


def _client_groups(group: Column, groups: Mapping[str, int], random: np.random.Generator) -> Column:
    """The main reason for support: of those usual for the group that this policy has, else any of the policy's."""
    draw = random.random(len(group))
    found = 1 + (draw * len(groups)).astype(np.int64)
    for place, reasons in enumerate(_REASONS.values()):
        known = [(groups[code], share) for code, share in reasons if code in groups]
        if known:
            edges = np.cumsum([share for _, share in known]) / sum(share for _, share in known)
            chosen = np.asarray([number for number, _ in known])[
                np.searchsorted(edges[:-1], draw, side="right") if len(known) > 1 else np.zeros(len(draw), dtype=int)
            ]
            found = np.where(group == place, chosen, found)
    return found


def _levels(chunk: Columns, random: np.random.Generator) -> dict[str, Column]:
    """The level of support with each outcome: more for those with more needs, and different by age."""
    older = chunk["group"] == 0
    usual = 0.35 + chunk["needs"] * 0.028
    found = {}
    for outcome in OUTCOMES:
        moved = np.where(older, _OLDER.get(outcome, 0.0), _YOUNGER.get(outcome, 0.0))
        level = usual + moved + random.normal(0.0, 0.55, len(older))
        found[f"level_{outcome}"] = np.clip(np.rint(level), 0, len(LEVELS) - 1).astype(np.int64)
    return found


def _asked_of_made_up(arm: Arm, chunk: Columns) -> Columns:
    """What one policy asks of fictional people: its own questions answered, its own units and services counted."""
    wanted = arm.sums.person_inputs
    found: dict[str, Any] = {name: chunk[name] for name in wanted if name in chunk}
    if any(name.startswith("answer_") for name in wanted):
        for question in questionnaire(arm.values).questions:
            found |= _answers(question, chunk)
    if any(name.startswith("units_") for name in wanted):
        found |= _counted(arm.values, chunk, UNITS, "units")
    if any(name.startswith("services_") for name in wanted):
        found |= _counted(arm.values, chunk, COSTS, "services")
    return {name: column for name, column in found.items() if name in wanted}


def _answers(question: Question, chunk: Columns) -> dict[str, Column]:
    """Answers that grow with the level of need, differently for each person and each question."""
    leaning = np.clip(chunk["need"] / MOST_NEED * 1.25 + (_chance(chunk, question.question) - 0.5) * 0.7, 0.0, 0.999)
    names = input_names(question)
    if question.kind == ONE:
        return {names[0]: 1 + (leaning * len(question.answers)).astype(np.int64)}
    return {name: (_chance(chunk, name) < leaning).astype(np.int64) for name in names}


def _counted(values: Values, chunk: Columns, key: str, prefix: str) -> dict[str, Column]:
    """How many of each unit or service a week, in hundredths: hours shared out among what the policy has."""
    rows = values.table(key)
    name = "unit" if key == UNITS else "service"
    hours = chunk["need"] * (0.5 + _chance(chunk, key)) * 100
    found = {}
    for place, row in enumerate(rows):
        code = text_cell(row, name)
        chance = _chance(chunk, code)
        if key == UNITS:
            each = hours * _HOURS_A_UNIT / max(1, whole_cell(row, "minutes"))
            count = np.where(chance < (0.8 if place == 0 else 0.25), each * (0.75 if place == 0 else 0.3), 0)
        else:
            count = _of_service(text_cell(row, "per"), hours, chance)
        found[f"{prefix}_{code}"] = count.astype(np.int64) // 25 * 25
    return found


def _of_service(per: str, hours: Column, chance: Column) -> Column:
    if per == "hour":
        return np.where(chance < 0.6, hours * 0.6, 0)
    if per in {"day", "session"}:
        return np.where(chance < 0.35, np.minimum(hours * 0.2, 500), 0)
    return np.where((chance < 0.06) & (hours > 1500), 100 if per == "week" else 300, 0)


def _chance(chunk: Columns, about: str) -> Column:
    """A number from 0 to 1 for each person, of its own for each thing it is about, and the same each time."""
    mixed = chunk["draw"].astype(np.uint64) + np.uint64(crc32(about.encode()) * 0x9E3779B97F4A7C15 % 2**64)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ((mixed ^ (mixed >> np.uint64(31))) >> np.uint64(11)) / 2**53


# The rows of a file


def _completed(chunk: Columns, groups: Mapping[str, int], live: Arm) -> dict[str, Column]:
    found = dict(chunk)
    count = people_in(chunk)
    if "client_group" in found and found["client_group"].dtype.kind in "OUS":
        found["client_group"] = _numbers(found["client_group"], groups)
    elif "client_group" in live.sums.person_inputs and "client_group" not in found:
        raise ColumnsRefused("The column client_group is missing: every person needs a main reason for support.")
    found.setdefault("client_group", np.ones(count, dtype=np.int64))
    levels = [found[name] for name in found if name.startswith("level_")]
    found.setdefault("need", sum(levels) if levels else np.zeros(count, dtype=np.int64))
    for name in ("present_pence_weekly", "plan_pence_weekly"):
        found.setdefault(name, np.zeros(count, dtype=np.int64))
    missing = sorted(set(live.sums.person_inputs) - set(found))
    if missing:
        raise ColumnsRefused(f"These columns are missing: {', '.join(missing)}.")
    _check_codes(found, live)
    return found


def _numbers(written: Column, groups: Mapping[str, int]) -> Column:
    unknown = sorted({str(code) for code in written} - set(groups))
    if unknown:
        raise ColumnsRefused(f"client_group: {unknown[0]} is not known. Choose from {', '.join(groups)}.")
    return np.asarray([groups[str(code)] for code in written], dtype=np.int64)


def _check_codes(found: Columns, live: Arm) -> None:
    """Refuse amounts below zero, and a yes or no that is neither."""
    for name, unit in live.sums.person_inputs.items():
        column = np.asarray(found[name])
        if column.dtype.kind not in "iub":
            raise ColumnsRefused(f"The column {name} must be whole numbers, money in pence.")
        if column.size and int(column.min()) < 0:
            raise ColumnsRefused(f"The column {name} has an amount below zero.")
        if unit == YES_OR_NO and column.size and int(column.max()) > 1:
            raise ColumnsRefused(f"The column {name} is yes or no: write 1 or 0.")


def _questions(values: Values) -> Sequence[tuple[str, ...]]:
    return [(each.question, *(answer.answer for answer in each.answers)) for each in questionnaire(values).questions]
