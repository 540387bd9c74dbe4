"""Letters of a case: which there are for one person, what each still needs, and making them. Each making is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from casework.desk.deadlines import first_followed
from casework.forms import drafts
from casework.forms.drafts import NotYours, OpenDraft
from casework.forms.entries import Check
from casework.letters.changes import LastMade, beside
from casework.letters.needs import Missing, nobody_to_write_to, what_is_missing
from casework.letters.sources import Sources, facts_of, sources, writer
from casework.reading.access import Seen
from casework.reading.door import READ, opened
from casework.reading.office import Office
from letters.by_when import ByWhen
from letters.catalogue import BY_ID, LETTERS, Letter
from letters.coming import Comes, comes
from letters.copies import copies, with_languages
from letters.from_case.readers import Copy
from letters.make import Made
from letters.make import make as make_letter
from letters.making import Making
from letters.told import words_used
from record.answers import read
from record.case import Case
from record.entry import Filed
from record.person import Person
from store.contract import AuditEvent, MadeLetter


class NoSuchLetter(NotYours):
    """There is no such letter of this case for this person now; why is never told."""


@dataclass(frozen=True, slots=True)
class Offered:
    """One copy of a letter, and what it still needs."""

    copy: Copy
    missing: tuple[Missing, ...]
    by_when: ByWhen | None
    """By when a clause asks for it, where one does."""
    last_made: LastMade | None
    """As it was last made, and what would be different now."""
    is_late: bool
    """Whether the clause's day has passed, and nobody has made it."""

    @property
    def is_ready(self) -> bool:
        """Whether it can be made now."""
        return not self.missing

    @property
    def made_on(self) -> date | None:
        """The day it was last made."""
        return self.last_made.at.date() if self.last_made else None


@dataclass(frozen=True, slots=True)
class State:
    """One letter as one person finds it."""

    letter: Letter
    comes: Comes
    after: str
    """When it comes, if not now: `after the meeting agrees the move`."""
    offered: tuple[Offered, ...] = ()
    nobody: tuple[Missing, ...] = ()
    """That there is no parent to write to, where the letter is for parents."""

    @property
    def ready(self) -> tuple[Offered, ...]:
        """The copies that can be made now."""
        return tuple(each for each in self.offered if each.is_ready)

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What any copy still needs, each once."""
        return tuple(dict.fromkeys([*self.nobody, *(need for each in self.offered for need in each.missing)]))

    @property
    def wanted(self) -> Offered | None:
        """The copy that a clause asks for first, of those nobody has made since it does."""
        waiting = [each for each in self.offered if each.by_when and not each.by_when.is_met(each.made_on)]
        return min(waiting, key=lambda each: each.by_when.on if each.by_when else date.max, default=None)

    @property
    def asks(self) -> bool:
        """Whether something is asked with this letter."""
        return self.letter.asks is not None


def available(office: Office, person: Person, seen: Seen) -> tuple[State, ...]:
    """Every letter this person's side may make in this case, in the order of a case. Raises StoreError."""
    return states_of(sources(office, person, seen))


def make(office: Office, person: Person, seen: Seen, letter_id: str, n: int, large_print: bool = False) -> Made:
    """Make one copy of a letter and record it. Raises NoSuchLetter, LetterError, StoreError."""
    return made_and_noted(office, person, *_asked_for(office, person, seen, letter_id, n), large_print)


def made_and_noted(office: Office, person: Person, making: Making, copy: Copy, large_print: bool = False) -> Made:
    """Make one copy that is known to be this person's to make, and record it. Raises LetterError, StoreError."""
    made = _made(making, copy, large_print)
    _note(office, person, making, copy, made)
    return made


def preview(office: Office, person: Person, seen: Seen, letter_id: str, n: int, large_print: bool = False) -> Made:
    """The same letter to look at: that it was read is recorded. Raises as `make` does."""
    making, copy = _asked_for(office, person, seen, letter_id, n)
    made = _made(making, copy, large_print)
    opened(office, person, making.case.reference, READ, letter=making.letter.id, reader=str(copy.n))
    return made


def _asked_for(office: Office, person: Person, seen: Seen, letter_id: str, n: int) -> tuple[Making, Copy]:
    letter = BY_ID.get(letter_id)
    if letter is None or not writer(letter, seen, person):
        raise NoSuchLetter
    of = sources(office, person, seen)
    offered = [each for each in state_of(of, letter).offered if each.copy.n == n and each.is_ready]
    if not offered:
        raise NoSuchLetter
    return of.making(letter), offered[0].copy


