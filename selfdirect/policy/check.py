"""Checks policy folders for `selfdirect policy check`: what is wrong, and what no source states.

Next:   selfdirect/policy/loading.py
Tests:  tests/policy/test_check.py
"""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from selfdirect.policy.loading import POLICY_ROOT, PolicyRefused, councils, load, load_national
from selfdirect.policy.pack import Doubtful, Policy
from selfdirect.rules.calendar import format_date
from selfdirect.rules.working import ILLUSTRATIVE, UNVERIFIED

_MEANINGS: Final = {
    ILLUSTRATIVE: "the source is silent: filled in so that the system runs. The council must decide it.",
    UNVERIFIED: "not yet checked against its source. Check it before it is used for real.",
}


@dataclass(frozen=True)
class Checked:
    """One folder that was checked: how much it holds, what is wrong, and what no source states."""

    name: str
    values: int = 0
    fingerprint: str = ""
    problems: tuple[str, ...] = ()
    doubtful: tuple[Doubtful, ...] = ()


@dataclass(frozen=True)
class Report:
    """All folders that were checked."""

    folders: tuple[Checked, ...]

    @property
    def exit_status(self) -> int:
        """0 when every folder can be used; 1 when there is any problem."""
        return 1 if any(folder.problems for folder in self.folders) else 0


def check(folder: Path | None = None) -> Report:
    """Check a folder: a council's, the nation's, or all of policy. With none, the program's own."""
    root, name = _place(folder.resolve()) if folder else (POLICY_ROOT, "")
    if name:
        return Report((_checked(name, root),))
    return Report(tuple(_checked(each, root) for each in ("national", *councils(root))))


def report_lines(report: Report) -> list[str]:
    """The report in words, a line at a time: problems first, then what is illustrative or unverified."""
    lines = []
    for folder in report.folders:
        lines += _folder_lines(folder)
    problems = sum(len(folder.problems) for folder in report.folders)
    what = "1 problem" if problems == 1 else f"{problems} problems"
    lines.append(f"{what}. Nothing can start until this is mended." if problems else "No problems.")
    return lines


def _place(folder: Path) -> tuple[Path, str]:
    if folder.name == "national":
        return folder.parent, "national"
    if folder.parent.name == "councils":
        return folder.parent.parent, folder.name
    return folder, ""


def _checked(name: str, root: Path) -> Checked:
    called = "national" if name == "national" else f"councils/{name}"
    try:
        policy = load_national(root) if name == "national" else load(name, root)
    except PolicyRefused as refused:
        own = [message for message in refused.messages if name == "national" or not _is_national(message, root)]
        return Checked(called, problems=tuple(own or refused.messages))
    histories = [h for h in policy.histories() if name == "national" or not _is_national(h.file, root)]
    return Checked(called, len(histories), policy.fingerprint, doubtful=_own_doubtful(policy, name, root))


def _own_doubtful(policy: Policy, name: str, root: Path) -> tuple[Doubtful, ...]:
    return tuple(each for each in policy.summary() if name == "national" or not _is_national(each.file, root))


def _is_national(text: str, root: Path) -> bool:
    return text.startswith(f"{root.name}/national")


def _folder_lines(folder: Checked) -> list[str]:
    if folder.problems:
        return [f"{folder.name}: cannot be used.", *(f"  {problem}" for problem in folder.problems)]
    lines = [f"{folder.name}: {folder.values} values, fingerprint {folder.fingerprint[:12]}."]
    counts = Counter(each.status for each in folder.doubtful)
    for status, meaning in _MEANINGS.items():
        if counts[status]:
            lines.append(f"  {counts[status]} {status} ({meaning})")
            lines += [
                f"    {each.key} from {format_date(each.since)}: {each.label}. {each.source}"
                for each in folder.doubtful
                if each.status == status
            ]
    return lines
