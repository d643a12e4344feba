"""The JSON Schema (2020-12) of circumstances, made from the very classes that hold them.

Next:   selfdirect/rules/circumstances.py
Tests:  tests/rules/test_circumstances_schema.py
"""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from selfdirect.rules.circumstances import CHOICES, SAYS, Circumstances

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

_SCALARS: Final[Mapping[Any, Mapping[str, Any]]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": 0},
    Decimal: {"type": "number", "minimum": 0, "multipleOf": 0.01},
    date: {"type": "string", "format": "date"},
    NoneType: {"type": "null"},
}


def schema() -> dict[str, Any]:
    """Give the schema as plain data that any JSON writer accepts."""
    defined: dict[str, Any] = {}
    top = _record(Circumstances, defined)
    return {"$schema": DIALECT, "title": "Circumstances", **top, "$defs": dict(sorted(defined.items()))}


def _of(kind: Any, defined: dict[str, Any]) -> dict[str, Any]:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return {"anyOf": [_of(each, defined) for each in get_args(kind)]}
    if is_dataclass(kind):
        name = kind.__name__  # type: ignore[union-attr]
        if name not in defined:
            defined[name] = {}
            defined[name] = _record(kind, defined)
        return {"$ref": f"#/$defs/{name}"}
    if origin is tuple:
        return {"type": "array", "items": _of(get_args(kind)[0], defined)}
    if origin is not None:
        return {"type": "object", "additionalProperties": _of(get_args(kind)[1], defined)}
    return dict(_SCALARS[kind])


def _record(kind: Any, defined: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    properties = {each.name: _property(each, hints[each.name], defined) for each in fields(kind)}
    needed = [each.name for each in fields(kind) if each.default is MISSING and each.default_factory is MISSING]
    says = " ".join((kind.__doc__ or "").split())
    found = {"type": "object", "description": says, "additionalProperties": False, "properties": properties}
    return {**found, "required": needed} if needed else found


def _property(about: "Field[Any]", kind: Any, defined: dict[str, Any]) -> dict[str, Any]:
    found = _of(kind, defined)
    if about.name == "balance_pence":
        found.pop("minimum")
    if choices := about.metadata.get(CHOICES):
        found["enum"] = ["", *choices] if about.default == "" else list(choices)
    if says := about.metadata.get(SAYS):
        found["description"] = says
    return found
