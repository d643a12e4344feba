"""Lists every policy value that exists. A value that is not here is refused; one that is here must be given.

Why:    docs/decisions/local-policy-is-data.md
Values: policy/national, policy/defaults, policy/councils
Next:   selfdirect/policy/kinds.py, selfdirect/policy/shape_national.py, selfdirect/policy/shape_council.py
Tests:  tests/policy/test_shape.py
"""

from types import MappingProxyType
from typing import Final

from selfdirect.policy.kinds import Level, Shape
from selfdirect.policy.shape_access import ACCESS
from selfdirect.policy.shape_allocation import NEEDS_TO_MONEY
from selfdirect.policy.shape_council import COUNCIL
from selfdirect.policy.shape_money import MONEY
from selfdirect.policy.shape_national import NATIONAL

SHAPES: Final = MappingProxyType(
    {shape.key: shape for shape in (*NATIONAL, *COUNCIL, *ACCESS, *MONEY, *NEEDS_TO_MONEY)}
)


def expected(level_of_folder: Level) -> dict[str, Shape]:
    """The values that may be written in a folder: the nation's (NATIONAL) or a council's (LOCAL)."""
    shut_out = Level.LOCAL if level_of_folder is Level.NATIONAL else Level.NATIONAL
    return {key: shape for key, shape in SHAPES.items() if shape.level is not shut_out}
