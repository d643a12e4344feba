"""The decorator every verb wears and its promises: allowed, all or nothing, written down, said outside afterwards.

An action is keyword-only. `by` (who) and `on` (the date it is about) are always passed. While it runs, it calls
`tell(...)` for each thing that happened; the sentences become the person's timeline. An action that tells nothing is a
defect and is refused. A `key`, where an action takes one, makes it safe to ask twice: the second asking gets the first
answer. Money the book refuses, because it is not there or its day is closed, is refused in the book's own words.
What must leave the council goes through selfdirect/actions/support/outbox.py, as a row in the same transaction.

Why:    docs/decisions/actions-keep-four-promises.md
Next:   selfdirect/actions/support/steps.py
Tests:  tests/actions/test_action.py
"""

import inspect
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import wraps
from typing import Any, NamedTuple, ParamSpec, TypeVar, cast

from django.apps import apps
from django.db import connection, models, transaction

from selfdirect.ledger.refusals import NotEnough, PeriodClosed
from selfdirect.records.access import User, may_see, may_towards
from selfdirect.records.audit import Asked, AuditEntry
from selfdirect.records.many import write_rows
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.problems import Problem

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")


class ActionError(Exception):
    """What an action says instead of doing something. Pages turn each kind into plain words."""


class NotAllowed(ActionError):
    """`by` may not do this, or may not see this person."""


class Refused(ActionError):
    """The act makes no sense as asked. `problems` name the form field, what is wrong and how to mend it."""

    def __init__(self, problems: Sequence[Problem] | str) -> None:
        self.problems = (Problem("", problems),) if isinstance(problems, str) else tuple(problems)
        super().__init__("; ".join(problem.message for problem in self.problems))


class Stale(ActionError):
    """Somebody else changed the record since it was read: who, when, what in words, and the present `version`."""

    def __init__(self, changed_by: str, changed_at: datetime | None, changes: Sequence[str], version: int) -> None:
        self.changed_by, self.changed_at, self.changes, self.version = (
            changed_by,
            changed_at,
            list(changes),
            version,
        )
        super().__init__(f"{changed_by} has changed this since you opened it")


class _Told(NamedTuple):
    """One thing told. As light as can be, because a payment run tells tens of thousands."""

    kind: str
    person_id: int | None
    about: str
    said: str
    detail: dict[str, Any]


@dataclass
class _Doing:
    """What an action under way has told so far."""

    verb: str
    by: User
    on: date
    told: list[_Told] = field(default_factory=list)
    policy_fingerprint: str = ""


_doing: ContextVar[_Doing | None] = ContextVar("doing", default=None)


def tell(
    said: str, *, person: Person | int | None = None, about: str = "", kind: str = "action", **detail: Any
) -> None:
    """Write down one thing that happened, in a sentence the person could read. `about` is what about() gives."""
    person_id = person.pk if isinstance(person, Person) else person
    _under_way().told.append(_Told(kind, person_id, about, said, detail))


def used_policy(fingerprint: str) -> None:
    """Remember which policy the action under way relied on."""
    _under_way().policy_fingerprint = fingerprint


def about(record: models.Model) -> str:
    """What a record is called in steps and in the audit: `Noun:id`, for example `Plan:12`."""
    return f"{type(record).__name__}:{record.pk}"


def action(
    *, needs: Permission | Sequence[Permission] | None, by_timer: bool = False
) -> Callable[[Callable[Arguments, Answer]], Callable[Arguments, Answer]]:
    """Make a function an action. `needs` is the permission (any one, when several); None is for everyone signed in."""
    wanted = (needs,) if isinstance(needs, Permission) else tuple(needs or ())

    def wear(act: Callable[Arguments, Answer]) -> Callable[Arguments, Answer]:
        _check_signature(act)
        verb = f"{act.__module__.rsplit('.', 1)[-1]}.{act.__name__}"

        @wraps(act)
        def acting(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Answer:
            by, on = cast(User, kwargs["by"]), cast(date, kwargs["on"])
            _check_allowed(by, on, wanted, by_timer, kwargs)
            with transaction.atomic():
                key = kwargs.get("key")
                earlier = _answer_of(str(key), verb, by) if key else None
                if earlier is not None:
                    return cast(Answer, earlier)
                doing = _Doing(verb, by, on)
                token = _doing.set(doing)
                try:
                    answer = act(*args, **kwargs)
                except (NotEnough, PeriodClosed) as refused:
                    raise Refused(str(refused)) from refused
                finally:
                    _doing.reset(token)
                _write_down(doing)
                if key:
                    _keep_answer(str(key), verb, by, answer)
            return answer

        acting.is_action = True  # type: ignore[attr-defined]
        return acting

    return wear


def _under_way() -> _Doing:
    doing = _doing.get()
    if doing is None:
        raise RuntimeError("Only an action may do this: there is none under way.")
    return doing


def _check_signature(act: Callable[..., Any]) -> None:
    parameters = inspect.signature(act).parameters
    positional = [name for name, one in parameters.items() if one.kind is not inspect.Parameter.KEYWORD_ONLY]
    if positional or not {"by", "on"} <= set(parameters):
        raise TypeError(f"{act.__name__} must be keyword-only and take by= and on=")


def _check_allowed(by: User, on: date, wanted: Sequence[Permission], by_timer: bool, kwargs: dict[str, Any]) -> None:
    if by.is_timer and by_timer:
        return
    if not by.is_active or by.is_timer or (wanted and not any(by.may(one, on) for one in wanted)):
        raise NotAllowed("You are not able to do this.")
    for person in _people_in(kwargs):
        if not may_see(by, person, on) or (wanted and not may_towards(by, wanted, person, on)):
            raise NotAllowed("You are not able to do this.")


def _people_in(kwargs: dict[str, Any]) -> list[Person]:
    """Every person the arguments name, directly or through a record about them."""
    people: dict[int, Person] = {}
    for value in kwargs.values():
        if isinstance(value, Person):
            people[value.pk] = value
        elif isinstance(value, models.Model) and not isinstance(value, User) and getattr(value, "person_id", None):
            person_id: int = value.person_id  # type: ignore[attr-defined]
            people[person_id] = Person(pk=person_id)
    return list(people.values())


def _write_down(doing: _Doing) -> None:
    if not doing.told:
        raise RuntimeError(f"{doing.verb} told nothing. An action says what it did.")
    roles = " ".join(sorted(role.value for role in doing.by.roles_on(doing.on))) or (
        "timer" if doing.by.is_timer else ""
    )
    same = (doing.verb, doing.by.pk, doing.on, roles, doing.policy_fingerprint)
    columns = ("verb", "by_id", "on", "roles", "policy_fingerprint", *_Told._fields)
    write_rows(AuditEntry, columns, [same + told for told in doing.told])


def _answer_of(key: str, verb: str, by: User) -> models.Model | None:
    """The answer first given under this key, waiting for one being worked out just now."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
    asked = Asked.objects.filter(key=key).first()
    if asked is None:
        return None
    if asked.verb != verb or asked.by_id != by.pk:
        raise Refused("This form was used for something else. Open the page again and fill it in.")
    return cast(models.Model, apps.get_model(asked.result_model)._base_manager.get(pk=asked.result_id))


def _keep_answer(key: str, verb: str, by: User, answer: Any) -> None:
    if not isinstance(answer, models.Model):
        raise TypeError(f"{verb} takes a key, so it must return a record")
    Asked.objects.create(key=key, verb=verb, by=by, result_model=answer._meta.label, result_id=answer.pk)
