"""Make the whole demonstration of each council in turn, and look whether all is well: `python -m tools.every_demo`.

The tests make a small council under each policy; what only two years and 200 people bring about is found here. Each is
made in a private database that is forgotten afterwards: minutes a council. Name councils to make only those.

Next:   selfdirect/demo/simulation.py
Tests:  tests/house/test_every_demo.py
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from selfdirect import launcher

ROOT = Path(__file__).resolve().parent.parent
ONE = "--one"


def main(words: list[str]) -> int:
    """Say how each council went: 0 when all of them are well, 1 when any is not."""
    if words[:1] == [ONE]:
        return make_one()
    from selfdirect.policy import councils

    known = councils()
    unknown = [name for name in words if name not in known]
    if unknown:
        print(f"There is no council {', '.join(unknown)}. There are: {', '.join(known)}.", file=sys.stderr)
        return 2
    failed = [name for name in words or known if not _goes_well(name)]
    print(f"Not well: {', '.join(failed)}" if failed else "All is well.")
    return 1 if failed else 0


def _goes_well(council: str) -> bool:
    """Make one in a process of its own, which reads that council's settings, with a database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        data, began = Path(folder), time.monotonic()
        (data / "static").mkdir()
        cluster = launcher.start_own(data / "postgres", durable=False)
        told = {
            **os.environ,
            "COUNCIL": council,
            "DATABASE_URL": cluster.url,
            "SELFDIRECT_DEMO": "yes",
            "SELFDIRECT_DATA": str(data),
        }
        command = [sys.executable, "-m", "tools.every_demo", ONE]
        try:
            status = subprocess.run(command, cwd=ROOT, env=told).returncode
        finally:
            launcher.forget(data / "postgres")
    print(f"{council}: {'well' if status == 0 else 'NOT WELL'}, {time.monotonic() - began:.0f} s", flush=True)
    return status == 0


def make_one() -> int:
    """Make the council that the settings name, and print each check that is not at nought."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "selfdirect.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import transaction

    from selfdirect.demo import simulation
    from selfdirect.jobs import checks

    call_command("migrate", interactive=False, verbosity=0)
    with transaction.atomic():
        simulation.simulate()
    wrong = [one for one in checks.run(simulation.ENDS_ON) if one.exceptions]
    for one in wrong:
        print(f"{one.exceptions:6}  {one.name}  for example {', '.join(one.examples)}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
