"""What is kept how long, what is due to be erased, and erasing it, with a certificate that says so."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from casework.reading.access import see, see_all
from casework.reading.office import Office
from letters import letterhead
from letters.erasure_certificate import make
from record.case import Case
from record.ended import ended
from record.identifiers import new_id
from record.pack import Pack
from record.person import Person, Role
from record.stage import goes_on, needs_roll_change
from record.tables import ERASED
from record.words import full_moment
from rules.clauses import clause
from store.contract import AuditEvent, Counts, Draft, TableRow

CLAUSE = "APP-16"
MOST = 50
"""Cases erased in one go."""


NO_SUCH_CASE = "There is no such case, or you cannot erase it. A live case must be ended first."


class Ground(StrEnum):
    """Why a case is erased."""

    TIME = "its retention period has ended"
    REQUEST = "a request for erasure was granted"
    MISTAKE = "it was started by mistake"


class CannotErase(Exception):
    """Nothing was erased; its text says why and what to do."""


@dataclass(frozen=True, slots=True)
class RetainedCase:
    """A case that may be erased, now or one day."""

    case: Case
    until: date
    """From this day it is due."""
    rule: str
    """How long such a case is kept, in words that tell nobody's birthday."""

    @property
    def is_due(self) -> bool:
        """Whether its time has ended."""
        return self.until <= self.case.today


@dataclass(frozen=True, slots=True)
class Erasure:
    """What was erased at one time, for its certificate."""

    number: str
    asked_at: datetime
    by: str
    is_finished: bool
    rows: Sequence[TableRow]
    """One for each case: its reference is the key."""


def kept(office: Office, person: Person) -> Sequence[RetainedCase]:
    """Every case that this person may erase once its time has come, the first due first. Raises StoreError."""
    if person.role != Role.COORDINATOR:
        return ()
    pack = office.authority.pack
    found = [each for seen in see_all(office, person) if (each := _kept(seen.case, pack))]
    return sorted(found, key=lambda each: (each.until, each.case.reference))


def _kept(case: Case, pack: Pack) -> RetainedCase | None:
    """None while the child is, or is to be, somewhere because of it."""
    if goes_on(case) and case.placement is not None:
        return None
    end = ended(case)
    if end is None or not needs_roll_change(case):
        months = pack.keep_unfinished_months
        last = max(each.filed_at.date() for each in case.filed)
        return RetainedCase(
            case, _months_after(last, months), f"{months} months after its last entry, as no move began"
        )
    years = pack.keep_until_age
    born = case.referral.born_on if case.referral else None
    if born is None:
        ended_on = min(end.decided_on, end.from_on)  # an ending may be written down long after
        return RetainedCase(
            case, _years_after(ended_on, years), f"{years} years after it ended, as no birth date is known"
        )
    return RetainedCase(case, _years_after(born, years), f"until the pupil is {years}")


def _years_after(day: date, years: int) -> date:
    return _months_after(day, 12 * years)


def _months_after(day: date, months: int) -> date:
    """The same day of a later month; the first of the next where that has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first = date(year, month + 1, 1)
    same = first + timedelta(days=day.day - 1)
    return same if same.month == first.month else same.replace(day=1)


def would_go(office: Office, references: Collection[str]) -> Mapping[str, Counts]:
    """What erasing these cases would remove. Nothing is changed. Raises StoreError."""
    return {each: office.store.held(each) for each in references}


def erase(office: Office, person: Person, references: Collection[str], ground: Ground = Ground.TIME) -> str:
    """Erase cases for good; the number of the erasure. Raises CannotErase, StoreError when it is not finished."""
    chosen = _require_erasable(office, person, references, ground)
    if len(chosen) > MOST:
        raise CannotErase(f"Erase {MOST} cases at a time at most.")
    number, at = new_id(), office.now()
    for each in chosen:
        removed = _in_words(office.store.held(each.case.reference))
        areas = {office.authority.school(urn).area for urn in (each.case.home, each.case.receiving) if urn}
        values = {"erasure": number, "asked": at.isoformat(), "by": person.name, "ground": str(ground)}
        values |= {"kept": each.rule, "areas": ", ".join(sorted(areas - {""})), "la": person.la, "removed": removed}
        office.store.put(TableRow(ERASED, each.case.reference, values, at, person.name))
    finish(office, person, number)
    return number


def finish(office: Office, person: Person, number: str) -> None:
    """Carry out an erasure that was asked for, or what is left of it. Raises CannotErase, StoreError."""
    erasure = find(office, person, number)
    if erasure is None:
        raise CannotErase("There is no such erasure.")
    still = [row for row in erasure.rows if row.key in office.cases]
    for row in still:  # the table is one that coordinators may write in: what it says is no more than a wish
        _require_erasable(office, person, [row.key], row.values.get("ground", ""))
    # Of the number alone: the audit's lines of the cases themselves go.
    office.store.note(_event(office, person, "began to erase", {"erasure": number}))
    removed = office.store.erase([row.key for row in erasure.rows])
    at = office.now()
    for row in erasure.rows:
        values = {**row.values, "finished": at.isoformat()}
        office.store.put(TableRow(ERASED, row.key, values, at, person.name))
    office.store.note(_event(office, person, "erased", {"erasure": number, **{k: str(n) for k, n in removed.items()}}))


def _require_erasable(
    office: Office, person: Person, references: Collection[str], ground: str
) -> Sequence[RetainedCase]:
    """These cases, each of which may be erased now on this ground. Raises CannotErase, StoreError."""
    may = {each.case.reference: each for each in kept(office, person)}
    chosen = [may[each] for each in dict.fromkeys(references) if each in may]
    if not references or len(chosen) < len(set(references)):
        raise CannotErase(NO_SUCH_CASE)
    if ground not in (Ground.REQUEST, Ground.MISTAKE) and not all(each.is_due for each in chosen):
        raise CannotErase("The retention period of this case has not ended. Say why it is being erased early.")
    return chosen


def erasures(office: Office, person: Person) -> Sequence[Erasure]:
    """Everything erased in this person's areas, the newest first. Raises StoreError."""
    if person.role != Role.COORDINATOR:
        return ()
    by_number: dict[str, list[TableRow]] = {}
    for row in office.store.table(ERASED):
        if row.values.get("la") == person.la and _is_in_areas(row, person):
            by_number.setdefault(row.values.get("erasure", ""), []).append(row)
    found = [_erasure(number, rows) for number, rows in by_number.items()]
    return sorted(found, key=lambda each: each.asked_at, reverse=True)


