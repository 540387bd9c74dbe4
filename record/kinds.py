"""All the entry kinds, in the order of the forms."""

from record.approach import Approach
from record.before_you_start import BeforeYouStart
from record.board_decision import BoardDecision
from record.consent import Consent
from record.early_ending import EarlyEnding
from record.ending import Ending
from record.entry import Entry
from record.final_review import FinalReview
from record.la_record import LaRecord
from record.meeting_record import MeetingRecord
from record.referral import Referral
from record.response import Response
from record.review import Review
from record.roll_change import RollChange
from record.same_day import SameDay
from record.signature import Signature
from record.start import Start
from record.weekly_report import WeeklyReport

KINDS: tuple[type[Entry], ...] = (
    BeforeYouStart,
    Referral,
    Consent,
    Approach,
    Response,
    MeetingRecord,
    Signature,
    BoardDecision,
    Start,
    SameDay,
    WeeklyReport,
    Review,
    FinalReview,
    EarlyEnding,
    Ending,
    RollChange,
    LaRecord,
)
_BY_NAME = {kind.kind: kind for kind in KINDS}


def kind_named(name: str) -> type[Entry]:
    """The entry kind of that name. Raises KeyError for a name no version of the app ever had."""
    return _BY_NAME[name]
