"""Interim and early reviews, and extensions that everybody agrees to."""

from datetime import date

from record.case import Case
from record.due_answers import REVIEW_WITHIN, WITHOUT_REVIEW
from record.pack import Pack
from record.review import Review
from rules.case_queries import first_meeting, in_order, is_open, roles, was_there, weeks_can_be_counted, without
from rules.examples import DIRECTED, PLACED
from rules.rule import MUST, SHOULD, rule

REVIEWED = {**PLACED, "reviewed_on": date(2026, 9, 30)}
EXTENDED = {**REVIEWED, "extends": True, "new_end_on": date(2026, 11, 13)}
ASKED_FOR = {**PLACED, **DIRECTED, "asked_for_on": date(2026, 9, 23)}
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
    "REVIEW-2",
    on=Review,
    clause=("HF-10c", "WK-7"),
    weight=MUST,
    fields=("people",),
    message="Invite the parents and both schools to every review.",
    passes={"people": EVERYBODY[:3]},
    fails={"people": EVERYBODY[:2]},
)
def parents_and_both_schools_are_invited(review: Review, case: Case, pack: Pack) -> bool | None:
    """Parents and both schools are invited to a review."""
    return {"parent", "home school", "receiving school"} <= roles(review.people) if review.people else None


@rule(
    "REVIEW-3",
    on=Review,
    clause="HF-10c",
    weight=SHOULD,
    fields=("people",),
    message="Invite everybody who came to the first meeting, or say who was left out and why.",
    passes={**PLACED, "meeting_record.people": EVERYBODY, "people": EVERYBODY},
    fails={**PLACED, "meeting_record.people": ({"role": "SEND", "presence": "came"},), "people": EVERYBODY},
)
def those_of_the_first_meeting_are_invited(review: Review, case: Case, pack: Pack) -> bool | None:
    """Those who came to the first meeting are invited to a review."""
    meeting = first_meeting(case)
    if not review.people or not meeting or not meeting.people:
        return None
    return roles(meeting.people, "came") <= roles(review.people)


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
def child_takes_part_in_the_review(review: Review, case: Case, pack: Pack) -> bool | None:
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
    "REVIEW-6",
    on=Review,
    clause="NA-9",
    weight=SHOULD,
    fields=("asked_for_on", "reviewed_on"),
    message="Hold the review within five school days of the parent’s request, or say why not. Check both dates.",
    passes={**ASKED_FOR, "reviewed_on": date(2026, 9, 30)},
    fails={**ASKED_FOR, "reviewed_on": date(2026, 10, 1)},
)
def review_that_a_parent_asks_for_is_held_soon(review: Review, case: Case, pack: Pack) -> bool | None:
    """A review of a direction that a parent asks for in writing is held soon, unless one was held in the ten weeks before."""
    asked_on, held_on = review.asked_for_on, review.reviewed_on
    if case.route != "off-site direction" or not asked_on or not held_on:
        return None
    earlier = [each.reviewed_on for each in without(case, review).of(Review) if each.reviewed_on]
    if any(asked_on - WITHOUT_REVIEW < each <= asked_on for each in earlier):
        return None
    return asked_on <= held_on <= case.calendar(case.home).after(asked_on, REVIEW_WITHIN)


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
    """The parents agree to an extension."""
    return review.parents_agree_extension if review.extends else None


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
    """Both head teachers agree to an extension."""
    return review.both_heads_agree_extension if review.extends else None


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
