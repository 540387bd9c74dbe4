"""What stands beside each form: who reads it is who can open it, and the minutes are those of its questions."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.forms.about import FOR_REPORTERS, PRESSURE_IS_KEPT, WHO_READS, about
from casework.reading.access import see
from record.entry import Entry, Filed, Party, ToSchoolAsked
from record.forms.approach import Approach
from record.forms.consent import Consent
from record.forms.kinds import KINDS
from record.forms.la_record import PANEL_ADVICE, PRESSURE, LaRecord
from record.forms.referral import Referral
from record.forms.response import Response
from record.forms.together import TOGETHER
from record.forms.weekly_report import WeeklyReport
from record.person import Person
from tests.casework.at_work import AMINA, ELENA, GRACE, IDA, PETER, REFERENCE, ROSALIND, SHARE, an_office, placed
from tests.record.a_case import HOME, OTHER, RECEIVING, a_parent, answered, asked, consents, day, filed

EVERY_KIND = pytest.mark.parametrize("kind", KINDS, ids=lambda each: each.kind)
WRITERS = {Party.HOME: HOME, Party.EITHER: HOME, Party.RECEIVING: RECEIVING, Party.LA: ""}
BEFORE = (*consents(SHARE, day(2, 9), OTHER), asked(OTHER, day(2, 9)), answered("decline", OTHER, day(2, 9)))
"""Another school was asked first, and said no."""
PLACED = placed()


def one_of(kind: type[Entry]) -> Filed:
    """One such form, filed once the child was placed; what a school is asked and answers, as it was before."""
    if kind in (Approach, Response):
        return next(each for each in PLACED if type(each.entry) is kind)
    of_parents = {"parents": (a_parent(),)} if kind is Referral else {}
    dated = {kind.dated_by: day(15, 9)} if kind.dated_by else {}
    return filed(kind(**of_parents, **dated), on=day(15, 9), by=WRITERS[kind.by[0]])


def readers(tmp_path: Path, one: Filed, *people: Person) -> list[Person]:
    """Who of these is shown the entry as it was written."""
    rest = [each for each in PLACED if each.entry_id != one.entry_id]
    office = an_office(tmp_path, *BEFORE, *rest, one)
    found = [(each, see(office, each, REFERENCE)) for each in people]
    return [who for who, seen in found if seen and one.entry_id in {each.entry_id for each in seen.entries}]


@EVERY_KIND
def test_who_is_said_to_read_a_form_is_who_can_open_it(tmp_path: Path, kind: type[Entry]) -> None:
    assert readers(tmp_path, one_of(kind), AMINA, PETER, ELENA, ROSALIND) == [AMINA, PETER, ROSALIND]
    assert about(kind).readers[0] == WHO_READS[kind.to_school_asked]
    assert kind.to_school_asked is not ToSchoolAsked.NOTHING


@EVERY_KIND
def test_what_is_said_of_those_who_only_write_weekly_reports_is_what_they_are_shown(
    tmp_path: Path, kind: type[Entry]
) -> None:
    one = one_of(kind)
    reads = readers(tmp_path, one, IDA, GRACE)
    said = next(each for each in about(kind).readers if each.startswith(FOR_REPORTERS))

    if reads:
        assert (reads, said) == ([GRACE], f"{FOR_REPORTERS} read it at the school that writes it.")
        return
    office = an_office(tmp_path)
    seen = see(office, GRACE, REFERENCE)
    assert seen is not None
    if one.entry_id in {each.entry_id for each in seen.case.filed}:
        assert said == f"{FOR_REPORTERS} see only the few answers they need."
    elif kind not in (Consent, LaRecord):  # of which they are shown only some
        assert said == f"{FOR_REPORTERS} do not see it."


@pytest.mark.parametrize(("what", "who"), [(PRESSURE, []), (PANEL_ADVICE, [AMINA, PETER])])
def test_what_the_authority_keeps_to_itself_is_said(tmp_path: Path, what: str, who: list[Person]) -> None:
    entry = LaRecord(
        about=what, recorded_on=day(15, 9), report="The family was pressed.", advice="Elm Grove has a place."
    )
    one = filed(entry, on=day(15, 9), by="")

    assert readers(tmp_path, one, AMINA, PETER, ROSALIND) == [*who, ROSALIND]
    seen = see(an_office(tmp_path), PETER, REFERENCE)
    assert seen is not None and "Elm Grove has a place." not in repr(seen.case.filed)
    assert PRESSURE_IS_KEPT in about(LaRecord).readers


MINUTES = {
    "before_you_start": 1,
    "referral": 15,
    "consent": 1,
    "approach": 1,
    "response": 5,
    "meeting_record": 10,
    "signature": 1,
    "board_decision": 5,
    "start": 1,
    "same_day": 3,
    "weekly_report": 2,
    "review": 5,
    "final_review": 5,
    "early_ending": 5,
    "ending": 2,
    "roll_change": 1,
    "la_record": 1,
    "telling": 1,
    "review_request": 1,
    "meeting_day": 1,
    "consent_table": 1,
    "signature_table": 1,
}


def test_each_form_takes_the_minutes_of_its_questions() -> None:
    forms = (*KINDS, *TOGETHER.values())

    assert {each.kind: about(each).minutes for each in forms} == MINUTES
    assert about(Referral).time == "About 15 minutes"
    assert about(Consent).time == "About 1 minute"
    assert about(WeeklyReport, for_the_other_school=True).minutes == 1


def test_a_form_that_several_are_filed_with_is_read_by_whoever_reads_those() -> None:
    assert all(about(together).readers == about(kind).readers for kind, together in TOGETHER.items())


def test_only_where_the_family_reads_an_answer_is_it_said() -> None:
    told = {each.kind for each in KINDS if any("The family reads this" in said for said in about(each).readers)}

    assert told == {
        *("referral", "meeting_record", "board_decision", "same_day", "weekly_report", "review", "final_review"),
        *("early_ending", "ending"),
    }


def test_a_form_without_what_to_have_at_hand_is_refused_where_it_stands() -> None:
    with pytest.raises(TypeError, match="at_hand"):
        type("Odd", (Entry,), {}, kind="odd", title="Odd", number=99, by=(), purpose="Nothing.")
    assert all(each.at_hand.endswith(".") for each in (*KINDS, *TOGETHER.values()))
