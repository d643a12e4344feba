"""Somebody who uses no mouse: Tab to where they want to be, seeing where they are, then type, Space, Enter or an arrow.

Next:   tests/journeys/test_keyboard.py
"""

from datetime import date

from tests.journeys.visitor import Visitor

MOST_TABS = 120
HERE = """() => {
  if (document.activeElement === document.body) return ""
  const one = document.activeElement, label = one.labels && one.labels[0]
  return ((label || one).innerText || one.value || '').replace(/\\s+/g, ' ').trim()
}"""
IS_SEEN = """() => {
  const one = document.activeElement
  const lined = style => style.outlineStyle != 'none' && parseFloat(style.outlineWidth) > 0
  const marked = style => lined(style) || style.boxShadow != 'none'
  const beside = one.nextElementSibling
  return marked(getComputedStyle(one)) || (beside !== null && marked(getComputedStyle(beside, '::before')))
}"""


class Keyboard:
    """The keyboard of one visitor."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.page = visitor, visitor.page

    def to(self, words: str, back: bool = False) -> "Keyboard":
        """Tab until the focus is on what is called this. Every stop on the way must be seen."""
        passed = []
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            here = self.page.evaluate(HERE)
            assert self.page.evaluate(IS_SEEN) or not here, f"{self.visitor.where}: nobody sees that {here!r} has focus"
            if here == words:
                return self
            passed.append(here)
        raise AssertionError(f"{words!r} cannot be reached by Tab on {self.visitor.where}: {passed}")

    def type(self, label: str, words: str) -> "Keyboard":
        """Tab to a box and type."""
        self.to(label).page.keyboard.type(words)
        return self

    def day(self, day: date) -> "Keyboard":
        """Tab to the three boxes of the next date, and type it."""
        return self.type("Day", str(day.day)).type("Month", str(day.month)).type("Year", str(day.year))

    def choose(self, first: str, steps: int = 0) -> "Keyboard":
        """Tab to a list of choices: take the first, or go down so many with the arrow."""
        self.to(first)
        self.page.keyboard.press("Space")
        for _ in range(steps):
            self.page.keyboard.press("ArrowDown")
        return self

    def press(self, words: str) -> "Keyboard":
        """Tab to a button or link and press Enter."""
        self.to(words)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.visitor.look()
        return self
