"""What a parent or the child is asked to agree to: to explore a move, to share, to the placement, to the move for good."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from letters.asked import LetterQuestions
from letters.facts import ConsentChoices
from letters.facts.fact import repeated
from letters.from_case.context import LetterContext
from letters.from_case.schools import may_stay_for_good
from letters.from_case.times import on_a_school_day
from letters.letter import BEFORE_A_SCHOOL, BEFORE_THE_START, Letter
from letters.need import COUNCIL, LETTERHEAD, PUPIL, RECEIVING, needed, only
from record.authority import Authority
from record.case import Case
from record.entry import Answers
from record.field import SchoolUrn, Section, case_is, yes
from record.stage import Stage, stage
from record.words import yes_no

choices = Section("What the form asks", "Each person gets a form of their own, with these lines to tick.")
NEXT: Mapping[Stage, str] = {
    Stage.PREPARING: "asks_explore",
    Stage.CONSENT: "asks_explore",
    Stage.SEEKING: "asks_share",
    Stage.ACCEPTED: "asks_placement",
    Stage.MEETING_HELD: "asks_placement",
    Stage.AGREED: "asks_placement",
}
"""What a consent form most likely asks at a stage; later it is the move for good."""


class Choices(Answers):
    """What the consent forms ask."""

    asks_explore: bool | None = choices.ask("Does it ask whether you may look into a move?")
    asks_share: bool | None = choices.ask("Does it ask whether you may tell one school about the child?")
    share_with: SchoolUrn | None = choices.ask("Which school?", when=yes("asks_share"))
    asks_placement: bool | None = choices.ask(
        "Does it ask for agreement to the time at the other school?", when=case_is("dual_registered", "yes")
    )
    asks_transfer: bool | None = choices.ask("Does it ask for agreement to the permanent move?")
    answer_by: date | None = choices.ask(
        "By when would an answer help?", "This is a request, never a deadline", optional=True
    )


def what_comes_next(case: Case, _: Authority) -> Mapping[str, Any]:
    """One choice: what comes next. A form that asks for everything at once is harder to say no to."""
    likely = NEXT.get(stage(case), "asks_transfer")
    if likely == "asks_placement" and not case.is_dual_registered:
        likely = "asks_transfer"
    names = ("asks_explore", "asks_share", "asks_placement", "asks_transfer")
    return {name: yes_no(name == likely) for name in names}


def asked(of: LetterContext) -> Mapping[str, Any]:
    """What was chosen; nothing while nothing is."""
    said = of.answers
    if not isinstance(said, Choices):
        return {}
    shares = bool(said.asks_share and said.share_with)
    for_good = bool(said.asks_transfer) and may_stay_for_good(of.case, of.authority)
    if not any((said.asks_explore, shares, said.asks_placement, for_good)):
        return {}
    chosen = repeated(
        ConsentChoices,
        said,
        explore=bool(said.asks_explore),
        share_with=of.authority.name_of(said.share_with) if shares else None,
        placement=bool(said.asks_placement),
        transfer=for_good,
        answer_by=on_a_school_day(of.case, said.answer_by),
    )
    return {"asked": chosen}


LETTER = Letter(
    file=__name__,
    order=30,
    title="Consent form",
    shape="form",
    writers=("home school",),
    readers=("parent who agrees", "pupil"),
    stages=(*BEFORE_A_SCHOOL, Stage.ACCEPTED, *BEFORE_THE_START, Stage.PLACED, Stage.FINAL_REVIEW_HELD),
    repeats=True,
    comes="whenever someone is asked to agree",
    asked_by=("HF-7.4a", "WK-5", "NA-2", "APP-10"),
    asks=LetterQuestions(questions=Choices, purpose="What you ask each parent and the child.", seeds=what_comes_next),
    facts=asked,
    needs=(
        *LETTERHEAD,
        *needed("sender.name", "sender.phone", "addressee.name"),
        *COUNCIL,
        *PUPIL,
        *needed("asked"),
        *only("asked.placement", RECEIVING),
        *only("asked.transfer", RECEIVING),
    ),
)
