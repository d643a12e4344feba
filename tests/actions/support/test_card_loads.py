"""Which lines the card company pays: those to cards that it knows, where the policy says so, and nothing else."""

from pathlib import Path
from typing import Any

import pytest

from selfdirect.actions.support.card_loads import loads_waiting, with_the_bank
from selfdirect.records.payments import PaymentFile, PaymentLine
from tests.actions.carded import ordered, typed
from tests.actions.loading import loaded_by_the_company
from tests.actions.story import approve, prepared, sent

pytestmark = pytest.mark.django_db


def test_a_card_the_company_knows_is_loaded_and_leaves_the_banks_files(settings: Any, tmp_path: Path) -> None:
    with loaded_by_the_company(settings, tmp_path):
        life = ordered()
        run = sent(life.here, approve(life.here, prepared(life.here)))
        assert loads_waiting(run) == 1 and not PaymentFile.objects.exists()
        assert not with_the_bank(run.lines.all()).exists()


def test_a_card_that_was_typed_is_paid_by_the_bank(settings: Any, tmp_path: Path) -> None:
    with loaded_by_the_company(settings, tmp_path):
        life = typed(account_number="66374959")
        run = sent(life.here, approve(life.here, prepared(life.here)))
        assert loads_waiting(run) == 0 and with_the_bank(run.lines.all()).exists()


def test_unless_the_policy_says_otherwise_the_bank_pays(settings: Any, tmp_path: Path) -> None:
    settings.CARDS, settings.CARDS_FOLDER = "local", tmp_path / "cards"
    life = ordered()
    run = sent(life.here, approve(life.here, prepared(life.here)))
    assert loads_waiting(run) == 0
    assert {file.total_pence for file in PaymentFile.objects.all()} == {PaymentLine.objects.get().pence}
