"""Drafts: whose they are, what stands in them, how a correction and the other school's answer are laid on an entry."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from casework.forms import drafts, entries
from casework.forms.drafts import NotYours, OpenDraft
from casework.forms.entries import REASON, filed_for
from casework.reading.access import see
from casework.reading.office import Office
from letters.catalogue import kind_of_draft
from record.entry import Entry, Filed
from record.forms.before_you_start import BeforeYouStart
from record.forms.consent import Consent
from record.forms.final_review import RETURN, FinalReview
from record.forms.kinds import KINDS
from record.forms.la_record import LaRecord
from record.forms.meeting_record import MeetingRecord
from record.forms.referral import Referral
from record.forms.response import Response
from record.forms.same_day import SameDay
from record.forms.weekly_report import WeeklyReport
from record.person import Person
from store.contract import Draft, DraftGone, SavedEntry
from tests.casework.at_work import (
    AMINA,
    BEN,
    DEVAN,
    ELENA,
    EVE,
    GRACE,
    NOOR,
    PETER,
    REFERENCE,
    ROSALIND,
    SHARE,
    TARIQ,
    accepted,
    an_office,
    at,
    open_a_case,
    placed,
    requested,
    save,
    saved,
    submitted,
    type_in,
)
from tests.record.a_case import (
    HOME,
    OTHER,
    RECEIVING,
    answered,
    asked,
    consents,
    day,
    ended_otherwise,
    filed,
    met,
    referred,
)

HAPPENED = {
    "happened_on": "18/9/2026",
    "what": "left the site",
    "half": "morning",
    "reason": "Left by the back gate.",
    "home_told": "yes",
    "told_on": "18/9/2026",
    "told_at": "10:15",
    "told_by": "Peter Lindqvist",
}
REPORT = filed(
    WeeklyReport(
        week_commencing=day(14, 9), concern="amber", went_well="Art.", met_with="Ms Lark", sent_to="Amina Yusuf"
    ),
    filed_by="Peter Lindqvist",
    reasons={"CONCERN-9": "Because."},
)


def stands(office: Office, who: Person, entry_id: str) -> Filed:
    """An entry as it stands for somebody."""
    found = see(office, who, REFERENCE)
    assert found is not None
    return next(each for each in found.case.filed if each.entry_id == entry_id)


def gone_on_with(office: Office, who: Person, paper: OpenDraft) -> OpenDraft | None:
    try:
        return drafts.resume(office, who, paper.draft.draft_id)
    except NotYours:
        return None


def test_a_draft_is_gone_on_with_by_anybody_at_the_school_and_by_nobody_else(tmp_path: Path) -> None:
    office = an_office(tmp_path, *referred())
    paper = drafts.begin(office, AMINA, Consent, REFERENCE)
    drafts.keep(office, AMINA, paper, {"person": "Mrs J. Adeyemi"})

    assert drafts.begin(office, BEN, Consent, REFERENCE).draft.draft_id == paper.draft.draft_id
    theirs = gone_on_with(office, BEN, paper)
    assert theirs is not None and theirs.typed["person"] == "Mrs J. Adeyemi"
    assert [each for each in (PETER, ELENA, ROSALIND, TARIQ, DEVAN, NOOR) if gone_on_with(office, each, paper)] == []
    assert [len(drafts.my_drafts(office, each)) for each in (AMINA, BEN, PETER, ROSALIND)] == [1, 1, 0, 0]


@pytest.mark.parametrize("person", (EVE, DEVAN, NOOR, replace(ROSALIND, la="999")), ids=lambda each: each.name)
def test_a_coordinators_draft_is_for_coordinators_who_see_the_case(tmp_path: Path, person: Person) -> None:
    office = an_office(tmp_path, *placed())
    paper = drafts.begin(office, ROSALIND, LaRecord, REFERENCE)

    assert gone_on_with(office, TARIQ, paper) is not None
    assert gone_on_with(office, person, paper) is None
    assert drafts.my_drafts(office, person) == []
    with pytest.raises(NotYours):
        drafts.discard(office, person, paper.draft.draft_id)


def test_a_draft_of_a_case_that_was_closed_to_the_school_is_not_gone_on_with(tmp_path: Path) -> None:
    office = an_office(tmp_path, *requested())
    paper = drafts.begin(office, PETER, Response, REFERENCE)
    save(office, ended_otherwise("no school found", day(4, 9)))

    assert gone_on_with(office, PETER, paper) is None
    assert drafts.my_drafts(office, PETER) == []
    for kind in KINDS:
        with pytest.raises(NotYours):
            drafts.begin(office, PETER, kind, REFERENCE)
    with pytest.raises(NotYours):
        entries.submit(office, PETER, paper)


def test_the_weekly_report_role_goes_on_with_no_other_form_of_its_school(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed(), today=day(18, 9))
    paper = drafts.begin(office, PETER, FinalReview, REFERENCE)
    report = drafts.begin(office, PETER, WeeklyReport, REFERENCE)

    assert gone_on_with(office, GRACE, paper) is None
    assert [each.draft_id for each in drafts.my_drafts(office, GRACE)] == [report.draft.draft_id]


def test_the_weekly_report_role_confirms_no_review(tmp_path: Path) -> None:
    review = filed(FinalReview(reviewed_on=day(19, 10), decision=RETURN))
    office = an_office(tmp_path, *placed(), review, today=day(19, 10))

    assert drafts.revise(office, PETER, REFERENCE, review.entry_id).answers_the_other_school
    with pytest.raises(NotYours):
        drafts.revise(office, GRACE, REFERENCE, review.entry_id)


@pytest.mark.parametrize("kind", KINDS, ids=lambda each: each.kind)
def test_no_draft_begins_in_a_case_that_does_not_exist(tmp_path: Path, kind: type[Entry]) -> None:
    office = an_office(tmp_path)

    for person in (AMINA, ROSALIND, GRACE, DEVAN):
        with pytest.raises(NotYours):
            drafts.begin(office, person, kind, "MM-0000-0000")


def test_a_new_case_is_found_again_by_its_reference_before_it_is_submitted(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    paper = drafts.begin(office, AMINA, BeforeYouStart)

    again = drafts.begin(office, BEN, BeforeYouStart, paper.draft.reference)

    assert again.draft.draft_id == paper.draft.draft_id
    assert see(office, AMINA, paper.draft.reference) is None
    with pytest.raises(NotYours):
        drafts.begin(office, AMINA, Referral, paper.draft.reference)
    with pytest.raises(NotYours):
        drafts.begin(office, ELENA, BeforeYouStart, paper.draft.reference)


def test_each_new_case_has_a_draft_of_its_own(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    first = drafts.begin(office, AMINA, BeforeYouStart)
    drafts.keep(office, AMINA, first, {"pupil_initials": "TA"})

    assert drafts.begin(office, AMINA, BeforeYouStart).draft.reference != first.draft.reference


def test_the_newest_answer_to_each_question_stands(tmp_path: Path) -> None:
    office = an_office(tmp_path, *referred())
    paper = drafts.begin(office, AMINA, Consent, REFERENCE)

    drafts.keep(office, AMINA, paper, {"person": "Mrs J. Adeyemi", "note": "Agrees"})
    drafts.keep(office, BEN, paper, {"note": "Agrees, and asks about the bus"})
    drafts.keep(office, AMINA, paper, {})

    again = drafts.resume(office, AMINA, paper.draft.draft_id)
    assert again is not None
    by = {name: (each.value, each.kept_by) for name, each in again.draft.answers.items()}
    assert by["person"] == ("Mrs J. Adeyemi", "Amina Yusuf")
    assert by["note"] == ("Agrees, and asks about the bus", "Ben Okoro")


def test_what_is_discarded_is_gone_and_a_late_submit_says_so(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed())
    paper = drafts.begin(office, PETER, SameDay, REFERENCE)
    with pytest.raises(NotYours):
        drafts.discard(office, AMINA, paper.draft.draft_id)

    drafts.discard(office, GRACE, paper.draft.draft_id)
    drafts.discard(office, GRACE, paper.draft.draft_id)

    assert drafts.resume(office, PETER, paper.draft.draft_id) is None
    with pytest.raises(DraftGone, match="deleted this draft"):
        entries.submit(office, PETER, paper)
    with pytest.raises(DraftGone):
        drafts.keep(office, PETER, paper, {"reason": "late"})


def test_five_presses_make_one_entry(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed())
    paper = type_in(office, PETER, drafts.begin(office, PETER, SameDay, REFERENCE), HAPPENED)

    found = [submitted(office, PETER, paper) for _ in range(5)]

    assert {each.save_id for each in found} == {paper.draft.save_id}
    assert len([each for each in office.store.entries(REFERENCE) if each.kind == SameDay.kind]) == 1
    assert len([each for each in office.store.events(REFERENCE) if each.did == "submitted same_day"]) == 1


def test_presses_from_eight_threads_make_one_entry(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed())
    paper = type_in(office, PETER, drafts.begin(office, PETER, SameDay, REFERENCE), HAPPENED)

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: entries.submit(office, PETER, paper), range(8)))

    assert {each.save_id for each in found if isinstance(each, SavedEntry)} == {paper.draft.save_id}
    assert all(isinstance(each, SavedEntry) for each in found)
    assert len([each for each in office.store.entries(REFERENCE) if each.kind == SameDay.kind]) == 1
    assert office.store.drafts(RECEIVING) == []


def test_a_correction_begins_with_the_entry_as_it_stands(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed(), REPORT, today=day(18, 9))

    paper = drafts.revise(office, PETER, REFERENCE, REPORT.entry_id)

    assert paper.revised is not None and paper.draft.base == REPORT.save_id
    assert (paper.typed["week_commencing"], paper.typed["concern"]) == ("14/9/2026", "amber")
    assert not paper.answers_the_other_school
    assert drafts.revise(office, GRACE, REFERENCE, REPORT.entry_id).draft.draft_id == paper.draft.draft_id


def test_a_correction_keeps_the_reasons_given_before(tmp_path: Path) -> None:
    happened = filed(
        SameDay(happened_on=day(17, 9), what="left the site", home_told=True, told_on=day(18, 9)), by=RECEIVING
    )
    office = an_office(tmp_path, *placed(), today=day(18, 9))
    office.store.save(saved(happened, reasons={"SAME-DAY-5": "The office was closed."}))

    paper = drafts.revise(office, PETER, REFERENCE, happened.entry_id)
    paper = type_in(office, PETER, paper, {**HAPPENED, "happened_on": "17/9/2026"})

    assert paper.typed[REASON + "SAME-DAY-5"] == "The office was closed."
    assert submitted(office, PETER, paper).reasons == {"SAME-DAY-5": "The office was closed."}


def test_a_correction_is_a_further_revision_and_the_first_author_stays(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed())
    paper = type_in(office, PETER, drafts.begin(office, PETER, SameDay, REFERENCE), HAPPENED)
    first = submitted(office, PETER, paper)

    again = drafts.revise(office, GRACE, REFERENCE, first.entry_id)
    second = submitted(office, GRACE, type_in(office, GRACE, again, {"reason": "Left by the front gate."}))

    assert (second.revision, second.base, second.entry_id) == (2, first.save_id, first.entry_id)
    now = stands(office, AMINA, first.entry_id)
    assert (now.filed_by, now.filed_for, now.revision) == ("Peter Lindqvist", RECEIVING, 2)
    assert isinstance(now.entry, SameDay) and now.entry.reason == "Left by the front gate."


def corrected_by_both(office: Office, mine: dict[str, str], theirs: dict[str, str]) -> Filed:
    """The school and a coordinator correct one entry from the same base; the coordinator submits last."""
    paper = type_in(office, PETER, drafts.begin(office, PETER, SameDay, REFERENCE), HAPPENED)
    entry_id = submitted(office, PETER, paper).entry_id
    one, other = (drafts.revise(office, who, REFERENCE, entry_id) for who in (PETER, ROSALIND))
    submitted(office, PETER, type_in(office, PETER, one, mine))
    submitted(office, ROSALIND, type_in(office, ROSALIND, other, theirs))
    return stands(office, PETER, entry_id)


def test_two_corrections_from_one_base_are_both_kept(tmp_path: Path) -> None:
    now = corrected_by_both(an_office(tmp_path, *placed()), {"reason": "Left in a hurry."}, {"told_at": "10:30"})

    assert isinstance(now.entry, SameDay)
    assert now.entry.reason == "Left in a hurry."
    assert f"{now.entry.told_at:%H:%M}" == "10:30"
    assert now.clashes == ()


def test_a_clash_is_shown_until_somebody_chooses(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed())
    now = corrected_by_both(office, {"told_by": "Grace Obi"}, {"told_by": "Rosalind Marsh"})
    assert now.clashes == ("told_by",)
    assert {str(each.answers["told_by"]) for each in office.store.entries(REFERENCE) if each.kind == SameDay.kind} == {
        "Peter Lindqvist",
        "Grace Obi",
        "Rosalind Marsh",
    }

    chosen = drafts.revise(office, PETER, REFERENCE, now.entry_id)
    submitted(office, PETER, type_in(office, PETER, chosen, {"told_by": "Grace Obi"}))

    assert stands(office, PETER, now.entry_id).clashes == ()


def test_the_other_school_changes_its_own_section_and_nothing_else(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed(), REPORT, today=day(21, 9))
    paper = drafts.revise(office, AMINA, REFERENCE, REPORT.entry_id)
    assert paper.answers_the_other_school and paper.typed["seen_by"] == "Amina Yusuf"

    typed = {"home_wants_review": "no", "home_why": "It goes well.", "went_well": "Overwritten", "concern": "red"}
    kept = submitted(office, AMINA, type_in(office, AMINA, paper, typed))

    now = stands(office, PETER, REPORT.entry_id)
    changed = {"seen_by": "Amina Yusuf", "home_wants_review": False, "home_why": "It goes well."}
    assert now.entry == REPORT.entry.model_copy(update=changed)
    assert (now.filed_by, now.filed_for, kept.saved_by, kept.saved_for) == (
        "Peter Lindqvist",
        RECEIVING,
        AMINA.name,
        RECEIVING,
    )


def test_the_other_school_is_not_asked_to_mend_what_the_author_wrote(tmp_path: Path) -> None:
    half_empty = filed(WeeklyReport(week_commencing=day(15, 9), concern="green"))
    office = an_office(tmp_path, *placed(), today=day(21, 9))
    office.store.save(saved(half_empty, reasons={"CONCERN-9": "Because."}))
    paper = drafts.revise(office, AMINA, REFERENCE, half_empty.entry_id)
    paper = type_in(office, AMINA, paper, {"week_commencing": "soon"})
    found = entries.check(office, paper)
    assert [each.question for each in found.problems] == ["home_wants_review"]
    assert (found.findings, found.stops) == ((), ())

    kept = submitted(office, AMINA, type_in(office, AMINA, paper, {"home_wants_review": "no"}))

    assert kept.reasons == {"CONCERN-9": "Because."}


def test_the_authors_correction_drops_the_other_schools_confirmation(tmp_path: Path) -> None:
    record = met(home_support="A call each Friday.")
    office = an_office(tmp_path, *accepted(), record, today=day(9, 9))
    confirming = drafts.revise(office, PETER, REFERENCE, record.entry_id)
    submitted(office, PETER, type_in(office, PETER, confirming, {"is_confirmed": "yes", "confirmed_by": "Peter"}))
    confirmed = stands(office, AMINA, record.entry_id).entry
    assert isinstance(confirmed, MeetingRecord) and confirmed.is_confirmed

    correcting = drafts.revise(office, AMINA, REFERENCE, record.entry_id)

    entry = entries.check(office, correcting).reading.entry
    assert isinstance(entry, MeetingRecord)
    assert (entry.is_confirmed, entry.confirmed_by, entry.home_support) == (None, None, "A call each Friday.")


def test_no_school_answers_its_own_entry_and_a_third_answers_none(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed(), REPORT)

    assert not drafts.revise(office, PETER, REFERENCE, REPORT.entry_id).answers_the_other_school
    with pytest.raises(NotYours):
        drafts.revise(office, ELENA, REFERENCE, REPORT.entry_id)


def test_an_entry_that_the_other_school_may_not_answer_is_not_revised_by_it(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed())
    referral = next(each for each in placed() if each.kind == Referral.kind)
    save(office, referral)

    with pytest.raises(NotYours):
        drafts.revise(office, PETER, REFERENCE, referral.entry_id)


def test_a_draft_of_a_form_that_this_version_does_not_know_is_left_alone(tmp_path: Path) -> None:
    office = an_office(tmp_path, *referred())
    office.store.begin(
        Draft("of-a-later-version", "save", "205", REFERENCE, "hologram", HOME, office.now(), "Amina Yusuf")
    )

    assert drafts.my_drafts(office, AMINA) == []
    with pytest.raises(NotYours):
        drafts.resume(office, AMINA, "of-a-later-version")


def test_what_is_asked_with_a_letter_is_no_form_to_go_on_with(tmp_path: Path) -> None:
    office = an_office(tmp_path, *referred())

    paper = drafts.begin(office, AMINA, kind_of_draft("letter consent_form"), REFERENCE)

    assert gone_on_with(office, BEN, paper) is not None
    assert drafts.my_drafts(office, AMINA) == []


def test_the_newest_draft_of_a_form_is_the_one_gone_on_with(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed(), REPORT, today=day(18, 9))
    assert drafts.open_draft(office, PETER, WeeklyReport, REFERENCE) is None
    drafts.begin(office, PETER, WeeklyReport, REFERENCE)

    newest = drafts.revise(at(office, day(21, 9)), PETER, REFERENCE, REPORT.entry_id)

    found = drafts.open_draft(office, GRACE, WeeklyReport, REFERENCE)
    assert found is not None and found.draft.draft_id == newest.draft.draft_id


def test_the_route_chosen_in_the_first_form_decides_what_it_asks_next(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    paper = drafts.begin(office, AMINA, BeforeYouStart)

    assert type_in(office, AMINA, paper, {"route": "direct"}).facts["route"] == "direct"


def test_a_submitted_case_is_seen_by_its_school(tmp_path: Path) -> None:
    office = an_office(tmp_path)

    reference = open_a_case(office, AMINA)

    assert see(office, BEN, reference) is not None
    assert see(office, ELENA, reference) is None
    assert drafts.my_drafts(office, AMINA) == []


TYPED = ("met_on", "transport", "first_day_place")


def test_both_schools_write_one_draft_of_a_meeting_record_and_see_who_is_in_it(tmp_path: Path) -> None:
    office = an_office(tmp_path, *accepted(), today=day(8, 9))
    ours = drafts.begin(office, AMINA, MeetingRecord, REFERENCE)
    ours = type_in(office, AMINA, ours, {"met_on": "8/9/2026", "transport": "By bus"})
    theirs = drafts.begin(office, PETER, MeetingRecord, REFERENCE)
    theirs = type_in(office, PETER, theirs, {"first_day_place": "Main reception"})

    assert theirs.draft.draft_id == ours.draft.draft_id
    typed = {name: (theirs.draft.answers[name].value, theirs.draft.answers[name].kept_by) for name in TYPED}
    assert typed == {
        "met_on": ("8/9/2026", AMINA.name),
        "transport": ("By bus", AMINA.name),
        "first_day_place": ("Main reception", PETER.name),
    }
    assert [each.draft_id for each in drafts.my_drafts(office, PETER)] == [ours.draft.draft_id]
    assert [each.draft_id for each in drafts.my_drafts(office, AMINA)] == [ours.draft.draft_id]
    again = drafts.open_draft(office, PETER, MeetingRecord, REFERENCE)
    assert again and (again.draft.draft_id, filed_for(again)) == (ours.draft.draft_id, RECEIVING)
    assert filed_for(ours) == HOME


def test_a_shared_draft_is_nobody_elses(tmp_path: Path) -> None:
    office = an_office(tmp_path, *accepted(), today=day(8, 9))
    ours = drafts.begin(office, AMINA, MeetingRecord, REFERENCE)
    for who in (ELENA, GRACE, TARIQ):
        with pytest.raises(NotYours):
            drafts.resume(office, who, ours.draft.draft_id)
        assert drafts.my_drafts(office, who) == []
    save(office, answered("decline", on=day(8, 9)))
    with pytest.raises(NotYours):
        drafts.resume(office, PETER, ours.draft.draft_id)
    assert drafts.my_drafts(office, PETER) == []


def test_what_one_school_writes_alone_stays_its_own(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed(), today=day(18, 9))
    review = drafts.begin(office, PETER, SameDay, REFERENCE)
    with pytest.raises(NotYours):
        drafts.resume(office, AMINA, review.draft.draft_id)


def test_a_record_begun_with_one_school_is_not_read_by_the_next(tmp_path: Path) -> None:
    office = an_office(tmp_path, *accepted())
    of_northgate = drafts.begin(office, PETER, MeetingRecord, REFERENCE)
    type_in(office, PETER, of_northgate, {"background": "What Northgate thinks of the child."})
    then = (answered("decline", on=day(10, 9)), *consents(SHARE, day(11, 9), OTHER))
    save(office, *then, asked(OTHER, day(22, 9)), answered(school=OTHER, on=day(23, 9)))
    at(office, day(24, 9))

    with pytest.raises(NotYours):
        drafts.resume(office, ELENA, of_northgate.draft.draft_id)
    assert drafts.open_draft(office, ELENA, MeetingRecord, REFERENCE) is None
    assert drafts.my_drafts(office, ELENA) == []
    its_own = drafts.begin(office, ELENA, MeetingRecord, REFERENCE)
    assert "Northgate" not in repr(its_own.typed)
    theirs = drafts.open_draft(office, AMINA, MeetingRecord, REFERENCE)
    assert theirs is not None and theirs.draft.draft_id == of_northgate.draft.draft_id

    drafts.discard(office, AMINA, of_northgate.draft.draft_id)
    together = drafts.begin(office, AMINA, MeetingRecord, REFERENCE)
    found = drafts.open_draft(office, ELENA, MeetingRecord, REFERENCE)
    assert found is not None and found.draft.draft_id == together.draft.draft_id
