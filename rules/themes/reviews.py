"""Reviews on the way and the final one: held once the placement runs, with everyone, extended only by agreement, and a
decision that follows the targets."""

from datetime import date

from record.answers import is_a_sentence
from record.case import Case
from record.forms.final_review import OTHER, RETURN, TRANSFER, FinalReview
from record.forms.review import Review
from record.forms.weekly_report import WeeklyReport
from record.pack import Pack
from rules.case_queries import (
    first_meeting,
    given,
    in_order,
    is_open,
    roles,
    was_there,
    weeks_can_be_counted,
    without,
)
from rules.examples import PLACED
from rules.rule import MUST, SHOULD, also, rule
from rules.themes.meeting import LOOKED_AFTER

REVIEWED = {**PLACED, "reviewed_on": date(2026, 9, 30)}
DECIDED = {**PLACED, "reviewed_on": date(2026, 10, 1), "decision": TRANSFER}
TARGET = ({"what": "Comes on time"},)
EXTENDED = {**REVIEWED, "extends": True, "new_end_on": date(2026, 11, 13)}
EVERYBODY = (
    {"role": "home school", "presence": "came"},
    {"role": "receiving school", "presence": "came"},
    {"role": "parent", "presence": "came"},
    {"role": "pupil", "presence": "sent views"},
)


@rule(
    "REVIEW-1",
    on=Review,
    clause=("HF-3e", "WK-7", "APP-5"),
    weight=MUST,
    fields=("reviewed_on",),
    message="Check the date: a review is held during the placement.",
    passes=REVIEWED,
    fails={**REVIEWED, "reviewed_on": date(2026, 9, 11)},
)
def review_is_held_during_the_placement(review: Review, case: Case, pack: Pack) -> bool | None:
    """A review is held during the placement."""
    return was_there(case, review.reviewed_on)


@rule(
    "FINAL-1",
    on=FinalReview,
    clause=("HF-11a", "WK-8", "APP-5"),
    weight=MUST,
    fields=("reviewed_on",),
    message="Check the date: the final review is held once the child has started.",
    passes=DECIDED,
    fails={**DECIDED, "reviewed_on": date(2026, 9, 11)},
)
def final_review_follows_the_start(review: FinalReview, case: Case, pack: Pack) -> bool | None:
    """The final review is held in the placement or after it."""
    if review.reviewed_on is None:
        return None
    return case.placement is not None and review.reviewed_on >= case.placement.starts_on


@also(
    "FINAL-2",
    on=FinalReview,
    statement="Parents and both schools are invited to the final review.",
    message="Invite the parents and both schools before you decide.",
)
@rule(
    "REVIEW-2",
    on=Review,
    clause=("HF-10c", "WK-7"),
    weight=MUST,
    fields=("people",),
    message="Invite the parents and both schools to every review.",
    passes={"people": EVERYBODY[:3]},
    fails={"people": EVERYBODY[:2]},
)
def parents_and_both_schools_are_invited(review: Review | FinalReview, case: Case, pack: Pack) -> bool | None:
    """Parents and both schools are invited to a review."""
    return {"parent", "home school", "receiving school"} <= roles(review.people) if review.people else None


@also(
    "FINAL-3",
    on=FinalReview,
    statement="Those who came to the first meeting are invited to the final review.",
)
@rule(
    "REVIEW-3",
    on=Review,
    clause="HF-10c",
    weight=SHOULD,
    fields=("people",),
    message="Invite everyone who came to the first meeting, or say who was left out and why.",
    passes={**PLACED, "meeting_record.people": EVERYBODY, "people": EVERYBODY},
    fails={**PLACED, "meeting_record.people": ({"role": "SEND", "presence": "came"},), "people": EVERYBODY},
)
def those_of_the_first_meeting_are_invited(review: Review | FinalReview, case: Case, pack: Pack) -> bool | None:
    """Those who came to the first meeting are invited to a review."""
    meeting = first_meeting(case)
    if not review.people or not meeting or not meeting.people:
        return None
    return roles(meeting.people, "came") <= roles(review.people)


@also(
    "FINAL-4",
    on=FinalReview,
    statement="The child comes to the final review or sends views.",
    clause=("HF-8a", "WK-5"),
)
@rule(
    "REVIEW-4",
    on=Review,
    clause=("HF-8a", "WK-7"),
    weight=SHOULD,
    fields=("people",),
    message="The child should come or send views: say how the child was heard.",
    passes={"people": EVERYBODY},
    fails={"people": EVERYBODY[:3]},
)
def child_takes_part_in_the_review(review: Review | FinalReview, case: Case, pack: Pack) -> bool | None:
    """The child comes to a review or sends views."""
    return "pupil" in roles(review.people, "came", "sent views") if review.people else None


@rule(
    "REVIEW-5",
    on=Review,
    clause="APP-2",
    weight=MUST,
    fields=("next_review_on",),
    message="Choose a next review after this one.",
    passes={**REVIEWED, "next_review_on": date(2026, 10, 20)},
    fails={**REVIEWED, "next_review_on": date(2026, 9, 23)},
)
def next_review_is_later(review: Review, case: Case, pack: Pack) -> bool | None:
    """The next review comes after this one."""
    return in_order(review.reviewed_on, review.next_review_on)


