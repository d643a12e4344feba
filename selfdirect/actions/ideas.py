"""Looking for support that nobody sells ready made: the time allowed and used, and what was learned.

Values: policy/defaults/plans.toml
Next:   selfdirect/records/ideas.py
Tests:  tests/actions/test_ideas.py
"""

from datetime import date

from selfdirect.actions.action import Refused, about, action, tell
from selfdirect.actions.support.policy import policy_on
from selfdirect.actions.support.steps import close_step, open_step
from selfdirect.records.access import User
from selfdirect.records.ideas import Idea, IdeaCheck, SourcingEnd, SourcingMore, SourcingTask, SourcingTime
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.problems import Problem

MINUTES = "plans.sourcing_minutes"
MAY_ALLOW = Permission.NAME_WORKERS
MOST_MINUTES = 24 * 60


@action(needs=Permission.PLAN)
def start_looking(*, person: Person, what: str, key: str, on: date, by: User) -> SourcingTask:
    """Begin to look for something, with the minutes that the council allows (R-BRK-10)."""
    if not what.strip():
        raise Refused([Problem("what", "Say what you look for")])
    minutes = policy_on(on).whole(MINUTES)
    made = SourcingTask.objects.create(person=person, what=what.strip(), minutes=minutes, on=on, by=by)
    tell(f"We look for: {made.what}", person=person, about=about(made))
    return made


@action(needs=Permission.PLAN)
def use_time(*, task: SourcingTask, minutes: int, what_was_done: str, key: str, on: date, by: User) -> SourcingTime:
    """Write down time used. More than is allowed is written down too, and becomes a question for the manager."""
    _check_open(task)
    problems = []
    if not 0 < minutes <= MOST_MINUTES:
        problems.append(Problem("minutes", f"Enter between 1 and {MOST_MINUTES:,} minutes"))
    if not what_was_done.strip():
        problems.append(Problem("what_was_done", "Say what was done"))
    if problems:
        raise Refused(problems)
    made = SourcingTime.objects.create(task=task, minutes=minutes, what_was_done=what_was_done.strip(), on=on, by=by)
    if task.left < 0:
        open_step("sourcing_time", person=task.person, record=task, on=on)
    tell(f"{minutes} minutes were used to look for: {task.what}", person=task.person_id, about=about(task))
    return made


@action(needs=MAY_ALLOW)
def allow_more(*, task: SourcingTask, minutes: int, reason: str, key: str, on: date, by: User) -> SourcingMore:
    """Allow more time for one thing, with a reason."""
    _check_open(task)
    problems = []
    if not 0 < minutes <= MOST_MINUTES:
        problems.append(Problem("minutes", f"Enter between 1 and {MOST_MINUTES:,} minutes"))
    if not reason.strip():
        problems.append(Problem("reason", "Say why more time is worth it"))
    if problems:
        raise Refused(problems)
    made = SourcingMore.objects.create(task=task, minutes=minutes, reason=reason.strip(), on=on, by=by)
    if task.left >= 0:
        close_step("sourcing_time", person=task.person, on=on, by=by, record=task)
    tell(f"{minutes} more minutes were allowed to look for: {task.what}", person=task.person_id, about=about(task))
    return made


@action(needs=Permission.PLAN)
def end_looking(
    *,
    task: SourcingTask,
    found: bool,
    learned: str,
    idea_title: str,
    idea_words: str,
    idea_cost: str,
    key: str,
    on: date,
    by: User,
) -> SourcingEnd:
    """Say what was found and learned, and offer it to the library in words without anybody's name (R-BRK-10)."""
    _check_open(task)
    problems = [] if learned.strip() else [Problem("learned", "Say what was found and learned, also when nothing was")]
    if idea_words.strip() and not idea_title.strip():
        problems.append(Problem("idea_title", "Give the idea a short name"))
    if idea_title.strip() and not idea_words.strip():
        problems.append(Problem("idea_words", "Say what others can do with the idea"))
    names = _names_in(f"{idea_title} {idea_words} {idea_cost}", task.person)
    if names:
        words = f"Take out {names}: everybody reads the library, and nobody may be known from it"
        problems.append(Problem("idea_words", words))
    if problems:
        raise Refused(problems)
    made = SourcingEnd.objects.create(task=task, found=found, learned=learned.strip(), on=on, by=by)
    close_step("sourcing_time", person=task.person, on=on, by=by, record=task)
    if idea_title.strip():
        _offer(task, idea_title, idea_words, idea_cost, on, by)
    result = "was found" if found else "was not found"
    tell(f"{task.what} {result}. {made.learned}", person=task.person_id, about=about(task))
    return made


@action(needs=MAY_ALLOW)
def check_idea(*, idea: Idea, is_published: bool, note: str, key: str, on: date, by: User) -> IdeaCheck:
    """Put an idea in the library, or keep it out with a reason. Never by whoever wrote it."""
    if idea.by_id == by.pk:
        raise Refused("You wrote this idea, so somebody else has to check it.")
    if IdeaCheck.objects.filter(idea=idea).exists():
        raise Refused("This idea was checked already.")
    if not is_published and not note.strip():
        raise Refused([Problem("note", "Say why it is kept out")])
    made = IdeaCheck.objects.create(idea=idea, is_published=is_published, note=note.strip(), on=on, by=by)
    close_step("idea_check", person=None, on=on, by=by, record=idea)
    where = "was put in" if is_published else "was kept out of"
    tell(f"The idea “{idea.title}” {where} the library.", about=about(idea))
    return made


def _offer(task: SourcingTask, title: str, words: str, cost: str, on: date, by: User) -> None:
    idea = Idea.objects.create(
        task=task, title=title.strip(), words=words.strip(), cost_words=cost.strip(), on=on, by=by
    )
    open_step("idea_check", person=None, record=idea, on=on)


def _check_open(task: SourcingTask) -> None:
    if SourcingEnd.objects.filter(task=task).exists():
        raise Refused("Looking for this has ended. Start again for something else.")


def _names_in(text: str, person: Person) -> str:
    """The person's own names where they stand in a text, so that they are not published by mistake."""
    details = person.details
    said = {word.strip(".,;:!?’'\"()").casefold() for word in text.split()}
    names = (details.first_name, details.last_name, details.likes_to_be_called)
    return " and ".join(sorted({name for name in names if name and name.casefold() in said}))
