"""What letters can say: the only thing a letter is made from.

Whoever makes a letter builds one `Facts` from a case, for one addressee. None means that nobody has recorded it;
an empty tuple means that there are none. Dates and times are given as such: `letters/say.py` puts them in words.
Every name here can be used as a tag: `{{ pupil.preferred_name }}`. A date gives three tags: `{{ expected.on }}` is
“Monday 2 November 2026”, `{{ expected.on_short }}` is “Monday 2 November”, and `{% if expected.on_is_past %}` asks whether that
day is past when the letter is written.
"""

# ruff: noqa: RUF009 (`says` makes a dataclass field)
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from letters.facts.fact import says
from letters.facts.outcomes import (
    AttendanceFacts,
    CorrectedFacts,
    Decision,
    EarlyEndingFacts,
    EndingFacts,
    IncidentFacts,
    KeptApartFacts,
    Mark,
    MarkedDay,
    MarkedWeek,
    Report,
    Result,
    ScoreFacts,
    SuspensionFacts,
)
from letters.facts.papers import (
    Answer,
    Attended,
    ChoiceMade,
    Copied,
    Declined,
    Deletion,
    Extension,
    Held,
    Outcome,
    Part,
    RecordsCopied,
    Request,
    Reviewed,
)
from letters.facts.people import Addressee, Council, PersonFacts, Pupil, SchoolFacts, Sender
from letters.facts.plan import (
    BoardOutcome,
    ConsentChoices,
    Direction,
    FirstDayBox,
    HalfDays,
    Meeting,
    Plan,
    ReferralFacts,
    ReviewFacts,
    Signatory,
    TargetFacts,
    Tried,
    WeekFacts,
)

__all__ = [
    "Addressee",
    "Answer",
    "AttendanceFacts",
    "Attended",
    "BoardOutcome",
    "ChoiceMade",
    "ConsentChoices",
    "Copied",
    "CorrectedFacts",
    "Council",
    "Decision",
    "Declined",
    "Deletion",
    "Direction",
    "EarlyEndingFacts",
    "EndingFacts",
    "Extension",
    "Facts",
    "FirstDayBox",
    "HalfDays",
    "Held",
    "IncidentFacts",
    "KeptApartFacts",
    "Mark",
    "MarkedDay",
    "MarkedWeek",
    "Meeting",
    "Outcome",
    "Part",
    "PersonFacts",
    "Plan",
    "Pupil",
    "RecordsCopied",
    "ReferralFacts",
    "Report",
    "Request",
    "Result",
    "ReviewFacts",
    "Reviewed",
    "SchoolFacts",
    "ScoreFacts",
    "Sender",
    "Signatory",
    "SuspensionFacts",
    "TargetFacts",
    "Tried",
    "WeekFacts",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything one letter to one addressee can say."""

    reference: str = says("the case's reference")
    written_on: date = says("the date of the letter")
    placement_word: str = says("what the policy pack and route call the placement", "placement")
    dual_registered: bool = says("whether the child is on both rolls for a time; no on a direct move", True)
    second_roll: bool = says(
        "whether the receiving school puts the child on its roll too; no at an unregistered provider", True
    )
    may_stay_for_good: bool = says(
        "whether the child can join the new place permanently; no at a provider that keeps no roll", True
    )
    directed: bool = says("whether the home board directs the child off-site", False)
    all_agreed: bool = says("whether everyone's agreement to the decision is recorded", False)
    pupil: Pupil = says("the child")
    home: SchoolFacts = says("the home school")
    receiving: SchoolFacts | None = says("the receiving school", None)
    sender: Sender = says("whose letter it is")
    addressee: Addressee | None = says("who the letter is to", None)
    council: Council | None = says("the local authority", None)
    expected: FirstDayBox | None = says("where the child is expected", None)
    referral: ReferralFacts | None = says("the referral", None)
    meeting: Meeting | None = says("the meeting to come", None)
    asked: ConsentChoices | None = says(
        "what the consent form asks", None, "letter.asks_explore", "Choose what the form asks this person."
    )
    plan: Plan | None = says("what was agreed", None)
    direction: Direction | None = says("the board's direction", None)
    board: BoardOutcome | None = says("what the board decided after a review", None)
    targets: tuple[TargetFacts, ...] = says("the targets", (), "meeting_record.targets", "Set the targets.")
    reviews: tuple[ReviewFacts, ...] = says("the reviews", (), "meeting_record.reviews", "Set the review dates.")
    signatories: tuple[Signatory, ...] = says(
        "who signs, as the policy pack asks", (), "Settings.pack", "Say who signs."
    )
    report: Report | None = says("the weekly report", None)
    decision: Decision | None = says("the final review's decision", None)
    early_ending: EarlyEndingFacts | None = says("the early ending", None)
    ending: EndingFacts | None = says("how the move ended", None)
    copied: Copied | None = says("a form as it was submitted", None)
    request: Request | None = says("the formal request to one school", None)
    declined: Declined | None = says("the school that said no", None)
    chosen: tuple[ChoiceMade, ...] = says(
        "what this parent answered, as it was written down", (), "consent.answer", "Record what this parent answered."
    )
    records: RecordsCopied | None = says("copies of the records while the child is on two rolls", None)
    held: Held | None = says("the meeting that was held", None)
    reviewed: Reviewed | None = says("one review that was held", None)
    extension: Extension | None = says("the last extension", None)
    suspension: SuspensionFacts | None = says("the last suspension", None)
    kept_apart: KeptApartFacts | None = says("a separation for safeguarding", None)
    corrected: CorrectedFacts | None = says("a day that is different from the one the family was told", None)
    outcome: Outcome | None = says("how the move went, for those who are told", None)
    deletion: Deletion | None = says("which roll the child comes off", None)
    local: Mapping[str, str | date | time] = field(
        default_factory=dict,
        metadata={"says": "answers to the authority’s own questions, each by its name: local.travel", "asked": ""},
    )
