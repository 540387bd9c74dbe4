"""Sheet check: what a coordinator should put right in the spreadsheet, and what waits to be written to it.

The store says what it found and where; here it is set beside the cases, the rules and who may see what.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from casework.keeping.sheet.items import SORTED, Item, Sorted
from casework.keeping.sheet.spreadsheet import sheet_of
from casework.reading.access import see
from casework.reading.cases import as_filed, identity
from casework.reading.office import Office
from casework.settings.changing import to_put_right
from record.case import Case
from record.entry import Filed
from record.field import Shape, questions
from record.person import Person
from record.stage import goes_on
from record.tables import EDITABLE
from record.words import chained
from rules.judging import judge_change, judge_entry
from rules.rule import Finding
from store.sheets.contract import SpreadsheetStore
from store.sheets.layout.faults import SheetFault, SheetFaultKind, link_to

A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something saved here that Google has not got yet."""

    what: str
    """`Weekly report`, or `Settings`."""
    reference: str
    since: datetime | None


@dataclass(frozen=True, slots=True)
class SheetCheck:
    """The whole page."""

    spreadsheet: str
    """Its id; empty when entries are kept in no spreadsheet."""
    items: Mapping[Sorted, Sequence[Item]]
    hidden: int
    """Items about cases that this person may not see."""
    waiting: Sequence[Waiting]
    trouble: str
    """Why Google cannot be reached just now."""
    refused: str = ""
    """What Google refuses to take of what waits, and the way out."""

    @property
    def is_all_well(self) -> bool:
        """Whether nothing has to be put right."""
        return not any(items for kind, items in self.items.items() if not kind.is_news)


def check(office: Office, person: Person) -> SheetCheck:
    """Everything there is to put right that this person may see. Raises StoreError."""
    sheet = sheet_of(office)
    faults = [each for each in sheet.faults() if not _is_old_news(each, office.now())] if sheet else []
    shown = [each for each in faults if _may_see(office, person, each.reference)]
    items: dict[Sorted, list[Item]] = defaultdict(list)
    of_cases = _of_cases(office, person, sheet)
    for item in (*_of_faults(office, person, sheet, shown), *_of_tables(office, sheet), *of_cases):
        items[item.sorted].append(item)
    return SheetCheck(
        spreadsheet=sheet.spreadsheet if sheet else "",
        items={kind: items[kind] for kind in Sorted if items[kind]},
        hidden=len(faults) - len(shown),
        waiting=_waiting(office, person, sheet) if sheet else (),
        trouble=sheet.standing().trouble if sheet else "",
        refused=sheet.standing().refused if sheet else "",
    )


def _is_old_news(fault: SheetFault, now: datetime) -> bool:
    is_news = SORTED.get(fault.sort) is Sorted.BY_HAND and bool(fault.since)
    return is_news and now - datetime.fromisoformat(fault.since) > A_WEEK


def _may_see(office: Office, person: Person, reference: str) -> bool:
    """A case of another area is not theirs; a reference of no case at all is anybody's to put right."""
    return reference not in office.cases or see(office, person, reference) is not None


def _of_faults(
    office: Office, person: Person, sheet: SpreadsheetStore | None, faults: Sequence[SheetFault]
) -> Iterator[Item]:
    if sheet is None:
        return
    gone: dict[str, list[SheetFault]] = defaultdict(list)
    for each in faults:
        if each.sort == SheetFaultKind.VANISHED:
            gone[each.save_id].append(each)
        elif each.sort in SORTED:
            yield _item(office, person, sheet, each)
    for of_one_save in gone.values():
        tabs = ", ".join(dict.fromkeys(each.tab for each in of_one_save))
        item = replace(_item(office, person, sheet, of_one_save[0]), where=tabs)
        yield replace(item, rows=tuple(each.row for each in of_one_save))


def _item(office: Office, person: Person, sheet: SpreadsheetStore, fault: SheetFault) -> Item:
    findings = _findings(office, fault)
    kind = SORTED[fault.sort]
    return Item(
        sorted=Sorted.RULES if findings and kind is Sorted.BY_HAND else kind,
        where=_where(fault),
        link=fault.link(sheet.spreadsheet),
        says=fault.says,
        should=f"{fault.should}.",
        reference=fault.reference if see(office, person, fault.reference) else "",
        beside=f"{fault.stands} says {fault.stands_says}" if fault.stands else "",
        beside_link=link_to(fault.spreadsheet or sheet.spreadsheet, fault.gid, fault.stands) if fault.stands else "",
        findings=findings,
        rows=(fault.row,) if _is_to_decide(fault) else (),
    )


