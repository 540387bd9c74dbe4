"""Deadlines as people meet them: whose they are, how near, which sentence asks for them, and where they are done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casework.desk.work import due_for, is_due_from
from casework.forms import drafts
from casework.forms.drafts import may_revise
from casework.forms.offered import possible
from casework.reading.access import Seen, Side
from casework.reading.office import Office
from record.authority import Authority
from record.entry import Entry, Party
from record.pack import Pack
from record.person import Person
from rules.clauses import clause
from rules.duty import Due, Risk


@dataclass(frozen=True, slots=True)
class Deadline:
    """One thing due, for one person."""

    due: Due
    risk: Risk
    clause: str
    """Id of the clause that asks for it, of guidance that the case's pack follows; empty when none of it asks."""
    is_mine: bool
    form: type[Entry] | None
    """The form this person may do it with; None when it is not theirs to do here."""


def deadlines(seen: Seen, person: Person) -> tuple[Deadline, ...]:
    """Everything due in a case as this person sees it, the earliest first; nothing of a case that is over for them."""
    offered = set(possible(seen, person)) if seen.is_whole else set()
    return tuple(_deadline(seen, person, each, offered) for each in due_for(seen))


def first_followed(pack: Pack, clause_ids: Sequence[str]) -> str:
    """The first of these clauses that stands in guidance this pack follows; empty when none of them does."""
    return next((each for each in clause_ids if clause(each).document in pack.guidance), "")


def whose(authority: Authority, seen: Seen, due: Due) -> str:
    """The school or authority that has it."""
    case = seen.case
    asked = next((each.approach.school for each in case.askings if each.is_open), None)
    names = {
        Party.HOME: authority.name_of(case.home),
        Party.RECEIVING: authority.name_of(case.receiving or asked),
        Party.LA: authority.name,
    }
    return names[due.who]


def answer(office: Office, person: Person, seen: Seen, one: Due) -> None:
    """Open the entry that is answered or completed, so that its form can be gone on with. Raises NotYours, StoreError."""
    drafts.revise(office, person, seen.case.reference, one.answers)


def _deadline(seen: Seen, person: Person, one: Due, offered: set[type[Entry]]) -> Deadline:
    may = may_answer(seen, person, one.answers) if one.answers else one.form in offered
    is_theirs = one.is_for(Party(seen.side)) or seen.side is Side.LA
    form = one.form if may and is_theirs and one.can_be_done else None
    cited = first_followed(seen.case.pack, one.clauses)
    return Deadline(one, one.risk(seen.case.today), cited, is_due_from(one, seen.side), form)


def may_answer(seen: Seen, person: Person, entry_id: str) -> bool:
    """Whether this person may answer or complete an entry of the case."""
    filed = next((each for each in seen.case.filed if each.entry_id == entry_id), None)
    return filed is not None and may_revise(seen, person, filed)
