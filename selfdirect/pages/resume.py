"""Nothing typed is lost when a sign-in runs out: the form is kept in the fresh session and shown again after sign-in.

Every form carries a signed mark of whose it is. What was typed comes back only to that same user, so that the next
person at a shared computer never sees it.

Next:   selfdirect/pages/question.py
Tests:  tests/pages/test_resume.py
"""

from typing import Any

from django.core import signing
from django.http import HttpRequest, QueryDict

from selfdirect.pages.forms import MOST_KEPT_CHARACTERS

_KEPT = "typed_before_sign_in"
_SALT = "whose-form"
MOST_FORMS = 3
_NOT_KEPT = {"csrfmiddlewaretoken", "whose", "later"}


def whose(user: Any) -> str:
    """The mark of the user whose form it is."""
    return signing.dumps(user.pk, salt=_SALT)


def keep_typed(request: HttpRequest) -> None:
    """Keep what a signed-out browser sent, if the form says whose it is and it is not too long."""
    if request.method != "POST":
        return
    try:
        owner = signing.loads(request.POST.get("whose", ""), salt=_SALT)
    except signing.BadSignature:
        return
    typed = {name: values for name, values in request.POST.lists() if name not in _NOT_KEPT}
    if sum(len(value) for values in typed.values() for value in values) > MOST_KEPT_CHARACTERS:
        return
    kept: dict[str, Any] = dict(list(request.session.get(_KEPT, {}).items())[-(MOST_FORMS - 1) :])
    kept[request.path] = {"owner": owner, "typed": typed}
    request.session[_KEPT] = kept


def take_typed(request: HttpRequest) -> QueryDict | None:
    """What this user had typed on this page before they were signed out; once."""
    kept = request.session.get(_KEPT)
    if not kept:
        return None
    mine = {path: one for path, one in kept.items() if one["owner"] == request.user.pk}
    found = mine.pop(request.path, None)
    if mine:
        request.session[_KEPT] = mine
    else:
        del request.session[_KEPT]
    return as_typed_data(found["typed"]) if found else None


def as_typed_data(typed: dict[str, list[str]]) -> QueryDict:
    """Kept values in the form a browser sends them."""
    data = QueryDict(mutable=True)
    for name, values in typed.items():
        data.setlist(name, [str(value) for value in values])
    return data
