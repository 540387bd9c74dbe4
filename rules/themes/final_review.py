"""The final review: held once the placement runs, with everybody, and a decision that follows the targets."""

from datetime import date

from record.case import Case
from record.final_review import OTHER, RETURN, TRANSFER, FinalReview
from record.pack import Pack
from rules.case_queries import first_meeting, given, roles
from rules.examples import PLACED
from rules.rule import MUST, SHOULD, rule
from rules.themes.meeting_people import LOOKED_AFTER
from rules.themes.reviews import EVERYBODY

REVIEWED = {**PLACED, "reviewed_on": date(2026, 10, 1), "decision": TRANSFER}
TARGET = ({"what": "Comes on time"},)


@rule(
    "FINAL-1",
    on=FinalReview,
    clause=("HF-11a", "WK-8", "APP-5"),
    weight=MUST,
    fields=("reviewed_on",),
    message="Check the date: the final review is held once the child has started.",
    passes=REVIEWED,
    fails={**REVIEWED, "reviewed_on": date(2026, 9, 11)},
)
def final_review_follows_the_start(review: FinalReview, case: Case, pack: Pack) -> bool | None:
    """The final review is held in the placement or after it."""
    if review.reviewed_on is None:
        return None
    return case.placement is not None and review.reviewed_on >= case.placement.starts_on


@rule(
    "FINAL-2",
    on=FinalReview,
    clause=("HF-10c", "WK-7"),
    weight=MUST,
    fields=("people",),
    message="Invite the parents and both schools before you decide.",
    passes={"people": EVERYBODY[:3]},
    fails={"people": EVERYBODY[:2]},
)
def parents_and_both_schools_are_invited_to_decide(review: FinalReview, case: Case, pack: Pack) -> bool | None:
    """Parents and both schools are invited to the final review."""
    return {"parent", "home school", "receiving school"} <= roles(review.people) if review.people else None


@rule(
    "FINAL-3",
    on=FinalReview,
    clause="HF-10c",
    weight=SHOULD,
    fields=("people",),
    message="Invite everybody who came to the first meeting, or say who was left out and why.",
    passes={**PLACED, "meeting_record.people": EVERYBODY, "people": EVERYBODY},
    fails={**PLACED, "meeting_record.people": ({"role": "SEND", "presence": "came"},), "people": EVERYBODY},
)
def those_of_the_first_meeting_are_invited_to_decide(review: FinalReview, case: Case, pack: Pack) -> bool | None:
    """Those who came to the first meeting are invited to the final review."""
    meeting = first_meeting(case)
    if not review.people or not meeting or not meeting.people:
        return None
    return roles(meeting.people, "came") <= roles(review.people)


@rule(
    "FINAL-4",
    on=FinalReview,
    clause=("HF-8a", "WK-5"),
    weight=SHOULD,
    fields=("people",),
    message="The child should come or send views: say how the child was heard.",
    passes={"people": EVERYBODY},
    fails={"people": EVERYBODY[:3]},
)
def child_takes_part_in_the_decision(review: FinalReview, case: Case, pack: Pack) -> bool | None:
    """The child comes to the final review or sends views."""
    return "pupil" in roles(review.people, "came", "sent views") if review.people else None


@rule(
    "FINAL-5",
    on=FinalReview,
    clause=("HF-3f", "HF-7.6v"),
    weight=SHOULD,
    fields=("people",),
    message="Invite the Virtual School, or say how it took part in the decision.",
    passes={**LOOKED_AFTER, "people": (*EVERYBODY, {"role": "Virtual School", "presence": "came"})},
    fails={**LOOKED_AFTER, "people": EVERYBODY},
)
def virtual_school_takes_part_in_the_decision(review: FinalReview, case: Case, pack: Pack) -> bool | None:
    """For a looked-after child the Virtual School is invited to the final review."""
    if not case.is_looked_after or not review.people:
        return None
    return "Virtual School" in roles(review.people)


@rule(
    "FINAL-6",
    on=FinalReview,
    clause=("HF-11b", "WK-7"),
    weight=SHOULD,
    fields=("results",),
    message="Say for each target agreed at the start how it ended, or say why one is left out.",
    passes={
        **REVIEWED,
        "meeting_record.targets": TARGET,
        "results": ({"target": "Comes on time", "result": "met"},),
    },
    fails={**REVIEWED, "meeting_record.targets": TARGET},
)
def every_target_has_an_outcome(review: FinalReview, case: Case, pack: Pack) -> bool | None:
    """Every target agreed at the start has an outcome."""
    meeting = first_meeting(case)
    if review.decision is None or not meeting or not meeting.targets:
        return None
    return len([each for each in review.results if each.result]) >= len(meeting.targets)


@rule(
    "FINAL-7",
    on=FinalReview,
    clause="HF-11b",
    weight=SHOULD,
    fields=("decision", "reasons"),
    message="The decision does not follow the targets: say what outweighs them.",
    passes={"decision": TRANSFER, "results": ({"result": "met"}, {"result": "not met"})},
    fails={"decision": RETURN, "results": ({"result": "met"}, {"result": "met"})},
)
def decision_follows_the_targets(review: FinalReview, case: Case, pack: Pack) -> bool | None:
    """Nobody returns who met every target, or transfers who met none, without a reason."""
    results = {each.result for each in review.results if each.result}
    if not results or review.decision is None:
        return None
    against = {TRANSFER: {"not met"}, RETURN: {"met"}}
    return results != against.get(review.decision)


@rule(
    "FINAL-8",
    on=FinalReview,
    clause=("HF-6.2", "APP-9"),
    weight=SHOULD,
    fields=("decision",),
    message="This decision is for moves to alternative provision: say why it is right for this child.",
    passes={"before_you_start.route": "alternative provision", "decision": OTHER},
    fails={"decision": OTHER},
)
def another_provision_is_decided_from_alternative_provision(review: FinalReview, case: Case, pack: Pack) -> bool | None:
    """Another school or provision is decided only after alternative provision."""
    return case.route == "alternative provision" if review.decision == OTHER else None


@rule(
    "FINAL-9",
    on=FinalReview,
    clause=("HF-11b", "WK-16"),
    weight=MUST,
    fields=("reasons",),
    message="Give the reasons for the decision, target by target.",
    passes={**REVIEWED, "takes_effect_on": date(2026, 10, 26), "reasons": "Met all three targets"},
    fails={**REVIEWED, "takes_effect_on": date(2026, 10, 26)},
)
def decision_has_reasons(review: FinalReview, case: Case, pack: Pack) -> bool | None:
    """A decision that takes effect has its reasons recorded."""
    return given(review.reasons) if given(review.decision, review.takes_effect_on) else None


@rule(
    "FINAL-10",
    on=FinalReview,
    clause="NA-7",
    weight=SHOULD,
    fields=("complaints_route_given",),
    message="Tell the parents how to complain, and say when you will.",
    passes={"complaints_route_given": True},
    fails={"complaints_route_given": False},
)
def parents_are_told_how_to_complain(review: FinalReview, case: Case, pack: Pack) -> bool | None:
    """The parents are told how to complain about the decision."""
    return review.complaints_route_given
