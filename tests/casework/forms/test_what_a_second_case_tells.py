"""Whether a child has, or had, a case of schools that are not theirs is told to nobody in passing: of one that is over nothing,
and of one that goes on only that it does, once everything is answered, as a line of the audit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from casework.forms import drafts, entries
from casework.forms.drafts import OpenDraft
from casework.keeping import audit
from casework.reading.office import Office
from record.entry import Filed
from record.forms.before_you_start import BeforeYouStart
from record.forms.referral import Referral
from record.person import Person
from tests.casework.at_work import (
    AMINA,
    ELENA,
    REFERENCE,
    ROSALIND,
    TARIQ,
    an_office,
    open_a_case,
    save,
    shared,
    type_in,
)
from tests.record.a_case import OTHER, day, ended_otherwise, filed

UPN = "B801200005001"
ASKED_ALREADY, HAD_ONE = "BEFORE-8", "REFERRAL-13"


def of_the_child(*entries: Filed) -> list[Filed]:
    return [
        replace(each, entry=each.entry.model_copy(update={"upn": UPN})) if isinstance(each.entry, Referral) else each
        for each in entries
    ]


def referring(office: Office, who: Person, typed: Mapping[str, str]) -> OpenDraft:
    """A referral of a new case, as somebody types it."""
    paper = drafts.begin(office, who, Referral, open_a_case(office, who))
    return type_in(office, who, paper, typed)


def told(office: Office, paper: OpenDraft) -> set[str]:
    return {each.rule for each in entries.check(office, paper).findings}


@pytest.mark.parametrize(("who", "is_told"), [(AMINA, True), (ELENA, False)], ids=lambda each: str(each))
def test_of_a_case_that_is_over_whoever_sees_it_is_told(tmp_path: Path, who: Person, is_told: bool) -> None:
    office = an_office(tmp_path, *of_the_child(*shared()), ended_otherwise("no school found", day(9, 9)))

    paper = referring(office, who, {"legal_name": "Tobi Adeyemi", "upn": UPN})

    assert (HAD_ONE in told(office, paper)) == is_told


def test_of_a_case_that_goes_on_elsewhere_whoever_stops_at_it_is_a_line_of_its_audit(tmp_path: Path) -> None:
    office = an_office(tmp_path, *of_the_child(*shared()))
    reference = open_a_case(office, ELENA)
    (before,) = office.cases[reference].filed
    unfinished = referring(office, ELENA, {"legal_name": "Tobi Adeyemi", "upn": UPN})
    assert not entries.check(office, unfinished).stops
    assert audit.lines(office, ROSALIND, REFERENCE) == []

    save(office, *of_the_child(filed(Referral(confirmed_on=day(2, 9)), by=OTHER)), reference=reference)
    paper = drafts.revise(office, ELENA, reference, before.entry_id)
    assert isinstance(before.entry, BeforeYouStart)
    assert [[each.rule for each in entries.check(office, paper).stops] for _ in range(3)] == [[ASKED_ALREADY]] * 3

    (line,) = audit.lines(office, ROSALIND, REFERENCE)
    assert (line.who, line.school, line.did) == (
        "Elena Petrova",
        "Elm Grove",
        "was refused a second case of this child",
    )
    assert entries.check(office, drafts.revise(office, TARIQ, reference, before.entry_id)).stops
    assert len(audit.lines(office, ROSALIND, REFERENCE)) == 1, "whoever sees both cases is told nothing new"
