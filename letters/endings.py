"""The letters about how a move ends, and who is told of it."""

from __future__ import annotations

from letters import needs
from letters.letter import AFTER, BEFORE_THE_START, BOTH_SCHOOLS, ENDED, PARENTS, Letter
from letters.need import only
from record.stage import Stage

ENDINGS: tuple[Letter, ...] = (
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
    Letter(
        id="notice_to_services",
        title="Notice to the Virtual School, social worker or SEN team",
        writers=("home school",),
        readers=("Virtual School", "social worker", "SEN team"),
        stages=(*BEFORE_THE_START, Stage.PLACED, Stage.FINAL_REVIEW_HELD, *ENDED, *AFTER),
        needs=(
            *needs.LETTER,
            *needs.PUPIL,
            *needs.OUTCOME,
            *only("not outcome.is_over", (*needs.RECEIVING, needs.WHY)),
            *needs.WHERE_NOW,
        ),
    ),
    Letter(
        id="la_notification",
        title="Notification to the local authority",
        writers=("home school", "receiving school"),
        readers=("local authority",),
        stages=(*BEFORE_THE_START, Stage.PLACED, Stage.FINAL_REVIEW_HELD, *ENDED, *AFTER),
        needs=(
            *needs.LETTER,
            *needs.PUPIL,
            *needs.OUTCOME,
            *only("not outcome.is_over", needs.RECEIVING),
            *needs.WHERE_NOW,
        ),
    ),
    Letter(
        id="agreement_to_deletion",
        title="Agreement to take a name off the roll",
        shape="form",
        writers=("home school", "receiving school"),
        readers=BOTH_SCHOOLS,
        stages=(Stage.FINAL_REVIEW_HELD, *ENDED, Stage.ROLL_CHANGED),
        dual_registered_only=True,
        needs=(*needs.LETTERHEAD, *needs.PUPIL, *needs.RECEIVING, *needs.DELETION),
    ),
)
