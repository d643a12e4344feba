"""Checks that a council's accent colour can be read on white, as WCAG 2.2 asks (4.5 to 1).

Next:   selfdirect/policy/tables.py
Tests:  tests/policy/test_contrast.py
"""

import re
from typing import Final

LEAST_CONTRAST: Final = 4.5
_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")


def contrast_on_white(colour: str) -> float:
    """Give the contrast of a colour written #rrggbb with white: 1 (none) to 21 (black)."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def contrast_fault(colour: str) -> str:
    """Say what is wrong with an accent colour; nothing when it can be used."""
    if not _COLOUR.fullmatch(colour):
        return f'"{colour[:20]}" is not a colour. Write # and six digits or letters a to f, such as #0b0c0c.'
    contrast = contrast_on_white(colour)
    if contrast < LEAST_CONTRAST:
        return (
            f'"{colour}" is too pale to read on white: its contrast is {contrast:.2f} to 1 and must be '
            f"{LEAST_CONTRAST} to 1 or more. Choose a darker colour."
        )
    return ""


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
