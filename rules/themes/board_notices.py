"""Who is told of a decision of the board in writing: every parent and the authority of a plan, in time, each in a lawful way."""

from datetime import date, timedelta

from record.case import Case
from record.forms.board_decision import AFTER_REVIEWS, DIRECTS, BoardDecision
from record.in_writing import not_told_in_writing, parent_told
from record.pack import Pack
from rules.case_queries import in_order, is_being_filed
from rules.rule import MUST, SHOULD, rule
from rules.themes.board_after_reviews import CONTINUED
from rules.themes.board_decision import NOTICED

TO_MRS_ADEYEMI = {"to": "Mrs J. Adeyemi", "given_on": date(2026, 9, 10), "how": "by post"}
TOLD_EVERYBODY = {**NOTICED, "notices": (TO_MRS_ADEYEMI,)}
WITH_PLAN = {"referral.sen_stage": "EHC plan"}
TWO_PARENTS = {
    "referral.parents": (
        {"name": "Mrs J. Adeyemi", "has_responsibility": True, "agrees_to_email": True},
        {"name": "Mr D. Adeyemi", "has_responsibility": True},
    )
}


@rule(
    "DIRECTION-12",
    on=BoardDecision,
    clause=("NA-8", "NA-27"),
    weight=MUST,
    fields=("notices", "notice_given_on"),
    message="Say when and how each of them was given the notice: every parent, and the local authority with an EHC plan.",
    passes=TOLD_EVERYBODY,
    fails={**TOLD_EVERYBODY, **WITH_PLAN},
)
def notice_is_given_to_everybody(decision: BoardDecision, case: Case, pack: Pack) -> bool | None:
    """Notice is given to every parent who is told, and to the authority of a child with an EHC plan."""
    if decision.decides not in DIRECTS or not decision.notice_given_on or not decision.notices:
        return None
    if not is_being_filed(case, decision):
        return None
    return not not_told_in_writing(case, decision)


@rule(
    "DIRECTION-13",
    on=BoardDecision,
    clause="NA-30",
    weight=MUST,
    fields=("notices",),
    message="This parent has not agreed to notices by e-mail: deliver or post it, or record their agreement in the "
    "referral.",
    passes={**NOTICED, **TWO_PARENTS, "notices": ({**TO_MRS_ADEYEMI, "how": "by e-mail"},)},
    fails={**NOTICED, **TWO_PARENTS, "notices": ({"to": "Mr D. Adeyemi", "how": "by e-mail"},)},
)
def notice_goes_by_e_mail_where_that_was_agreed(decision: BoardDecision, case: Case, pack: Pack) -> bool | None:
    """A notice goes by e-mail only to a parent who agreed to that."""
    mailed = [parent_told(case, each) for each in decision.notices if each.how == "by e-mail"]
    parents = [each for each in mailed if each]
    return all(each.agrees_to_email for each in parents) if parents and is_being_filed(case, decision) else None


@rule(
    "DIRECTION-14",
    on=BoardDecision,
    clause=("NA-8", "APP-3"),
    weight=MUST,
    fields=("notice_given_on", "notices"),
    message="Notice counts as given once the last of them has it: correct this day, or the day of one of them.",
    passes=TOLD_EVERYBODY,
    fails={**TOLD_EVERYBODY, "notices": ({**TO_MRS_ADEYEMI, "given_on": date(2026, 9, 11)},)},
)
def notice_is_given_once_the_last_has_it(decision: BoardDecision, case: Case, pack: Pack) -> bool | None:
    """The day of the notice is not before the day the last person told received it."""
    given = [each.given_on for each in decision.notices if each.given_on]
    if decision.decides not in DIRECTS or not given:
        return None
    return in_order(max(given), decision.notice_given_on)


@rule(
    "DIRECTION-15",
    on=BoardDecision,
    clause="NA-17",
    weight=SHOULD,
    fields=("notices", "decided_on"),
    message="Write to each of them within {outcome_notice_days} days of the decision, or say why it was later.",
    passes={**CONTINUED, "notices": ({**TO_MRS_ADEYEMI, "given_on": date(2026, 10, 7)},)},
    fails={**CONTINUED, "notices": ({**TO_MRS_ADEYEMI, "given_on": date(2026, 10, 8)},)},
)
def outcome_is_notified_in_time(decision: BoardDecision, case: Case, pack: Pack) -> bool | None:
    """What the board decides after a review is notified within days."""
    given = [each.given_on for each in decision.notices if each.given_on]
    if decision.decides not in AFTER_REVIEWS or not given or not decision.decided_on:
        return None
    return max(given) <= decision.decided_on + timedelta(days=pack.outcome_notice_days)


@rule(
    "DIRECTION-21",
    on=BoardDecision,
    clause="APP-2",
    weight=MUST,
    fields=("notices",),
    message="Check the dates: each of them is told once the board has decided.",
    passes=TOLD_EVERYBODY,
    fails={**TOLD_EVERYBODY, "notices": ({**TO_MRS_ADEYEMI, "given_on": date(2026, 9, 7)},)},
)
def each_is_told_after_the_decision(decision: BoardDecision, case: Case, pack: Pack) -> bool | None:
    """Nobody is told in writing of a decision before it was made."""
    given = [each.given_on for each in decision.notices if each.given_on]
    return in_order(decision.decided_on, min(given)) if given else None
