"""Cases as they stand, read from the store once for everybody and parsed again only where something changed.

What is shared here is whole: who may see what is decided afterwards, by `access.py`, for every read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import inf
from threading import Lock, local
from time import monotonic

from casework.reading.settings import read_authority, without_tables
from casework.reading.successors import under_todays_numbers
from record.answers import from_kept, is_blank
from record.authority import Authority
from record.case import Case
from record.entry import Entry, Filed
from record.forms.before_you_start import BeforeYouStart
from record.forms.kinds import KINDS, kind_named
from record.forms.referral import Referral
from record.pack import Pack
from record.revisions import merge
from record.stage import goes_on
from record.words import ENGLAND
from rules.overrides import pack_of
from store.contract import SavedEntry, Store

LONGEST_RUN = 5.0
"""Seconds after which the store is asked again even within a run."""
_KNOWN = frozenset(kind.kind for kind in KINDS)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The cases and the settings as one look at the store found them."""

    authority: Authority
    cases: Mapping[str, Case]
    today: date
    asked: float
    """When it was asked for, on the process's own clock, in seconds."""
    writes: int
    """What this thread had written by then."""


class _Run(local):
    """What one thread's run of a page has seen."""

    is_on = False
    seen: Snapshot | None = None


@dataclass
class CaseCache:
    """The parsed cases of one process."""

    lock: Lock = field(default_factory=Lock)
    mark: int = 0
    tables_mark: int = -1
    authority: Authority = field(default_factory=without_tables)
    cases: Mapping[str, Case] = field(default_factory=dict)
    """Never changed but replaced: somebody else may be going through them."""
    read_on: date = date.min
    _looked: float = -inf
    _run: _Run = field(default_factory=_Run)

    def begin_run(self) -> None:
        """From here on, this thread is shown one look at the store until it writes, or begins another run."""
        self._run.is_on, self._run.seen = True, None

    def look_anew(self) -> None:
        """This run's next question asks the store: something was waited for that came from elsewhere."""
        self._run.seen = None

    def look(self, store: Store, today: date) -> Snapshot:
        """The store as it is now; in a run of a page, as the run found it. Raises StoreError."""
        asked, writes, seen = monotonic(), store.writes, self._run.seen
        if seen and (seen.writes, seen.today) == (writes, today) and asked - seen.asked < LONGEST_RUN:
            return seen
        with self.lock:
            # Of all who wait here together one looks: it began after the others had asked.
            if self._looked < asked or self.read_on != today:
                began = monotonic()
                self._refresh(store, today)
                self._looked = began
            found = Snapshot(self.authority, self.cases, today, asked, writes)
        if self._run.is_on:
            self._run.seen = found
        return found

    def _refresh(self, store: Store, today: date) -> None:
        self._refresh_tables(store, today)
        mark, changed = store.references_changed_since(self.mark)
        if changed or not self.mark:
            kept = {each: case for each, case in self.cases.items() if each not in changed} if self.mark else {}
            self.cases = {**kept, **self._read(store, changed, today)}  # an erased case is not there to be read
        self.mark = mark

    def _refresh_tables(self, store: Store, today: date) -> None:
        mark = store.tables_mark()
        if mark == self.tables_mark and today == self.read_on:
            return
        authority = read_authority(store) if mark != self.tables_mark else self.authority
        if today != self.read_on or _of_cases(authority) != _of_cases(self.authority):
            self.mark = 0  # every case is judged by its day and its authority
        self.authority, self.tables_mark, self.read_on = authority, mark, today

    def _read(self, store: Store, changed: Iterable[str], today: date) -> Mapping[str, Case]:
        saved: dict[str, list[SavedEntry]] = defaultdict(list)
        for each in (
            (one for reference in changed for one in store.entries(reference)) if self.mark else store.entries()
        ):
            saved[each.reference].append(under_todays_numbers(each, self.authority.successors, self.authority.form))
        return {reference: _case(reference, saved[reference], self.authority, today) for reference in saved}


