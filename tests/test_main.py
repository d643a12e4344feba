"""The `selfdirect` command: each word does what it says, and a wrong one says so."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from selfdirect.__main__ import main
from selfdirect.clock import today
from selfdirect.jobs import checks, replay
from selfdirect.ledger.chain import head
from selfdirect.policy import POLICY_ROOT
from selfdirect.records.access import User
from selfdirect.records.must_be_paid import RailDrill
from selfdirect.rules.access import Role
from tests.ledger.book import allot


def test_no_word_or_an_unknown_one_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    for words in ([], ["dance"], ["policy"], ["administrator"]):
        with pytest.raises(SystemExit) as ended:
            main(words)
        assert ended.value.code == 2
    assert "selfdirect" in capsys.readouterr().err


def test_help_names_every_word(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    for word in (
        "demo",
        "serve",
        "work",
        "migrate",
        "check",
        "chain",
        "export",
        "import",
        "replay",
        "administrator",
        "determine",
        "model",
        "policy",
    ):
        assert word in said


@pytest.mark.parametrize("word", ["serve", "work", "migrate", "check", "replay"])
def test_a_missing_setting_is_named_with_its_cure_and_nothing_else(word: str) -> None:
    bare = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    done = subprocess.run([sys.executable, "-m", "selfdirect", word], env=bare, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr == "DATABASE_URL is not set. Give postgresql://user:password@host:5432/name.\n"


@pytest.mark.parametrize("word", ["serve", "work"])
def test_a_policy_that_is_wrong_stops_it_before_anybody_sees_a_page(word: str, tmp_path: Path) -> None:
    copytree(POLICY_ROOT, tmp_path / "policy")
    charging = tmp_path / "policy" / "councils" / "westminster" / "charging.toml"
    charging.write_text(charging.read_text().replace('= "net"', '= "nett"'))
    env = os.environ | {"POLICY_ROOT": str(tmp_path / "policy")}
    done = subprocess.run([sys.executable, "-m", "selfdirect", word], env=env, capture_output=True, text=True)
    assert done.returncode == 2
    assert "charging.toml" in done.stderr and '"nett" is not one of the choices' in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.django_db
def test_check_prints_each_invariant_and_its_exceptions(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["check"]) == 0
    assert "     0  Nobody decided their own proposal" in capsys.readouterr().out
    monkeypatch.setattr(checks, "run", lambda on: [checks.Found("All is well", 2, ("D-000001", "D-000002"))])
    assert main(["check"]) == 1
    assert "     2  All is well  for example D-000001, D-000002" in capsys.readouterr().out


def test_a_drill_prints_what_it_found_and_fails_when_somebody_was_not_paid(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    played = {"pay_on": date(2026, 7, 3), "people": 4, "pence": 83500, "milliseconds": 900, "on": date(2026, 6, 29)}
    results = {
        "prepaid_card": RailDrill(rail="prepaid_card", payments=5, without_a_list=1, **played),
        "bank": RailDrill(rail="bank", payments=4, without_a_list=0, problems=["B-000001 was not paid."], **played),
    }
    monkeypatch.setattr("selfdirect.jobs.drill.rail_failure", lambda rail, on: results[rail.value])
    assert main(["drill", "rail-failure", "--rail", "prepaid_card"]) == 0
    said = capsys.readouterr().out
    assert "Prepaid cards, on 3 July 2026: 5 payments to or for 4 people, £835.00, in 0.9 s" in said
    assert "1 with nobody on their list" in said
    assert main(["drill", "rail-failure"]) == 1 and "B-000001 was not paid." in capsys.readouterr().out


@pytest.mark.django_db
def test_replay_lists_what_differs(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["replay"]) == 0
    assert "0 stored answers worked out again, 0 differ." in capsys.readouterr().out
    found = replay.Replay(1, [replay.Difference("I-000001", "indicative budget", 1, 2)])
    monkeypatch.setattr(replay, "replay_all", lambda: found)
    assert main(["replay"]) == 1
    assert "I-000001: indicative budget was 1, is now 2" in capsys.readouterr().out


@pytest.mark.django_db
def test_the_book_goes_out_and_says_its_head_and_a_wrong_file_or_account_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    allot("B1", 100)
    book, accounts = str(tmp_path / "book.jsonl"), str(tmp_path / "all.beancount")
    for words in (["chain"], ["export", "book", book]):
        assert main(words) == 0
        assert capsys.readouterr().out == f"1 movements, head {head().hash}\n"
    assert main(["export", "accounts", accounts, "--account", "budget:B1:free"]) == 0
    assert capsys.readouterr().out == "1 movements\n"
    assert main(["export", "accounts", accounts, "--account", "bank"]) == 2
    assert "There is no account 'bank'" in capsys.readouterr().err
    assert main(["export", "journal", "2031-01", accounts]) == 0
    assert "0 movements, 0 pence on each side, may still change until" in capsys.readouterr().out
    assert main(["import", "book", book]) == 2
    assert "There is a book here already" in capsys.readouterr().err
    assert main(["import", "book", str(tmp_path / "nothing")]) == 2
    assert "No such file" in capsys.readouterr().err
    for words in (["export", "book"], ["export", "accounts"], ["export", "journal", "2031-01"]):
        assert main([*words, str(tmp_path / "nowhere" / "file")]) == 2
        assert "No such file" in capsys.readouterr().err


@pytest.mark.django_db
def test_the_first_administrator_is_added_once_with_a_password_that_will_do(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["administrator", "sam@council.example", "Sam Porter"]
    monkeypatch.setattr("getpass.getpass", lambda asked: "short")
    assert main(words) == 1
    assert "12 characters" in capsys.readouterr().err
    monkeypatch.setattr("getpass.getpass", lambda asked: "a long enough password")
    assert main(words) == 0
    sam = User.objects.get(email="sam@council.example")
    assert [grant.role for grant in sam.role_grants.all()] == [Role.ADMINISTRATOR.value]
    assert main(words) == 1
    assert "already signs in" in capsys.readouterr().err


def test_policy_check_reports_on_a_folder(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["policy", "check"]) == 0
    assert "westminster" in capsys.readouterr().out.lower()
    assert main(["policy", "check", str(tmp_path / "nothing-here")]) != 0


@pytest.mark.requirement("R-CFG-05")
def test_policy_compare_prints_what_differs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "compare", "council_a", "council_c", "--on", "2026-06-01"]) == 0
    assert "Council C: £5.75 a week. [example value]" in capsys.readouterr().out
    assert main(["policy", "compare", "council_a", "nowhere", "--on", "2026-06-01"]) == 2
    assert "there is no such council" in capsys.readouterr().err


def test_policy_record_prints_the_public_record_as_text_or_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "record", "council_c", "--on", "2026-06-01"]) == 0
    assert "3. Decision-making process" in capsys.readouterr().out
    assert main(["policy", "record", "council_c", "--on", "2026-06-01", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["council"] == "Council C"
    assert main(["policy", "record", "nowhere", "--on", "2026-06-01"]) == 2
    assert "there is no such council" in capsys.readouterr().err


def test_serve_hands_over_to_the_web_server_and_work_to_the_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[Any] = []
    monkeypatch.setattr("django.core.management.call_command", lambda *words, **named: called.append(words))
    monkeypatch.setattr(os, "execv", lambda program, words: called.append(words))
    main(["serve", "--bind", "127.0.0.1:1", "--workers", "3"])
    assert called[0] == ("collectstatic",)
    assert called[1][:4] == [sys.executable, "-m", "gunicorn", "selfdirect.wsgi"]
    assert "127.0.0.1:1" in called[1]
    main(["work"])
    main(["migrate"])
    assert [words[0] for words in called[2:]] == ["procrastinate", "migrate"]


def test_demo_is_given_its_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("selfdirect.demo.running.run_demo", lambda port: port)
    assert main(["demo", "--port", "8123"]) == 8123


def test_determine_prints_text_data_or_the_shape_of_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["determine", "council_a", "docs/running/examples/older_person.json"]
    assert main([*words, "--on", "2025-06-20"]) == 0
    assert "1. Are the needs eligible, and what is offered?" in capsys.readouterr().out
    assert main([*words, "--on", "2025-06-20", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["on"] == "2025-06-20"
    assert main(["determine", "--schema"]) == 0
    assert json.loads(capsys.readouterr().out)["type"] == "object"


@pytest.mark.django_db
def test_determine_is_about_today_unless_it_is_given_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["determine", "council_a", "docs/running/examples/older_person.json", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["on"] == today().isoformat()


def test_determine_refuses_with_a_message_and_never_a_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    for words, says in (
        (["council_a"], "Name the council and the file"),
        (["nowhere", "docs/running/examples/carer.json", "--on", "2025-06-20"], "there is no such council"),
        (["council_a", "nobody.json", "--on", "2025-06-20"], "there is no such file"),
        (["council_a", "docs/running/examples/carer.json", "--on", "2014-06-20"], "there are no rates"),
    ):
        assert main(["determine", *words]) == 2
        assert says in capsys.readouterr().err
    with pytest.raises(SystemExit) as ended:
        main(["determine", "council_a", "docs/running/examples/carer.json", "--on", "yesterday"])
    assert ended.value.code == 2
    assert "give a day like 2025-06-02" in capsys.readouterr().err


def test_model_prints_what_budgets_come_to_or_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["model", "council_e", "--people", "300", "--on", "2026-05-01", "--all-prices", "5"]
    assert main(words) == 0
    assert "Over 300 fictional people (seed 1)." in capsys.readouterr().out
    assert main([*words, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["all"]["people"] == 300
    assert main([*words, "--set", "allocation.price=1"]) == 2
    assert "there is no value called allocation.price" in capsys.readouterr().err
