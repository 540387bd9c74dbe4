"""What has not happened yet is not recorded as done: the forms up to the start."""

from datetime import date

from record.approach import Approach
from record.board_decision import BoardDecision
from record.case import Case
from record.consent import Consent
from record.meeting_record import MeetingRecord
from record.pack import Pack
from record.referral import Referral
from record.response import Response
from record.signature import Signature
from rules.case_queries import ahead, already
from rules.rule import MUST, rule

TODAY = date(2026, 10, 2)
TOMORROW = date(2026, 10, 3)


@rule(
    "PAST-1",
    on=Referral,
    clause="APP-1",
    weight=MUST,
    fields=("confirmed_on",),
    message="Check the date: give the day the head teacher confirmed, today or before.",
    passes={"confirmed_on": TODAY, "case.today": TODAY},
    fails={"confirmed_on": TOMORROW, "case.today": TODAY},
)
def confirmation_is_given(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """The head teacher has confirmed the referral by today."""
    return already(case, referral.confirmed_on)


@rule(
    "PAST-2",
    on=Referral,
    clause="APP-1",
    weight=MUST,
    fields=(
        "virtual_school_on",
        "coordinator_consulted_on",
    ),
    at=ahead("virtual_school_on", "coordinator_consulted_on"),
    message="Check the dates: give the day each of them was asked, today or before.",
    passes={"virtual_school_on": TODAY, "case.today": TODAY},
    fails={"virtual_school_on": TOMORROW, "case.today": TODAY},
)
def others_are_consulted(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """The Virtual School and the coordinator were asked by today."""
    return already(case, referral.virtual_school_on, referral.coordinator_consulted_on)


@rule(
    "PAST-3",
    on=Referral,
    clause="APP-1",
    weight=MUST,
    fields=(
        "interventions",
        "suspensions",
    ),
    message="Check the dates: what was tried, and every suspension, began today or before.",
    passes={"interventions": ({"began_on": TODAY},), "case.today": TODAY},
    fails={"interventions": ({"began_on": TOMORROW},), "case.today": TODAY},
)
def what_was_tried_has_begun(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """What was tried and every suspension began by today."""
    tried = [each.began_on for each in referral.interventions]
    return already(case, *tried, *(each.began_on for each in referral.suspensions))


@rule(
    "PAST-4",
    on=Consent,
    clause="APP-1",
    weight=MUST,
    fields=("answered_on",),
    message="Check the date: give the day of the answer, today or before.",
    passes={"answered_on": TODAY, "case.today": TODAY},
    fails={"answered_on": TOMORROW, "case.today": TODAY},
)
def consent_is_given(consent: Consent, case: Case, pack: Pack) -> bool | None:
    """The answer was given by today."""
    return already(case, consent.answered_on)


@rule(
    "PAST-5",
    on=Approach,
    clause="APP-1",
    weight=MUST,
    fields=("sent_on",),
    message="Check the date: record an approach on the day it is sent.",
    passes={"sent_on": TODAY, "case.today": TODAY},
    fails={"sent_on": TOMORROW, "case.today": TODAY},
)
def request_is_sent(approach: Approach, case: Case, pack: Pack) -> bool | None:
    """The approach was sent by today."""
    return already(case, approach.sent_on)


@rule(
    "PAST-6",
    on=Response,
    clause="APP-1",
    weight=MUST,
    fields=("answered_on",),
    message="Check the date: give the day you answered, today or before.",
    passes={"answered_on": TODAY, "case.today": TODAY},
    fails={"answered_on": TOMORROW, "case.today": TODAY},
)
def answer_is_given(response: Response, case: Case, pack: Pack) -> bool | None:
    """The school answered by today."""
    return already(case, response.answered_on)


@rule(
    "PAST-7",
    on=MeetingRecord,
    clause="APP-1",
    weight=MUST,
    fields=("met_on",),
    message="Check the date: record a meeting once it has been held.",
    passes={"met_on": TODAY, "case.today": TODAY},
    fails={"met_on": TOMORROW, "case.today": TODAY},
)
def meeting_is_held(record: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """The meeting was held by today."""
    return already(case, record.met_on)


@rule(
    "PAST-8",
    on=Signature,
    clause="APP-1",
    weight=MUST,
    fields=("signed_on",),
    message="Check the date: give the day it was signed, today or before.",
    passes={"signed_on": TODAY, "case.today": TODAY},
    fails={"signed_on": TOMORROW, "case.today": TODAY},
)
def paper_is_signed(signature: Signature, case: Case, pack: Pack) -> bool | None:
    """The paper was signed by today."""
    return already(case, signature.signed_on)


@rule(
    "PAST-9",
    on=BoardDecision,
    clause="APP-1",
    weight=MUST,
    fields=(
        "decided_on",
        "notice_given_on",
    ),
    at=ahead("decided_on", "notice_given_on"),
    message="Check the dates: the decision and the notice are recorded once they are made.",
    passes={"decided_on": TODAY, "case.today": TODAY},
    fails={"decided_on": TOMORROW, "case.today": TODAY},
)
def board_has_decided(decision: BoardDecision, case: Case, pack: Pack) -> bool | None:
    """The board decided and gave notice by today."""
    return already(case, decision.decided_on, decision.notice_given_on)
