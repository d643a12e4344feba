"""What each fictional person's life is like: needs, money, wishes. Drawn by chance from a seed, the same every time.

Next:   selfdirect/demo/walks.py
Tests:  tests/demo/test_circumstances.py
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from selfdirect.demo import names
from selfdirect.rules.assessments import LIMBS, OUTCOMES

GROUPS = ("physical", "physical", "physical", "memory", "learning", "sensory", "mental_health", "mental_health")
SAID = (
    "Getting washed and dressed has become very hard since a fall in the spring.",
    "Since leaving hospital it is hard to cook or to keep the flat clean.",
    "Does not get out any more and misses the art group that closed.",
    "The family helps at weekends but nobody is there on weekdays.",
    "Forgets to eat and has left the gas on twice.",
    "Wants to get back to college but cannot travel alone.",
    "The carer, who is her husband, is worn out and needs a break.",
    "Low mood since the day service closed, and does not open the post.",
)
WISHES = (
    "To stay in my own home and see my sister every week.",
    "To get back to the garden and to cook for my grandchildren.",
    "To learn to use a tablet so that I can talk to my family.",
    "To go swimming again and to choose who comes into my home.",
    "To finish the course I started and find some paid work.",
    "To paint again with other people around me.",
)
RISKS = (
    ("Falling on the stairs at night", "I know my stairs. A rail would do.", "A rail and a light on a timer."),
    ("Leaving the cooker on", "It happened twice only.", "A cooker that turns itself off."),
    ("Nobody notices if I am ill", "My neighbour looks in.", "A daily call and an alarm to wear."),
)
SUPPORT = (
    ("Help to get up, wash and dress", "personal_assistant", ["hygiene", "clothing"], "hours", 1725, (400, 1400)),
    ("Care at home in the morning", "home_care", ["hygiene", "toilet"], "hours", 2410, (350, 1050)),
    ("Cooking together", "personal_assistant", ["nutrition"], "hours", 1725, (200, 500)),
    ("Art group", "day_activity", ["relationships", "community"], "sessions", 1850, (100, 200)),
    ("Swimming with a helper", "leisure", ["community"], "sessions", 2250, (100, 100)),
    ("Cleaning and laundry", "household", ["home_environment"], "hours", 1650, (100, 300)),
    ("Going out to see family", "transport", ["relationships"], "journeys", 1400, (100, 200)),
    (
        "Help with letters and appointments",
        "personal_assistant",
        ["community", "work_and_learning"],
        "hours",
        1725,
        (100, 300),
    ),
)
ONE_OFF = (
    ("A tablet and lessons to use it", "technology", ["relationships"], 32900),
    ("A perching stool and a rail", "equipment", ["home_safety"], 14500),
)


@dataclass(frozen=True)
class Circumstances:
    """One fictional person, as the walk needs them."""

    details: dict[str, Any]
    source: str
    channel: str
    said: str
    answers: dict[str, Any]
    carer_name: str
    wish: str
    risk: tuple[str, str, str] | None
    finances: dict[str, Any]
    section_117: bool
    chance: Random


def draw(number: int, born_before: date, seed: int) -> Circumstances:
    """The circumstances of person `number`. The same number and seed give the same person."""
    chance = Random(f"{seed}:{number}")
    group = chance.choice(GROUPS)
    age = chance.randint(62, 96) if group in {"memory", "physical"} else chance.randint(19, 70)
    first, last = names.first_name(chance), names.last_name(chance)
    section_117 = group == "mental_health" and chance.random() < 0.3
    return Circumstances(
        details=_details(
            chance, group, first, last, born_before - timedelta(days=age * 365 + chance.randint(0, 364)), number
        ),
        source=chance.choice(("self", "carer", "gp", "hospital", "professional", "community")),
        channel=chance.choice(("phone", "phone", "web", "letter", "in_person")),
        said=chance.choice(SAID),
        answers=_answers(chance, section_117=section_117),
        carer_name=f"{names.first_name(chance)} {last}" if chance.random() < 0.45 else "",
        wish=chance.choice(WISHES),
        risk=chance.choice(RISKS) if chance.random() < 0.6 else None,
        finances=_finances(chance, age),
        section_117=section_117,
        chance=chance,
    )


def _details(chance: Random, group: str, first: str, last: str, born: date, number: int) -> dict[str, Any]:
    by = chance.choice(("email", "email", "text", "text", "phone", "letter"))
    return {
        "first_name": first,
        "last_name": last,
        "likes_to_be_called": "",
        "date_of_birth": born,
        "phone": names.mobile(chance),
        "email": names.email(first, last, number),
        "address": names.address(chance),
        "postcode": names.postcode(chance),
        "client_group": group,
        "format": chance.choice(("standard", "standard", "standard", "large_print", "easy_read")),
        "contact_by": by,
        "communication_needs": "Please speak slowly." if chance.random() < 0.15 else "",
        "language": "English",
    }


def _answers(chance: Random, *, section_117: bool) -> dict[str, Any]:
    answers: dict[str, Any] = {"need_from_impairment": "yes", "wellbeing_impact": "yes", "section_117": "no"}
    if section_117:
        answers |= {"section_117": "yes", "section_117_covers": "all_needs"}
    unable = set(
        chance.sample([outcome for outcome in OUTCOMES if outcome != "caring_for_child"], chance.randint(2, 7))
    )
    if chance.random() < 0.06:
        unable = set(sorted(unable)[:1])
    for outcome in OUTCOMES:
        if outcome not in unable:
            answers[f"{outcome}_able"] = "able"
            continue
        answers |= {
            f"{outcome}_able": "unable",
            f"{outcome}_limbs": chance.sample(sorted(LIMBS), chance.randint(1, 2)),
            f"{outcome}_level": chance.choice(("some", "some", "a_lot", "a_lot", "all_the_time")),
            f"{outcome}_met_now": chance.choice(("Not met now.", "A neighbour helps some days.", "The family helps.")),
            f"{outcome}_met_by_carer": chance.choice(("yes", "no")),
        }
    return answers


def _finances(chance: Random, age: int) -> dict[str, Any]:
    if age >= 66:
        incomes = [
            ("state_pension", 22120 + chance.randint(0, 2000)),
            ("attendance_allowance", chance.choice((7390, 11040))),
        ]
        if chance.random() < 0.4:
            incomes.append(("private_pension", chance.randint(1500, 16000)))
    else:
        incomes = [
            ("employment_support_allowance", chance.randint(13800, 19000)),
            ("pip_daily_living", chance.choice((7390, 11040))),
        ]
        if chance.random() < 0.3:
            incomes.append(("pip_mobility", 2920))
    capital = chance.choice(
        (40000, 210000, 900000, 1425001, 1560000, 1980000, 2600000 if chance.random() < 0.3 else 300000)
    )
    return {
        "household": "single",
        "capital_pence": capital,
        "incomes": [{"kind": kind, "pence_weekly": pence, "label": ""} for kind, pence in incomes],
        "housing_costs_pence_weekly": chance.choice((0, 1840, 2215, 4200)),
        "disability_expenses": [{"label": "Extra laundry", "pence_weekly": 450}] if chance.random() < 0.5 else [],
        "disability_premium": age < 66,
        "enhanced_disability_premium": age < 66 and chance.random() < 0.3,
    }
