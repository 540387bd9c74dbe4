"""What papers for schools, services and the authority say: a form copied, a request, how a move stands, which roll it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, time

from letters.facts import Answer, Copied, Declined, Deletion, Outcome, Part, Request
from letters.from_case.questions import NotAccepted
from letters.say import clock, day
from record.authority import Authority
from record.case import FORMAL, Asking, Case
from record.consents import SHARE, THE_PUPIL, standing
from record.ended import Belongs, Ended, HowEnded, ended
from record.entry import Answers, Entry
from record.field import Question, Shape, questions, sections
from record.forms.early_ending import EarlyEnding
from record.forms.ending import Ending
from record.forms.final_review import FinalReview
from record.forms.referral import Referral

DECLINED = "decline"
WHY_DECLINED: Mapping[str | None, str] = {
    "no vacancy": "There is no free place in the year group.",
    "cannot meet the need": "It cannot give the help that is needed.",
    "risk to the child or others": "It could not keep everybody safe.",
}


def formally_asked(case: Case) -> Asking | None:
    """The last school that was formally asked, whatever it said."""
    formal = [each for each in case.askings if each.approach.formality == FORMAL]
    return formal[-1] if formal else None


def copied(case: Case, authority: Authority) -> Copied | None:
    """The referral as it was submitted, every answer in words."""
    filed = case.filed_of(Referral)
    if not filed:
        return None
    last = filed[-1]
    return Copied(
        submitted_on=last.filed_at.date(), submitted_by=last.filed_by, parts=tuple(_parts(last.entry, authority))
    )


def _parts(entry: Entry, authority: Authority) -> Iterator[Part]:
    for section in sections(type(entry)):
        asked = [each for each in questions(type(entry)) if each.section is section]
        answers = tuple(one for each in asked for one in _answers(each, entry, authority))
        if answers:
            yield Part(title=section.title, answers=answers)


def _answers(question: Question, group: Answers, authority: Authority, before: str = "") -> Iterator[Answer]:
    value = getattr(group, question.name)
    if value is None or value == ():
        return
    if question.item is None:
        yield Answer(question=before + question.label, answer=in_words(question, value, authority))
        return
    for number, item in enumerate(value, start=1):
        for inner in questions(question.item):
            yield from _answers(inner, item, authority, f"{number}. ")


def in_words(question: Question, value: object, authority: Authority) -> str:
    """One answer as a paper says it."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, time):
        return clock(value)
    if question.shape is Shape.SCHOOL:
        return authority.name_of(str(value))
    if isinstance(value, float):
        return f"{value:g}"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def request(case: Case) -> Request | None:
    """The formal request that waits for an answer, and who agreed that this school is told."""
    asking = formally_asked(case)
    if asking is None:
        return None
    agreed = standing(case, SHARE, asking.approach.school)
    who = ["the pupil" if name == THE_PUPIL else name for name in agreed.agreed] if agreed.is_given else []
    return Request(answer_by=asking.approach.answer_due_on, shared_with_agreement_of=" and ".join(who) or None)


def declined(case: Case, authority: Authority, answers: Entry | None) -> Declined | None:
    """The last school that said no, with what was answered for the letter."""
    asking = formally_asked(case)
    if asking is None or asking.response is None or asking.response.answer != DECLINED:
        return None
    said = asking.response
    return Declined(
        school=authority.name_of(asking.approach.school),
        on=said.answered_on,
        reason=said.decline_words or WHY_DECLINED.get(said.decline_reason),
        next_steps=answers.next_steps if isinstance(answers, NotAccepted) else None,
    )


def outcome(case: Case, authority: Authority, child: str, first_day: date | None) -> Outcome | None:
    """How the move stands, for those who are told."""
    end = ended(case)
    if end:
        why = _why(case, end)
        return Outcome(words=_ended(end, case, authority, child), on=end.from_on, reasons=why, is_over=True)
    if not case.agreed_meeting or not first_day:
        return None
    verb = "started" if case.has_started else "starts"
    return Outcome(words=f"{child} {verb} at {authority.name_of(case.receiving)}", on=first_day)


def _ended(end: Ended, case: Case, authority: Authority, child: str) -> str:
    home, receiving = authority.name_of(case.home), authority.name_of(case.receiving)
    by_how = {
        HowEnded.TRANSFERRED: f"{child} stays at {receiving} for good",
        HowEnded.RETURNED: f"The final review decided that {child} comes back to {home}",
        HowEnded.ENDED_EARLY: f"It ended early, and {child} comes back to {home}",
        HowEnded.NOT_PROCEEDING: f"The move does not go ahead, and {child} stays at {home}",
    }
    if end.belongs is Belongs.OFF_ROLL:
        return f"{child} has left the rolls of both schools"
    if end.belongs is Belongs.ELSEWHERE:
        return f"{child} goes on to {end.name or 'another school or provision'}"
    return by_how.get(end.how, f"The move has ended, and {child} goes to {home}")


def _why(case: Case, end: Ended) -> str | None:
    review, early, other = case.last(FinalReview), case.last(EarlyEnding), case.last(Ending)
    if end.how is HowEnded.ENDED_EARLY and early:
        return early.circumstances
    if end.how in (HowEnded.TRANSFERRED, HowEnded.RETURNED, HowEnded.ELSEWHERE) and review:
        return review.reasons
    return other.in_words if other else None


def deletion(case: Case, authority: Authority) -> Deletion | None:
    """Which roll the child comes off when dual registration ends."""
    end = ended(case)
    if end is None or end.belongs not in (Belongs.HOME, Belongs.RECEIVING):
        return None
    home, receiving = authority.name_of(case.home), authority.name_of(case.receiving)
    leaves, stays = (home, receiving) if end.belongs is Belongs.RECEIVING else (receiving, home)
    ground = "9(1)(c): dual registered, and the other school agrees"
    return Deletion(from_school=leaves, stays_on=stays, on=end.from_on, ground=ground)
