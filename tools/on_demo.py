"""Run one word of the `selfdirect` command on the demo's data: `python -m tools.on_demo replay`.

DATABASE_URL, if given, is used instead. The demo's database is started if it is not running, and stopped again.

Why:    docs/running/commands.md
Next:   selfdirect/launcher.py
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from selfdirect import launcher

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "demo" / "postgres"


def main(words: list[str]) -> int:
    """Answer what the command answers; 1 when there is no demo yet."""
    command = [sys.executable, "-m", "selfdirect", *words]
    if os.environ.get("DATABASE_URL"):
        return subprocess.run(command, cwd=ROOT).returncode
    if not (FOLDER / launcher.MARKER).exists():
        print("There is no demo yet. Run `make demo` first, or give DATABASE_URL.", file=sys.stderr)
        return 1
    was_running = launcher.answers(FOLDER)
    cluster = launcher.start(FOLDER)
    try:
        told = {**os.environ, "DATABASE_URL": cluster.url, "SELFDIRECT_DEMO": "yes"}
        return subprocess.run(command, cwd=ROOT, env=told).returncode
    finally:
        if not was_running:
            cluster.stop()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
