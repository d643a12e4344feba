"""The comparison of local systems in a real browser: wide, on a phone, without JavaScript; axe looks each time."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import EVERY_WAY, Visit

pytestmark = pytest.mark.journey


@pytest.mark.usefixtures("demonstration", "transactional_db")
@pytest.mark.parametrize(("width", "javascript"), EVERY_WAY)
def test_anybody_compares_changes_a_fact_and_reads_the_working(width: int, javascript: bool, visit: Visit) -> None:
    visitor = visit(width=width, javascript=javascript)
    page = visitor.page
    page.goto(f"{visitor.address}/demo/compare/")
    visitor.look()
    page.get_by_text("Change a few facts").click()
    page.get_by_label("Savings").fill("40000")
    page.get_by_role("button", name="Compare again").click()
    page.wait_for_url("**savings=40000**")
    expect(page.get_by_role("link", name="The full cost of care")).to_have_count(11)
    visitor.look()
    page.get_by_role("link", name="how Council A worked out the indicative budget").click()
    assert page.get_by_role("heading", level=1).inner_text().endswith("Council A: how it was worked out")
    visitor.look()
    page.goto(f"{visitor.address}/demo/compare/richmond/")
    visitor.look()
