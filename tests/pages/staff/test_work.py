"""Open work: listed by date, filtered from the address, each step leading to where it is done."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from selfdirect.pages.staff.work import STEP_PAGES, address, rows_of, where_done, workers
from selfdirect.records.work import Step
from selfdirect.rules.access import Role
from tests.actions.first_half import ON, Town, filled_in, referred, screened, worker_of
from tests.actions.story import story
from tests.pages.conftest import AUser
from tests.pages.staff.conftest import Browser
from tests.pages.staff.crowd import crowd
from tests.pages.staff.forms import LONG, said, send, text


def test_a_step_leads_to_where_it_is_done(here: Town) -> None:
    referral = referred(here)
    step = referral.person.steps.get()
    assert where_done(step) == f"/staff/people/{referral.person_id}/referrals/{referral.pk}/"
    assert where_done(Step(code="referral_screening", about="", person=referral.person)).endswith("/referrals/0/")
    assert where_done(Step(code="something_else", person=referral.person)) == f"/staff/people/{referral.person_id}/"
    assert where_done(Step(code="something_else")) == "/staff/work/"


def test_every_step_of_a_whole_walk_leads_somewhere(here: Town, browser: Browser) -> None:
    person = story(here=here).person
    client = browser(here.worker)
    codes = set()
    for step in person.steps.order_by("pk"):
        codes.add(step.code)
        answer = client.get(where_done(step))
        assert answer.status_code in {200, 302}, (step.code, where_done(step))
    assert len(codes) > 8 and codes <= set(STEP_PAGES) | {"first_review"}


def test_a_page_that_does_not_exist_has_no_address() -> None:
    assert address("staff_nowhere") == ""


@pytest.mark.requirement("R-DEC-12")
def test_overdue_comes_first_and_says_how_late(here: Town, browser: Browser) -> None:
    late, new = referred(here, first_name="Late").person, referred(here, first_name="New").person
    Step.objects.filter(person=late).update(
        owner=here.worker, opened_on=ON - timedelta(days=9), due_on=ON - timedelta(days=4)
    )
    Step.objects.filter(person=new).update(owner=here.worker)
    shown = text(browser(here.worker).get("/staff/work/"))
    assert shown.index("Late Foxglove") < shown.index("New Foxglove")
    assert "28 May 2026" in shown and "2 working days late" in shown and "9 days" in shown


def test_a_worker_sees_their_own_work_and_a_manager_everybodys(here: Town, browser: Browser) -> None:
    person = referred(here).person
    owner = worker_of(person)
    other = next(one for one in here.cast.workers if one != owner)
    assert "Amara Foxglove" in text(browser(owner).get("/staff/work/"))
    assert "Amara Foxglove" not in text(browser(other).get("/staff/work/"))
    assert "Amara Foxglove" in text(browser(here.manager).get("/staff/work/"))
    assert "Amara Foxglove" in text(browser(here.manager).get(f"/staff/work/?owner={owner.pk}"))
    assert "Amara Foxglove" not in text(browser(here.manager).get(f"/staff/work/?owner={other.pk}"))


@pytest.mark.parametrize(
    ("chosen", "is_there"),
    [
        ("state=overdue", False),
        ("state=week", True),
        ("state=stopped", False),
        ("step=referral_screening", True),
        ("step=assessment", False),
        ("sort=wait", True),
        ("state=nonsense&owner=x&page=zzz", True),
    ],
)
def test_what_is_chosen_lives_in_the_address(here: Town, browser: Browser, chosen: str, is_there: bool) -> None:
    referred(here)
    assert ("Amara Foxglove" in text(browser(here.manager).get(f"/staff/work/?{chosen}"))) is is_there


def test_the_list_costs_the_same_however_long(here: Town, browser: Browser) -> None:
    client = browser(here.manager)
    counts = []
    for more in (5, 55):
        crowd(more, here.worker)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get("/staff/work/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15


def test_the_next_one_is_the_most_pressing(here: Town, browser: Browser) -> None:
    person = referred(here).person
    client = browser(worker_of(person))
    assert client.get("/staff/work/next/").url == where_done(person.steps.get())
    Step.objects.update(done_on=ON, done_by=here.worker)
    assert client.get("/staff/work/next/").url == "/staff/"


def test_why_a_step_waits_is_written_down_for_everybody(here: Town, browser: Browser) -> None:
    person = referred(here).person
    client, step = browser(worker_of(person)), person.steps.get()
    path = f"/staff/people/{person.pk}/steps/{step.pk}/waiting/"
    assert said(send(client, path, reason="")) == ["Enter what this step is waiting for"]
    assert said(send(client, path, reason=LONG)) == ["Your answer must be 500 characters or fewer. It is 14,999 now"]
    assert send(client, path, reason="A letter from the pension service").status_code == 302
    assert "A letter from the pension service" in text(client.get(f"/staff/people/{person.pk}/"))


def test_somebody_elses_step_cannot_be_explained(here: Town, browser: Browser) -> None:
    person = referred(here).person
    other = next(one for one in here.cast.workers if one != worker_of(person))
    answer = send(browser(other), f"/staff/people/{person.pk}/steps/{person.steps.get().pk}/waiting/", reason="Because")
    assert answer.status_code == 422
    assert said(answer) == ["Only the owner of this step or a team manager can say why it is waiting"]


def test_a_manager_gives_a_step_to_somebody_of_the_same_role(here: Town, browser: Browser) -> None:
    person = referred(here).person
    step, client = person.steps.get(), browser(here.manager)
    path = f"/staff/people/{person.pk}/steps/{step.pk}/hand-over/"
    shown = text(client.get(path))
    other = next(one for one in here.cast.workers if one != step.owner)
    assert other.name in shown and here.cast.finance[0].name not in shown and here.cast.providers[0].name not in shown
    assert said(send(client, path)) == ["Select who will do this step", "Enter why this step changes hands"]
    assert send(client, path, owner=str(other.pk), reason="On leave").status_code == 302
    step.refresh_from_db()
    assert step.owner == other


def test_a_worker_cannot_hand_steps_over(here: Town, browser: Browser) -> None:
    person = referred(here).person
    path = f"/staff/people/{person.pk}/steps/{person.steps.get().pk}/hand-over/"
    assert browser(worker_of(person)).get(path).status_code == 403


def test_a_step_that_is_done_or_of_somebody_else_is_not_found(here: Town, browser: Browser) -> None:
    assessment, other = screened(here), referred(here, first_name="Other")
    done = assessment.person.steps.exclude(done_on=None).get()
    client = browser(here.manager)
    assert client.get(f"/staff/people/{assessment.person_id}/steps/{done.pk}/waiting/").status_code == 404
    theirs = other.person.steps.get()
    assert client.get(f"/staff/people/{assessment.person_id}/steps/{theirs.pk}/waiting/").status_code == 404


@pytest.mark.parametrize("role", [Role.PERSON, Role.PANEL_MEMBER, Role.ADMINISTRATOR, Role.COMMISSIONER, Role.PROVIDER])
def test_who_has_no_work_here_is_turned_away(a_user: AUser, browser: Browser, role: Role) -> None:
    assert browser(a_user(role)).get("/staff/work/").status_code == 403


def test_only_who_can_do_the_work_is_offered(here: Town) -> None:
    names = [name for _, name in workers(ON, Role.SOCIAL_WORKER.value)]
    assert here.worker.name in names and here.manager.name not in names


def test_a_step_of_a_kind_the_policy_no_longer_names_is_still_shown(here: Town) -> None:
    person = filled_in(here).person
    step = Step(person=person, code="old_kind", opened_on=ON, due_on=ON, owner=here.worker)
    assert rows_of([step], ON)[0].label == "Old kind"
