"""A version on trial: a folder of values beside the council's own, worked with but never in force (R-RAS-14).

`policy/councils/<name>/trials/<trial>/` holds only what the trial changes; all else is the council's.

Values: policy/councils
Next:   selfdirect/policy/loading.py
Tests:  tests/policy/test_trials.py
"""

from collections.abc import Mapping
from pathlib import Path

from selfdirect.policy.bounds import bound_problems
from selfdirect.policy.history import History
from selfdirect.policy.kinds import Level
from selfdirect.policy.loading import POLICY_ROOT, PolicyRefused, read_all
from selfdirect.policy.pack import Policy
from selfdirect.policy.reading import read_folder
from selfdirect.policy.shape import expected


def trials(council: str, root: Path | None = None) -> tuple[str, ...]:
    """The names of this council's trials, in order."""
    folder = (root or POLICY_ROOT) / "councils" / council / "trials"
    return tuple(sorted(path.name for path in folder.iterdir() if path.is_dir())) if folder.is_dir() else ()


def load_trial(council: str, trial: str, root: Path | None = None) -> Policy:
    """Read a council's policy as its trial changes it. Raises PolicyRefused with every problem."""
    root = root or POLICY_ROOT
    read = read_all(council, root)
    problems = list(read.problems)
    if read.council is not None and trial not in trials(council, root):
        there = ", ".join(trials(council, root)) or "none"
        problems.append(f"{root.name}/councils/{council}/trials/{trial}: there is no such trial. There are: {there}.")
    if problems or read.council is None:
        raise PolicyRefused(problems)
    path = root / "councils" / council / "trials" / trial
    own = read_folder(path, f"{root.name}/councils/{council}/trials/{trial}", expected(Level.LOCAL))
    problems = [*own.problems, *bound_problems(read.national.histories, own.histories)]
    if problems:
        raise PolicyRefused(problems)
    layers: tuple[Mapping[str, History], ...] = (
        read.national.histories,
        read.defaults.histories,
        read.council.histories,
        own.histories,
    )
    trusts = {name: folder.histories for name, folder in read.trusts.items()}
    return Policy(f"{council}, trial {trial}", read.council.starts_on, layers, trusts)
