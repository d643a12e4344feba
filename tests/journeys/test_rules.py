"""Two councils' rules side by side in a real browser: wide, on a phone, without JavaScript; axe looks each time."""

import pytest

from tests.journeys.conftest import EVERY_WAY, Visit

pytestmark = pytest.mark.journey


@pytest.mark.usefixtures("demonstration", "transactional_db")
@pytest.mark.parametrize(("width", "javascript"), EVERY_WAY)
def test_anybody_chooses_two_councils_and_reads_what_differs(width: int, javascript: bool, visit: Visit) -> None:
    visitor = visit(width=width, javascript=javascript)
    page = visitor.page
    page.goto(f"{visitor.address}/demo/rules/")
    visitor.look()
    page.get_by_label("First council").select_option(label="Council A")
    page.get_by_label("Second council").select_option(label="Council C")
    page.get_by_role("button", name="Compare").click()
    assert page.get_by_role("heading", name="Council A and Council C").is_visible()
    assert page.get_by_role("link", name="What people pay").is_visible()
    visitor.look()
