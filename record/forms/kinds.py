"""All the entry kinds, in the order of the forms."""

from record.entry import Entry
from record.forms.approach import Approach
from record.forms.before_you_start import BeforeYouStart
from record.forms.board_decision import BoardDecision
from record.forms.consent import Consent
from record.forms.early_ending import EarlyEnding
from record.forms.ending import Ending
from record.forms.final_review import FinalReview
from record.forms.la_record import LaRecord
from record.forms.meeting_day import MeetingDay
from record.forms.meeting_record import MeetingRecord
from record.forms.referral import Referral
from record.forms.response import Response
from record.forms.review import Review
from record.forms.review_request import ReviewRequest
from record.forms.roll_change import RollChange
from record.forms.same_day import SameDay
from record.forms.signature import Signature
from record.forms.start import Start
from record.forms.telling import FamilyTold
from record.forms.together import TOGETHER
from record.forms.weekly_report import WeeklyReport

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
    FamilyTold,
    ReviewRequest,
    MeetingDay,
)
_BY_NAME = {kind.kind: kind for kind in (*KINDS, *TOGETHER.values())}


def kind_named(name: str) -> type[Entry]:
    """The form of that name: an entry kind, or a form that is filed as several. Raises KeyError for a name no version of the app ever had."""
    return _BY_NAME[name]
