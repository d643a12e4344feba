"""The `selfdirect` command: `python -m selfdirect WORD`. docs/running/commands.md says what each word does.

Next:   selfdirect/settings.py
Tests:  tests/test_main.py
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path


def main(words: Sequence[str] | None = None) -> int:
    """Run one word of the command. Returns the exit status: 0 for good, 1 for findings, 2 for a wrong call."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "selfdirect.settings")
    asked = _parser().parse_args(words)
    run: Callable[[argparse.Namespace], int] = asked.run
    try:
        return run(asked)
    except Exception as problem:
        # What is asked for may need neither settings nor policy, so neither is read only to know its exceptions.
        if type(problem).__name__ not in ("SettingMissing", "PolicyRefused"):
            raise
        print(problem, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="selfdirect", description="Personal budgets and direct payments.")
    found = parser.add_subparsers(required=True, metavar="WORD")
    demo = _word(found, "demo", _demo, "Run a fictional council: database, people, site and queue, until Ctrl-C")
    demo.add_argument("--port", type=int, default=8000)
    serve = _word(found, "serve", _serve, "Serve the site")
    serve.add_argument("--bind", default="127.0.0.1:8000")
    serve.add_argument("--workers", type=int, default=2)
    _word(found, "work", _work, "Work the queue and the timers")
    _word(found, "migrate", _migrate, "Bring the database up to date")
    _word(found, "check", _check, "Prove the invariants over the live database")
    _word(found, "replay", _replay, "Recompute every stored decision and list differences")
    _book_words(found)
    drill = _word(found, "drill", _drill, "Play through the failure of a way of paying on pay day, and undo it")
    drill.add_argument("what", choices=["rail-failure"], metavar="rail-failure")
    drill.add_argument("--rail", choices=["prepaid_card", "bank"], help="Only this one; else both")
    drill.add_argument("--on", type=_day, metavar="DATE", help="From which day on; else today")
    first = _word(found, "administrator", _administrator, "Add the first administrator, who adds everybody else")
    first.add_argument("email")
    first.add_argument("name")
    case = _word(found, "determine", _determine, "Say everything that a council's policy says of one person")
    case.add_argument("council", nargs="?", help="The name of its folder in policy/councils")
    case.add_argument("file", nargs="?", type=Path, help="The person's circumstances, as JSON")
    case.add_argument("--on", type=_day, metavar="DATE", help="A day, like 2025-06-02; else today")
    case.add_argument("--json", action="store_true", help="Print JSON")
    case.add_argument("--what-would-change", action="store_true", help="Say which answer would change the figures")
    case.add_argument("--schema", action="store_true", help="Print the JSON Schema of the file, and stop")
    _model_options(_word(found, "model", _model, "Say what a council's budgets come to over many people, and what if"))
    _policy_words(found)
    return parser


