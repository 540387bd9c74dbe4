"""The review of a direction: who is invited and how long before, who asks for one, and what is sought before it goes on longer."""

from datetime import date, timedelta

from record.case import Case
from record.family import as_written
from record.forms.meeting_record import HOME_HEAD, NOMINEE
from record.forms.review import Review
from record.in_writing import has_plan
from record.pack import Pack
from record.placement_days import REVIEW_WITHIN, WITHOUT_REVIEW
from rules.case_queries import in_order, is_being_filed, roles, without
from rules.examples import DIRECTED, PLACED
from rules.rule import MUST, SHOULD, rule
from rules.themes.reviews import EVERYBODY, EXTENDED

ASKED_FOR = {**PLACED, **DIRECTED, "asked_for_on": date(2026, 9, 23)}
INVITED = {**PLACED, **DIRECTED, "reviewed_on": date(2026, 9, 30), "invited_on": date(2026, 9, 21)}
WITH_PLAN = {"referral.sen_stage": "EHC plan"}
HEAD = {"name": "Mrs K. Bell", "role": HOME_HEAD, "presence": "came"}
NOMINATED = {"name": "Mr P. Hale", "role": NOMINEE, "presence": "came"}


@rule(
    "REVIEW-6",
    on=Review,
    clause="NA-9",
    weight=SHOULD,
    fields=("asked_for_on", "reviewed_on"),
    message="Hold the review within five school days of the request, or say why not. Check both dates.",
    passes={**ASKED_FOR, "reviewed_on": date(2026, 9, 30)},
    fails={**ASKED_FOR, "reviewed_on": date(2026, 10, 1)},
)
def review_that_is_asked_for_is_held_soon(review: Review, case: Case, pack: Pack) -> bool | None:
    """A review of a direction that is asked for in writing is held soon, unless one was held in the ten weeks before."""
    asked_on, held_on = review.asked_for_on, review.reviewed_on
    if not case.is_under_direction or not asked_on or not held_on:
        return None
    earlier = [each.reviewed_on for each in without(case, review).of(Review) if each.reviewed_on]
    if any(asked_on - WITHOUT_REVIEW < each <= asked_on for each in earlier):
        return None
    return asked_on <= held_on <= case.calendar(case.home).after(asked_on, REVIEW_WITHIN)


@rule(
    "REVIEW-8",
    on=Review,
    clause="NA-16",
    weight=SHOULD,
    fields=("invited_on", "reviewed_on"),
    message="Invite everyone at least {review_invitation_days} days before the review, or say why it was later.",
    passes={**INVITED, "invited_on": date(2026, 9, 24)},
    fails={**INVITED, "invited_on": date(2026, 9, 25)},
)
def invitations_come_in_time(review: Review, case: Case, pack: Pack) -> bool | None:
    """Everyone is invited to the review of a direction the law's days before it."""
    if not case.is_under_direction or not review.invited_on or not review.reviewed_on:
        return None
    return review.invited_on <= review.reviewed_on - timedelta(days=pack.review_invitation_days)


@rule(
    "REVIEW-9",
    on=Review,
    clause="NA-16",
    weight=SHOULD,
    fields=("people",),
    message="Invite the home head teacher and a nominee of the board, or say why not.",
    passes={**INVITED, "people": (*EVERYBODY, HEAD, NOMINATED)},
    fails={**INVITED, "people": (*EVERYBODY, HEAD)},
)
def head_and_nominee_are_invited(review: Review, case: Case, pack: Pack) -> bool | None:
    """The home head teacher and a nominee of the board are invited to the review of a direction."""
    if not case.is_under_direction or not review.invited_on or not review.people:
        return None
    return _head_is_invited(review, case) and NOMINEE in roles(review.people)


def _head_is_invited(review: Review, case: Case) -> bool:
    """By the role, or by the name that the Schools table has."""
    school = case.schools.get(case.home)
    head = as_written(school.head) if school else ""
    return HOME_HEAD in roles(review.people) or any(head and as_written(each.name) == head for each in review.people)


@rule(
    "REVIEW-10",
    on=Review,
    clause="NA-16",
    weight=MUST,
    fields=("people",),
    message="The board’s nominee cannot be the head teacher: write who came for the board.",
    passes={**INVITED, "people": (*EVERYBODY, HEAD, NOMINATED)},
    fails={**INVITED, "people": (*EVERYBODY, HEAD, {**NOMINATED, "name": "Mrs K. Bell"})},
)
def nominee_is_not_the_head(review: Review, case: Case, pack: Pack) -> bool | None:
    """The board's nominee at the review of a direction is not the head teacher."""
    school = case.schools.get(case.home)
    heads = {as_written(each.name) for each in review.people if each.role == HOME_HEAD}
    heads |= {as_written(school.head)} if school else set()
    nominees = {as_written(each.name) for each in review.people if each.role == NOMINEE} - {""}
    return not nominees & heads if nominees and case.is_under_direction else None


@rule(
    "REVIEW-11",
    on=Review,
    clause="NA-16",
    weight=SHOULD,
    fields=("people",),
    message="The child has an EHC plan: invite the local authority, or say why not.",
    passes={**INVITED, **WITH_PLAN, "people": (*EVERYBODY, HEAD, NOMINATED, {"role": "local authority"})},
    fails={**INVITED, **WITH_PLAN, "people": (*EVERYBODY, HEAD, NOMINATED)},
)
def authority_of_a_plan_is_invited(review: Review, case: Case, pack: Pack) -> bool | None:
    """The local authority of a child with an EHC plan is invited to the review of a direction."""
    if not case.is_under_direction or not review.invited_on or not review.people or not has_plan(case):
        return None
    if not is_being_filed(case, review):
        return None
    return bool({"local authority", "SEND"} & roles(review.people))


@rule(
    "REVIEW-12",
    on=Review,
    clause="APP-2",
    weight=MUST,
    fields=("invited_on",),
    message="Check the dates: an invitation comes before the review.",
    passes=INVITED,
    fails={**INVITED, "invited_on": date(2026, 10, 1)},
)
def invitation_comes_before_the_review(review: Review, case: Case, pack: Pack) -> bool | None:
    """Nobody is invited to a review after it was held."""
    return in_order(review.invited_on, review.reviewed_on)


@rule(
    "EXTENSION-6",
    on=Review,
    clause="NA-20",
    weight=SHOULD,
    fields=("parents_agree_extension",),
    message="The parents do not agree to go on longer: say what they want instead, for the board to take into account.",
    passes={**EXTENDED, **DIRECTED, "parents_agree_extension": True},
    fails={**EXTENDED, **DIRECTED, "parents_agree_extension": False},
)
def parents_are_asked_about_a_longer_direction(review: Review, case: Case, pack: Pack) -> bool | None:
    """The parents' agreement to a longer direction is sought: without it the board decides, and knows why."""
    return review.parents_agree_extension if review.extends and case.is_under_direction else None


@rule(
    "EXTENSION-7",
    on=Review,
    clause="NA-20",
    weight=SHOULD,
    fields=("both_heads_agree_extension",),
    message="One of the head teachers does not agree to go on longer: say why, for the board to take into account.",
    passes={**EXTENDED, **DIRECTED, "both_heads_agree_extension": True},
    fails={**EXTENDED, **DIRECTED, "both_heads_agree_extension": False},
)
def heads_are_asked_about_a_longer_direction(review: Review, case: Case, pack: Pack) -> bool | None:
    """Both head teachers' agreement to a longer direction is sought: without it the board decides, and knows why."""
    return review.both_heads_agree_extension if review.extends and case.is_under_direction else None
