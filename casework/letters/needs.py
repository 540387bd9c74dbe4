"""Where a person goes to give what a letter still needs: the form and its question, the settings table and its column,
or the questions asked with the letter; or whom to ask, when it is not theirs to give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from casework.forms.drafts import may_revise
from casework.forms.offered import possible
from casework.reading.access import Seen, is_by_the_other_school
from letters.catalogue import missing
from letters.facts import Facts
from letters.facts.fact import WITH_THE_LETTER
from letters.from_case.readers import Copy
from letters.letter import AFTER, ENDED
from letters.making import Making
from letters.need import Need, needed
from record.case import Case
from record.entry import Filed, Party
from record.forms.board_decision import BoardDecision
from record.forms.early_ending import EarlyEnding
from record.forms.kinds import kind_named
from record.forms.meeting_record import MeetingRecord
from record.forms.referral import Referral
from record.forms.review import Review
from record.forms.start import Start
from record.person import Person
from record.stage import Stage
from record.tables import SCHOOLS, SETTINGS, TABLES, School
from rules.judging import without_ground

(CHILDS_NAME,) = needed("pupil.preferred_name")
NOBODY_TO_WRITE_TO = "Say who has parental responsibility and can be written to."
SETTINGS_OF: Mapping[str, str] = {
    "Virtual School": "virtual school",
    "social worker": "social care",
    "SEN team": "sen team",
}
"""Whose address the Settings table keeps, by reader."""
AFTER_A_DECISION = {Stage.FINAL_REVIEW_HELD, *ENDED, *AFTER}
"""The stages at which a letter announces how a move ended."""
ANNOUNCES: Mapping[str, tuple[str, ...]] = {
    "extension": (Review.kind,),
    "early_ending": (EarlyEnding.kind,),
    "start_confirmation": (MeetingRecord.kind, Start.kind),
}
"""What makes the turn that a letter announces while the child is placed, by letter."""
NAMED_IN_THE_REFERRAL: Mapping[str, str] = {
    "Virtual School": "virtual_school_person",
    "social worker": "social_worker",
}
"""Where the referral names a reader who is no parent."""
OF_A_NAME = ("addressee.name", "addressee.salutation")
OFFICER_OF: Mapping[str, str] = {"SEN team": "sen team"}


@dataclass(frozen=True, slots=True)
class Missing:
    """Something a letter still needs, and where it is given."""

    sentence: str
    place: str
    """The entry kind of a form, `letter` for the questions asked with it, or the name of a settings table."""
    field: str
    """The question, or the column."""
    entry_id: str = ""
    """The entry to correct; empty for a form nobody has submitted."""
    row: str = ""
    """Of the table: whose."""
    ask: str = ""
    """Who can give it, when this person cannot."""

    @property
    def is_in_a_table(self) -> bool:
        """Whether a settings table gives it."""
        return self.place in (SCHOOLS, SETTINGS)


def what_is_missing(making: Making, copy: Copy, facts: Facts, seen: Seen, person: Person) -> tuple[Missing, ...]:
    """Everything one copy of a letter still needs, in the order of the letter."""
    needs = [*_without_ground(making), *missing(making.letter, facts)]
    if not facts.pupil.preferred_name:
        needs.insert(0, CHILDS_NAME)
    found = [_where(need, making, copy, seen, person) for need in needs]
    return tuple(dict.fromkeys(found))


def _without_ground(making: Making) -> Iterator[Need]:
    """What the turn that a letter announces must have and lacks: no letter goes out that builds on it."""
    is_of_an_ending = set(making.letter.stages) <= AFTER_A_DECISION
    for each in without_ground(making.case):
        if is_of_an_ending or each.kind in ANNOUNCES.get(making.letter.id, ()):
            yield Need("", each.sentence, each.kind, next(iter(each.fields), ""))


def nobody_to_write_to(making: Making, seen: Seen, person: Person) -> Missing:
    """What a letter to parents needs when no parent may be written to."""
    need = Need("addressee.name", NOBODY_TO_WRITE_TO, "referral", "parents")
    return _in_a_form(need, making, None, seen, person)


def _where(need: Need, making: Making, copy: Copy, seen: Seen, person: Person) -> Missing:
    if need.kind == WITH_THE_LETTER:
        return Missing(need.missing, WITH_THE_LETTER, need.field)
    is_professional = copy.addressee is not None and not copy.addressee.is_parent and copy.reader != "pupil"
    if is_professional and copy.reader in NAMED_IN_THE_REFERRAL and need.fact in OF_A_NAME:
        named = replace(need, kind=Referral.kind, field=NAMED_IN_THE_REFERRAL[copy.reader])
        return _in_a_form(named, making, None, seen, person)
    if need.fact.startswith("addressee.") and is_professional:
        return _of_a_professional(need, making, copy)
    if need.kind in (SCHOOLS, SETTINGS):
        return _in_a_table(need, making)
    return _in_a_form(need, making, copy.filed, seen, person)


def _of_a_professional(need: Need, making: Making, copy: Copy) -> Missing:
    """The name and the address of somebody who is no parent are kept in the settings tables."""
    column = "address" if need.fact.endswith("address_lines") else "head"
    if copy.school:
        row = making.authority.name_of(copy.school)
        return Missing(need.missing, SCHOOLS, column, row=row, ask=_coordinator(making))
    of = SETTINGS_OF.get(copy.reader, "authority")
    row = f"{of} address" if column == "address" else OFFICER_OF.get(copy.reader, "coordinator")
    return Missing(need.missing, SETTINGS, "value", row=row, ask=_coordinator(making))


def _in_a_table(need: Need, making: Making) -> Missing:
    if need.kind == SETTINGS:
        return Missing(need.missing, SETTINGS, "value", row=need.field, ask=_coordinator(making))
    column = TABLES[SCHOOLS].by_attribute[need.field].name
    return Missing(need.missing, SCHOOLS, column, row=_school_of(need, making).name, ask=_coordinator(making))


def _school_of(need: Need, making: Making) -> School:
    group = need.fact.split(".")[0]
    urns = {"sender": making.writer, "receiving": making.receiving}
    return making.authority.school(urns.get(group, making.case.home))


def _coordinator(making: Making) -> str:
    return making.authority.coordinator_for(making.case.home).name or making.authority.name


def _in_a_form(need: Need, making: Making, of: Filed | None, seen: Seen, person: Person) -> Missing:
    its_own = of is not None and any(need.kind == kind.kind for kind in making.letter.each)
    filed = of if its_own else _entry_with(need.kind, seen.case)
    if filed:
        is_mine = may_revise(seen, person, filed) and not is_by_the_other_school(filed, person)
        ask = "" if is_mine else making.authority.name_of(filed.filed_for) if filed.filed_for else making.authority.name
        return Missing(need.missing, need.kind, need.field, filed.entry_id, ask=ask)
    kind = kind_named(need.kind)
    if kind in possible(seen, person):
        return Missing(need.missing, need.kind, need.field)
    return Missing(need.missing, need.kind, need.field, ask=next(_writers(kind.by, making)))


def _entry_with(kind: str, case: Case) -> Filed | None:
    """The entry that gives a fact, as the facts are read: the agreed meeting, the standing direction, else the last."""
    filed = case.filed_of(kind_named(kind))
    stands = {MeetingRecord.kind: case.agreed_meeting, BoardDecision.kind: case.direction}.get(kind)
    return next((each for each in filed if each.entry is stands), filed[-1] if filed else None)


def _writers(by: tuple[Party, ...], making: Making) -> Iterator[str]:
    names = {
        Party.HOME: making.authority.name_of(making.case.home),
        Party.RECEIVING: making.authority.name_of(making.receiving),
        Party.EITHER: "either school",
        Party.LA: making.authority.name,
    }
    yield from (names[party] for party in by)
