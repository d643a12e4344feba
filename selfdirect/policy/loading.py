"""Loads a council's policy: the nation, the defaults, the council, its trust, its trials; or refuses it whole.

Next:   selfdirect/policy/reading.py, selfdirect/policy/bounds.py
Tests:  tests/policy/test_loading.py
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from selfdirect.policy.agreement import LOOKED_AT, agreement_problems
from selfdirect.policy.bounds import bound_problems, gap_problems
from selfdirect.policy.history import History
from selfdirect.policy.kinds import Level
from selfdirect.policy.pack import Policy
from selfdirect.policy.reading import Folder, read_folder
from selfdirect.policy.shape import SHAPES, expected
from selfdirect.policy.sign_off import sign_off_problems
from selfdirect.rules.working import ILLUSTRATIVE

POLICY_ROOT: Final = Path(__file__).resolve().parents[2] / "policy"


class PolicyRefused(Exception):
    """The policy cannot be used. `messages` names every problem: where, what is wrong, how to mend it."""

    def __init__(self, messages: Sequence[str]) -> None:
        super().__init__("\n".join(messages))
        self.messages = tuple(messages)


@dataclass
class Read:
    """What was found in the folders, whether or not it can be used."""

    national: Folder
    defaults: Folder
    council: Folder | None = None
    trusts: dict[str, Folder] = field(default_factory=dict)
    trials: dict[str, Folder] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def load(council: str, root: Path | None = None) -> Policy:
    """Read the policy of one council. Raises PolicyRefused with every problem when anything is wrong."""
    read = read_all(council, root or POLICY_ROOT)
    if read.problems or read.council is None:
        raise PolicyRefused(read.problems)
    folders = (read.national, read.defaults, read.council)
    layers: tuple[dict[str, History], ...] = tuple(folder.histories for folder in folders)
    trusts = {name: folder.histories for name, folder in read.trusts.items()}
    trials = {name: folder.histories for name, folder in read.trials.items()}
    return Policy(council, read.council.starts_on, layers, trusts, trials)


def load_national(root: Path | None = None) -> Policy:
    """Read the nation's values alone. Raises PolicyRefused with every problem when anything is wrong."""
    folder = read_national(root or POLICY_ROOT)
    if folder.problems:
        raise PolicyRefused(folder.problems)
    return Policy("", None, (folder.histories,), {})


def councils(root: Path | None = None) -> tuple[str, ...]:
    """The names of the folders that hold a council's policy, in order."""
    folder = (root or POLICY_ROOT) / "councils"
    return tuple(sorted(path.name for path in folder.iterdir() if path.is_dir())) if folder.is_dir() else ()


def read_national(root: Path) -> Folder:
    """Read the nation's folder and say what is wrong or missing in it."""
    shapes = expected(Level.NATIONAL)
    folder = read_folder(root / "national", f"{root.name}/national", shapes)
    if not folder.problems:
        folder.problems += [
            f"{folder.name}/{shape.file}.toml, {shape.name}: the value is missing. Add it."
            for key, shape in shapes.items()
            if key not in folder.histories
        ]
    return folder


def read_defaults(root: Path) -> Folder:
    """Read what stands where a council is silent: never a stated value, never what the law sets (R-CFG-02)."""
    name = f"{root.name}/defaults"
    shapes = {key: shape for key, shape in SHAPES.items() if shape.level is Level.LOCAL}
    folder = read_folder(root / "defaults", name, shapes)
    folder.problems += [
        f'{history.place(entry)}: a default cannot be {entry.status}. Write status = "illustrative".'
        for history in folder.histories.values()
        for entry in history.entries
        if entry.status != ILLUSTRATIVE
    ]
    return folder


def read_all(council: str, root: Path) -> Read:
    """Read all folders of a council and gather every problem, in the order of the folders."""
    read = Read(read_national(root), read_defaults(root))
    read.problems += [*read.national.problems, *read.defaults.problems]
    if council not in councils(root):
        there = ", ".join(councils(root)) or "none"
        read.problems.append(f"{root.name}/councils/{council}: there is no such council. There are: {there}.")
        return read
    path, shapes = root / "councils" / council, expected(Level.LOCAL)
    name = f"{root.name}/councils/{council}"
    read.council = read_folder(path, name, shapes)
    read.problems += read.council.problems
    for kind, overlays in (("trusts", read.trusts), ("trials", read.trials)):
        if (path / kind).is_dir():
            for overlay in sorted(each for each in (path / kind).iterdir() if each.is_dir()):
                overlays[overlay.name] = read_folder(overlay, f"{name}/{kind}/{overlay.name}", shapes)
                read.problems += overlays[overlay.name].problems
    read.problems += _problems_between(read)
    return read


def _problems_between(read: Read) -> list[str]:
    council, national = read.council, read.national
    assert council is not None
    problems, gaps = [], []
    if council.starts_on is None:
        problems.append(
            f"{council.name}/profile.toml, starts_on: the day this policy starts is missing. "
            "Add starts_on = 2024-04-01, with the right date, as the first line."
        )
    elif not (council.problems or national.problems):
        gaps = gap_problems(SHAPES, council.starts_on, national, council, read.defaults)
        problems += gaps
    for folder in (council, *read.trusts.values(), *read.trials.values()):
        problems += bound_problems(national.histories, folder.histories)
    for folder in (council, *read.trusts.values()):
        problems += sign_off_problems(folder.histories, read.defaults.histories, council.histories)
    if council.starts_on is not None and not gaps and not _broken(read).intersection(LOOKED_AT):
        problems += _agreement_problems(read, council, council.starts_on)
    return problems


def _broken(read: Read) -> set[str]:
    """The keys of values that could not be read. What hangs on them cannot be judged."""
    assert read.council is not None
    folders = (read.national, read.defaults, read.council, *read.trusts.values(), *read.trials.values())
    return set().union(*(folder.broken for folder in folders))


def _agreement_problems(read: Read, council: Folder, starts_on: date) -> list[str]:
    """What does not agree in the council's own policy and as each overlay changes it, each fault once."""
    layers = (read.national.histories, read.defaults.histories, council.histories)
    found = dict.fromkeys(agreement_problems(layers, starts_on))
    for overlay in (*read.trusts.values(), *read.trials.values()):
        found.update(dict.fromkeys(agreement_problems((*layers, overlay.histories), starts_on)))
    return list(found)
