"""One contract ends in the simulated council, once, and everybody who was asked has a step or an answer."""

from selfdirect.demo.market import contracts
from selfdirect.demo.simulation import Council
from selfdirect.records.market import ContractEnd, KeepQuestion
from selfdirect.records.work import Step
from tests.demo.small import ENDS_ON


def test_one_contract_ends_and_people_are_asked(council: Council) -> None:
    contracts(council.seed, ENDS_ON, ENDS_ON)
    assert ContractEnd.objects.count() == 1
    open_steps = set(Step.objects.open().filter(code="provider_choice").values_list("about", flat=True))
    unanswered = {f"KeepQuestion:{asked.pk}" for asked in KeepQuestion.objects.filter(answer=None)}
    assert unanswered == open_steps
