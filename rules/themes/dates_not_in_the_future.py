"""What has not happened yet is not recorded as done: a rule for the dates that are marked with its id where they are asked.

A date joins its rule by `past="PAST-…"` on its own line in `record/`; here stands what each rule says.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from record.case import Case
from record.entry import Answers, Entry
from record.field import Question, questions
from record.forms.kinds import KINDS
from record.pack import Pack
from rules.rule import MUST, Example, declared, rule

TODAY = date(2026, 10, 2)
TOMORROW = date(2026, 10, 3)


class MarkUnknown(ValueError):
    """A date is marked with the id of no rule, or a rule has no date that is marked with it."""


def gone_by(rule_id: str, *, statement: str, message: str) -> None:
    """Declare the rule of the dates that are marked with its id. Raises MarkUnknown when none is."""
    kind = next((each for each in KINDS if _marked(each, rule_id)), None)
    if kind is None:
        raise MarkUnknown(f'{rule_id}: no question says past="{rule_id}"')
    marked = _marked(kind, rule_id)

    def holds(entry: Entry, case: Case, pack: Pack) -> bool | None:
        return none_is_ahead([day for each in marked for day in days(entry, each, rule_id)], case.today)

    def ahead(entry: Entry, case: Case, pack: Pack) -> tuple[str, ...]:
        return tuple(each.name for each in marked if none_is_ahead([*days(entry, each, rule_id)], case.today) is False)

    rule(
        rule_id,
        on=kind,
        clause="APP-1",
        weight=MUST,
        fields=tuple(each.name for each in marked),
        at=ahead,
        statement=statement,
        message=message,
        passes=_example(marked[0], rule_id, TODAY),
        fails=_example(marked[0], rule_id, TOMORROW),
    )(holds)


def none_is_ahead(given: list[date], today: date) -> bool | None:
    """Whether none of these days lies in the future."""
    return all(day <= today for day in given) if given else None


def days(answers: Answers, question: Question, rule_id: str) -> Iterator[date]:
    """The days given in answer to a question that is marked, or in the items of a group in which one is."""
    given = getattr(answers, question.name)
    if question.item:
        marked = _marked(question.item, rule_id)
        yield from (day for item in given for each in marked for day in days(item, each, rule_id))
    elif given:
        yield given


def _marked(kind: type[Answers], rule_id: str) -> tuple[Question, ...]:
    """The questions marked with a rule's id, and the groups in which one is."""
    return tuple(each for each in questions(kind) if rule_id in _marks(each))


def _marks(question: Question) -> set[str]:
    """The ids that a question, or one in its group, is marked with."""
    within = {each.past for each in questions(question.item)} if question.item else set[str]()
    return {question.past, *within} - {""}


def _example(question: Question, rule_id: str, day: date) -> Example:
    if question.item is None:
        return {question.name: day, "case.today": TODAY}
    return {question.name: ({_marked(question.item, rule_id)[0].name: day},), "case.today": TODAY}


def refuse_marks_of_no_rule() -> None:
    """Raises MarkUnknown when a date is marked with an id that no rule has."""
    marks = {one for kind in KINDS for each in questions(kind) for one in _marks(each)}
    if unknown := marks - {each.id for each in declared()}:
        raise MarkUnknown(f"{', '.join(sorted(unknown))}: say here what it asks, or correct the mark")


gone_by(
    "PAST-1",
    statement="The head teacher has confirmed the referral by today.",
    message="Check the date: give the day the head teacher confirmed, today or before.",
)
gone_by(
    "PAST-2",
    statement="The Virtual School, the social worker and the coordinator were asked by today.",
    message="Check the dates: give the day each of them was asked, today or before.",
)
gone_by(
    "PAST-3",
    statement="What was tried and every suspension began by today.",
    message="Check the dates: what was tried, and every suspension, must have started today or earlier.",
)
gone_by(
    "PAST-4",
    statement="The answer was given by today.",
    message="Check the date: give the day of the answer, today or before.",
)
gone_by(
    "PAST-5",
    statement="The approach was sent by today.",
    message="Check the date: record an approach on the day it is sent.",
)
gone_by(
    "PAST-6",
    statement="The school answered by today.",
    message="Check the date: give the day you answered, today or before.",
)
gone_by(
    "PAST-7",
    statement="The meeting was held, and a provider confirmed its checks, by today.",
    message="Check the dates: record a meeting once it has been held, and a confirmation once it is there.",
)
gone_by(
    "PAST-8",
    statement="The paper was signed by today.",
    message="Check the date: give the day it was signed, today or before.",
)
gone_by(
    "PAST-9",
    statement="The board decided and gave notice by today.",
    message="Check the dates: the decision and the notice are recorded once they are made.",
)
gone_by(
    "PAST-10",
    statement="The child started, and the return was sent, by today.",
    message="Check the dates: record the start, the return and what was sent once they have happened.",
)
gone_by(
    "PAST-11",
    statement="It happened, and the home school was told, by today.",
    message="Check the dates: it happened, and the home school was told, today or before.",
)
gone_by(
    "PAST-12",
    statement="The week has begun, and the child was met, by today.",
    message="Choose a week that has begun, and for meeting the child today or a day before.",
)
gone_by(
    "PAST-13",
    statement="The review was held by today.",
    message="Check the date: record a review once it has been held.",
)
gone_by(
    "PAST-14",
    statement="The final review was held by today.",
    message="Check the date: record the final review once it has been held.",
)
gone_by(
    "PAST-16",
    statement="The move was ended, and the team told, by today.",
    message="Check the dates: record an ending once the move has been ended.",
)
gone_by(
    "PAST-17",
    statement="What is said to be agreed, sent and received was so by today.",
    message="Check the dates: record what was agreed, sent and received once it was.",
)
gone_by(
    "PAST-18",
    statement="The authority recorded it by today.",
    message="Check the date: give today or a day before.",
)
gone_by(
    "PAST-19",
    statement="The family was told by today.",
    message="Check the date: record that the family was told once it has been.",
)
gone_by(
    "PAST-20",
    statement="A review was asked for by today.",
    message="Check the date: give the day the request came in, today or before.",
)
gone_by(
    "PAST-21",
    statement="The day of a meeting was set by today.",
    message="Check the date: give the day on which the meeting’s day was set, today or before.",
)

refuse_marks_of_no_rule()
