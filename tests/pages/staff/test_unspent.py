"""Staff look at an account, talk, answer, decide and write down what came; the totals come to what was found."""

import pytest

from selfdirect.actions.support.unspent import totals
from selfdirect.records.unspent import AccountLook, ReuseRequest
from tests.actions.story import FIRST_PAY_ON, NEXT_PAY_ON, Story, paid, story
from tests.actions.test_unspent import LOOKED_ON, SEEN_ON, from_when
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import day, said, send, text


def on_day(monkeypatch: pytest.MonkeyPatch, on: object) -> None:
    monkeypatch.setattr("selfdirect.pages.middleware.today", lambda: on)
    monkeypatch.setattr("selfdirect.pages.context.today", lambda: on)


@pytest.fixture
def told(db: None) -> Story:
    made = story()
    paid(made.town, FIRST_PAY_ON)
    paid(made.town, NEXT_PAY_ON)
    return made


NOTHING = {
    "bills_due_pence": "0",
    "wages_owed_pence": "0",
    "reserves_pence": "0",
    "overpaid_contribution_pence": "0",
    "contingency_pence": "0",
    "year_end": "no",
}


@pytest.mark.requirement("R-UNS-07")
def test_from_a_look_to_the_budget_code_and_the_totals(
    told: Story, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, budget = told.person, told.budget
    finance, worker = browser(told.town.cast.finance[0]), browser(told.worker)
    home = f"/staff/people/{person.pk}/budgets/{budget.pk}/left-over/"
    on_day(monkeypatch, LOOKED_ON)
    assert "Nobody has looked" in text(finance.get(home))
    wrong = send(finance, f"{home}look/", balance_pence="lots", **NOTHING, **day("as_at", LOOKED_ON))
    assert wrong.status_code == 422 and said(wrong)
    look_sent = send(finance, f"{home}look/", balance_pence="1000", **NOTHING, **day("as_at", LOOKED_ON))
    assert look_sent.status_code == 302
    look = AccountLook.objects.get()
    at = f"/staff/people/{person.pk}/left-over/{look.pk}/"
    assert finance.get(at)["Location"] == home
    on_day(monkeypatch, SEEN_ON)
    early = send(finance, f"{at}decide/", recouped_pence="10", reason="Not needed.")
    assert early.status_code == 422 and "Talk with the holder first" in text(early)
    talk = send(worker, f"{at}talk/", how="phone", why="away", why_words="In hospital.", **day("asked_on", SEEN_ON))
    assert talk.status_code == 302
    outcome = budget.lines.first().plan_line.outcomes[0]
    wish = send(worker, f"{home}use/", what="A course", pence="100", outcome=outcome, why="")
    assert wish.status_code == 302
    request = ReuseRequest.objects.get()
    answer = f"/staff/people/{person.pk}/left-over/requests/{request.pk}/"
    assert "No new assessment is needed" in text(worker.get(answer))
    assert send(worker, answer, is_agreed="yes", reason="It helps.").status_code == 302
    on_day(monkeypatch, from_when())
    assert send(finance, f"{at}decide/", recouped_pence="200", reason="Not needed.").status_code == 302
    assert send(finance, f"{at}back/", pence="150", **day("arrived_on", from_when())).status_code == 302
    shown = text(finance.get(home))
    assert "Kept: £700.00. Used for something else: £100.00. Comes back: £200.00." in shown
    assert "£50.00 of this budget has to come back" in shown
    found = totals()
    assert (found.unspent, found.retained, found.reused, found.recouped) == (100_000, 70_000, 10_000, 20_000)
    assert (found.waiting, found.came_back, found.reasons) == (0, 15_000, (("away", 1, 36_000),))
    report = text(finance.get("/staff/left-over/"))
    assert "£200.00, of which £150.00 has come" in report and "Away from home" in report and "ASC-DP-100" in report
    assert worker.get("/staff/left-over/").status_code == 403
