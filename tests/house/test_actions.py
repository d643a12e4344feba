"""Only actions write, and every action wears its decorator."""

import ast

from tests.house.tree import Function, Source, dotted, in_rooms

WRITES = {"save", "delete", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
# `update` is also what a dictionary does, so it counts only on a query.
QUERY_WORDS = (".objects", ".filter()", ".exclude()", ".all()", "_set")
# A browser session is the reader's own place mark, and a view's own method is a method: neither is a record.
NOT_RECORDS = ("session", "self", "super()")
UNWANTED_ARGUMENTS = {"force", "skip"}


def _verbs() -> list[tuple[Source, Function]]:
    """Public functions of the files directly in actions/, where one file is one noun."""
    files = [
        s for s in in_rooms("actions") if s.path.parent.name == "actions" and s.path.stem not in ("action", "__init__")
    ]
    return [
        (source, node)
        for source in files
        for node in source.tree.body
        if isinstance(node, Function) and not node.name.startswith("_")
    ]


def _rooms_of_actions(source: Source) -> set[str]:
    """The names by which this file knows modules of actions: `charging.save(...)` is then an action."""
    return {
        name.asname or name.name
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("selfdirect.actions")
        for name in node.names
    }


def _writes(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return False
    receiver, name = dotted(call.func.value), call.func.attr
    if receiver.endswith(NOT_RECORDS):
        return False
    return name in WRITES or (name == "update" and any(word in receiver for word in QUERY_WORDS))


def test_every_public_function_in_actions_is_an_action() -> None:
    bare = [
        f"{source.at(verb)} {verb.name}"
        for source, verb in _verbs()
        if not any(dotted(mark).removesuffix("()") == "action" for mark in verb.decorator_list)
    ]
    assert not bare, "these need @action, or a name that begins with _"


def test_every_action_is_told_who_asks_and_which_day_it_is_about() -> None:
    odd = []
    for source, verb in _verbs():
        named = {argument.arg for argument in verb.args.kwonlyargs}
        if verb.args.args or not {"by", "on"} <= named or named & UNWANTED_ARGUMENTS:
            odd.append(f"{source.at(verb)} {verb.name}")
    assert not odd, "an action takes keywords only, `by` and `on` among them, and never `force` or `skip`"


def test_pages_and_jobs_write_nothing() -> None:
    writing = [
        f"{source.at(call)} {dotted(call.func)}"
        for source in in_rooms("pages", "jobs")
        for call in source.calls()
        if _writes(call) and dotted(call.func.value) not in _rooms_of_actions(source)
    ]
    assert not writing, "a page or a job calls an action, and the action writes"


def test_rules_and_policy_know_no_tables() -> None:
    writing = [source.at(call) for source in in_rooms("rules", "policy") for call in source.calls() if _writes(call)]
    assert not writing
