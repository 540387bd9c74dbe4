"""The letters from the first talk to the meeting: consent, referral, asking a school."""

from __future__ import annotations

from letters import needs
from letters.letter import BEFORE_A_SCHOOL, BEFORE_THE_START, BOTH_SCHOOLS, ON_THE_WAY, PARENTS, Letter
from letters.need import WITH_THE_LETTER, Need, only
from record.stage import Stage

BEFORE_A_SCHOOL_AGREES: tuple[Letter, ...] = (
    Letter(
        id="invitation_to_discuss",
        title="Invitation to discuss",
        writers=("home school",),
        readers=PARENTS,
        stages=BEFORE_A_SCHOOL,
        needs=(*needs.LETTER, *needs.MEETING, needs.WHY, needs.TRIED),
    ),
    Letter(
        id="pupil_views",
        title="Pupil’s views sheet",
        shape="form",
        writers=("home school",),
        readers=("pupil",),
        stages=(*BEFORE_A_SCHOOL, *ON_THE_WAY[1:], *BEFORE_THE_START, Stage.PLACED),
        repeats=True,
        needs=(*needs.LETTERHEAD, needs.LEGAL_NAME, needs.YEAR, *needs.COUNCIL),
    ),
    Letter(
        id="consent_form",
        title="Consent form",
        shape="form",
        writers=("home school",),
        readers=("parent", "pupil"),
        stages=(*BEFORE_A_SCHOOL, Stage.ACCEPTED, *BEFORE_THE_START, Stage.PLACED, Stage.FINAL_REVIEW_HELD),
        repeats=True,
        needs=(
            *needs.LETTERHEAD,
            needs.SENDER_NAME,
            needs.SENDER_PHONE,
            *needs.ADDRESSEE_NAME,
            *needs.COUNCIL,
            *needs.PUPIL,
            *needs.CHOICES,
            *only("asked.placement", needs.RECEIVING),
            *only("asked.transfer", needs.RECEIVING),
        ),
    ),
    Letter(
        id="referral",
        title="Referral",
        shape="form",
        writers=("home school",),
        readers=("local authority", "receiving school"),
        stages=(Stage.CONSENT, *ON_THE_WAY, *BEFORE_THE_START, Stage.PLACED),
        needs=(*needs.LETTERHEAD, *needs.PUPIL, needs.COPIED),
    ),
    Letter(
        id="ap_request",
        title="Request for alternative provision",
        writers=("home school",),
        readers=("local authority",),
        stages=(Stage.SEEKING, *ON_THE_WAY[1:], *BEFORE_THE_START),
        route="alternative provision",
        needs=(*needs.LETTER, *needs.RECEIVING, *needs.PUPIL, needs.WHY, needs.DIFFERS, needs.TRIED),
    ),
    Letter(
        id="request_to_school",
        title="Request to the receiving head",
        writers=("home school",),
        readers=("receiving school",),
        stages=(Stage.SEEKING,),
        needs=(*needs.LETTER, *needs.ASKED_SCHOOL, *needs.PUPIL, needs.WHY, needs.DIFFERS, needs.TRIED, *needs.REQUEST),
    ),
    Letter(
        id="not_accepted",
        title="Not accepted",
        writers=("home school",),
        readers=PARENTS,
        stages=(Stage.SEEKING,),
        needs=(*needs.LETTER, *needs.DECLINED, *needs.STAYS_AT_HOME),
    ),
    Letter(
        id="meeting_invitation",
        title="Meeting invitation",
        writers=("receiving school", "home school"),
        readers=("parent", *BOTH_SCHOOLS, "Virtual School", "local authority"),
        stages=(Stage.ACCEPTED, Stage.MEETING_HELD),
        repeats=True,
        needs=(
            *needs.LETTER,
            *needs.RECEIVING,
            *needs.MEETING,
            Need("expected.until_then", "Say where the child goes until the meeting.", WITH_THE_LETTER, "until_then"),
        ),
    ),
)
