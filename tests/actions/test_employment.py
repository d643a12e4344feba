"""The person is the employer of one or several; relatives by rule or exception; checklists; an end that is settled."""

from datetime import date

import pytest

from selfdirect.actions import employment as actions
from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.ledger.chart import employer_reserve, free
from selfdirect.ledger.reading import balance
from selfdirect.records.access import User
from selfdirect.records.assistants import Assistant
from selfdirect.records.employment import ChecklistWord, Employment, FamilyRequest, terms_on
from selfdirect.records.market import Provider
from selfdirect.records.messages import Message
from selfdirect.records.work import Step
from selfdirect.rules.access import Role
from tests.actions.employed import ON, PENCE, STARTS_ON, Employer, employer

pytestmark = pytest.mark.django_db


@pytest.fixture
def life() -> Employer:
    return employer()


@pytest.mark.requirement("R-EMP-01")
def test_one_person_employs_two_with_hours_pay_start_and_duties(life: Employer) -> None:
    first = life.employ()
    second = life.employ(life.assistant("Ade Bright"), hours_hundredths=4_00, starts_on=date(2026, 8, 3))
    assert [one.goes_on(date(2026, 7, 10)) for one in (first, second)] == [True, False]
    assert (first.duties, terms_on(second, date(2026, 9, 1)).hours_hundredths) == (
        "Help to wash and dress, and to go out",
        4_00,
    )
    assert Employment.objects.filter(person=life.person).count() == 2
    given = {"person": life.person, "employment": first, "line": life.line, "hours_hundredths": 12_00}
    given |= {"on": date(2026, 8, 3), "by": life.worker}
    actions.change_terms(**given, pence_hourly=13_50, from_on=date(2026, 8, 10), key="t1")
    assert [terms_on(first, day).pence_hourly for day in (date(2026, 8, 9), date(2026, 8, 10))] == [PENCE, 13_50]
    with pytest.raises(Refused, match="must be after 10 August 2026"):
        actions.change_terms(**given, pence_hourly=14_00, from_on=date(2026, 8, 10), key="t2")
    with pytest.raises(Refused, match="works for this person already"):
        life.employ(first.assistant)


def test_what_the_law_and_the_budget_do_not_allow_is_refused_in_words(life: Employer) -> None:
    one = life.assistant()
    for more, words in (
        ({"pence_hourly": 9_99}, "below the lowest wage for somebody aged 36"),
        ({"hours_hundredths": 0}, "must be more than 0"),
        ({"duties": " "}, "Say what they will do"),
        ({"area": "moon"}, "Select where the work is"),
        ({"payroll_name": ""}, "Enter the name of the payroll organisation"),
        ({"starts_on": date(2028, 1, 1)}, "The budget that pays runs from"),
        ({"line": life.budget.lines.order_by("-pk")[0]}, "The council holds this money"),
        ({"relation": "landlord"}, "Select what they are to the person"),
    ):
        with pytest.raises(Refused, match=words):
            life.employ(one, **more)
    with pytest.raises(NotAllowed):
        life.employ(one, by=life.here.cast.finance[0])
    assert not Employment.objects.exists()


@pytest.mark.requirement("R-EMP-06")
def test_a_relative_at_home_needs_an_exception_that_somebody_else_decides(life: Employer) -> None:
    one = life.assistant("Rachel Foxglove")
    _guide(life)
    close = {"relation": "child", "same_household": True}
    with pytest.raises(Refused, match="only where it is necessary"):
        life.employ(one, **close)
    given = {"person": life.person, "assistant": one, **close, "on": ON, "by": life.worker}
    with pytest.raises(Refused, match="Say why it is necessary"):
        actions.ask_for_relative(**given, necessary_reason=" ", key="f0")
    asked = actions.ask_for_relative(**given, necessary_reason="Nobody else can come at night.", key="f1")
    step = Step.objects.open().get(code="family_request")
    assert step.owner.roles_on(ON) == {Role.TEAM_MANAGER} and step.due_on > ON
    decided = {"person": life.person, "request": asked, "is_agreed": True, "on": ON, "by": life.here.manager}
    with pytest.raises(Refused, match="Give the reasons"):
        actions.decide_on_relative(**decided, reasons="")
    with pytest.raises(NotAllowed):
        actions.decide_on_relative(**{**decided, "by": life.worker}, reasons="Yes")
    actions.decide_on_relative(**decided, reasons="The nights cannot be covered otherwise.")
    assert not Step.objects.open().filter(code="family_request").exists()
    assert life.employ(one, **close).family_request == FamilyRequest.objects.get()


@pytest.mark.requirement("R-EMP-06")
def test_a_relative_who_lives_elsewhere_may_be_employed_once_the_guidance_was_read(life: Employer) -> None:
    close = {"relation": "child", "same_household": False}
    one = life.assistant()
    with pytest.raises(Refused, match="Read the guidance"):
        life.employ(one, **close)
    with pytest.raises(Refused, match="Nobody has to decide"):
        given = {"person": life.person, "assistant": one, **close, "necessary_reason": "x", "on": ON, "by": life.worker}
        actions.ask_for_relative(**given, key="f1")
    _guide(life)
    assert life.employ(one, **close).family_request is None


