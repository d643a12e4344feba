"""A version on trial has its own values and the council's for all else; a fault in it is named."""

from pathlib import Path

import pytest

from selfdirect.policy import POLICY_ROOT, PolicyRefused, councils, load
from selfdirect.policy.trials import load_trial, trials
from tests.policy.days import DAY

COUNCIL = next(council for council in councils() if trials(council))


@pytest.mark.parametrize(("council", "trial"), [(each, trial) for each in councils() for trial in trials(each)])
def test_every_trial_can_be_loaded_and_differs_from_what_is_in_force(council: str, trial: str) -> None:
    live, tried = load(council).on(DAY), load_trial(council, trial).on(DAY)
    different = {key for key in live if tried[key] != live[key]}
    assert different
    assert live.fingerprint != tried.fingerprint
    assert {key.partition(".")[0] for key in different} <= {"allocation", "questionnaire"}


def test_an_unknown_trial_is_refused_with_those_there_are() -> None:
    with pytest.raises(PolicyRefused, match=f"no such trial. There are: {trials(COUNCIL)[0]}"):
        load_trial(COUNCIL, "nothing")


def test_a_fault_in_a_trial_is_named_with_its_file(tmp_path: Path) -> None:
    import shutil

    root = tmp_path / "policy"
    shutil.copytree(POLICY_ROOT, root)
    folder = root / "councils" / COUNCIL / "trials" / "wrong"
    folder.mkdir()
    (folder / "allocation.toml").write_text('[price_per_pint]\nlabel = "Price"\n')
    with pytest.raises(PolicyRefused, match=r"trials/wrong/allocation.toml, price_per_pint: this value is not known"):
        load_trial(COUNCIL, "wrong", root)
