"""The schema is made from the classes, so that no fact can be in one and not in the other."""

from dataclasses import fields

from selfdirect.rules.circumstances import Circumstances
from selfdirect.rules.circumstances_schema import DIALECT, schema
from selfdirect.rules.finances import Finances


def test_every_fact_is_in_it_and_nothing_else_may_be() -> None:
    found = schema()
    assert found["$schema"] == DIALECT
    assert set(found["properties"]) == {each.name for each in fields(Circumstances)}
    assert found["additionalProperties"] is False
    assert set(found["$defs"]["Finances"]["properties"]) == {each.name for each in fields(Finances)}


def test_kinds_limits_and_closed_lists_are_said() -> None:
    found = schema()
    facts = found["properties"]
    assert facts["born_on"]["anyOf"] == [{"type": "string", "format": "date"}, {"type": "null"}]
    assert facts["present_pence_weekly"]["anyOf"][0] == {"type": "integer", "minimum": 0}
    assert facts["age_group"]["enum"][0] == ""
    assert facts["needs"]["anyOf"][0] == {"type": "array", "items": {"$ref": "#/$defs/OutcomeNeed"}}
    assert facts["units_weekly"]["additionalProperties"]["multipleOf"] == 0.01
    assert found["$defs"]["OutcomeNeed"]["required"] == ["outcome"]
    assert "minimum" not in found["$defs"]["Account"]["properties"]["balance_pence"]
    assert facts["is_carer"] == {"type": "boolean", "description": "The support is for an unpaid carer's own needs"}


def test_every_reference_leads_to_a_definition() -> None:
    found = schema()
    named = {part.split('"')[0] for part in str(found).replace("'", '"').split("#/$defs/")[1:]}
    assert named == set(found["$defs"])
