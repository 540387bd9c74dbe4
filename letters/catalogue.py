"""Every letter there is: its template, who writes it to whom, when it may be made, and the facts it needs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from letters import needs
from letters.facts import Facts
from letters.need import WITH_THE_LETTER, Need, only
from letters.say import said
from record.stage import Stage

TEMPLATES = Path(__file__).parent.parent / "templates"

Writer = Literal["home school", "receiving school"]
Reader = Literal["parent", "pupil", "home school", "receiving school", "Virtual School", "local authority"]
Shape = Literal["letter", "form"]

BEFORE_A_SCHOOL = (Stage.PREPARING, Stage.CONSENT, Stage.SEEKING)
BEFORE_THE_START = (Stage.MEETING_HELD, Stage.AGREED)
AFTER = (Stage.ROLL_CHANGED, Stage.CLOSED)
PARENTS: tuple[Reader, ...] = ("parent",)
BOTH_SCHOOLS: tuple[Reader, ...] = ("home school", "receiving school")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter. It goes to each reader of a sort: each parent with parental responsibility gets their own."""

    id: str
    title: str
    """As people call it."""
    shape: Shape = "letter"
    """A letter greets one addressee; a form is one paper for all its readers, or for one person to fill in."""
    writers: tuple[Writer, ...]
    """Who may make it; the first is usual."""
    readers: tuple[Reader, ...]
    stages: tuple[Stage, ...]
    """When it may be made."""
    dual_registered_only: bool = False
    """Whether it makes sense only where the child is on two rolls: never on a direct move."""
    repeats: bool = False
    """Whether a case has many of them, as of weekly reports."""
    needs: tuple[Need, ...]

    @property
    def template(self) -> Path:
        return TEMPLATES / f"{self.id}.docx"


LETTERS: tuple[Letter, ...] = (
    Letter(
        id="invitation_to_discuss",
        title="Invitation to discuss",
        writers=("home school",),
        readers=PARENTS,
        stages=BEFORE_A_SCHOOL,
        needs=(*needs.LETTER, *needs.MEETING, needs.WHY, needs.TRIED),
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
    Letter(
        id="agreement",
        title="Agreement",
        shape="form",
        writers=("home school", "receiving school"),
        readers=("parent", "pupil", *BOTH_SCHOOLS),
        stages=BEFORE_THE_START,
        needs=(
            *needs.LETTERHEAD,
            *needs.COUNCIL,
            *needs.RECEIVING,
            *needs.PUPIL,
            *needs.FIRST_DAY,
            needs.BACKGROUND,
            *needs.SCHOOL_DAY,
            needs.ABSENCE,
            needs.PASTORAL_LEAD,
            *needs.SUPPORT,
            *needs.SIGNATORIES,
            *only(
                "dual_registered",
                (
                    *needs.TIME_LIMIT,
                    *needs.REVIEWS,
                    *needs.TARGETS,
                    needs.WEEKLY_REPORT_TO,
                    *needs.IF_NOT_WORKING,
                ),
            ),
        ),
    ),
    Letter(
        id="dual_registration_form",
        title="Dual registration form",
        shape="form",
        writers=("home school", "receiving school"),
        readers=BOTH_SCHOOLS,
        stages=(*BEFORE_THE_START, Stage.PLACED),
        dual_registered_only=True,
        needs=(
            *needs.LETTERHEAD,
            *needs.RECEIVING,
            *needs.PUPIL,
            *needs.START,
            *needs.TIME_LIMIT[:1],
            *needs.WEEK,
            *needs.SCHOOL_NUMBERS,
            needs.WEEKLY_REPORT_TO,
            *needs.SIGNATORIES,
        ),
    ),
    Letter(
        id="start_confirmation",
        title="Start confirmation",
        writers=("home school",),
        readers=PARENTS,
        stages=(*BEFORE_THE_START, Stage.PLACED),
        needs=(
            *needs.LETTER,
            *needs.RECEIVING,
            *needs.FIRST_DAY,
            needs.WHY,
            *needs.START,
            *needs.SCHOOL_DAY,
            needs.ABSENCE,
            needs.PASTORAL_LEAD,
            *needs.PRACTICAL,
            *only("dual_registered", (*needs.TIME_LIMIT, *needs.REVIEWS, *needs.TARGETS)),
            *only("directed", needs.DIRECTION),
        ),
    ),
    Letter(
        id="weekly_report",
        title="Weekly report",
        shape="form",
        writers=("receiving school",),
        readers=("home school", "parent"),
        stages=(Stage.PLACED, Stage.FINAL_REVIEW_HELD),
        dual_registered_only=True,
        repeats=True,
        needs=(*needs.LETTERHEAD, needs.SENDER_NAME, needs.SENDER_ROLE, *needs.RECEIVING, *needs.REPORT),
    ),
    Letter(
        id="success",
        title="Success",
        writers=("receiving school",),
        readers=PARENTS,
        stages=(Stage.FINAL_REVIEW_HELD, Stage.TRANSFERRED, *AFTER),
        dual_registered_only=True,
        needs=(
            *needs.LETTER,
            *needs.RECEIVING,
            *needs.STAYS,
            *needs.DECISION,
            *needs.TAKES_EFFECT,
            needs.ABSENCE,
        ),
    ),
    Letter(
        id="return_to_home_school",
        title="Return",
        writers=("home school",),
        readers=PARENTS,
        stages=(Stage.FINAL_REVIEW_HELD, Stage.RETURNED, *AFTER),
        dual_registered_only=True,
        needs=(*needs.LETTER, *needs.RETURN, *needs.DECISION),
    ),
    Letter(
        id="early_ending",
        title="Early ending",
        writers=("receiving school",),
        readers=PARENTS,
        stages=(Stage.PLACED, Stage.ENDED_EARLY, *AFTER),
        dual_registered_only=True,
        needs=(*needs.LETTER, *needs.RECEIVING, *needs.EARLY_RETURN, *needs.EARLY_ENDING),
    ),
    Letter(
        id="not_proceeding",
        title="Not proceeding or withdrawn",
        writers=("home school",),
        readers=PARENTS,
        stages=(Stage.NOT_PROCEEDING, Stage.WITHDRAWN, *AFTER),
        needs=(
            *needs.LETTER,
            *needs.ENDING,
            *only("ending.had_started", needs.BACK_AT_HOME),
            *only("not ending.had_started", needs.STAYS_AT_HOME),
        ),
    ),
)
BY_ID = {letter.id: letter for letter in LETTERS}


def missing(letter: Letter, facts: Facts) -> tuple[Need, ...]:
    """Every need of the letter that nobody has met yet, in the order of the letter; empty when it can be made."""
    words = said(facts)
    return tuple(need for need in letter.needs if not need.is_met(words))
