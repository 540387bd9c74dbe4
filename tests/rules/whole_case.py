"""A whole case in which everything is done as it should be, to judge and to spoil in one place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from record.case import Case
from record.consents import EXPLORE, PLACEMENT, SHARE, TRANSFER
from record.entry import Entry
from record.forms.la_record import LaRecord
from record.forms.meeting_record import HALF_DAYS
from rules.examples import RECEIVING, consented, example_case
from rules.judging import judge
from rules.packs import pack

Answers = dict[str, object]
EVERYBODY = tuple({"role": role, "presence": "came"} for role in ("home school", "receiving school", "parent", "pupil"))
TARGETS = ("Comes on time", "Asks for help", "Keeps a planner")


def under(kind: str, label: str = "", **answers: object) -> Answers:
    """Answers of one entry, as an example names them."""
    middle = f"{label}." if label else ""
    return {f"{kind}.{middle}{name}": answer for name, answer in answers.items()}


BEFORE = under(
    "before_you_start",
    route="off-site direction",
    is_on_our_roll=True,
    has_ehc_plan=False,
    parent_wants_transfer=False,
    could_return=True,
    is_at_risk_of_exclusion=True,
    threshold_reached=False,
    has_open_case=False,
    voluntary=True,
    filed_on=date(2026, 8, 31),
)
PROMISES = (
    "all_steps_taken",
    "is_voluntary",
    "no_threat",
    "not_told_to_find_school",
    "told_may_be_refused",
    "told_no_priority",
    "full_disclosure",
    "complaints_route_given",
)
REFERRED = under(
    "referral",
    legal_name="Tomi Adeyemi",
    born_on=date(2013, 3, 14),
    year_group="9",
    upn="B801200005001",
    parents=({"name": "Mrs J. Adeyemi", "has_responsibility": True},),
    sen_stage="SEN support",
    ehc_assessment_under_way=False,
    is_looked_after=False,
    attendance_this_year=91.5,
    attendance_last_year=93.0,
    suspension_days=2.0,
    suspensions=({"began_on": date(2026, 9, 1), "sessions": 4, "reason": "Fighting"},),
    interventions=(
        {"what": "Mentor", "began_on": date(2026, 4, 20), "ended_on": date(2026, 7, 17), "outcome": "Calmer in class"},
        {"what": "Early help", "began_on": date(2026, 5, 4), "outcome": "Goes on"},
    ),
    agencies="Early help, since May",
    confirmed_on=date(2026, 9, 1),
    coordinator_consulted_on=date(2026, 9, 1),
    **dict.fromkeys(PROMISES, True),
)
ASKED = {
    **consented(EXPLORE, date(2026, 9, 1), felt_no_pressure=True, told_of_other_options=True),
    **consented(SHARE, date(2026, 9, 2), is_pupil=False),
    **under("approach", school=RECEIVING, formality="formal request", sent_on=date(2026, 9, 2)),
    **under("approach", answer_due_on=date(2026, 9, 12)),
}
ACCEPTED = under(
    "response",
    answer="accept in principle",
    answered_on=date(2026, 9, 4),
    has_vacancy=True,
    can_meet_need=True,
    admission_authority_agrees=True,
)
MET = under(
    "meeting_record",
    met_on=date(2026, 9, 8),
    people=EVERYBODY,
    pupil_engaged=True,
    outcome="agreed",
    starts_on=date(2026, 9, 14),
    weeks=6,
    ends_on=date(2026, 10, 23),
    reviews=({"review_on": date(2026, 10, 1)}, {"review_on": date(2026, 10, 20)}),
    has_reduced_programme=False,
    targets=tuple({"what": each} for each in TARGETS),
    safeguarding_leads_spoke=True,
    risk_plan_shared=True,
    **dict.fromkeys(HALF_DAYS, "receiving"),
)
DECIDED = under(
    "board_decision",
    decides="direction",
    decided_on=date(2026, 9, 9),
    notice_given_on=date(2026, 9, 10),
    first_day_on=date(2026, 9, 14),
    last_day_on=date(2026, 10, 23),
    number_of_days=30,
)
SIGNED: Answers = consented(PLACEMENT, date(2026, 9, 8), felt_no_pressure=True)
for _document in ("agreement", "dual registration form"):
    for _role in ("parent", "pupil", "home head teacher", "receiving head teacher"):
        SIGNED |= under("signature", f"{_document} {_role}", document=_document, role=_role, signed_on=date(2026, 9, 9))
STARTED = under(
    "start",
    did_start=True,
    started_on=date(2026, 9, 14),
    home_status="M: main school, dual registered",
    receiving_status="S: subsidiary, dual registered",
    new_pupil_return_on=date(2026, 9, 16),
    filed_on=date(2026, 9, 14),
)
PLACED: Answers = {**BEFORE, **REFERRED, **ASKED, **ACCEPTED, **MET, **DECIDED, **SIGNED, **STARTED}


def reported(weeks: int) -> Answers:
    """A report with every mark for each of the first weeks of the placement."""
    found: Answers = {}
    for number in range(weeks):
        monday = date(2026, 9, 14) + timedelta(weeks=number)
        marks: Answers = dict.fromkeys(HALF_DAYS, "/")
        found |= under("weekly_report", f"week {number}", week_commencing=monday, concern="green", **marks)
    return found


REVIEWED = under(
    "review", reviewed_on=date(2026, 10, 1), people=EVERYBODY, extends=False, next_review_on=date(2026, 10, 20)
)
TRANSFERRED: Answers = {
    **PLACED,
    **reported(6),
    **REVIEWED,
    **consented(TRANSFER, date(2026, 10, 20), felt_no_pressure=True),
    **under(
        "final_review",
        reviewed_on=date(2026, 10, 20),
        people=EVERYBODY,
        results=tuple({"target": each, "result": "met"} for each in TARGETS),
        decision="permanent transfer",
        reasons="All three targets met",
        takes_effect_on=date(2026, 11, 2),
        parents_agree=True,
        pupil_agrees=True,
        home_head_agrees=True,
        receiving_head_agrees=True,
        admission_authority_agrees=True,
        complaints_route_given=True,
    ),
    **under(
        "roll_change",
        deleted_by="home school",
        ground="9(1)(c) dual registered, the other school agrees",
        other_school_consented=True,
        consented_on=date(2026, 10, 21),
        deleted_on=date(2026, 11, 2),
        deletion_return_on=date(2026, 11, 2),
        transfer_file_sent_on=date(2026, 11, 9),
        has_protection_file=True,
        protection_file_sent_on=date(2026, 11, 3),
        protection_file_receipt_on=date(2026, 11, 4),
        filed_on=date(2026, 11, 2),
    ),
    "case.today": date(2026, 11, 20),
}


def whole(answers: Answers, pack_id: str = "hammersmith-fulham-2019", on: type[Entry] = LaRecord) -> Case:
    """The case of these answers under a pack; None for an answer takes it out."""
    return replace(example_case(on, answers), pack=pack(pack_id))


def spoilt(answers: Answers, pack_id: str = "hammersmith-fulham-2019", **changed: object) -> set[str]:
    """The rules found in a case after `kind__question=…` changed it."""
    changes = {name.replace("__", "."): answer for name, answer in changed.items()}
    return {each.rule for each in judge(whole({**answers, **changes}, pack_id))}
