"""The public record in a real browser: wide, on a phone, without JavaScript; axe looks each time."""

import pytest

from tests.journeys.conftest import EVERY_WAY, Visit

pytestmark = pytest.mark.journey


@pytest.mark.usefixtures("demonstration", "transactional_db")
@pytest.mark.parametrize(("width", "javascript"), EVERY_WAY)
def test_anybody_reads_how_money_is_worked_out(width: int, javascript: bool, visit: Visit) -> None:
    visitor = visit(width=width, javascript=javascript)
    page = visitor.page
    page.goto(f"{visitor.address}/accessibility/")
    page.get_by_role("link", name="How we work out money").click()
    assert page.get_by_role("heading", level=1).inner_text() == "How we work out money"
    assert page.get_by_role("heading", name="3.4 Who confirms and who decides").is_visible()
    visitor.look()
