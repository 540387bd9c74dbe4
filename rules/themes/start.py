"""The start: on the agreed day, as agreed, and on both schools' registers."""

from datetime import date, timedelta

from record.case import Case
from record.consents import PLACEMENT, consent_to_move, has_consent
from record.ended import endings
from record.forms.start import Start
from record.pack import Pack
from record.placement_days import new_pupil_return_by
from rules.case_queries import filed_as, given, in_order, is_open, up_to, without
from rules.examples import DIRECT, DIRECTED, MET, consented
from rules.rule import MUST, SHOULD, rule

FIRST_DAY = date(2026, 9, 14)
SIGNED_BY_NOBODY = {"pack.agreement_signed_by": (), "pack.dual_form_signed_by": ()}
STARTED = {**MET, "did_start": True, "started_on": FIRST_DAY}
NOT_THERE = {**MET, **SIGNED_BY_NOBODY, "did_start": False, "was_put_off": False}
ANOTHER_DAY = {**NOT_THERE, "was_put_off": True, "new_start_on": date(2026, 9, 21)}
MAIN, SUBSIDIARY = "M: main school, dual registered", "S: subsidiary, dual registered"
SINGLE = "C: current, one school"


def _agreed_on(case: Case) -> date | None:
    return case.agreed_meeting.starts_on if case.agreed_meeting else None


@rule(
    "FIRST-DAY-1",
    on=Start,
    clause="APP-5",
    weight=MUST,
    fields=("did_start",),
    message="Record the meeting that agreed the start first.",
    passes=STARTED,
    fails={"did_start": True},
)
def start_follows_an_agreement(start: Start, case: Case, pack: Pack) -> bool | None:
    """A child starts once a meeting has agreed it."""
    return _agreed_on(case) is not None if start.did_start else None


@rule(
    "FIRST-DAY-2",
    on=Start,
    clause=("HF-12c", "APP-8"),
    weight=MUST,
    fields=("started_on",),
    message="Check the first day: it cannot be before the day agreed at the meeting.",
    passes=STARTED,
    fails={**STARTED, "started_on": FIRST_DAY - timedelta(days=3)},
)
def child_does_not_start_before_the_agreed_day(start: Start, case: Case, pack: Pack) -> bool | None:
    """The child does not start before the day agreed."""
    agreed_on = _agreed_on(case)
    return start.started_on >= agreed_on if start.started_on and agreed_on else None


@rule(
    "FIRST-DAY-3",
    on=Start,
    clause=("HF-12c", "APP-8"),
    weight=SHOULD,
    fields=("started_on",),
    message="The child was expected on the agreed day: say what happened until the first day.",
    passes=STARTED,
    fails={**STARTED, "started_on": FIRST_DAY + timedelta(days=1)},
)
def child_starts_on_the_agreed_day(start: Start, case: Case, pack: Pack) -> bool | None:
    """The child starts on the day agreed, or on the new date given since."""
    days = [_agreed_on(case), *(each.new_start_on for each in case.of(Start) if each is not start)]
    expected = [day for day in days if day]
    return start.started_on <= max(expected) if start.started_on and expected else None


@rule(
    "FIRST-DAY-4",
    on=Start,
    clause=("HF-12c", "APP-8"),
    weight=MUST,
    fields=("started_on",),
    message="Check the first day: your school was closed then.",
    passes=STARTED,
    fails={**STARTED, "started_on": date(2026, 9, 19)},
)
def child_starts_on_an_open_day(start: Start, case: Case, pack: Pack) -> bool | None:
    """The child starts on a day when the receiving school is open."""
    return is_open(case, case.receiving, start.started_on)


@rule(
    "FIRST-DAY-5",
    on=Start,
    clause=("HF-12c", "APP-8"),
    weight=MUST,
    fields=("new_start_on",),
    message="Choose a new start after the agreed one, on a day when your school is open.",
    passes={**MET, "did_start": False, "new_start_on": date(2026, 9, 21)},
    fails={**MET, "did_start": False, "new_start_on": date(2026, 9, 20)},
)
def new_start_is_a_later_open_day(start: Start, case: Case, pack: Pack) -> bool | None:
    """A new start is later than the agreed one, on a day when the receiving school is open."""
    agreed_on = _agreed_on(case)
    if not start.new_start_on or not agreed_on:
        return None
    return start.new_start_on > agreed_on and is_open(case, case.receiving, start.new_start_on)


@rule(
    "FIRST-DAY-12",
    on=Start,
    clause=("HF-12c", "APP-8"),
    weight=MUST,
    fields=("new_start_on",),
    message="The move has ended, so there is no new first day. If it goes on after all, correct the form that ended it first.",
    passes={**MET, "did_start": False, "new_start_on": date(2026, 9, 21)},
    fails={
        **MET,
        "did_start": False,
        "new_start_on": date(2026, 9, 21),
        "ending.reason": "withdrawn",
        "ending.ended_on": date(2026, 9, 16),
    },
)
def new_start_comes_before_an_ending(start: Start, case: Case, pack: Pack) -> bool | None:
    """A new first day is set while the move goes on."""
    filed = filed_as(case, start)
    before = filed.corrects if filed and isinstance(filed.corrects, Start) else None
    if not start.new_start_on or (before and before.new_start_on == start.new_start_on):
        return None
    return not endings(case)


