"""What is begun and not sent is listed for whoever began it, by name where one was given."""

from selfdirect.pages.staff.unsent import unsent_referrals
from selfdirect.records.audit import Draft
from tests.actions.first_half import Town


def test_what_was_begun_is_listed_newest_first_for_its_own_worker(here: Town) -> None:
    first, second = "00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"
    Draft.objects.create(user=here.worker, form=f"referral:{first}", typed={"first_name": ["Iris"], "last_name": [" "]})
    Draft.objects.create(user=here.worker, form=f"referral:{second}", typed={"find_words": ["x"]})
    Draft.objects.create(user=here.worker, form="/staff/something/", typed={})
    found = unsent_referrals(here.worker)
    assert {one.name for one in found} == {"Iris", "Somebody not named yet"}
    assert {one.href for one in found} == {f"/staff/referrals/new/{one}/check/" for one in (first, second)}
    assert unsent_referrals(here.manager) == []