@pytest.mark.requirement("R-EMP-07")
def test_the_guidance_is_shown_to_the_holder_before_anything_is_agreed(life: Employer) -> None:
    one = life.assistant()
    _guide(life, "carer")
    with pytest.raises(Refused, match="Read the guidance"):
        life.employ(one, relation="friend")
    shown = _guide(life)
    assert {row["code"] for row in shown.guidance} == {"independence", "relationships", "leave", "pay"}
    assert life.employ(one, relation="friend").is_close
    for to in ("staff", "provider"):
        assert _guide(life, to).shown_to == to
    with pytest.raises(Refused, match="Select who read it"):
        _guide(life, "cat")


def _guide(life: Employer, to: str = "holder"):  # type: ignore[no-untyped-def]
    made = {"key": life.key(), "on": ON, "by": life.worker}
    return actions.show_guidance(person=life.person, shown_to=to, name="Amara", **made)


@pytest.mark.requirement("R-EMP-02")
def test_payroll_is_referred_and_closed_by_the_checklist(life: Employer) -> None:
    one = life.employ()
    assert one.payroll_name == "Example Payroll"
    assert Step.objects.open().filter(code="payroll_referral", about=f"Employment:{one.pk}").exists()
    _say(life, one, "payroll", "done")
    assert not Step.objects.open().filter(code="payroll_referral").exists()


@pytest.mark.requirement("R-EMP-10")
def test_a_duty_of_the_employer_is_done_for_those_who_ask(life: Employer) -> None:
    one = life.employ()
    _say(life, one, "insurance", "for_me")
    step = Step.objects.open().get(code="employer_help")
    assert step.owner == life.worker and step.about == f"Employment:{one.pk}"
    _say(life, one, "insurance", "done")
    assert not Step.objects.open().filter(code="employer_help").exists()
    assert ChecklistWord.objects.count() == 2, "what was said before is kept"
    for code, state, words in (("x", "done", "Select what it is about"), ("dbs", "x", "Select what you want to say")):
        with pytest.raises(Refused, match=words):
            _say(life, one, code, state)


def _say(life: Employer, one: Employment, code: str, state: str) -> None:
    made = {"key": life.key(), "on": ON, "by": life.worker}
    actions.say_item(person=life.person, employment=one, code=code, state=state, note="", **made)


@pytest.mark.requirement("R-EMP-12")
def test_a_day_centre_worker_is_taken_on_and_the_provider_is_told(life: Employer) -> None:
    centre = Provider.objects.get(name="Example Day Services")
    one = life.employ(life.assistant("Ken Osei"), came_from=centre)
    message = Message.objects.get(key=f"employment:{one.pk}:provider")
    assert message.to == centre.email and "Ken Osei will work" in message.body
    assert life.person.name not in message.body


@pytest.mark.requirement("R-EMP-01")
def test_an_end_is_settled_from_the_reserve_and_what_is_left_goes_back(life: Employer) -> None:
    one = life.employ()
    before = balance(free(life.budget.reference))
    ended = life.ended(one, date(2026, 12, 31), "redundant")
    # 179 days: 5.6 weeks of 10 hours by days of the year; one week of notice; no redundancy pay before two years.
    assert (ended.holiday_pence, ended.notice_pence, ended.redundancy_pence) == (357_07, 130_00, 0)
    assert balance(employer_reserve(life.budget.reference)) == 0
    owed = ended.holiday_pence + ended.notice_pence
    assert ended.short_pence == max(0, owed - _put_by(one))
    assert balance(free(life.budget.reference)) == before - (owed - ended.short_pence)
    schedule = life.budget.payment_schedules.get(payee__kind="employer")
    assert (schedule.pence_once, schedule.pence_weekly) == (owed - ended.short_pence, 0)
    assert Step.objects.open().filter(code="employment_end").exists()
    for code in ("told_in_writing", "holiday_owed", "final_pay", "p45", "cover_found"):
        _say(life, one, code, "done")
    assert not Step.objects.open().filter(code="employment_end").exists()
    with pytest.raises(Refused, match="ended already"):
        life.ended(Employment.objects.get(), date(2026, 12, 31))


def _put_by(one: Employment) -> int:
    return sum(row.pence for row in one.reserve.filter(kind="put_by"))


def test_an_end_on_a_day_that_cannot_be_is_refused(life: Employer) -> None:
    one = life.employ()
    for last_on, on, words in (
        (date(2026, 7, 1), ON, "before the first day"),
        (date(2026, 8, 1), ON, "on the last day"),
    ):
        with pytest.raises(Refused, match=words):
            life.ended(one, last_on, on=on)


def test_a_personal_assistant_signs_in_for_as_long_as_they_work(life: Employer) -> None:
    one = life.employ()
    made = {"person": life.person, "employment": one, "on": STARTS_ON, "by": life.worker}
    user = actions.let_sign_in(**made, email="tess@example.org", key="s1")
    assert user.roles_on(STARTS_ON) == {Role.PERSONAL_ASSISTANT} and not user.has_usable_password()
    life.ended(one, date(2026, 7, 31))
    assert not User.objects.get(pk=user.pk).roles_on(date(2026, 8, 1))
    assert Assistant.objects.get().user == user