@rule(
    "FIRST-DAY-6",
    on=Start,
    clause=("HF-9a", "NA-10"),
    weight=MUST,
    fields=("home_status", "receiving_status"),
    message="While dual registered the home school shows M and yours S.",
    passes={**STARTED, "home_status": MAIN, "receiving_status": SUBSIDIARY},
    fails={**STARTED, "home_status": SINGLE, "receiving_status": SUBSIDIARY},
)
def dual_registration_is_main_and_subsidiary(start: Start, case: Case, pack: Pack) -> bool | None:
    """A dual-registered child is M at the home school and S at the receiving school."""
    if not case.is_dual_registered or not given(start.home_status, start.receiving_status):
        return None
    return (start.home_status, start.receiving_status) == (MAIN, SUBSIDIARY)


@rule(
    "FIRST-DAY-7",
    on=Start,
    clause="NA-10",
    weight=MUST,
    fields=("receiving_status",),
    message="After a direct move the child is on your roll alone: choose C.",
    passes={**STARTED, **DIRECT, "receiving_status": SINGLE},
    fails={**STARTED, **DIRECT, "receiving_status": SUBSIDIARY},
)
def direct_move_is_a_single_registration(start: Start, case: Case, pack: Pack) -> bool | None:
    """After a direct move the child is single registered at the receiving school."""
    if case.is_dual_registered or start.receiving_status is None:
        return None
    return start.receiving_status == SINGLE


@rule(
    "FIRST-DAY-8",
    on=Start,
    clause="NA-12",
    weight=SHOULD,
    fields=("new_pupil_return_on",),
    message="Send the new-pupil return by the fifth day after the agreed first day, weekends counted, or say why it went later.",
    passes={**STARTED, "new_pupil_return_on": date(2026, 9, 19)},
    fails={**STARTED, "new_pupil_return_on": date(2026, 9, 20)},
)
def new_pupil_return_is_in_time(start: Start, case: Case, pack: Pack) -> bool | None:
    """The new-pupil return is sent by the end of the fifth day, not school day, after the first day that was agreed."""
    if not start.new_pupil_return_on or case.placement is None:
        return None
    return start.new_pupil_return_on <= new_pupil_return_by(case, case.placement, start.started_on)


@rule(
    "FIRST-DAY-13",
    on=Start,
    clause=("NA-12", "APP-8"),
    weight=MUST,
    fields=("was_put_off",),
    message="The first day has not come yet: answer yes and give the new day, or write this form on the day.",
    passes={**NOT_THERE, "filed_on": FIRST_DAY},
    fails={**NOT_THERE, "filed_on": FIRST_DAY - timedelta(days=3)},
)
def an_absence_is_of_a_day_that_has_come(start: Start, case: Case, pack: Pack) -> bool | None:
    """A child is absent only from a first day that has come."""
    filed = filed_as(case, start)
    if not start.is_absence or filed is None or case.placement is None:
        return None
    return in_order(case.placement.starts_on, filed.filed_at.date())


@rule(
    "FIRST-DAY-14",
    on=Start,
    clause=("NA-12", "APP-8"),
    weight=SHOULD,
    fields=("was_put_off",),
    message="A new day must be agreed before the old one: if it was, and you are only recording it now, say so. "
    "Otherwise the child is absent.",
    passes={**ANOTHER_DAY, "filed_on": FIRST_DAY - timedelta(days=3)},
    fails={**ANOTHER_DAY, "filed_on": FIRST_DAY},
)
def a_first_day_is_put_off_before_it_comes(start: Start, case: Case, pack: Pack) -> bool | None:
    """A first day is put off before it comes; afterwards the child is absent."""
    filed = filed_as(case, start)
    before = without(case, start).placement if filed and start.was_put_off else None
    return filed.filed_at.date() < before.starts_on if filed and before else None


@rule(
    "FIRST-DAY-9",
    on=Start,
    clause=("HF-1c", "WK-5", "NA-2"),
    weight=SHOULD,
    fields=("did_start",),
    message="Someone’s consent to this move is not recorded: ask the home school, and say what you did.",
    passes={**STARTED, **consented(PLACEMENT, date(2026, 9, 10))},
    fails=STARTED,
)
def everybody_consented_before_the_start(start: Start, case: Case, pack: Pack) -> bool | None:
    """Everyone consented to the move before the child started."""
    if not start.did_start or not start.started_on or case.referral is None or not case.receiving:
        return None
    return has_consent(up_to(case, start.started_on), consent_to_move(case), case.receiving)


@rule(
    "FIRST-DAY-10",
    on=Start,
    clause="NA-8",
    weight=SHOULD,
    fields=("did_start",),
    message="No decision of the home school’s board is recorded: ask the home school for it, and say what you did.",
    passes={
        **STARTED,
        **DIRECTED,
        "board_decision.decides": "direction",
        "board_decision.decided_on": date(2026, 9, 8),
    },
    fails={**STARTED, **DIRECTED},
)
def board_directed_the_child_before_the_start(start: Start, case: Case, pack: Pack) -> bool | None:
    """On off-site direction the board decided before the child started."""
    if not case.needs_a_direction or not start.did_start or not start.started_on:
        return None
    return up_to(case, start.started_on).direction is not None


@rule(
    "FIRST-DAY-11",
    on=Start,
    clause=("HF-7.6h", "WK-6", "APP-5"),
    weight=SHOULD,
    fields=("did_start",),
    message="Some signatures are missing: get the agreement and the dual registration form signed, and say by when.",
    passes={**STARTED, "pack.agreement_signed_by": (), "pack.dual_form_signed_by": ()},
    fails={**STARTED, "pack.agreement_signed_by": (), "pack.dual_form_signed_by": ("parent",)},
)
def everything_is_signed_before_the_start(start: Start, case: Case, pack: Pack) -> bool | None:
    """Every signature that the authority asks for is in when the child starts."""
    if not start.did_start or not start.started_on or case.agreed_meeting is None:
        return None
    return not up_to(case, start.started_on).signatures_missing
