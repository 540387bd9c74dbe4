"""The letters of a case: which there are, what they need, what they say, and what is noted of them."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from casework.forms import drafts
from casework.letters import making, zips
from casework.letters.changes import LastMade
from casework.letters.making import NoSuchLetter, State
from casework.letters.own_templates import keep_logo
from casework.reading.access import Seen, see
from casework.reading.office import Office
from letters.catalogue import LETTERS
from letters.coming import Comes
from letters.from_case.approaches import request
from letters.from_case.plan import plan
from record.consents import TRANSFER
from record.entry import Filed
from record.forms.final_review import RETURN
from record.forms.final_review import TRANSFER as STAYS
from record.forms.meeting_record import Invited, MeetingRecord
from record.forms.referral import Referral
from record.forms.review import Review
from record.person import Person
from store.contract import CaseErased
from tests.casework.letters import offered
from tests.casework.letters.letter_cases import (
    AMINA,
    CARER,
    CHILD,
    DEVAN,
    ELENA,
    FATHER,
    GRACE,
    KEPT_AWAY,
    MEETING,
    MOTHER,
    PETER,
    REFERENCE,
    ROSALIND,
    ROUTES,
    SECRETS,
    a_report,
    accepted,
    add,
    agreed,
    an_office,
    begun,
    decided,
    ended_early,
    met_and_agreed,
    placed,
    withdrawn,
)
from tests.letters.read import parts, text
from tests.record.a_case import (
    RECEIVING,
    a_case,
    answered,
    asked,
    consents,
    directed,
    ended_otherwise,
    filed,
    met,
    referred,
    suspended,
)

SIGNED = date(2026, 9, 9)
AFTER = date(2026, 10, 19)
HOW_IT_ENDED = {"return_to_home_school", "success", "early_ending"}
"""The letters to the parents of which there is one at most."""
TELL: dict[str, dict[str, Any]] = {
    "invitation_to_discuss": {
        "meeting_where": "The library",
        "meeting_on": "28/9/2026",
        "meeting_at": "15:30",
        "why": "To talk.",
    },
    "meeting_invitation": {"meeting_where": "The hall", "meeting_on": "28/9/2026", "meeting_at": "4pm"},
    "consent_form": {},
    "not_accepted": {"next_steps": "We meet again.", "turn_to": "Ms R. Patel"},
    "not_proceeding": {"next_steps": "We meet again.", "turn_to": "Ms R. Patel"},
}


def seen_by(office: Office, person: Person) -> Seen:
    found = see(office, person, REFERENCE)
    assert found
    return found


def states(office: Office, person: Person) -> dict[str, State]:
    return {each.letter.id: each for each in making.available(office, person, seen_by(office, person))}


def tell(office: Office, person: Person, letter_id: str, **more: Any) -> None:
    """Answer what is asked with a letter."""
    paper = making.ask(office, person, seen_by(office, person), letter_id)
    drafts.keep(office, person, paper, {**TELL[letter_id], **more})


def read(office: Office, person: Person, letter_id: str, n: int = 1) -> str:
    return text(making.make(office, person, seen_by(office, person), letter_id, n).content)


def fresh(folder: Path, name: str = "other") -> Path:
    """Room for another store."""
    (folder / name).mkdir()
    return folder / name


def a_review(on: date, **more: Any) -> Filed:
    """An interim review with everything its record needs."""
    people = (Invited(name="Mrs J. Adeyemi", role="parent", presence="came"),)
    said = {"attendance_so_far": "100%", "targets_so_far": "Met.", "pupil_says": "Good.", "parents_say": "Good."}
    return filed(Review(sort="interim", reviewed_on=on, people=people, **said | more), on=on)


def ready(office: Office, person: Person) -> list[str]:
    return [name for name, state in states(office, person).items() if state.ready]


# What there is, on each route and at each stage


@pytest.mark.parametrize("route", ROUTES)
def test_a_case_with_everything_misses_nothing_on_any_route(tmp_path: Path, route: str) -> None:
    office = an_office(tmp_path, *agreed(route), today=SIGNED)
    found = states(office, AMINA)

    expected = {"agreement", "start_confirmation"} | (set() if route == "direct" else {"dual_registration_form"})
    always = {"pupil_views", "referral", "la_notification"}
    if route == "alternative provision":
        always |= {"ap_request"}
    assert {name for name, state in found.items() if state.ready} >= expected | always
    assert [need for name in expected for need in found[name].missing] == []
    assert "trial" not in read(office, AMINA, "start_confirmation") or route == "placement"


def test_each_side_is_offered_its_letters_when_they_come() -> None:
    assert offered.written() == offered.GOLDEN.read_text("utf-8"), "if meant: python -m tests.letters.write_golden"


def test_a_letter_that_comes_later_says_after_what(tmp_path: Path) -> None:
    found = states(an_office(tmp_path, *met_and_agreed()), AMINA)["start_confirmation"]
    assert (found.comes, found.after) == (Comes.LATER, "after everything is signed and the first day is set")


@pytest.mark.parametrize(
    ("entries", "ready_for_home", "ready_for_receiving"),
    [
        ((*placed(), decided(RETURN)), {"return_to_home_school"}, set()),
        ((*placed(), decided(STAYS)), set(), set()),
        ((*placed(), decided(STAYS), *consents(TRANSFER, date(2026, 10, 16), RECEIVING)), set(), {"success"}),
        ((*placed(), ended_early()), set(), {"early_ending"}),
    ],
)
def test_how_it_ended_decides_which_letter_there_is(
    tmp_path: Path, entries: tuple[Filed, ...], ready_for_home: set[str], ready_for_receiving: set[str]
) -> None:
    office = an_office(tmp_path, *entries, today=AFTER)
    found = (HOW_IT_ENDED & set(ready(office, AMINA)), HOW_IT_ENDED & set(ready(office, PETER)))
    assert found == (ready_for_home, ready_for_receiving)


def test_a_child_who_goes_on_to_another_school_gets_no_letter_about_coming_back(tmp_path: Path) -> None:
    moved = withdrawn(date(2026, 9, 18), next_place="another school or provision", next_on=date(2026, 9, 21))
    found = states(an_office(tmp_path, *placed(), moved), AMINA)["not_proceeding"]
    assert found.comes is Comes.NEVER


def test_an_unregistered_provider_has_no_dual_registration_form(tmp_path: Path) -> None:
    office = an_office(tmp_path, *agreed("alternative provision"), sort="Unregistered provider")
    assert states(office, AMINA)["dual_registration_form"].comes is Comes.NEVER
    assert "on the roll of both" not in read(office, AMINA, "start_confirmation")


# Who it goes to


def test_each_parent_and_the_carer_the_child_lives_with_gets_their_own_and_nobody_else(tmp_path: Path) -> None:
    aunt = CARER.model_copy(update={"name": "Ms A. Hart", "lives_with_child": False})
    office = an_office(tmp_path, *agreed(parents=(MOTHER, KEPT_AWAY, CARER, FATHER, aunt)))
    copies = [(each.copy.n, each.copy.to) for each in states(office, AMINA)["start_confirmation"].offered]

    assert copies == [(1, "Mrs J. Adeyemi"), (3, "Ms F. Carer"), (4, "Mr K. Adeyemi")]
    assert "9 Quay Street" in read(office, AMINA, "start_confirmation", 4)
    assert "Dear Ms Carer" in read(office, AMINA, "start_confirmation", 3)
    for n in (2, 5, 6):
        with pytest.raises(NoSuchLetter):
            making.make(office, AMINA, seen_by(office, AMINA), "start_confirmation", n)


def test_only_those_with_responsibility_are_asked_to_agree(tmp_path: Path) -> None:
    office = an_office(tmp_path, *agreed(parents=(MOTHER, KEPT_AWAY, CARER, FATHER)))
    copies = [(each.copy.n, each.copy.to) for each in states(office, AMINA)["consent_form"].offered]

    assert copies == [(1, "Mrs J. Adeyemi"), (4, "Mr K. Adeyemi"), (9, "the pupil")]


def test_a_parent_kept_away_by_a_court_is_named_in_no_letter_but_the_referral_itself(tmp_path: Path) -> None:
    office = an_office(tmp_path, *accepted(parents=(MOTHER, KEPT_AWAY)))
    tell(office, AMINA, "meeting_invitation")
    tell(office, AMINA, "consent_form", asks_explore="yes")
    every = zipfile.ZipFile(io.BytesIO(zips.make_all(office, AMINA, seen_by(office, AMINA))))

    assert len(every.namelist()) > 3
    naming = [name for name in every.namelist() if "Stone" in text(every.read(name))]
    assert naming == [f"{REFERENCE} Referral.docx"]  # who decides must know whom a court keeps away


def test_with_no_parent_to_write_to_the_letter_says_so(tmp_path: Path) -> None:
    office = an_office(tmp_path, *agreed(parents=(KEPT_AWAY,)))
    found = states(office, AMINA)["start_confirmation"]
    assert (found.ready, [(each.place, each.field) for each in found.missing]) == ((), [("referral", "parents")])


def test_an_invitation_goes_to_the_other_school_and_the_authority_too(tmp_path: Path) -> None:
    office = an_office(tmp_path, *accepted())
    tell(office, AMINA, "meeting_invitation")
    copies = {each.copy.reader: each for each in states(office, AMINA)["meeting_invitation"].ready}

    assert set(copies) == {"parent 1", "receiving school", "local authority"}
    invited = read(office, AMINA, "meeting_invitation", copies["receiving school"].copy.n)
    assert "Dear Mrs Lindqvist" in invited
    assert "Please come ready to decide" in invited


# What is missing


def test_a_fact_nobody_recorded_leads_to_the_question_of_the_entry_to_correct(tmp_path: Path) -> None:
    entries = agreed(meeting={"breaks": None, "transport": None})
    found = states(an_office(tmp_path, *entries), AMINA)["start_confirmation"]
    meeting = next(each for each in entries if each.kind == "meeting_record")

    assert [(each.place, each.field, each.entry_id, each.ask) for each in found.missing] == [
        ("meeting_record", "breaks", meeting.entry_id, ""),
        ("meeting_record", "transport", meeting.entry_id, ""),
    ]


def test_what_only_the_other_school_can_correct_says_whom_to_ask(tmp_path: Path) -> None:
    office = an_office(tmp_path, *met_and_agreed(meeting={"pastoral_lead": None}))
    (need,) = states(office, PETER)["agreement"].missing
    assert (need.place, need.field, need.ask) == ("meeting_record", "pastoral_lead", "Oakfield School")


def test_what_the_settings_tables_lack_is_named_by_table_row_and_column(tmp_path: Path) -> None:
    office = an_office(tmp_path, *met_and_agreed(), attendance_phone="")
    found = states(office, AMINA)["dual_registration_form"].missing
    assert [(each.place, each.field, each.row, each.ask) for each in found] == [
        ("Schools", "attendance phone", "Oakfield School", "Rosalind Marsh"),
    ]


def test_what_no_form_asks_is_asked_with_the_letter_and_kept_as_typed(tmp_path: Path) -> None:
    office = an_office(tmp_path, *begun())
    before = states(office, AMINA)["invitation_to_discuss"].missing
    assert [(each.place, each.field) for each in before] == [
        ("letter", name) for name in ("meeting_where", "meeting_on", "meeting_at", "meeting_people", "why")
    ]
    tell(office, AMINA, "invitation_to_discuss", meeting_on="some day")
    (still,) = states(office, AMINA)["invitation_to_discuss"].missing
    paper = making.ask(office, AMINA, seen_by(office, AMINA), "invitation_to_discuss")

    assert still.field == "meeting_on"
    assert paper.typed["meeting_on"] == "some day"
    assert [each.question for each in making.check(paper, paper.typed).problems] == ["meeting_on"]


def test_what_is_asked_with_a_letter_is_no_draft_to_go_on_with_and_no_other_schools(tmp_path: Path) -> None:
    office = an_office(tmp_path, *accepted())
    tell(office, AMINA, "meeting_invitation")

    assert drafts.my_drafts(office, AMINA) == []
    assert "meeting_invitation" in ready(office, AMINA)
    assert "meeting_invitation" not in ready(office, PETER)


def test_the_family_is_invited_from_a_referral_that_is_still_a_draft(tmp_path: Path) -> None:
    office = an_office(tmp_path, referred()[0])
    assert not states(office, AMINA)["invitation_to_discuss"].ready

    paper = drafts.begin(office, AMINA, Referral, REFERENCE)
    typed = {
        "preferred_name": "Tobi",
        "year_group": "8",
        "why_a_move": "A start.",
        "parents": ["a"],
        "interventions": ["b"],
    }
    parent = {
        "name": "Mrs J. Adeyemi",
        "has_responsibility": "yes",
        "address": "4 Mill Court",
        "is_excluded_by_court": "no",
    }
    tried = {"interventions.b.what": "A mentor"}
    drafts.keep(
        office, AMINA, paper, {**typed, **{f"parents.a.{name}": said for name, said in parent.items()}, **tried}
    )
    tell(office, AMINA, "invitation_to_discuss")

    assert "Please come and talk with us about Tobi" in read(office, AMINA, "invitation_to_discuss")


# What they say


def test_the_box_of_a_start_says_where_when_who_and_until_then(tmp_path: Path) -> None:
    said = read(an_office(tmp_path, *agreed(), today=SIGNED), AMINA, "start_confirmation")
    assert "Tobi starts at Northgate Academy on Monday 14 September" in said
    assert "Northgate Academy, main reception" in said
    assert "Monday 14 September 2026, 8:40am" in said
    assert "Tobi goes to Oakfield School as usual, up to and including Friday 11 September" in said
    assert "That is 6 weeks, or 30 school days" in said


def test_until_then_follows_the_agreed_week_and_a_suspension(tmp_path: Path) -> None:
    entries = (*placed(), suspended(date(2026, 10, 6), date(2026, 10, 7)), ended_early())
    said = read(an_office(tmp_path, *entries, today=date(2026, 10, 5)), PETER, "early_ending")
    assert (
        "Tobi goes to Northgate Academy as usual, up to and including Monday 5 October; then is suspended and goes to "
        "Oakfield School as the agreed week says, up to and including Wednesday 7 October; then goes to Northgate Academy "
        "as usual, up to and including Thursday 8 October"
    ) in said


def test_a_half_day_at_the_home_school_is_part_of_until_then(tmp_path: Path) -> None:
    said = read(an_office(tmp_path, *placed(), decided(RETURN), today=AFTER), AMINA, "return_to_home_school")
    assert (
        "Tobi goes to Northgate Academy and Oakfield School, as the agreed week says, up to and including "
        "Friday 23 October"
    ) in said


def test_a_return_says_we_all_agreed_only_when_each_agreement_is_recorded(tmp_path: Path) -> None:
    everybody = an_office(tmp_path, *placed(), decided(RETURN), today=AFTER)
    assert "we all agreed" in read(everybody, AMINA, "return_to_home_school")

    for number, one in enumerate(("parents_agree", "pupil_agrees", "home_head_agrees", "receiving_head_agrees")):
        folder = tmp_path / str(number)
        folder.mkdir()
        office = an_office(folder, *placed(), decided(RETURN, **{one: None}), today=AFTER)
        assert "we all agreed" not in read(office, AMINA, "return_to_home_school")


def test_a_transfer_says_we_all_agreed_only_when_each_person_is_recorded_as_agreeing_to_it(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed(), decided(STAYS), today=AFTER)
    assert [each.sentence for each in states(office, PETER)["success"].missing] == [
        "Record each parent’s and the pupil’s consent to the permanent transfer, given at this review or after it."
    ]
    add(office, *consents(TRANSFER, date(2026, 10, 16), RECEIVING))
    assert "we all agreed" in read(office, PETER, "success")


def test_a_start_says_we_all_agreed_only_with_every_consent_and_signature(tmp_path: Path) -> None:
    office = an_office(tmp_path, *agreed(parents=(MOTHER, FATHER)))
    assert "We all agreed" not in read(office, AMINA, "start_confirmation")  # the father has said nothing


def test_a_withdrawal_before_the_start_says_that_the_child_stays(tmp_path: Path) -> None:
    office = an_office(tmp_path, *accepted(), withdrawn(date(2026, 9, 7)))
    tell(office, AMINA, "not_proceeding")
    said = read(office, AMINA, "not_proceeding")
    assert "Tobi stays at Oakfield School" in said
    assert "Ms R. Patel" in said
    assert "We meet again." in said


def test_a_withdrawal_from_a_direction_brings_the_child_home_after_the_boards_notice(tmp_path: Path) -> None:
    back = {"next_place": "home school", "next_at": time(8, 30), "next_where": "Main reception", "next_person": "Ms R."}
    entries = (*placed("off-site direction"), withdrawn(date(2026, 9, 18), next_on=date(2026, 9, 21), **back))
    office = an_office(tmp_path, *entries)
    tell(office, AMINA, "not_proceeding")
    said = read(office, AMINA, "not_proceeding")
    assert "Tobi comes back to Oakfield School on Monday 2 November" in said
    assert "up to and including Friday 23 October" in said


def test_a_weekly_report_is_signed_by_who_wrote_it_and_counts_what_was_marked(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed(), a_report())
    said = read(office, PETER, "weekly_report")
    assert "Written on Friday 18 September 2026 by Grace Obi, Mentor" in said
    assert "At Oakfield School" in said  # Wednesday afternoon, which nobody marks at Northgate
    assert "100%" in said


def test_a_report_with_a_session_nobody_marked_is_not_made(tmp_path: Path) -> None:
    report = a_report(thursday_am=None)
    (need,) = states(an_office(tmp_path, *placed(), report), PETER)["weekly_report"].missing
    assert (need.place, need.field, need.entry_id) == ("weekly_report", "monday_am", report.entry_id)


def test_each_report_keeps_its_number_when_an_earlier_week_is_reported_late(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed(), a_report(date(2026, 9, 21)), a_report(date(2026, 9, 14)), today=AFTER)
    weeks = {each.copy.n: each.copy.reader for each in states(office, PETER)["weekly_report"].offered}
    assert weeks == {1: "report 1, week of 2026-09-21", 2: "report 2, week of 2026-09-14"}


def test_a_review_record_counts_only_the_weeks_before_it_and_draws_them(tmp_path: Path) -> None:
    review = a_review(date(2026, 9, 25))
    office = an_office(tmp_path, *placed(), a_report(), a_report(date(2026, 9, 28), monday_am="I"), review, today=AFTER)
    made = making.make(office, PETER, seen_by(office, PETER), "review_record", 1)
    assert "Attendance was 100% in the first week" in text(made.content)
    assert size(parts(made.content)["word/media/image1.png"])[0] > 500
    assert made.file_name == f"{REFERENCE} Review record, record 1, 2026-09-25.docx"


def test_an_extension_says_until_when_and_only_once_everybody_agreed(tmp_path: Path) -> None:
    more = {
        "extends": True,
        "new_end_on": date(2026, 11, 20),
        "why_extended": "More time.",
        "parents_agree_extension": True,
    }
    half = an_office(tmp_path, *placed(), a_review(date(2026, 9, 25), **more), today=date(2026, 9, 28))
    assert states(half, PETER)["extension"].comes is Comes.LATER

    add(half, a_review(date(2026, 9, 26), **more, both_heads_agree_extension=True))
    said = read(half, PETER, "extension")
    assert "at Northgate Academy, until Friday 20 November" in said
    assert "More time." in said


def test_a_direction_s_letters_say_no_later_day_than_its_notice_reaches(tmp_path: Path) -> None:
    longer = a_review(
        date(2026, 9, 25),
        extends=True,
        new_end_on=date(2026, 11, 20),
        why_extended="More time.",
        parents_agree_extension=True,
        both_heads_agree_extension=True,
    )
    office = an_office(tmp_path, *placed("off-site direction"), longer, today=date(2026, 9, 28))
    assert states(office, PETER)["extension"].comes is Comes.LATER
    assert plan(
        office.cases[REFERENCE], office.authority, office.cases[REFERENCE].of(MeetingRecord)[0]
    ).ends_on == date(2026, 10, 23)

    renewed = directed(date(2026, 11, 20), date(2026, 9, 24), decides="renewal", first_day_on=date(2026, 11, 2))
    add(office, renewed)
    assert "at Northgate Academy, until Friday 20 November" in read(office, PETER, "extension")


def test_no_letter_tells_parents_of_an_early_ending_of_which_the_home_head_was_not_told(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed(), ended_early(was_consulted=False), today=date(2026, 10, 7))
    (need,) = states(office, PETER)["early_ending"].missing
    assert need.sentence.startswith("The home head teacher was not consulted first")


def test_a_request_goes_to_the_school_that_was_asked_and_says_who_agreed(tmp_path: Path) -> None:
    office = an_office(tmp_path, *accepted()[:-1])  # no answer yet
    assert [each.place for each in states(office, AMINA)["request_to_school"].missing] == ["approach"]

    dated = an_office(fresh(tmp_path), *accepted()[:-2], asked(due_on=date(2026, 9, 17)))
    said = read(dated, AMINA, "request_to_school", 11)
    assert "Dear Mrs Lindqvist" in said
    assert "Mrs J. Adeyemi and the pupil agreed that you are told" in said
    # Fourteen days after an answer on the last day for it is Thursday 1 October.
    assert "both schools, if we can by Thursday 1 October 2026." in said


def test_a_request_whose_answer_leaves_no_school_day_for_a_meeting_names_none() -> None:
    by = {}
    for due_on in (date(2026, 12, 17), date(2026, 12, 18), date(2026, 12, 21), date(2026, 12, 22), None):
        found = request(a_case(*accepted()[:-2], asked(due_on=due_on)))
        by[due_on] = found and found.meet_by
    # Schools are closed from 19 December to 4 January.
    assert by == {
        date(2026, 12, 17): date(2026, 12, 18),
        date(2026, 12, 18): None,
        date(2026, 12, 21): None,
        date(2026, 12, 22): date(2027, 1, 5),
        None: None,
    }


def test_no_letter_asks_for_an_answer_by_a_day_on_which_the_school_is_closed(tmp_path: Path) -> None:
    office = an_office(tmp_path, *begun(), today=date(2026, 9, 21))
    for typed, said in (("27/9/2026", "Friday 25 September 2026"), ("28/9/2026", "Monday 28 September 2026")):
        tell(office, AMINA, "consent_form", answer_by=typed, asks_explore="yes", asks_share="no")
        assert f"It would help us to have it by {said}" in read(office, AMINA, "consent_form")


def test_a_school_that_said_no_leaves_the_child_at_home_with_somebody_to_turn_to(tmp_path: Path) -> None:
    no = answered("decline")
    office = an_office(tmp_path, *accepted()[:-1], no)
    assert {each.field for each in states(office, AMINA)["not_accepted"].missing} == {
        "why_no",
        "next_steps",
        "turn_to",
    }


def test_the_referral_is_copied_whole_and_its_paper_names_every_question(tmp_path: Path) -> None:
    said = read(an_office(tmp_path, *begun()), AMINA, "referral")
    for words in ("Where the child lives", "4 Mill Court", "1. What was tried", "A mentor", "T802200005001"):
        assert words in said


def test_a_direction_is_notified_with_its_days_and_on_no_other_route(tmp_path: Path) -> None:
    *before, decision = agreed("off-site direction")
    office = an_office(tmp_path, *before, decision, today=SIGNED)
    notice = states(office, AMINA)["off_site_direction"]
    assert [(each.place, each.field, each.entry_id) for each in notice.missing] == [
        ("board_decision", "number_of_days", decision.entry_id)
    ]

    counted = replace(decision, entry=decision.entry.model_copy(update={"number_of_days": 30}))
    whole = an_office(fresh(tmp_path, "whole"), *before, counted, today=SIGNED)
    said = read(whole, AMINA, "off_site_direction")
    for line in ("First day\nMonday 14 September 2026", "Last day\nFriday 23 October 2026", "School days\n30"):
        assert line in said
    assert {each.copy.reader for each in states(whole, AMINA)["off_site_direction"].ready} == {
        "parent 1",
        "local authority",
    }

    other = an_office(fresh(tmp_path), *agreed(), today=SIGNED)
    assert states(other, AMINA)["off_site_direction"].comes is Comes.NEVER


@pytest.mark.parametrize("ended", [begun(), accepted()[:-1]], ids=["before a school was asked", "before it answered"])
def test_the_authority_is_told_of_a_move_that_ended_before_a_school_said_yes(
    tmp_path: Path, ended: tuple[Filed, ...]
) -> None:
    office = an_office(tmp_path, *ended, withdrawn(date(2026, 9, 7)))
    said = read(office, AMINA, "la_notification", 13)
    assert "Outcome of a managed move" in said
    assert "The move has ended, and Tobi goes to Oakfield School" in said
    assert "Both rolls\nOne roll only" in said


def test_a_logo_given_by_the_school_stands_at_the_top_of_its_letters(tmp_path: Path) -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (900, 300), "navy").save(drawn, "PNG")
    office = an_office(tmp_path, *agreed(), today=SIGNED)
    keep_logo(office, ROSALIND, AMINA.school, drawn.getvalue())
    made = making.make(office, AMINA, seen_by(office, AMINA), "start_confirmation", 1)
    drawings = [part for name, part in parts(made.content).items() if name.endswith(".png")]
    assert [size(each) for each in drawings] == [(520, 173)]


def size(picture: bytes) -> tuple[int, int]:
    return Image.open(io.BytesIO(picture)).size


# Whose they are, and what is noted


@pytest.mark.parametrize("letter_id", [each.id for each in LETTERS])
def test_no_letter_is_made_for_a_side_it_is_not_for(tmp_path: Path, letter_id: str) -> None:
    office = an_office(tmp_path, *placed(), a_report())
    with pytest.raises(NoSuchLetter):
        making.make(office, GRACE, seen_by(office, GRACE), letter_id, 99)
    assert letter_id not in states(office, GRACE)


@pytest.mark.parametrize("person", [ELENA, DEVAN])
def test_whoever_may_not_see_the_case_finds_no_letter(tmp_path: Path, person: Person) -> None:
    assert see(an_office(tmp_path, *placed()), person, REFERENCE) is None


def test_each_making_is_noted_by_letter_reader_and_hashes_and_never_by_a_name(tmp_path: Path) -> None:
    office = an_office(tmp_path, *agreed())
    made = making.make(office, AMINA, seen_by(office, AMINA), "start_confirmation", 1)
    (event,) = office.store.events(REFERENCE)

    assert (event.did, event.who) == ("made letter", "Amina Yusuf")
    assert event.detail == {
        "letter": "start_confirmation",
        "reader": "1",
        "content": made.content_hash,
        "template": made.template_hash,
        "pack": "hammersmith-fulham-2019",
    }
    assert made.file_name == f"{REFERENCE} Start confirmation, parent 1.docx"
    assert not [secret for secret in SECRETS if secret in f"{event.detail}{made.file_name}"]


def test_looking_at_a_letter_is_not_making_it(tmp_path: Path) -> None:
    office = an_office(tmp_path, *agreed(), today=SIGNED)
    making.preview(office, AMINA, seen_by(office, AMINA), "agreement", 1)
    assert [each.did for each in office.store.events(REFERENCE)] == ["read letter"]


def test_all_letters_of_a_case_are_one_zip_with_names_of_their_own_each_noted(tmp_path: Path) -> None:
    office = an_office(tmp_path, *agreed(parents=(MOTHER, FATHER)), today=SIGNED)
    seen = seen_by(office, AMINA)
    each_alone = [
        making.make(office, AMINA, seen, name, one.copy.n).file_name
        for name, state in states(office, AMINA).items()
        for one in state.ready
    ]
    noted = len(office.store.events(REFERENCE))
    every = zipfile.ZipFile(io.BytesIO(zips.make_all(office, AMINA, seen)))

    assert every.namelist() == each_alone and len(set(each_alone)) == len(each_alone)
    assert [name for name in each_alone if "Start" in name] == [
        f"{REFERENCE} Start confirmation, parent 1.docx",
        f"{REFERENCE} Start confirmation, parent 2.docx",
    ]
    assert f"{REFERENCE} Agreement.docx" in each_alone
    assert len(office.store.events(REFERENCE)) - noted == len(each_alone) == noted


def test_a_case_without_a_letter_to_make_has_no_zip(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed())
    with pytest.raises(NoSuchLetter):
        zips.make_all(office, GRACE, seen_by(office, GRACE))


def test_a_child_is_called_what_they_like_to_be_called_and_by_their_legal_name_on_papers_alone(tmp_path: Path) -> None:
    office = an_office(tmp_path, *agreed(preferred_name="Kit"), today=SIGNED)
    letter, paper = read(office, AMINA, "start_confirmation"), read(office, AMINA, "dual_registration_form")

    assert "Kit starts at Northgate Academy" in letter and "Tobi" not in letter
    assert "Tobi Adeyemi" in paper


# Made again


def test_a_letter_made_again_shows_what_has_changed_since(tmp_path: Path) -> None:
    office = an_office(tmp_path, *agreed(), today=SIGNED)
    assert last_made(office, "start_confirmation") is None
    read(office, AMINA, "start_confirmation")
    same = last_made(office, "start_confirmation")
    assert same and same.is_the_same and same.by == AMINA.name

    add(office, met(on=SIGNED, **{**MEETING, "first_day_person": "Mrs O. Bell", "first_day_at": time(9)}))
    changed = last_made(office, "start_confirmation")
    assert changed
    assert [(each.what, each.was, each.now) for each in changed.changes] == [
        ("the time on the first day", "8:40am", "9am"),
        ("who meets the child", "Mr D. Haddad", "Mrs O. Bell"),
    ]

    read(office, AMINA, "start_confirmation")
    again = last_made(office, "start_confirmation")
    assert again and again.is_the_same


def test_the_letter_of_each_parent_is_compared_with_their_own(tmp_path: Path) -> None:
    office = an_office(tmp_path, *agreed(parents=(MOTHER, FATHER)), today=SIGNED)
    read(office, AMINA, "start_confirmation", 2)
    one, two = states(office, AMINA)["start_confirmation"].offered

    assert one.last_made is None
    assert two.last_made and two.last_made.is_the_same


def test_a_paper_of_one_school_is_not_compared_with_the_other_schools(tmp_path: Path) -> None:
    office = an_office(tmp_path, *met_and_agreed(), today=SIGNED)
    read(office, AMINA, "agreement")

    assert last_made(office, "agreement")
    assert states(office, PETER)["agreement"].offered[0].last_made is None


def test_another_template_is_told_of_where_the_facts_are_the_same(tmp_path: Path) -> None:
    office = an_office(tmp_path, *agreed(), today=SIGNED)
    read(office, AMINA, "pupil_views")
    made = office.store.letters_made(REFERENCE)[0]
    office.store.keep_letter(replace(made, template="another"))
    found = last_made(office, "pupil_views")

    assert found and found.has_new_wording and not found.changes and not found.is_the_same


def test_what_a_letter_said_is_kept_of_the_newest_making_alone_and_never_in_the_audit(tmp_path: Path) -> None:
    office = an_office(tmp_path, *agreed(), today=SIGNED)
    for _ in range(2):
        zips.make_all(office, AMINA, seen_by(office, AMINA))
    kept = office.store.letters_made(REFERENCE)

    assert len({(each.letter, each.copy) for each in kept}) == len(kept)
    assert not any("written_on" in each.said for each in kept)
    assert any(CHILD in text for each in kept for text in each.said.values())
    assert CHILD not in repr(office.store.events(REFERENCE))


def last_made(office: Office, letter_id: str) -> LastMade | None:
    return states(office, AMINA)[letter_id].offered[0].last_made


def test_a_social_worker_without_a_name_is_asked_for_where_the_referral_names_one(tmp_path: Path) -> None:
    office = an_office(tmp_path, *agreed(social_care="child protection plan", is_looked_after=True))
    notices = {each.copy.reader: each for each in states(office, AMINA)["notice_to_services"].offered}
    asked = {
        reader: {(each.place, each.field) for each in notices[reader].missing if "Say who" in each.sentence}
        for reader in ("social worker", "Virtual School")
    }
    assert asked == {
        "social worker": {("referral", "social_worker")},
        "Virtual School": {("referral", "virtual_school_person")},
    }


def test_the_record_of_a_meeting_sends_nobody_where_its_move_came_to_nothing(tmp_path: Path) -> None:
    office = an_office(tmp_path, *met_and_agreed())
    assert "meeting_record" in {name for name, each in states(office, AMINA).items() if each.offered}
    add(office, ended_otherwise("another school", date(2026, 9, 9)))
    assert "meeting_record" not in {name for name, each in states(office, AMINA).items() if each.offered}


def test_a_letter_whose_case_is_erased_while_it_is_made_is_in_no_audit(tmp_path: Path) -> None:
    office = an_office(tmp_path, *agreed(), today=SIGNED)
    seen = seen_by(office, AMINA)
    office.store.erase([seen.case.reference])

    with pytest.raises(CaseErased):
        making.make(office, AMINA, seen, "start_confirmation", 1)
    assert "made letter" not in [each.did for each in office.store.events()]


@pytest.mark.parametrize(("outcome", "is_offered"), [("adjourned", True), ("agreed", False)])
def test_a_school_that_took_its_yes_back_writes_of_the_meeting_under_its_own_name_and_of_nothing_agreed(
    tmp_path: Path, outcome: str, is_offered: bool
) -> None:
    meeting = {"people": (Invited(name="Ms R. Patel", role="home school", presence="came"),), "outcome": outcome}
    *before, yes, met_on_the_8th = met_and_agreed(meeting=meeting)
    asks_more = replace(yes, entry=yes.entry.model_copy(update={"answer": "ask for more"}))
    office = an_office(tmp_path, *before, asks_more, met_on_the_8th)
    found = [(each.copy.to, each.missing) for each in states(office, PETER)["meeting_record"].offered]
    assert found == ([("", ())] if is_offered else [])
    if is_offered:
        assert "No school yet" not in read(office, PETER, "meeting_record")
