"""Everything held on a child, as one zip: what a parent or pupil may ask for. For the case's coordinator alone."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from unicodedata import normalize

from casework.reading.access import Seen, Side
from casework.reading.office import Office
from letters.catalogue import BY_ID
from letters.told import label_of
from record.entry import Entry
from record.field import Question, questions
from record.forms.kinds import KINDS
from record.person import Person
from record.words import NOT_ANSWERED, greenwich_moment, yes_no
from store.contract import AuditEvent, Json, SavedEntry

MADE_AT = (1980, 1, 1, 0, 0, 0)
"""The date of every file of the zip: it is the audit that says when it was made."""
READ_ME = """Everything this site holds on one managed move.

record.txt     every form as it was submitted, with every correction, in words
record.json    the same, exactly as it is kept
letters.txt    what each letter said when it was last made
audit.csv      who opened the case, made its letters or was refused access to it

Not in it: the letters themselves, which are made again each time; download them on the Letters tab of the case. Forms begun
and not submitted are kept by the school that began them: {drafts}.
Check it for other people's data before you give it to anyone.
"""
_FORMULA = ("=", "+", "-", "@")
"""What begins a formula, also as letters of full width and behind blanks: spreadsheets of some languages take those for it."""


class NotToBeHad(Exception):
    """There is no such file for this person; why is never told."""


def everything(office: Office, person: Person, seen: Seen) -> bytes:
    """The zip. Raises NotToBeHad, StoreError."""
    if seen.side is not Side.LA or not seen.is_whole:
        raise NotToBeHad
    case = seen.case
    saved = office.store.entries(case.reference)
    events = office.store.events(case.reference, limit=100_000)
    files = {
        "read me.txt": READ_ME.format(drafts=_drafts(office, seen)),
        "record.txt": "\n".join(_in_words(office, saved)),
        "record.json": json.dumps([_as_kept(each) for each in saved], indent=1, ensure_ascii=False),
        "letters.txt": "\n".join(_letters(office, case.reference)),
        "audit.csv": as_csv([("when", "who", "role", "school", "did", "detail"), *map(_of_event, events)]),
    }
    return _zip(files)


def as_csv(rows: Iterable[Sequence[str]]) -> str:
    """Rows as text a spreadsheet opens without taking any cell for a formula."""
    written = io.StringIO()
    # Each cell in quotes: where a semicolon parts cells, a text with one in it stays one cell.
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows([[inert(cell) for cell in row] for row in rows])
    return written.getvalue()


def inert(cell: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    begins = normalize("NFKC", cell.lstrip()[:1])
    return f"'{cell}" if begins.startswith(_FORMULA) or cell[:1] in ("\t", "\r") else cell


def _drafts(office: Office, seen: Seen) -> str:
    schools = [seen.case.home, *(each.approach.school or "" for each in seen.case.askings), ""]
    count = sum(len(office.drafts(urn, seen.case.reference)) for urn in dict.fromkeys(schools))
    return f"there {'is 1' if count == 1 else f'are {count}'} of them now"


def _as_kept(each: SavedEntry) -> Mapping[str, Json]:
    return {
        "form": each.kind,
        "revision": each.revision,
        "saved_at": each.saved_at.isoformat(),
        "saved_by": each.saved_by,
        "saved_for": each.saved_for,
        "policy": each.pack,
        "answers": each.answers,
        "reasons": dict(each.reasons),
        "from_paper": each.from_paper,
        "edited_by_hand": each.edited_by_hand,
    }


def _in_words(office: Office, saved: Sequence[SavedEntry]) -> Iterator[str]:
    kinds = {kind.kind: office.authority.form(kind) for kind in KINDS}
    for each in saved:
        kind = kinds.get(each.kind)
        title = kind.title if kind else each.kind
        correction = f", correction {each.revision - 1}" if each.revision > 1 else ""
        school = office.authority.name_of(each.saved_for) if each.saved_for else office.authority.name
        yield f"{title}{correction}, {greenwich_moment(each.saved_at)} (Greenwich time), by {each.saved_by}, {school}"
        yield from _answers(_labels(kind), each.answers, "  ")
        yield from (f"  Why {rule} was not kept: {why}" for rule, why in each.reasons.items())
        yield ""


def _letters(office: Office, reference: str) -> Iterator[str]:
    for each in office.store.letters_made(reference):
        title = BY_ID[each.letter].title if each.letter in BY_ID else each.letter
        yield f"{title}, copy {each.copy}, {greenwich_moment(each.made_at)} (Greenwich time), by {each.made_by}"
        yield from (f"  {label_of(name, office.authority.own.labels)}: {words}" for name, words in each.said.items())
        yield ""


def _labels(kind: type[Entry] | None) -> Mapping[str, Question]:
    return {each.name: each for each in questions(kind)} if kind else {}


def _answers(labels: Mapping[str, Question], answers: Mapping[str, Json], indent: str) -> Iterator[str]:
    for name, value in answers.items():
        question = labels.get(name)
        label = question.label if question else name
        if isinstance(value, list | tuple):
            yield f"{indent}{label}:"
            of_item = {each.name: each for each in questions(question.item)} if question and question.item else {}
            yield from _items(of_item, value, f"{indent}  ")
        else:
            yield f"{indent}{label}: {_said(value)}"


def _items(labels: Mapping[str, Question], items: Sequence[Json], indent: str) -> Iterator[str]:
    for number, item in enumerate(items, start=1):
        if isinstance(item, Mapping):
            yield f"{indent}{number}."
            yield from _answers(labels, item, f"{indent}  ")
        else:
            yield f"{indent}{_said(item)}"


def _said(value: Json) -> str:
    if value is None:
        return NOT_ANSWERED.lower()
    return yes_no(value) if isinstance(value, bool) else str(value)


def _of_event(event: AuditEvent) -> tuple[str, ...]:
    detail = ", ".join(f"{name} {value}" for name, value in sorted(event.detail.items()))
    return (event.at.isoformat(), event.who, event.role, event.school, event.did, detail)


def _zip(files: Mapping[str, str]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as folder:
        for name, text in files.items():
            folder.writestr(zipfile.ZipInfo(name, MADE_AT), text.encode(), zipfile.ZIP_DEFLATED)
    return content.getvalue()
