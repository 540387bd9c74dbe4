"""Cases as they stand, read from the store once for everybody and parsed again only where something changed.

What is shared here is whole: who may see what is decided afterwards, by `access.py`, for every read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from math import inf
from threading import Lock, local
from time import monotonic

from casework.reading.settings import read_authority, without_tables
from casework.reading.successors import under_todays_numbers
from record.answers import from_kept, is_blank
from record.authority import Authority
from record.case import Case, UnreadableForm
from record.entry import Entry, Filed
from record.family import RowNames, follow
from record.field import for_the_other_school, questions
from record.forms.before_you_start import BeforeYouStart
from record.forms.kinds import KINDS, kind_named
from record.forms.referral import Parent, Referral
from record.pack import Pack
from record.revisions import in_order, merge
from record.stage import goes_on
from record.words import ENGLAND
from rules.overrides import pack_of
from store.contract import SavedEntry, Store
from store.upkeep import DamagedRow

LONGEST_RUN = 5.0
"""Seconds after which the store is asked again even within a run."""
ENTRIES = "entries"
"""The store's name of the table of forms."""
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
        damaged = _damaged(store, set(changed) if self.mark else None)
        found = (_case(each, saved[each], damaged[each], self.authority, today) for each in {**saved, **damaged})
        return {case.reference: case for case in found if case.la}


def _damaged(store: Store, wanted: Collection[str] | None) -> Mapping[str, Sequence[DamagedRow]]:
    """Entries that cannot be read, by the case they are of: of these cases, or all."""
    found: dict[str, list[DamagedRow]] = defaultdict(list)
    for each in store.damaged():
        if each.table == ENTRIES and each.reference and (wanted is None or each.reference in wanted):
            found[each.reference].append(each)
    return found


def _of_cases(authority: Authority) -> tuple[object, ...]:
    """What a case takes from the settings tables: whoever is let in, or is sent a message, changes no case."""
    return authority.successors, authority.own, authority.pack, authority.calendars, authority.schools


def _case(
    reference: str, saved: Sequence[SavedEntry], damaged: Sequence[DamagedRow], authority: Authority, today: date
) -> Case:
    by_entry: dict[str, list[SavedEntry]] = defaultdict(list)
    for each in saved:
        if each.kind in _KNOWN:  # a later version may know more forms than this one
            by_entry[each.entry_id].append(each)
    return Case(
        reference=reference,
        la=saved[0].la if saved else damaged[0].la,
        home=_home(saved, damaged),
        filed=tuple(as_filed(revisions, authority.form) for revisions in by_entry.values()),
        today=today,
        pack=_pack(saved) or authority.pack,
        calendars=authority.calendars,
        schools=authority.schools,
        unreadable=tuple(
            UnreadableForm(each.kind, each.entry_id, each.key)
            for each in damaged
            if not any(one.revision > each.revision > 0 for one in by_entry.get(each.entry_id, ()))
        ),
    )


def _pack(saved: Sequence[SavedEntry]) -> Pack | None:
    """The policy the case began under, which judges it to its end; None when nobody knows that policy any more."""
    first = min(saved, key=lambda each: (each.saved_at, each.save_id), default=None)
    return pack_of(first.pack) if first else None


def _home(saved: Sequence[SavedEntry], damaged: Sequence[DamagedRow]) -> str:
    """The school the case began at; nobody's where the form that says so cannot be read: another's would see all of it."""
    began = next((each.saved_for for each in saved if each.kind in (BeforeYouStart.kind, Referral.kind)), None)
    if began is None and not damaged:
        return saved[0].saved_for
    return began or ""


def as_filed(revisions: Sequence[SavedEntry], form: Callable[[type[Entry]], type[Entry]] = lambda kind: kind) -> Filed:
    """One entry as it stands after all its revisions; `form` gives a kind as the authority asks it."""
    merged = merge(revisions)
    first = revisions[0] if len(revisions) == 1 else in_order(revisions)[0]
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
        corrected_by=latest.saved_by if len(revisions) > 1 else "",
        from_paper=first.from_paper,
        reasons=latest.reasons,
        clashes=merged.clashes,
        edited_by_hand=any(each.edited_by_hand for each in uncorrected),
        row_names=_row_names(revisions, entry),
        changed_since_answered=_changed_since_answered(revisions, entry),
        unreadable_cells=tuple(sorted({name for each in uncorrected for name in each.unreadable_cells})),
        unasked_answers={
            name: answer for name, answer in merged.answers.items() if is_blank(getattr(entry, name, None))
        },
    )


def _changed_since_answered(revisions: Sequence[SavedEntry], entry: Entry) -> tuple[str, ...]:
    """What of an entry was changed after the other school last answered it, in the order of the form."""
    own = for_the_other_school(type(entry))
    if len(revisions) == 1 or not own:
        return ()
    ordered = in_order(revisions)
    stood = [merge(ordered[: last + 1]).answers for last in range(len(ordered))]
    answered = [
        after
        for before, after in pairwise(({}, *stood))
        if any(after.get(name) is not None and after.get(name) != before.get(name) for name in own)
    ]
    if not answered:
        return ()
    theirs = (each.name for each in questions(type(entry)) if each.name not in own)
    return tuple(name for name in theirs if answered[-1].get(name) != stood[-1].get(name))


def _row_names(revisions: Sequence[SavedEntry], entry: Entry) -> RowNames:
    """Every name that each row of a referral has had, followed through its corrections."""
    if not isinstance(entry, Referral):
        return ()
    ordered = in_order(revisions)
    earlier = (from_kept(Referral, merge(ordered[:last]).answers) for last in range(1, len(ordered)))
    stood: Sequence[Parent] = ()
    names: RowNames = ()
    for each in (*earlier, entry):
        if isinstance(each, Referral):
            names, stood = follow(stood, names, each.parents), each.parents
    return names


def before(store: Store, authority: Authority, case: Case, day: date) -> Mapping[str, Filed]:
    """The entries of a case as they stood before a day, by entry id; one filed since is not there. Raises StoreError."""
    by_entry: dict[str, list[SavedEntry]] = defaultdict(list)
    for each in store.entries(case.reference):
        if each.kind in _KNOWN and each.saved_at.astimezone(ENGLAND).date() < day:
            by_entry[each.entry_id].append(under_todays_numbers(each, authority.successors, authority.form))
    return {name: as_filed(revisions, authority.form) for name, revisions in by_entry.items()}


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
