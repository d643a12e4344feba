"""Council B's policy with cheques still on, for tests: until the end of 2026, authorised by a team manager."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.councils import under_changed

COUNCIL = "council_b"
NONE = '''[cheques.from]
2010-09-01 = "none"'''
ROWS = """[cheques.from]
2010-09-01 = [
  { client_group = "physical", role = "team_manager", label = "the co-ordinator", last_on = 2026-12-31 },
]"""


@contextmanager
def cheques_on(settings: Any, folder: Path) -> Iterator[None]:
    """Work under the policy of Council B as it was while it still paid some people by cheque."""
    with under_changed(COUNCIL, f"councils/{COUNCIL}/payments.toml", {NONE: ROWS}, settings, folder):
        yield
