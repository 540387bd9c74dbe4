"""Questions that two people answered differently from the same version: both answers, and the choice between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from casework.forms.drafts import NotYours
from casework.reading.access import see, see_all
from casework.reading.office import Office
from record.entry import Filed
from record.field import Question, questions
from record.identifiers import new_id
from record.person import Person
from record.revisions import in_order, merge
from store.contract import AuditEvent, Json, SavedEntry


@dataclass(frozen=True, slots=True)
class ClashAnswer:
    """What one of them answered."""

    by: str
    value: Json


@dataclass(frozen=True, slots=True)
class Clash:
    """One question with two answers or more; the last of them counts until somebody chooses."""

    reference: str
    filed: Filed
    question: Question
    sides: tuple[ClashAnswer, ...]


def clashes(office: Office, person: Person) -> Sequence[Clash]:
    """Every open clash in the cases that this person may see. Raises StoreError."""
    return [
        each
        for seen in see_all(office, person)
        for filed in seen.entries
        if filed.clashes
        for each in _of_entry(office, seen.case.reference, filed)
    ]


def _of_entry(office: Office, reference: str, filed: Filed) -> Iterator[Clash]:
    revisions = _revisions(office, reference, filed.entry_id)
    asked = {each.name: each for each in questions(type(filed.entry))}
    for name in filed.clashes:
        if name in asked:
            yield Clash(reference, filed, asked[name], _sides(revisions, name))


def _revisions(office: Office, reference: str, entry_id: str) -> Sequence[SavedEntry]:
    return in_order(each for each in office.store.entries(reference) if each.entry_id == entry_id)


def _sides(revisions: Sequence[SavedEntry], name: str) -> tuple[ClashAnswer, ...]:
    """The answer that stood before the clash, and each that was given since; the same answer once."""
    before = max(n for n in range(1, len(revisions)) if name not in merge(revisions[:n]).clashes)
    stood = merge(revisions[:before]).answers.get(name)
    author = next((each.saved_by for each in reversed(revisions[:before]) if each.answers.get(name) == stood), "")
    base: Mapping[str, SavedEntry] = {each.save_id: each for each in revisions}
    given = [
        ClashAnswer(each.saved_by, each.answers.get(name))
        for each in revisions[before:]
        if each.answers.get(name) != (base[each.base].answers.get(name) if each.base and each.base in base else None)
    ]
    sides: dict[str, ClashAnswer] = {}
    for side in (ClashAnswer(author, stood), *given):
        sides.setdefault(repr(side.value), side)
    return tuple(sides.values())


def choose(office: Office, person: Person, reference: str, entry_id: str, chosen: Mapping[str, Json]) -> None:
    """Keep the chosen answers, by question, as a further version of the entry; every clash of it is then over.

    Raises NotYours, StoreError.
    """
    seen = see(office, person, reference) if person.is_coordinator else None
    filed = next((each for each in seen.case.filed if each.entry_id == entry_id), None) if seen else None
    if filed is None:
        raise NotYours("You cannot decide this for this case.")
    merged = merge(_revisions(office, reference, entry_id))
    latest = next(each for each in _revisions(office, reference, entry_id) if each.save_id == merged.latest)
    answers: dict[str, Any] = {**merged.answers, **{name: chosen[name] for name in merged.clashes if name in chosen}}
    version = replace(
        latest,
        save_id=new_id(),
        base=merged.latest,
        revision=latest.revision + 1,
        saved_at=office.now(),
        saved_by=person.name,
        answers={name: value for name, value in answers.items() if value is not None},
        edited_by_hand=False,
        unreadable_cells=(),
    )
    office.store.save(version)
    office.store.note(
        AuditEvent(
            office.now(), person.name, person.role, person.school, f"chose between answers in {filed.kind}", reference
        )
    )


def by_entry(found: Sequence[Clash]) -> Sequence[Sequence[Clash]]:
    """The clashes of each entry together, for they are decided together."""
    entries: dict[tuple[str, str], list[Clash]] = defaultdict(list)
    for each in found:
        entries[each.reference, each.filed.entry_id].append(each)
    return list(entries.values())
