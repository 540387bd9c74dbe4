"""What letters are made from, read once for one person: the case, the answers to what is asked with letters, the home
school's own draft of the referral while none is submitted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casework.reading.access import Seen, Side
from casework.reading.office import Office
from letters.asked import PREFIX
from letters.catalogue import Letter, Writer, kind_of_draft
from letters.from_case.approaches import school_spoken_of
from letters.from_case.endings import had_started
from letters.making import Making
from record.answers import read
from record.authority import Authority
from record.case import Case
from record.ended import way_back
from record.entry import Entry, Filed
from record.forms.referral import Referral
from record.person import Person
from record.placement_days import meeting_to_come, review_to_come
from record.words import yes_no
from store.contract import Draft, MadeLetter

MadeKey = tuple[str, str, int]
"""A letter's id, the URN of the school whose letter it is, and the copy's number."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What letters are made from, read once."""

    authority: Authority
    person: Person
    seen: Seen
    case: Case
    """With the home school's own draft of the referral, while none is submitted."""
    answers: Mapping[str, Entry]
    """What was asked with letters, by the letter's id."""
    made: Mapping[MadeKey, MadeLetter]
    """What each copy of each letter said when it was last made."""

    def making(self, letter: Letter) -> Making:
        """One letter in the making."""
        is_theirs = writer(letter, self.seen, self.person) == "receiving school"
        school = school_spoken_of(self.case) or "" if is_theirs else self.case.home
        return Making(self.case, self.authority, letter, school, self.answers.get(letter.id))


def sources(office: Office, person: Person, seen: Seen) -> Sources:
    """Read what letters of this case are made from, for one person. Raises StoreError."""
    mine = [each for each in office.drafts(person.school, seen.case.reference) if _is_of(each, seen.case)]
    answers = {
        each.kind.removeprefix(PREFIX): _read(kind_of_draft(each.kind), each, seen.case)
        for each in mine
        if each.kind.startswith(PREFIX)
    }
    made = {(each.letter, each.school, each.copy): each for each in office.store.letters_made(seen.case.reference)}
    referral = office.authority.form(Referral)
    return Sources(office.authority, person, seen, _with_my_referral(seen.case, mine, referral), answers, made)


def _is_of(draft: Draft, case: Case) -> bool:
    return (draft.la, draft.reference) == (case.la, case.reference) and draft.revises is None


def _with_my_referral(case: Case, mine: Sequence[Draft], referral: type[Entry]) -> Case:
    """The family is invited before the referral is submitted: what the school has written of it so far counts here."""
    draft = next((each for each in mine if each.kind == Referral.kind and each.school == case.home), None)
    if case.referral or draft is None:
        return case
    entry = _read(referral, draft, case)
    return case.with_filed(
        Filed(entry, draft.draft_id, draft.save_id, draft.begun_at, draft.begun_by, draft.school, case.pack.stamp)
    )


def _read(kind: type[Entry], draft: Draft, case: Case) -> Entry:
    return read(kind, {name: each.value for name, each in draft.answers.items()}, facts_of(case)).entry


def facts_of(case: Case) -> Mapping[str, str]:
    """What the conditions of a letter's questions may ask."""
    at, where, person = way_back(case)
    to_come, review = meeting_to_come(case), review_to_come(case)
    return {
        **case.facts,
        "writer": "author",
        "had_started": yes_no(had_started(case)),
        "meeting_has_a_day": yes_no(to_come is not None),
        "meeting_has_a_time": yes_no(to_come is not None and to_come.meets_at is not None),
        "time_back_is_known": yes_no(at is not None),
        "place_back_is_known": yes_no(bool(where)),
        "person_back_is_known": yes_no(bool(person)),
        "review_has_a_day": yes_no(review is not None),
        "review_has_a_time": yes_no(review is not None and review.meets_at is not None),
    }


def writer(letter: Letter, seen: Seen, person: Person) -> Writer | None:
    """For which school this person would make it, or None: the coordinator makes letters for either."""
    if not seen.is_whole or seen.is_for_reports:
        return None
    if seen.side is Side.LA:
        return letter.writers[0]
    return next((each for each in letter.writers if each == str(seen.side)), None)
