"""What the public record says of every council alike, because the program does it for every council alike.

Next:   selfdirect/policy/algorithm_record.py
Tests:  tests/policy/test_algorithm_record_words.py
"""

from typing import Final

NOT_KNOWN: Final = "The council must add this. It is not part of the policy that the program reads."

SUMMARY: Final = (
    "It works out a first, rough amount for a personal budget, and the most that a person can be asked to pay.",
    "It uses fixed sums that the council and the law set. It does not learn, guess or predict.",
    "People check what it says, and people decide.",
)
SUPPLIER: Final = ("None is needed: the program is open source. If a supplier runs it, the council must say so here.",)
SCOPE: Final = (
    "Adults with care and support needs, and unpaid carers, who may have a personal budget.",
    "It does not decide who is eligible, what a plan holds, or what is paid. It shows what the rules would say.",
)
BENEFIT: Final = (
    "The same facts give the same answer for everybody.",
    "Every amount is shown with the sum behind it, to the worker and to the person.",
)
PROCESS: Final = (
    "A worker and the person write down what the person needs. The program adds up the points, units or costs.",
    "The result is a rough amount to plan with. The final budget is the cost of the plan that is agreed.",
)
TELLS: Final = (
    "Each amount, each step of the sum, the rule and its source, and whether a value is an example or not yet checked.",
)
HOW_OFTEN: Final = (
    "Once for each assessment, and again when something changes. The council must add how many people a year.",
)
HUMANS: Final = (
    "A worker confirms the facts that the sums use.",
    "Nobody approves what they proposed themselves.",
)
ALWAYS_DECIDED: Final = "The program decides nothing. Somebody who may decide agrees each plan and its cost."
STRAIGHT_THROUGH: Final = "The council has said when a plan needs nobody else to agree it: {}."
KIND: Final = (
    "Rules and sums in whole pence, written down as formulas. There is no machine learning and no chance in it.",
    "Local rules are dated values, each with its source. A change applies from its date and never to the past.",
)
TRAINING_DATA: Final = ("None. No personal data was used to make it.",)
WHO_SEES: Final = (
    "The worker and team who support the person, those who decide, those who pay, and the person.",
    "What each of them does is written down, with the day and the policy.",
)
RISKS: Final = (
    "The rough amount may be too low for what somebody needs: it is a guide, and more can be agreed.",
    "A wrong answer gives a wrong amount: the person sees answers and sum, and can have them put right.",
    "An old answer could still count: answers to questions that are no longer asked are dropped before the sum.",
    "Prices may fall behind real costs: values have dates and must be signed to be changed.",
    "Some people may be treated less fairly: changes can be tried on past work first, to see who would gain or lose.",
)
