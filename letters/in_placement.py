"""The letters of a placement: weekly reports, reviews, an extension."""

from __future__ import annotations

from letters import needs
from letters.letter import AFTER, BOTH_SCHOOLS, ENDED, PARENTS, Letter
from record.stage import Stage

IN_PLACEMENT: tuple[Letter, ...] = (
    Letter(
        id="weekly_report",
        title="Weekly report",
        shape="form",
        writers=("receiving school",),
        readers=("home school", "parent"),
        stages=(Stage.PLACED, Stage.FINAL_REVIEW_HELD, *ENDED, *AFTER),
        dual_registered_only=True,
        each=("weekly_report",),
        repeats=True,
        needs=(*needs.LETTERHEAD, needs.SENDER_NAME, needs.SENDER_ROLE, *needs.RECEIVING, *needs.REPORT),
    ),
    Letter(
        id="review_invitation",
        title="Review invitation",
        writers=("receiving school", "home school"),
        readers=("parent", *BOTH_SCHOOLS, "Virtual School", "social worker", "local authority"),
        stages=(Stage.PLACED,),
        dual_registered_only=True,
        repeats=True,
        needs=(*needs.LETTER, *needs.RECEIVING, *needs.MEETING, *needs.TIME_LIMIT[:1], needs.UNTIL_THE_MEETING),
    ),
    Letter(
        id="review_record",
        title="Review record",
        shape="form",
        writers=("receiving school", "home school"),
        readers=("parent", "pupil", *BOTH_SCHOOLS),
        stages=(Stage.PLACED, Stage.FINAL_REVIEW_HELD, *ENDED, *AFTER),
        dual_registered_only=True,
        each=("review", "final_review"),
        repeats=True,
        needs=(*needs.LETTERHEAD, *needs.COUNCIL, *needs.RECEIVING, *needs.REVIEWED, needs.WHERE_NOW[0]),
    ),
    Letter(
        id="extension",
        title="Extension",
        writers=("receiving school", "home school"),
        readers=PARENTS,
        stages=(Stage.PLACED,),
        dual_registered_only=True,
        needs=(*needs.LETTER, *needs.RECEIVING, *needs.EXTENSION, *needs.WHERE_NOW, needs.PASTORAL_LEAD),
    ),
)
