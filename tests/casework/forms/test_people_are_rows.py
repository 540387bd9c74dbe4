"""A person is a row of the referral: their name is corrected by the form itself, and their consent stays theirs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from casework import sample
from casework.forms import drafts
from casework.reading.access import see
from casework.reading.office import Office
from record.consents import PLACEMENT, ConsentStanding, standing
from record.forms.consent import Consent
from record.forms.referral import Referral
from record.person import Person, Role
from record.turns import TurnKind, turns
from store.contract import SavedEntry
from tests.casework.at_work import saved, submitted

TODAY = date(2026, 9, 21)
REFERENCE = sample.REFERENCES["week_one"]


def _lead(office: Office) -> Person:
    case = office.cases[REFERENCE]
    return Person("Wilma Hale", Role.SCHOOL, case.home, case.la)


def _stands(office: Office) -> ConsentStanding:
    case = office.cases[REFERENCE]
    return standing(case, PLACEMENT, case.receiving)


def _rename(office: Office, name: str, **more: str) -> SavedEntry:
    """Correct the first parent's name, by the form, as the home school does."""
    lead, case = _lead(office), office.cases[REFERENCE]
    paper = drafts.revise(office, lead, REFERENCE, case.filed_of(Referral)[-1].entry_id)
    first = paper.typed["parents"][0]
    drafts.keep(
        office,
        lead,
        paper,
        {f"parents.{first}.name": name} | {f"parents.{first}.{each}": said for each, said in more.items()},
    )
    again = drafts.resume(office, lead, paper.draft.draft_id)
    assert again is not None
    return submitted(office, lead, again)


def test_a_corrected_name_keeps_consent_and_place(riverside: Office) -> None:
    before, where = _stands(riverside), [(each.kind, each.on) for each in turns(riverside.cases[REFERENCE])]
    assert before.is_given and not before.silent
    was, *others = before.agreed

    _rename(riverside, "Ms Wilhelmina Longstocking")

    after = _stands(riverside)
    assert after.agreed == ("Ms Wilhelmina Longstocking", *others) and after.is_given
    assert [(each.kind, each.on) for each in turns(riverside.cases[REFERENCE])] == where

    _rename(riverside, was)
    assert _stands(riverside) == before


def test_another_carer_in_that_row_is_asked_anew(riverside: Office) -> None:
    _, *others = _stands(riverside).agreed
    _rename(riverside, "Ms P. Lowe", relationship="Foster carer")
    after = _stands(riverside)
    assert (after.agreed, after.silent, after.is_given) == (tuple(others), ("Ms P. Lowe",), False)


def test_a_withdrawal_under_the_name_before_is_theirs_for_whoever_sees_the_case_in_part(riverside: Office) -> None:
    case = riverside.cases[REFERENCE]
    assert case.placement is not None
    was = case.parents[0].name
    _rename(riverside, "Ms Wilhelmina Longstocking")
    consent = next(
        each for each in case.filed_of(Consent) if each.entry.person == was and each.entry.choice == PLACEMENT
    )
    taken_back = consent.entry.model_copy(update={"answer": "withdrawn", "answered_on": TODAY})
    riverside.store.save(saved(replace(consent, entry=taken_back, entry_id="back", save_id="back"), REFERENCE))

    whole = turns(riverside.cases[REFERENCE])[-1]
    seen = see(riverside, Person("Wren Hale", Role.WEEKLY_REPORT, case.placement.school, case.la), REFERENCE)
    assert seen is not None
    in_part = turns(seen.case)[-1]
    assert (in_part.kind, in_part.on) == (whole.kind, whole.on)
    assert whole.kind is TurnKind.WITHDRAWN
