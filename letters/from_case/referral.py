"""What the referral says: the child, why a move, what was tried; and the whole of it, copied for those who read on paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from letters.facts import Answer, Copied, Part, Pupil, ReferralFacts, Tried
from letters.facts.fact import repeated
from letters.from_case.nameless import Nameless, words_of
from record.authority import Authority
from record.case import Case
from record.entry import Answers, Entry, Filed
from record.field import Question, questions, sections
from record.forms.referral import Intervention
from record.forms.referral import Referral as ReferralEntry
from record.words import month, written_answer
from record.year_group import year_in_words


def pupil(case: Case) -> Pupil:
    """The child as letters name them."""
    referral = case.referral
    if referral is None:
        return Pupil(preferred_name="")
    first_name = (referral.legal_name or "").split(" ")[0]
    return repeated(
        Pupil,
        referral,
        preferred_name=referral.preferred_name or first_name,
        year_group=year_in_words(referral, case.today),
    )


def why_and_tried(case: Case) -> ReferralFacts | None:
    """Why a move is suggested, and what has been tried."""
    found = case.referral
    if found is None:
        return None
    tried = tuple(repeated(Tried, each, when=_when(each)) for each in found.interventions if each.what)
    return repeated(ReferralFacts, found, tried=tried)


def without_names(case: Case) -> ReferralFacts | None:
    """The same for those who may not know whose child it is: nobody of the family is named in it."""
    found, referral = why_and_tried(case), case.referral
    if found is None or referral is None:
        return None
    nameless = Nameless(
        child=words_of(referral.legal_name, referral.preferred_name),
        family=words_of(*(each.name for each in referral.parents)),
    )
    tried = tuple(
        replace(each, what=nameless.said(each.what), outcome=nameless.said(each.outcome) or None)
        for each in found.tried
    )
    return ReferralFacts(
        why_a_move=nameless.said(found.why_a_move), what_differs=nameless.said(found.what_differs), tried=tried
    )


def _when(tried: Intervention) -> str | None:
    """`January to March 2026`, `since May 2026`."""
    if tried.began_on is None:
        return f"until {month(tried.ended_on)}" if tried.ended_on else None
    if tried.ended_on is None:
        return f"since {month(tried.began_on)}"
    began, ended = month(tried.began_on), month(tried.ended_on)
    if began == ended:
        return began
    same_year = tried.began_on.year == tried.ended_on.year
    return f"{began.split()[0] if same_year else began} to {ended}"


def copied(case: Case, authority: Authority) -> Copied | None:
    """The referral as it was submitted, every answer in words."""
    filed = case.filed_of(ReferralEntry)
    return copied_of(filed[-1], authority) if filed else None


def copied_of(filed: Filed, authority: Authority) -> Copied:
    """A form as it was submitted, every answer in words."""
    parts = tuple(_parts(filed.entry, authority))
    return Copied(submitted_on=filed.filed_at.date(), submitted_by=filed.filed_by, parts=parts)


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
        words = written_answer(question, value, authority.name_of(str(value)))
        yield Answer(question=before + question.label, answer=words)
        return
    for number, item in enumerate(value, start=1):
        for inner in questions(question.item):
            yield from _answers(inner, item, authority, f"{number}. ")