def ask(office: Office, person: Person, seen: Seen, letter_id: str) -> OpenDraft:
    """The questions asked with a letter: begun, or as far as they are answered. Raises NotYours, StoreError."""
    letter = BY_ID.get(letter_id)
    kind = letter.form if letter else None
    if letter is None or letter.asks is None or kind is None or not writer(letter, seen, person):
        raise NoSuchLetter
    found = drafts.open_draft(office, person, kind, seen.case.reference)
    if found is None:
        found = drafts.begin(office, person, kind, seen.case.reference)
        if not found.draft.answers:
            drafts.keep(office, person, found, letter.asks.seeds(seen.case, office.authority))
        found = drafts.resume(office, person, found.draft.draft_id) or found
    return replace(found, facts=facts_of(seen.case))


def check(paper: OpenDraft, typed: Mapping[str, Any]) -> Check:
    """Read the answers to what is asked with a letter: what cannot be read, and what is not answered."""
    return Check(read(paper.kind, typed, paper.facts), (), {})


def states_of(of: Sources) -> tuple[State, ...]:
    """Every letter of a case as it stands for one person."""
    return tuple(state_of(of, letter) for letter in LETTERS if writer(letter, of.seen, of.person))


def state_of(of: Sources, letter: Letter) -> State:
    """One letter as it stands: when it comes, its copies, and what each needs."""
    # Its time is judged by what is submitted; a draft only lends its words.
    when = comes(letter, of.seen.case, of.authority)
    if when is not Comes.NOW:
        return State(letter, when, letter.comes)
    making = of.making(letter)
    to = tuple(with_languages(letter, copies(letter, of.case, of.authority, making.writer), of.authority))
    if not to and not letter.is_for_parents:
        return State(letter, Comes.NEVER, "")
    nobody = () if _reaches_a_parent(letter, to) else (nobody_to_write_to(making, of.seen, of.person),)
    return State(letter, when, "", tuple(_offered(of, making, copy) for copy in to), nobody)


def _reaches_a_parent(letter: Letter, to: tuple[Copy, ...]) -> bool:
    """Whether a letter to parents has one to go to; true of a paper that goes to everybody."""
    wants_one = letter.is_personal and letter.is_for_parents
    return not wants_one or any(copy.addressee and copy.addressee.is_parent for copy in to)


def _offered(of: Sources, making: Making, copy: Copy) -> Offered:
    facts = making.facts_for(copy)
    before = of.made.get((making.letter.id, making.writer, copy.n))
    last_made = beside(before, making.template_for(copy), facts, making.authority.own.labels) if before else None
    missing = what_is_missing(making, copy, facts, of.seen, of.person)
    asked = by_when(making.letter, making.case, copy.filed)
    made_on = last_made.at.date() if last_made else None
    return Offered(copy, missing, asked, last_made, bool(asked and asked.is_late(made_on, making.case.today)))


def by_when(letter: Letter, case: Case, of: Filed | None = None) -> ByWhen | None:
    """By when a clause asks for this letter, about one entry where each has its own; None where no clause of guidance
    that the case's pack follows says."""
    wanted = letter.by_when
    clause = first_followed(case.pack, wanted.clauses) if wanted else ""
    found = wanted.day(case, of) if wanted and clause else None
    return replace(found, clause=clause, words=wanted.words) if wanted and found else None


def _made(making: Making, copy: Copy, large_print: bool = False) -> Made:
    own = making.template_for(copy)
    made = make_letter(
        making.letter, making.facts_for(copy), own, making.pictures_for(copy), large_print, copy.language
    )
    to = f", {copy.reader}" if copy.reader else ""
    large = ", large print" if large_print else ""
    return replace(made, file_name=f"{making.case.reference} {making.letter.title}{to}{large}.docx")


def _note(office: Office, person: Person, making: Making, copy: Copy, made: Made) -> None:
    """Beside the case what it said, and in the audit that it was made; neither where the case was erased meanwhile."""
    letter, reference, now = making.letter.id, making.case.reference, office.now()
    detail = {
        "letter": letter,
        "reader": str(copy.n),
        "content": made.content_hash,
        "template": made.template_hash,
        "pack": making.case.pack.stamp,
    }
    said = words_used(making.template_for(copy), making.facts_for(copy))
    office.store.keep_letter(
        MadeLetter(reference, letter, making.writer, copy.n, now, person.name, made.template_hash, said)
    )
    office.store.note(AuditEvent(now, person.name, person.role, person.school, "made letter", reference, detail))
