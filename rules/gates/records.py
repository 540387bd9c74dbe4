"""What is decided stands on a record that both schools say is right."""

from datetime import date

from record.case import Case
from record.entry import Entry
from record.forms.early_ending import EarlyEnding
from record.forms.final_review import FinalReview
from record.forms.meeting_record import MeetingRecord
from record.forms.review import Review
from record.pack import Pack
from record.turns import Turn, TurnKind
from rules.gate import gate
from rules.gates.endings import IN_TIME
from rules.rule import MUST
from rules.themes.endings import ENDED

AT_A_MEETING = (FinalReview, Review, MeetingRecord)
BY_A_MEETING = (TurnKind.STARTS, TurnKind.EXTENDED, TurnKind.TRANSFERS, TurnKind.RETURNS, TurnKind.ELSEWHERE)
DECIDED = {**IN_TIME, "case.today": date(2026, 10, 21)}


@gate(
    "CONTESTED-1",
    on=BY_A_MEETING,
    clause=("HF-1c", "WK-5", "NA-2", "APP-5"),
    weight=MUST,
    at=dict.fromkeys(AT_A_MEETING, ("is_confirmed",)),
    message="The other school says this record is not what was agreed: correct it together, and have it confirmed.",
    passes={**DECIDED, "is_confirmed": True},
    fails={**DECIDED, "is_confirmed": False, "what_differs": "The child was to stay"},
)
def record_is_not_contested(turn: Turn, case: Case, pack: Pack) -> bool | None:
    """What both schools decided together rests on a record that neither says is wrong."""
    record = _decides(turn, case, "is_confirmed")
    return record.is_confirmed if isinstance(record, AT_A_MEETING) and turn.is_certain else None


def _decides(turn: Turn, case: Case, answer: str) -> Entry | None:
    """The record behind a turn, unless it is just being put right after a no: a start that was put off rests on the meeting
    that agreed it."""
    filed = turn.filed
    if turn.kind is TurnKind.STARTS:
        filed = next((each for each in case.filed_of(MeetingRecord) if each.entry is case.agreed_meeting), None)
    if filed is None or (filed.corrects and getattr(filed.corrects, answer, None) is False):
        return None
    return filed.entry


@gate(
    "BACK-2",
    on=(TurnKind.RETURNS,),
    clause=("HF-12a", "WK-16", "APP-5"),
    weight=MUST,
    at={EarlyEnding: ("was_consulted",)},
    message="The home head teacher was not consulted first: speak now, correct this form, and ask them to answer it "
    "again.",
    passes={**ENDED, "filed_on": date(2026, 10, 2), "was_consulted": True},
    fails={**ENDED, "filed_on": date(2026, 10, 2), "was_consulted": False},
)
def home_head_says_they_were_consulted(turn: Turn, case: Case, pack: Pack) -> bool | None:
    """The home head teacher does not say that nobody asked them before the placement was ended."""
    ending = _decides(turn, case, "was_consulted")
    return ending.was_consulted if isinstance(ending, EarlyEnding) else None