def find(office: Office, person: Person, number: str) -> Erasure | None:
    """One erasure, or None: not this person's to see, or none of that number. Raises StoreError."""
    return next((each for each in erasures(office, person) if each.number == number), None)


def left_here(office: Office, erasure: Erasure) -> bool:
    """Whether something of it is kept on this computer still: it was erased on another one. Raises StoreError."""
    return not office.store.erased().issuperset(row.key for row in erasure.rows)


def forgotten_drafts(office: Office, person: Person) -> Sequence[Draft]:
    """Forms that schools of this person's areas began and left untouched for as long as an unfinished case is kept."""
    if person.role != Role.COORDINATOR:
        return ()
    today = office.today()
    months = office.authority.pack.keep_unfinished_months
    return [each for each in _drafts(office, person) if _months_after(_touched(each), months) <= today]


def erase_drafts(office: Office, person: Person) -> int:
    """Erase those forms; how many. Raises StoreError."""
    found = [each.draft_id for each in forgotten_drafts(office, person)]
    if found:
        office.store.erase([], found)
        office.store.note(_event(office, person, "erased unfinished drafts", {"forms": str(len(found))}))
    return len(found)


def _drafts(office: Office, person: Person) -> Iterator[Draft]:
    for school in ("", *office.authority.schools):
        yield from (each for each in office.store.drafts(school) if _is_theirs(office, person, each))


def _is_theirs(office: Office, person: Person, draft: Draft) -> bool:
    """Whether it is of a case that this person sees; of none yet, begun by a school of their areas, or by their authority."""
    if draft.reference in office.cases:
        return see(office, person, draft.reference) is not None
    school = office.authority.schools.get(draft.school)
    return draft.la == person.la and (not person.areas or (school is not None and school.area in person.areas))


def _touched(draft: Draft) -> date:
    return max([draft.begun_at, *(each.kept_at for each in draft.answers.values())]).date()


def _is_in_areas(row: TableRow, person: Person) -> bool:
    areas = set(row.values.get("areas", "").split(", "))
    return not person.areas or bool(areas & set(person.areas))


def _erasure(number: str, rows: Sequence[TableRow]) -> Erasure:
    first = rows[0].values
    is_finished = all(row.values.get("finished") for row in rows)
    return Erasure(number, _moment(first.get("asked", "")), first.get("by", ""), is_finished, rows)


def _moment(text: str) -> datetime:
    """When it was asked for. Somebody may have typed over it in the spreadsheet."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return datetime.fromisoformat("2000-01-01T00:00:00+00:00")


def _in_words(counts: Counts) -> str:
    return ", ".join(f"{count} {where}" for where, count in counts.items()) or "nothing"


def _event(office: Office, person: Person, did: str, detail: Mapping[str, str]) -> AuditEvent:
    return AuditEvent(office.now(), person.name, person.role, person.school, did, "", detail)


def certificate(office: Office, erasure: Erasure) -> bytes:
    """The Word file. Raises LetterError, StoreError."""
    authority = office.authority
    under = clause(CLAUSE)
    finished = max(row.values.get("finished", "") for row in erasure.rows)
    return make(
        {
            "sender": letterhead.of_authority(authority),
            "reference": "certificate of erasure",
            "authority": authority.name,
            "number": erasure.number,
            "asked": full_moment(erasure.asked_at),
            "finished": full_moment(datetime.fromisoformat(finished)),
            "by": erasure.by,
            "clause": f"{under.citation} ({CLAUSE}): {under.asks}",
            "policy": authority.pack.label,
            "cases": [
                {"reference": row.key, **{name: row.values.get(name, "") for name in ("ground", "kept", "removed")}}
                for row in erasure.rows
            ],
        }
    )
