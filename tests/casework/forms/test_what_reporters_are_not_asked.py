"""A suspension of a child with a social worker, in the hands of somebody who only writes weekly reports: they are not asked
who of these was told, do not read it, take nothing of it away, and whoever may know is asked instead."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest

from casework.desk.work import due_for
from casework.forms import drafts, entries
from casework.forms.drafts import NotYours
from casework.forms.entries import FOR_A_COLLEAGUE, Check
from casework.reading.access import see
from casework.reading.in_part import kept_from_reports
from casework.reading.office import Office
from casework.settings.changing import change
from record.entry import Filed
from record.forms.referral import Referral
from record.forms.same_day import SameDay
from record.person import Person
from record.tables import QUESTIONS
from record.words import yes_no
from tests.casework.at_work import (
    GRACE,
    PETER,
    REFERENCE,
    TARIQ,
    an_office,
    begin,
    placed,
    submitted,
    type_in,
)
from tests.record.a_case import day

HIDDEN = {
    "worker_told": True,
    "worker_told_on": day(21, 9).isoformat(),
    "virtual_school_told": True,
    "virtual_school_told_on": day(21, 9).isoformat(),
    "pep_review_considered": True,
}
BY_GRACE = SameDay(
    happened_on=day(21, 9),
    what="suspension",
    suspended_from=day(21, 9),
    suspended_to=day(23, 9),
    reason="Pushed somebody at the gate.",
    home_told=True,
    told_on=day(21, 9),
    told_at=time(11, 0),
    told_by="Grace Obi",
    la_told=True,
    la_told_on=day(21, 9),
)
SAYS = "they come today\nthey ring"
BY_PETER = SameDay(**{**BY_GRACE.model_dump(), **HIDDEN})


def in_care(filed: Filed) -> Filed:
    """The same, where it is the referral of a child who is looked after and has a social worker."""
    if not isinstance(filed.entry, Referral):
        return filed
    cared_for = {"is_looked_after": True, "social_care": "child in need"}
    return replace(filed, entry=filed.entry.model_copy(update=cared_for))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return an_office(tmp_path, *map(in_care, placed()))


def hidden_as_kept(office: Office) -> dict[str, object]:
    *_, last = (each for each in office.store.entries(REFERENCE) if each.kind == SameDay.kind)
    return {name: said for name, said in last.answers.items() if name in kept_from_reports(SameDay)}


def owed(office: Office, person: Person) -> set[str]:
    found = see(office, person, REFERENCE)
    assert found is not None
    return {each.duty.id for each in due_for(found)} & {"suspension told", "interim review of the plan"}


def test_what_hangs_on_a_social_worker_or_on_care_is_kept_from_them() -> None:
    assert kept_from_reports(SameDay) == HIDDEN.keys()


def test_nor_do_they_read_what_is_asked_only_after_it(office: Office) -> None:
    asks = {"form": SameDay.title, "label": "What did the social worker say?", "type": "text"}
    after = {"asked when": "worker_told is yes"}
    further = {"asked when": "said is they come today"}
    assert change(office, TARIQ, QUESTIONS, "said", {**asks, **after, "type": "choice", "choices": SAYS}, None) == {}
    assert change(office, TARIQ, QUESTIONS, "when", {**asks, **further, "label": "When do they come?"}, None) == {}
    answers = {"local_said": "they come today", "local_when": "At four."}
    paper = type_in(office, PETER, begin(office, PETER, BY_PETER), answers)
    entry_id = submitted(office, PETER, paper).entry_id

    for person, said in ((PETER, ("they come today", "At four.")), (GRACE, (None, None))):
        found = see(office, person, REFERENCE)
        assert found is not None
        (shown,) = (each.entry.model_dump() for each in found.entries if each.entry_id == entry_id)
        assert (shown["local_said"], shown["local_when"]) == said
    submitted(office, GRACE, drafts.revise(office, GRACE, REFERENCE, entry_id))
    *_, last = (each for each in office.store.entries(REFERENCE) if each.kind == SameDay.kind)
    assert {name: last.answers[name] for name in answers} == answers


def test_they_do_not_read_it_of_their_own_schools_form(office: Office) -> None:
    entry_id = submitted(office, PETER, begin(office, PETER, BY_PETER)).entry_id

    for person, said in ((PETER, BY_PETER), (GRACE, BY_GRACE)):
        found = see(office, person, REFERENCE)
        assert found is not None
        (shown,) = (each.entry for each in found.entries if each.entry_id == entry_id)
        assert shown == said


def test_their_correction_leaves_it_as_it_stands(office: Office) -> None:
    entry_id = submitted(office, PETER, begin(office, PETER, BY_PETER)).entry_id

    paper = drafts.revise(office, GRACE, REFERENCE, entry_id)
    submitted(office, GRACE, type_in(office, GRACE, paper, {"reason": "Pushed somebody in the corridor."}))

    assert hidden_as_kept(office) == HIDDEN
    found = see(office, PETER, REFERENCE)
    assert found is not None
    (stands,) = (each.entry for each in found.entries if each.entry_id == entry_id)
    assert stands == BY_PETER.model_copy(update={"reason": "Pushed somebody in the corridor."})


def test_they_submit_what_a_colleague_answered_in_the_same_draft(office: Office) -> None:
    paper = begin(office, PETER, BY_PETER)
    submitted(office, GRACE, paper)

    assert hidden_as_kept(office) == HIDDEN


@pytest.mark.parametrize("told_on", ["21/9/2031", "20/9/2026", "the day after"])
def test_they_submit_nothing_of_a_colleagues_that_would_be_refused_to_the_colleague(
    office: Office, told_on: str
) -> None:
    """A day to come, one before the suspension, none at all."""
    paper = type_in(office, PETER, begin(office, PETER, BY_PETER), {"worker_told_on": told_on})
    before = len(office.store.entries(REFERENCE))
    found = entries.submit(office, GRACE, paper)

    assert isinstance(found, Check) and [each.sentence for each in found.problems] == [FOR_A_COLLEAGUE]
    assert len(office.store.entries(REFERENCE)) == before
    submitted(office, PETER, type_in(office, PETER, paper, {"worker_told_on": "21/9/2026"}))
    assert hidden_as_kept(office) == HIDDEN


def test_they_cannot_answer_it_by_a_request_of_their_own(office: Office) -> None:
    paper = begin(office, GRACE, BY_GRACE)
    for name in HIDDEN:
        with pytest.raises(NotYours):
            drafts.keep(office, GRACE, paper, {name: yes_no(True)})


def test_what_they_were_not_asked_is_asked_of_whoever_may_know(office: Office) -> None:
    entry_id = submitted(office, GRACE, begin(office, GRACE, BY_GRACE)).entry_id
    assert owed(office, GRACE) == set()
    assert owed(office, PETER) == {"suspension told", "interim review of the plan"}

    told = {name: yes_no(said) if said is True else "21/9/2026" for name, said in HIDDEN.items()}
    submitted(office, PETER, type_in(office, PETER, drafts.revise(office, PETER, REFERENCE, entry_id), told))

    assert owed(office, PETER) == set()
    assert hidden_as_kept(office) == HIDDEN


def test_of_a_child_without_a_social_worker_nothing_more_is_asked(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed())
    submitted(office, GRACE, begin(office, GRACE, BY_GRACE))

    assert owed(office, PETER) == set()


def test_care_that_begins_later_asks_nothing_of_an_earlier_suspension(office: Office, tmp_path: Path) -> None:
    submitted(office, GRACE, begin(office, GRACE, BY_GRACE))
    found = see(office, PETER, REFERENCE)
    assert found is not None
    last = found.case.filed[-1]

    def corrected(each: Filed) -> Filed:
        return replace(each, corrected_at=last.filed_at.replace(day=28)) if each.kind == Referral.kind else each

    later = replace(found, case=replace(found.case, filed=tuple(map(corrected, found.case.filed))))
    assert {each.duty.id for each in due_for(later)} & {"suspension told", "interim review of the plan"} == set()