def _book_words(found: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    _word(found, "chain", _chain, "Make the chain of the book cover everything posted, and print its head")
    export = _word(found, "export", _export_book, "Write the book to a file")
    words = export.add_subparsers(required=True, metavar="book|accounts|journal")
    book = _word(words, "book", _export_book, "Write the whole book, to prove it elsewhere or to read it in again")
    accounts = _word(words, "accounts", _export_accounts, "Write the book in the plain-text format of Beancount")
    journal = _word(words, "journal", _export_journal, "Write the journal of a month for the finance system, as CSV")
    journal.add_argument("month", type=_month, metavar="YYYY-MM")
    accounts.add_argument("--account", metavar="CODE", help="One account only, like council:bank")
    taken_in = _word(found, "import", _import_book, "Read a file that export wrote")
    words = taken_in.add_subparsers(required=True, metavar="book")
    whole = _word(words, "book", _import_book, "Read a whole book into an empty database")
    for word in (book, accounts, journal, whole):
        word.add_argument("file", type=Path)


def _policy_words(found: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    policy = _word(found, "policy", _policy_check, "Check, compare or describe policies")
    words = policy.add_subparsers(required=True, metavar="check|compare|record")
    checked = _word(words, "check", _policy_check, "Say what is wrong in policy folders, and what no source states")
    checked.add_argument("folder", nargs="?", type=Path)
    checked.add_argument("--all", action="store_true", help="Give each doubtful value a line of its own")
    compared = _word(words, "compare", _policy_compare, "Say in plain words what differs between two councils' rules")
    compared.add_argument("first", metavar="COUNCIL")
    compared.add_argument("second", metavar="COUNCIL")
    recorded = _word(words, "record", _policy_record, "Print the public record of how a council works out money")
    recorded.add_argument("council", metavar="COUNCIL")
    recorded.add_argument("--json", action="store_true", help="Print JSON")
    for dated in (compared, recorded):
        dated.add_argument("--on", type=_day, metavar="DATE", help="A day, like 2025-06-02; else today")


def _word(
    found: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    run: Callable[[argparse.Namespace], int],
    says: str,
) -> argparse.ArgumentParser:
    parser = found.add_parser(name, help=says, description=says)
    parser.set_defaults(run=run)
    return parser


def _model_options(model: argparse.ArgumentParser) -> None:
    model.add_argument("council", help="The name of its folder in policy/councils")
    model.add_argument("--people", type=int, default=20_000, metavar="N", help="How many fictional people")
    model.add_argument("--seed", type=int, default=1, help="The same seed gives the same fictional people")
    model.add_argument("--file", type=Path, help="People of your own: .parquet, .csv, or .json of circumstances")
    model.add_argument("--set", action="append", default=[], metavar="NAME=AMOUNT", help="Try another value")
    model.add_argument("--all-prices", type=int, default=0, metavar="PERCENT", help="Try dearer or cheaper support")
    model.add_argument("--trial", default="", help="Try one of the council's versions on trial")
    model.add_argument("--on", type=_day, metavar="DATE", help="The day of the policy in force; else today")
    model.add_argument("--tried-on", type=_day, metavar="DATE", help="The day of the policy that is tried")
    model.add_argument("--back-test", action="store_true", help="Compare budgets with plans costed by hand")
    model.add_argument("--fit", default="", choices=["", "prices", "points"], help="Fit these to --budget")
    model.add_argument("--budget", metavar="POUNDS", help="The budget a year to fit to")
    model.add_argument("--least", default="0", help="The lowest price in pounds, or the fewest points")
    model.add_argument("--most", default="100", help="The highest price in pounds, or the most points")
    model.add_argument("--fall", type=int, metavar="PERCENT", help="How far a group's mean may fall at most")
    model.add_argument("--move", type=int, metavar="PERCENT", help="How far one price or answer may move at most")
    model.add_argument("--json", action="store_true", help="Print JSON")
    model.add_argument("--engine", choices=["numpy", "duckdb"], default="numpy")


def _set_up() -> None:
    import django

    django.setup()


def _read_policy() -> None:
    """Read the whole policy before anything is served: one that is wrong stops here, and not on somebody's page."""
    from selfdirect.actions.support.policy import policy

    policy()


def _demo(asked: argparse.Namespace) -> int:
    from selfdirect.demo.running import run_demo

    return run_demo(port=asked.port)


def _serve(asked: argparse.Namespace) -> int:
    """Hand this process over to gunicorn."""
    _set_up()
    _read_policy()
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
    command = [sys.executable, "-m", "gunicorn", "selfdirect.wsgi", "--bind", asked.bind, "--no-control-socket"]
    os.execv(sys.executable, [*command, "--workers", str(asked.workers), "--threads", "4"])


def _work(asked: argparse.Namespace) -> int:
    _set_up()
    _read_policy()
    from django.core.management import call_command

    call_command("procrastinate", "worker", "--concurrency", "1")
    return 0


def _migrate(asked: argparse.Namespace) -> int:
    _set_up()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=1)
    return 0


def _check(asked: argparse.Namespace) -> int:
    _set_up()
    from selfdirect.clock import today
    from selfdirect.jobs import checks

    found = checks.run(today())
    for one in found:
        examples = f"  for example {', '.join(one.examples)}" if one.examples else ""
        print(f"{one.exceptions:6}  {one.name}{examples}")
    return 1 if any(one.exceptions for one in found) else 0


def _drill(asked: argparse.Namespace) -> int:
    _set_up()
    from selfdirect.clock import today
    from selfdirect.jobs.drill import rail_failure
    from selfdirect.records.must_be_paid import Rail
    from selfdirect.rules.calendar import format_date
    from selfdirect.rules.money import format_pounds

    failed = False
    for rail in [Rail(asked.rail)] if asked.rail else list(Rail):
        found = rail_failure(rail, asked.on or today())
        paid = f"{found.payments:,} payments to or for {found.people:,} people, {format_pounds(found.pence)}"
        print(f"{rail.label}, on {format_date(found.pay_on)}: {paid}, in {found.milliseconds / 1000:.1f} s")
        if found.without_a_list:
            print(f"  {found.without_a_list:,} with nobody on their list of who must be paid")
        for problem in found.problems:
            print(f"  {problem}")
        failed = failed or bool(found.problems)
    return 1 if failed else 0


def _replay(asked: argparse.Namespace) -> int:
    _set_up()
    from selfdirect.jobs.replay import replay_all

    outcome = replay_all()
    for one in outcome.differences:
        print(f"{one.reference}: {one.what} was {one.stored!r}, is now {one.again!r}")
    print(f"{outcome.replayed} stored answers worked out again, {len(outcome.differences)} differ.")
    return 1 if outcome.differences else 0


def _chain(asked: argparse.Namespace) -> int:
    _set_up()
    from selfdirect.clock import today
    from selfdirect.jobs.book import extend_chain

    head = extend_chain(today())
    print(f"{head.place} movements, head {head.hash}")
    return 0


def _export_book(asked: argparse.Namespace) -> int:
    _set_up()
    from selfdirect.clock import today
    from selfdirect.jobs.book import export_book

    try:
        head = export_book(asked.file, today())
    except OSError as problem:
        print(problem, file=sys.stderr)
        return 2
    print(f"{head.place} movements, head {head.hash}")
    return 0


def _export_accounts(asked: argparse.Namespace) -> int:
    _set_up()
    from selfdirect.jobs.book import export_accounts
    from selfdirect.ledger.chart import UnknownAccount

    try:
        count = export_accounts(asked.file, asked.account)
    except (UnknownAccount, OSError) as unknown:
        print(unknown, file=sys.stderr)
        return 2
    print(f"{count} movements")
    return 0


def _export_journal(asked: argparse.Namespace) -> int:
    _set_up()
    from selfdirect.jobs.book import export_journal
    from selfdirect.rules.values import ValueRefused

    try:
        found = export_journal(asked.file, asked.month)
    except (ValueRefused, OSError) as problem:
        print(problem, file=sys.stderr)
        return 2
    state = "final" if found.is_final else f"may still change until the book is closed up to {found.last_on}"
    print(f"{found.movements} movements, {found.moved_pence} pence on each side, {state}")
    return 0


def _import_book(asked: argparse.Namespace) -> int:
    _set_up()
    from selfdirect.actions.action import Refused
    from selfdirect.clock import today
    from selfdirect.jobs.book import import_book

    try:
        head = import_book(asked.file, today())
    except (Refused, OSError) as refused:
        print(refused, file=sys.stderr)
        return 2
    print(f"{head.place} movements, head {head.hash}")
    return 0


def _administrator(asked: argparse.Namespace) -> int:
    _set_up()
    from getpass import getpass

    from selfdirect.actions.access import add_user
    from selfdirect.actions.action import Refused
    from selfdirect.actions.support.timer import timer
    from selfdirect.clock import today
    from selfdirect.rules.access import Role

    password = getpass("Password (at least 12 characters; leave empty to use single sign-on): ") or None
    roles = [Role.ADMINISTRATOR]
    try:
        add_user(email=asked.email, name=asked.name, roles=roles, password=password, on=today(), by=timer())
    except Refused as refused:
        print("; ".join(problem.message for problem in refused.problems), file=sys.stderr)
        return 1
    print("Added. They set up a second factor when they first sign in.")
    return 0


def _determine(asked: argparse.Namespace) -> int:
    """Print one person's determination. Needs no database."""
    from selfdirect.policy.determining import DeterminationRefused, determine_file, schema_text

    if asked.schema:
        print(schema_text(), end="")
        return 0
    if asked.file is None:
        print("Name the council and the file: selfdirect determine COUNCIL FILE.json", file=sys.stderr)
        return 2
    try:
        on, changes = asked.on or _today(), asked.what_would_change
        print(determine_file(asked.council, asked.file, on, as_data=asked.json, what_changes=changes), end="")
    except DeterminationRefused as refused:
        print("\n".join(refused.messages), file=sys.stderr)
        return 2
    return 0


def _model(asked: argparse.Namespace) -> int:
    """Print what budgets come to over many people. Needs no database."""
    from selfdirect.modelling.asking import ModelRefused
    from selfdirect.modelling.telling import answer

    try:
        print(answer(vars(asked), asked.on or _today()), end="")
    except ModelRefused as refused:
        print("\n".join(refused.messages), file=sys.stderr)
        return 2
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"give a day like 2025-06-02, not {text}") from None


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise argparse.ArgumentTypeError(f"give a month like 2025-06, not {text}") from None


def _today() -> date:
    from selfdirect.clock import day_in_england

    return day_in_england()


def _policy_check(asked: argparse.Namespace) -> int:
    from selfdirect.policy.check import check, report_lines

    report = check(asked.folder)
    print("\n".join(report_lines(report, every_value=asked.all)))
    return report.exit_status


def _policy_compare(asked: argparse.Namespace) -> int:
    """Print what differs. Needs no database."""
    from selfdirect.policy.differences import compare_text

    print(compare_text(asked.first, asked.second, asked.on or _today()), end="")
    return 0


def _policy_record(asked: argparse.Namespace) -> int:
    """Print the record under the headings of the transparency standard. Needs no database."""
    import json

    from selfdirect.policy import load
    from selfdirect.policy.algorithm_record import algorithm_record, as_lines

    record = algorithm_record(load(asked.council), asked.on or _today())
    text = json.dumps(record.as_json(), indent=2, ensure_ascii=False) if asked.json else "\n".join(as_lines(record))
    print(text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
