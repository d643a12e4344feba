"""Write the locks again from pyproject.toml: versions and hashes, and no registry's address. `make lock`.

Why:    docs/dependencies.md
Tests:  tests/house/test_locks.py
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV = Path(sys.executable).parent / "uv"
LOCKS = {
    "requirements.lock": ["--extra", "dev"],
    "requirements-bench.lock": ["--extra", "bench", "-c", "requirements.lock"],
    "requirements-spark.lock": ["--extra", "spark", "-c", "requirements.lock"],
}
BARE = ["--universal", "--python-version", "3.11", "--generate-hashes", "--quiet"]
BARE += ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]


def main() -> int:
    """Compile each lock; what this machine's own settings say about where packages come from stays here."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "UV_"))}
    for name, extras in LOCKS.items():
        subprocess.run(
            [UV, "pip", "compile", "pyproject.toml", *extras, *BARE, "-o", name], cwd=ROOT, env=clean, check=True
        )
        if re.search(r"https?:|file:|--(?:extra-)?index|--find-links", (ROOT / name).read_text()):
            print(f"{name} names an address. It must hold names, versions and hashes only.", file=sys.stderr)
            return 1
        print(f"{name} is written.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