@rule(
    "EXTENSION-1",
    on=Review,
    clause=("HF-3d", "WK-8", "APP-3"),
    weight=MUST,
    fields=("new_end_on",),
    message="Choose a last day within {maximum_weeks} weeks of the start.",
    passes={**EXTENDED, "new_end_on": date(2026, 12, 4)},
    fails={**EXTENDED, "new_end_on": date(2026, 12, 7)},
)
def extension_is_within_the_maximum(review: Review, case: Case, pack: Pack) -> bool | None:
    """An extension never passes the authority's maximum."""
    placement = case.placement
    if not review.extends or not review.new_end_on or not placement:
        return None
    if not weeks_can_be_counted(case, placement.school, placement.starts_on, review.new_end_on):
        return None
    calendar = case.calendar(placement.school)
    week = calendar.week_number(placement.starts_on, review.new_end_on, pack.weeks_are_school_weeks)
    return week <= pack.maximum_weeks


@rule(
    "EXTENSION-2",
    on=Review,
    clause="APP-2",
    weight=MUST,
    fields=("new_end_on",),
    message="Choose a last day after the one that was agreed.",
    passes=EXTENDED,
    fails={**EXTENDED, "new_end_on": date(2026, 10, 23)},
)
def extension_ends_later(review: Review, case: Case, pack: Pack) -> bool | None:
    """An extension ends later than the placement did."""
    before = without(case, review).placement
    if not review.extends or not review.new_end_on or not before or not before.ends_on:
        return None
    later = [each for each in case.of(Review) if _is_later(each, review)]
    return bool(later) or review.new_end_on > before.ends_on


def _is_later(other: Review, review: Review) -> bool:
    """Whether another review extended the placement after this one did."""
    if not other.extends or not other.new_end_on or not review.new_end_on:
        return False
    return other.new_end_on > review.new_end_on


@rule(
    "EXTENSION-3",
    on=Review,
    clause=("HF-1c", "WK-5", "NA-2"),
    weight=MUST,
    fields=("parents_agree_extension",),
    message="An extension needs the parents’ agreement: ask them, or let the placement end as agreed.",
    passes={**EXTENDED, "parents_agree_extension": True},
    fails={**EXTENDED, "parents_agree_extension": False},
)
def parents_agree_to_the_extension(review: Review, case: Case, pack: Pack) -> bool | None:
    """The parents agree to an extension, where no board decides it."""
    return review.parents_agree_extension if review.extends and not case.is_under_direction else None


@rule(
    "EXTENSION-4",
    on=Review,
    clause=("HF-1c", "WK-5", "NA-2"),
    weight=MUST,
    fields=("both_heads_agree_extension",),
    message="An extension needs both head teachers’ agreement: ask them, or let the placement end as agreed.",
    passes={**EXTENDED, "both_heads_agree_extension": True},
    fails={**EXTENDED, "both_heads_agree_extension": False},
)
def both_heads_agree_to_the_extension(review: Review, case: Case, pack: Pack) -> bool | None:
    """Both head teachers agree to an extension, where no board decides it."""
    return review.both_heads_agree_extension if review.extends and not case.is_under_direction else None


@rule(
    "EXTENSION-5",
    on=Review,
    clause="APP-8",
    weight=SHOULD,
    fields=("new_end_on",),
    message="Choose a last day when the receiving school is open, or say why not.",
    passes=EXTENDED,
    fails={**EXTENDED, "new_end_on": date(2026, 11, 14)},
)
def extension_ends_on_an_open_day(review: Review, case: Case, pack: Pack) -> bool | None:
    """An extension ends on a day when the receiving school is open."""
    return is_open(case, case.receiving, review.new_end_on) if review.extends else None


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
        **DECIDED,
        "meeting_record.targets": TARGET,
        "results": ({"target": "Comes on time", "result": "met"},),
    },
    fails={**DECIDED, "meeting_record.targets": TARGET},
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
    passes={**DECIDED, "takes_effect_on": date(2026, 10, 26), "reasons": "Met all three targets"},
    fails={**DECIDED, "takes_effect_on": date(2026, 10, 26)},
)
def decision_has_reasons(review: FinalReview, case: Case, pack: Pack) -> bool | None:
    """A decision that takes effect has its reasons recorded, in a sentence."""
    return is_a_sentence(review.reasons) if given(review.decision, review.takes_effect_on) else None


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


BROUGHT_BACK = {**PLACED, "decision": RETURN, "home_head_agrees": False}


@rule(
    "FINAL-11",
    on=FinalReview,
    clause=("HF-11b", "WK-16"),
    weight=MUST,
    fields=("why_not_all",),
    message="Say who does not agree, and why: everyone can read here why the decision was made anyway.",
    passes={**BROUGHT_BACK, "why_not_all": "The home head: two more weeks were promised"},
    fails=BROUGHT_BACK,
)
def disagreement_is_recorded(review: FinalReview, case: Case, pack: Pack) -> bool | None:
    """A decision other than a transfer says who does not agree with it, and why."""
    minds = (review.parents_agree, review.pupil_agrees, review.home_head_agrees, review.receiving_head_agrees)
    if review.decision in (None, TRANSFER) or False not in minds:
        return None
    return is_a_sentence(review.why_not_all)


@rule(
    "FINAL-12",
    on=FinalReview,
    clause=("HF-11b", "WK-9", "APP-3"),
    weight=SHOULD,
    fields=("decision",),
    message="The home school says a weekly report is wrong: put it right first, or say why this does not rest on it.",
    passes={**DECIDED, "weekly_report.concern": "green"},
    fails={**DECIDED, "weekly_report.what_is_wrong": "He was here on Tuesday"},
)
def decision_rests_on_right_reports(review: FinalReview, case: Case, pack: Pack) -> bool | None:
    """No weekly report on which a decision rests is said to be wrong."""
    if review.decision is None:
        return None
    return not any(
        isinstance(filed.entry, WeeklyReport) and filed.entry.what_is_wrong and not filed.changed_since_answered
        for filed in case.filed_of(WeeklyReport)
    )
