"""One form works out the true cost; what cannot be is said at its field and nothing typed is lost."""

from datetime import date

from selfdirect.pages.employing import CostForm, CostQuestion, asked_of
from selfdirect.rules.employment import Asked


def test_what_was_typed_is_what_the_rules_are_asked() -> None:
    typed = {"hours": "7.5", "pence_hourly": "13.20", "age": "41", "years": "", "cover_pence_hourly": ""}
    form = CostForm({**typed, "has_business": "yes"})
    assert form.is_good()
    page = CostQuestion()
    page.on = date(2026, 6, 1)
    expected = Asked(7_50, 13_20, 41, page.on, claims_allowance=False)
    assert asked_of(form.cleaned_data, page) == expected
    found = page.worked_out(form)
    assert found is not None and found.pay_weekly == 99_00


def test_a_wage_below_the_law_is_said_at_its_field() -> None:
    form = CostForm({"hours": "7.5", "pence_hourly": "5", "age": "41", "has_business": "no"})
    page = CostQuestion()
    page.on = date(2026, 6, 1)
    assert form.is_good() and page.worked_out(form) is None
    assert [problem.field for problem in form.problems()] == ["id_pence_hourly"]
