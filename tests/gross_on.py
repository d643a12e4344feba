"""Westminster's policy with budgets paid out whole, for tests: the person pays the council their contribution."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.councils import under_changed

CHANGES = {
    '[contribution_basis.from]\n2024-04-01 = "net"': '[contribution_basis.from]\n2024-04-01 = "gross"',
    '2024-04-01 = "at_planning"': '2024-04-01 = "after_plan"',
}


@contextmanager
def gross_on(settings: Any, folder: Path) -> Iterator[None]:
    """Work under a policy that pays budgets out whole."""
    with under_changed("westminster", "councils/westminster/charging.toml", CHANGES, settings, folder):
        yield
