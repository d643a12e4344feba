"""A refusal carries each thing that is wrong, with its field."""

from selfdirect.rules.problems import Problem, Refused


def test_a_refusal_holds_every_problem_and_reads_as_sentences() -> None:
    refused = Refused([Problem("a", "Enter a."), Problem("b", "Enter b.")])
    assert [problem.field for problem in refused.problems] == ["a", "b"]
    assert str(refused) == "Enter a. Enter b."
