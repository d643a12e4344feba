"""Checks policy folders for `selfdirect policy check`: what is wrong, which defaults apply, what no source states.

Next:   selfdirect/policy/loading.py
Tests:  tests/policy/test_check.py
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap
from typing import Final

from selfdirect.policy.loading import POLICY_ROOT, PolicyRefused, councils, load, load_national
from selfdirect.policy.pack import Doubtful
from selfdirect.rules.calendar import format_date
from selfdirect.rules.working import ILLUSTRATIVE, STATED, UNVERIFIED

_MEANINGS: Final = {
    ILLUSTRATIVE: "the source is silent: filled in so that the system runs. The council must decide it.",
    UNVERIFIED: "not yet checked against its source. Check it before it is used for real.",
}


WIDTH: Final = 110


@dataclass(frozen=True)
class Checked:
    """One folder that was checked: how much it holds and states, what is wrong, and what no source states.

    `defaults` are the keys for which the council is silent, so that the documented default applies (R-CFG-02).
    `doubtful` are the folder's own values that are illustrative or unverified; `doubtful_defaults` are the defaults.
    """

    name: str
    values: int = 0
    stated: int = 0
    fingerprint: str = ""
    problems: tuple[str, ...] = ()
    defaults: tuple[str, ...] = ()
    trials: tuple[str, ...] = ()
    doubtful: tuple[Doubtful, ...] = ()
    doubtful_defaults: tuple[Doubtful, ...] = ()


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


def report_lines(report: Report, *, every_value: bool = False) -> list[str]:
    """The report in words, a line at a time. With `every_value`, each doubtful value has a line of its own."""
    lines = []
    for folder in report.folders:
        lines += _folder_lines(folder, every_value)
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
    histories = [
        history
        for history in policy.histories()
        if not _is_default(history.file, root) and (name == "national" or not _is_national(history.file, root))
    ]
    told = [each for each in policy.summary() if name == "national" or not _is_national(each.file, root)]
    return Checked(
        called,
        values=len(histories),
        stated=sum(all(entry.status == STATED for entry in history.entries) for history in histories),
        fingerprint=policy.fingerprint,
        defaults=policy.defaults_used(),
        trials=policy.trials,
        doubtful=tuple(each for each in told if not _is_default(each.file, root)),
        doubtful_defaults=tuple(each for each in told if _is_default(each.file, root)),
    )


def _is_default(text: str, root: Path) -> bool:
    return text.startswith(f"{root.name}/defaults")


def _is_national(text: str, root: Path) -> bool:
    return text.startswith(f"{root.name}/national")


def _folder_lines(folder: Checked, every_value: bool) -> list[str]:
    if folder.problems:
        return [f"{folder.name}: cannot be used.", *(f"  {problem}" for problem in folder.problems)]
    lines = [
        (
            f"{folder.name}: {folder.values} values of its own, {folder.stated} of them stated by their source. "
            f"Fingerprint {folder.fingerprint[:12]}."
        )
    ]
    for status, meaning in _MEANINGS.items():
        of_status = [each for each in folder.doubtful if each.status == status]
        lines += _about(f"{len(_keys(of_status))} {status} ({meaning})", of_status, every_value)
    if folder.defaults:
        heading = f"{len(folder.defaults)} documented defaults apply, because the council's source is silent:"
        lines += [f"  {heading}", *_each(folder.doubtful_defaults)] if every_value else [f"  {heading}"]
        lines += [] if every_value else _listed(folder.defaults)
    if folder.trials:
        lines.append(f"  On trial, and never used for live work: {', '.join(folder.trials)}.")
    return lines


def _about(heading: str, doubtful: list[Doubtful], every_value: bool) -> list[str]:
    if not doubtful:
        return []
    return [f"  {heading}", *(_each(doubtful) if every_value else _listed(_keys(doubtful)))]


def _keys(doubtful: Sequence[Doubtful]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.key for each in doubtful))


def _each(doubtful: Sequence[Doubtful]) -> list[str]:
    return [f"    {each.key} from {format_date(each.since)}: {each.label}. {each.source}" for each in doubtful]


def _listed(keys: Sequence[str]) -> list[str]:
    """The keys by the file that holds them: "charging: method, share_of_plan; plans: categories"."""
    by_file: dict[str, list[str]] = {}
    for key in keys:
        file, _, name = key.partition(".")
        by_file.setdefault(file, []).append(name)
    said = "; ".join(f"{file}: {', '.join(names)}" for file, names in by_file.items())
    return wrap(said, WIDTH, initial_indent="    ", subsequent_indent="    ", break_long_words=False)
