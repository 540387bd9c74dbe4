"""What a receiving school sees once the child has gone back, or elsewhere: for a month the case as it stood that day, then
its own entries. What is written or corrected afterwards is about a child who is not its pupil."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import takewhile

from casework.reading.in_part import NEVER_CORRECTED, WHERE_THE_CHILD_GOES, in_part
from record.case import Case
from record.ended import Belongs, ended, endings
from record.entry import Filed
from record.field import for_the_other_school
from record.forms.la_record import LaRecord
from record.forms.roll_change import RollChange
from record.school_days import ONE_DAY

KEPT_AFTER_RETURN = timedelta(days=30)
Earlier = Callable[[Case, date], Mapping[str, Filed]]
"""Gives entries of a case as they stood before a day, by entry id."""


def went_on(case: Case) -> date | None:
    """The day from which the child belongs at the receiving school no more; None while it does, or is to stay for good.

    The day of the return, whether or not a roll change was ever recorded. What becomes of the child later moves it not.
    """
    if ended(case) is None:
        change = case.last(RollChange)
        return change.deleted_on if change else None
    gone = takewhile(lambda each: each.belongs is not Belongs.RECEIVING, reversed(endings(case)))
    return min((each.from_on for each in gone), default=None)


def is_over(case: Case) -> bool:
    """Whether the month after it is over."""
    on = went_on(case)
    return on is not None and case.today > on + KEPT_AFTER_RETURN


def as_it_stood(shown: Case, on: date, school: str, earlier: Earlier) -> tuple[Case, frozenset[str]]:
    """What this school is shown, as it stood before a day, and the entries that say less than they do now."""
    before = earlier(shown, on) if any(_is_corrected(each, on) for each in shown.filed) else {}
    gone = {each.entry_id for each in endings(shown) if each.from_on <= on}
    wanted = (each for each in shown.filed if each.entry_id in gone or _is_shown(each, school, on))
    pairs = [(each, _as_it_stood(each, school, on, before)) for each in wanted]
    changed = frozenset(each.entry_id for each, stood in pairs if stood is not each)
    return replace(shown, filed=tuple(stood for _, stood in pairs)), changed


def _is_corrected(filed: Filed, on: date) -> bool:
    return filed.corrected_at is not None and filed.corrected_at.date() >= on


def _is_after(filed: Filed, on: date) -> bool:
    """Whether it was written after the child had gone; older records say of which day they tell."""
    return (filed.happened_on if filed.is_history else filed.filed_at.date()) >= on


def _is_shown(filed: Filed, school: str, on: date) -> bool:
    if filed.filed_for == school or not _is_after(filed, on):
        return True
    if isinstance(filed.entry, LaRecord):
        return (filed.entry.about or "").startswith("told of")
    # What says that the child went is known there, however late somebody wrote it down.
    is_roll_change = isinstance(filed.entry, RollChange)
    return is_roll_change or (filed.kind in WHERE_THE_CHILD_GOES and filed.happened_on <= on)


def _as_it_stood(filed: Filed, school: str, on: date, before: Mapping[str, Filed]) -> Filed:
    stood = before.get(filed.entry_id)
    if filed.filed_for == school:
        return _without_later_answers(filed, stood, on)
    is_late = _is_after(filed, on + ONE_DAY) or (stood is None and _is_corrected(filed, on))
    if is_late and filed.kind in WHERE_THE_CHILD_GOES:  # on the day itself it is both schools' to confirm
        return in_part(filed, WHERE_THE_CHILD_GOES[filed.kind])
    return replace(stood, clashes=()) if stood and _is_corrected(filed, on) else filed


def _without_later_answers(filed: Filed, stood: Filed | None, on: date) -> Filed:
    """Its own entry, with what the other school answered to it by then."""
    if not _is_corrected(filed, on):
        return filed
    entry = filed.entry
    theirs = for_the_other_school(type(entry))
    then = {name: getattr(stood.entry, name) if stood else type(entry).model_fields[name].default for name in theirs}
    if all(getattr(entry, name) == said for name, said in then.items()):
        return filed
    since = {name: getattr(stood, name) for name in NEVER_CORRECTED} if stood else NEVER_CORRECTED
    return replace(filed, entry=entry.model_copy(update=then), clashes=(), unasked_answers={}, **since)
