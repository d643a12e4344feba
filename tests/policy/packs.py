"""Copies of the real policy that a test may spoil, and what is said about it then.

Values: policy/national, policy/councils
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from selfdirect.policy import POLICY_ROOT, Policy, PolicyRefused, load

COUNCIL = "westminster"


@dataclass(frozen=True)
class Pack:
    """A copy of the policy folder."""

    root: Path
    name: str = COUNCIL

    @property
    def council(self) -> Path:
        """The folder of the council."""
        return self.root / "councils" / self.name

    @property
    def national(self) -> Path:
        """The folder of the nation."""
        return self.root / "national"

    @property
    def defaults(self) -> Path:
        """The folder of what stands where a council is silent."""
        return self.root / "defaults"

    def edit(self, file: str, old: str, new: str) -> None:
        """Change the first `old` of a file, written as national/x.toml, defaults/x.toml or council/x.toml."""
        folder, _, name = file.partition("/")
        path = {"national": self.national, "defaults": self.defaults, "council": self.council}[folder] / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} does not hold {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def load(self) -> Policy:
        """Load the copy."""
        return load(self.name, self.root)

    def messages(self) -> tuple[str, ...]:
        """What is said when the copy is loaded: nothing when it is accepted."""
        try:
            self.load()
        except PolicyRefused as refused:
            return refused.messages
        return ()


def copy(tmp_path: Path, council: str = COUNCIL) -> Pack:
    """Copy the real policy, whole, to spoil the pack of one council."""
    root = tmp_path / "policy"
    shutil.copytree(POLICY_ROOT, root)
    return Pack(root, council)