def _of_cases(authority: Authority) -> tuple[object, ...]:
    """What a case takes from the settings tables: whoever is let in, or is sent a message, changes no case."""
    return authority.successors, authority.own, authority.pack, authority.calendars


def _case(reference: str, saved: Sequence[SavedEntry], authority: Authority, today: date) -> Case:
    by_entry: dict[str, list[SavedEntry]] = defaultdict(list)
    for each in saved:
        if each.kind in _KNOWN:  # a later version may know more forms than this one
            by_entry[each.entry_id].append(each)
    return Case(
        reference=reference,
        la=saved[0].la,
        home=_home(saved),
        filed=tuple(as_filed(revisions, authority.form) for revisions in by_entry.values()),
        today=today,
        pack=_pack(saved) or authority.pack,
        calendars=authority.calendars,
    )


def _pack(saved: Sequence[SavedEntry]) -> Pack | None:
    """The policy the case began under, which judges it to its end; None when nobody knows that policy any more."""
    first = min(saved, key=lambda each: (each.saved_at, each.save_id))
    return pack_of(first.pack)


def _home(saved: Sequence[SavedEntry]) -> str:
    """The school the case began at."""
    return next(
        (each.saved_for for each in saved if each.kind in (BeforeYouStart.kind, Referral.kind)), saved[0].saved_for
    )


def as_filed(revisions: Sequence[SavedEntry], form: Callable[[type[Entry]], type[Entry]] = lambda kind: kind) -> Filed:
    """One entry as it stands after all its revisions; `form` gives a kind as the authority asks it."""
    merged = merge(revisions)
    first = min(revisions, key=lambda each: (each.saved_at, each.save_id))
    latest = next(each for each in revisions if each.save_id == merged.latest)
    uncorrected = _uncorrected(revisions)
    entry = from_kept(form(kind_named(first.kind)), merged.answers)
    return Filed(
        entry=entry,
        entry_id=first.entry_id,
        save_id=merged.latest,
        filed_at=first.saved_at.astimezone(ENGLAND),  # so that its day is the day it was here
        filed_by=first.saved_by,
        filed_for=first.saved_for,
        pack=latest.pack,
        revision=latest.revision,
        corrected_at=latest.saved_at.astimezone(ENGLAND) if len(revisions) > 1 else None,
        from_paper=first.from_paper,
        reasons=latest.reasons,
        clashes=merged.clashes,
        edited_by_hand=any(each.edited_by_hand for each in uncorrected),
        unreadable_cells=tuple(sorted({name for each in uncorrected for name in each.unreadable_cells})),
        unasked_answers={
            name: answer for name, answer in merged.answers.items() if is_blank(getattr(entry, name, None))
        },
    )


def _uncorrected(revisions: Sequence[SavedEntry]) -> Sequence[SavedEntry]:
    """The revisions that no other was made from: one, unless two people corrected the same base."""
    bases = {each.base for each in revisions}
    return [each for each in revisions if each.save_id not in bases]


def same_child(case: Case, others: Iterable[Case]) -> tuple[str, ...]:
    """References of the child's other cases that go on; the child is known by UPN, or by legal name and date of birth."""
    return tuple(each.reference for each in _of_the_child(case, others) if goes_on(each))


def earlier_moves(case: Case, others: Iterable[Case]) -> tuple[str, ...]:
    """References of the child's other cases that have ended."""
    return tuple(each.reference for each in _of_the_child(case, others) if not goes_on(each))


def _of_the_child(case: Case, others: Iterable[Case]) -> Iterator[Case]:
    mine = identity(case.referral)
    return (each for each in others if each.reference != case.reference and mine & identity(each.referral))


def identity(referral: Referral | None) -> frozenset[str]:
    """What a child can be recognised by."""
    if referral is None:
        return frozenset()
    name = " ".join((referral.legal_name or "").lower().split())
    found = {referral.upn or "", f"{name} {referral.born_on}" if name and referral.born_on else ""}
    return frozenset(found - {""})
