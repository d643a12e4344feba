"""No two rooms of the simulation use one key: which row has which number is chance, and two alike would stop it."""

import re
from collections import defaultdict
from pathlib import Path

KEY = re.compile(r'"(demo-[a-z-]+)')
ROOMS = Path(__file__).resolve().parents[2] / "selfdirect" / "demo"


def test_each_key_begins_in_one_room_only() -> None:
    rooms: dict[str, set[str]] = defaultdict(set)
    for room in sorted(ROOMS.glob("*.py")):
        for begins in KEY.findall(room.read_text(encoding="utf-8")):
            rooms[begins].add(room.name)
    assert len(rooms) > 50, "the keys are still written as they are looked for here"
    assert {begins: where for begins, where in rooms.items() if len(where) > 1} == {}
