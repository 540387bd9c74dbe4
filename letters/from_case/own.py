"""What letters say of an authority's own questions: the answer that stands to each, `{{ local.travel }}`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time

from record.answers import is_blank
from record.authority import Authority
from record.case import Case
from record.entry import Entry, Filed
from record.forms.kinds import kind_named
from record.forms.meeting_record import MeetingRecord
from record.words import written_answer


def local(case: Case, authority: Authority, about: Filed | None) -> Mapping[str, str | date | time]:
    """By name, every own question that is answered; of the entry a letter is about, where that form asks it."""
    found: dict[str, str | date | time] = {}
    for each in authority.own.asked:
        entry = about.entry if about and about.kind == each.kind else _standing(case, each.kind)
        answer = getattr(entry, each.question.name, None)
        if not is_blank(answer):
            words = written_answer(each.question, answer, authority.name_of(str(answer)))
            found[each.name] = answer if isinstance(answer, date | time) else words
    return found


def _standing(case: Case, kind: str) -> Entry | None:
    """The entry that counts: the meeting that agreed the move, else the last of its kind."""
    if kind == MeetingRecord.kind and case.agreed_meeting:
        return case.agreed_meeting
    return case.last(kind_named(kind))