def _is_to_decide(fault: SheetFault) -> bool:
    return fault.sort is SheetFaultKind.COPY or (fault.row.startswith("typed ") and "Adopt" in fault.should)


def _where(fault: SheetFault) -> str:
    """The tab, the cell, and the question it answers: a letter and a number alone say little."""
    tab = f"{fault.tab} (archive)" if fault.spreadsheet else fault.tab
    place = f"{tab}, {_in_words(fault.cell)}" if fault.cell else tab
    return f"{place}: “{fault.heading}”" if fault.heading else place


def _in_words(cell: str) -> str:
    first, _, last = cell.partition(":")
    return f"row {first}" if first == last else cell


def _findings(office: Office, fault: SheetFault) -> tuple[Finding, ...]:
    """What the rules say of the very answer that was edited, and what a turn of another form lacks since."""
    case = office.cases.get(fault.reference)
    if case is None or not fault.question or fault.sort != SheetFaultKind.BY_HAND:
        return ()
    edited = next((each for each in case.filed if each.save_id.partition("~")[0] == fault.save_id), None)
    if edited is None:
        return ()
    before = [each for each in office.store.entries(case.reference) if each.entry_id == edited.entry_id]
    stood = [each for each in before if each.save_id != edited.save_id]
    form = office.authority.form
    case = case.with_filed(replace(edited, corrects=as_filed(stood, form).entry if stood else None))
    own = judge_entry(case, edited.entry_id)
    of_others = (each for each in judge_change(case, edited.entry_id) if each not in own)
    return (*(each for each in own if fault.question in each.fields), *of_others)


def _of_tables(office: Office, sheet: SpreadsheetStore | None) -> Iterator[Item]:
    """What of schools, people, areas, term dates, settings and questions cannot be used as it stands, as *Settings* says it."""
    should = "Put it right in the spreadsheet, or under Settings."
    for sentence in to_put_right(office):
        where, _, says = sentence.partition(": ")
        tab = next((each for each in EDITABLE if where.startswith(each)), where)
        yield Item(Sorted.TABLES, where, _tab(sheet, tab), says or sentence, should)


def _of_cases(office: Office, person: Person, sheet: SpreadsheetStore | None) -> Iterator[Item]:
    """What only the cases show: schools nobody has entered, one child in two cases."""
    seen = [each.case for reference in office.cases if (each := see(office, person, reference))]
    for case in seen:
        for filed in case.filed:
            for urn in _unknown_schools(office, filed):
                should = "Add a row with this URN to the tab Schools, or correct the school in the form."
                says = f"“{urn}” is not in the Schools table"
                yield Item(
                    Sorted.SCHOOLS, filed.entry.title, _tab(sheet, filed.entry.title), says, should, case.reference
                )
    yield from _twice(seen)


def _unknown_schools(office: Office, filed: Filed) -> Iterator[str]:
    named = [getattr(filed.entry, each.name) for each in questions(type(filed.entry)) if each.shape is Shape.SCHOOL]
    known = office.authority.schools
    yield from dict.fromkeys(urn for urn in (filed.filed_for, *named) if urn and urn not in known)


def _tab(sheet: SpreadsheetStore | None, title: str) -> str:
    gid = sheet.tabs_now().get(title) if sheet else None
    return link_to(sheet.spreadsheet, gid) if sheet and gid is not None else ""


def _twice(cases: Sequence[Case]) -> Iterator[Item]:
    """Cases that go on at the same time for one child."""
    by_child: dict[str, list[str]] = defaultdict(list)
    for case in cases:
        for mark in identity(case.referral) if goes_on(case) else ():
            by_child[mark].append(case.reference)
    for references in dict.fromkeys(tuple(each) for each in by_child.values() if len(each) > 1):
        says = f"{chained(references)} are of the same child"
        should = "Continue with one of them and end the other, with the reason."
        yield Item(Sorted.CHILDREN, references[0], "", says, should, references[-1])


def _waiting(office: Office, person: Person, sheet: SpreadsheetStore) -> Sequence[Waiting]:
    found: dict[str, Waiting] = {}
    for line in sheet.unsent():
        if line.save_id in found or not _may_see(office, person, line.reference):
            continue
        entries = office.store.entries(line.reference) if line.reference else ()
        since = next((each.saved_at for each in entries if each.save_id == line.save_id), None)
        found[line.save_id] = Waiting(line.tab, line.reference, since)
    return tuple(found.values())
