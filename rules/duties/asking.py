"""Until a school says yes: the referral, everyone's consent, a school to ask, and its answer."""

from collections.abc import Iterator
from datetime import date

from record.case import Asking, Case
from record.consents import EXPLORE, SHARE, ConsentStanding, has_consent, standing, to_agree, unanswered
from record.entry import Party
from record.forms.approach import Approach
from record.forms.consent import Consent
from record.forms.referral import Referral
from record.forms.response import Response
from rules.case_queries import can_be_asked
from rules.duty import LATE, NO_CONSENT, Owed, Phase, duty
from rules.examples import ASKED, REFERRED, consented

FAMILY_ANSWERS_WITHIN = 2
"""School days from the referral to the family's answers. Guidance gives no number: this one is the app's own."""
ASKED_FAMILY = ("HF-7.4a", "HF-7.2", "WK-11", "NA-2")
MAY_SHARE = ("HF-7.5a", "WK-11", "APP-10")
TO_EXPLORE = {**REFERRED, **consented(EXPLORE, date(2026, 9, 1), "")}
TO_SHARE = {**TO_EXPLORE, **consented(SHARE, date(2026, 9, 1))}
REFUSED = {**REFERRED, **consented(EXPLORE, date(2026, 9, 1), "", answer="refused")}


@duty(
    "referral",
    do="write the referral",
    what="referral",
    clause=("HF-3a", "APP-11"),
    owner=Party.HOME,
    form=Referral,
    phases=(Phase.BEFORE,),
    harm=LATE,
    comes={"before_you_start.route": "placement"},
    goes=REFERRED,
)
def case_is_referred(case: Case) -> Iterator[Owed]:
    """A case that was begun is referred."""
    if case.referral is None and case.accepted is None:
        yield Owed()


@duty(
    "consent to explore",
    do="record everyone’s consent to explore a move",
    what="consent to explore a move",
    clause=ASKED_FAMILY,
    owner=Party.HOME,
    form=Consent,
    phases=(Phase.BEFORE,),
    harm=NO_CONSENT,
    comes=REFERRED,
    goes=TO_EXPLORE,
)
def family_answers(case: Case) -> Iterator[Owed]:
    """Each parent and the pupil answer whether a move may be explored, within days of the referral."""
    if case.referral is None or case.accepted:
        return
    stands = standing(case, EXPLORE)
    if not unanswered(stands):
        return
    by = case.calendar(case.home).after(referred_on(case), FAMILY_ANSWERS_WITHIN)
    yield Owed(by=by, of=unanswered(stands), says=f"{who(stands)} Nothing may be shared yet.")


@duty(
    "consent to share",
    do="agree on a school with the family, and record everyone’s consent to share with it",
    what="consent to share with a school",
    clause=MAY_SHARE,
    owner=Party.HOME,
    form=Consent,
    phases=(Phase.BEFORE,),
    harm=NO_CONSENT,
    comes=TO_EXPLORE,
    goes=TO_SHARE,
)
def family_agrees_to_share(case: Case) -> Iterator[Owed]:
    """Each parent and the pupil agree that one named school is told, before it is asked."""
    asked = asking(case)
    if asked is None:
        if is_seeking(case) and not schools_to_ask(case):
            yield Owed()
        return
    stands = standing(case, SHARE, asked.approach.school)
    if case.referral and unanswered(stands):
        says = f"{who(stands)} A school has been asked anyway."
        yield Owed(by=asked.asked_on, of=unanswered(stands), harms_from=asked.asked_on, says=says)


@duty(
    "ask a school",
    do="ask a school",
    what="ask a school",
    clause=MAY_SHARE,
    owner=Party.HOME,
    form=Approach,
    phases=(Phase.BEFORE,),
    harm=LATE,
    comes=TO_SHARE,
    goes={**TO_SHARE, **ASKED},
)
def a_school_is_asked(case: Case) -> Iterator[Owed]:
    """A school is asked once everyone agreed that it is told."""
    if is_seeking(case):
        yield Owed(waits_for=() if schools_to_ask(case) else ("everyone to agree to share with a school",))


@duty(
    "answer to the approach",
    do="give your answer to the approach",
    what="answer to the approach",
    clause=("HF-1c", "WK-5", "NA-2"),
    owner=Party.RECEIVING,
    form=Response,
    phases=(Phase.BEFORE,),
    harm=LATE,
    comes={**TO_SHARE, **ASKED},
    goes={**TO_SHARE, **ASKED, "response.answer": "decline", "response.answered_on": date(2026, 9, 4)},
    tell=(Party.HOME,),
)
def the_school_asked_answers(case: Case) -> Iterator[Owed]:
    """A school that was formally asked says yes or no by the day it was given."""
    asked = next((each for each in case.askings if each.is_open), None)
    if asked is None or case.accepted:
        return
    stands = standing(case, SHARE, asked.approach.school)
    lacking = () if case.referral is None or stands.is_given else (to_agree(stands),)
    if asked.asked_on > case.today:  # only an edit in the sheet says so
        lacking = (*lacking, "the day on which the request is sent")
    yield Owed(by=asked.approach.answer_due_on, waits_for=lacking)


def is_seeking(case: Case) -> bool:
    """Whether a school is to be asked: the family agreed to explore, and no formal request is open or accepted."""
    return (
        case.referral is not None
        and case.accepted is None
        and has_consent(case, EXPLORE)
        and not any(each.is_open for each in case.askings)
    )


def asking(case: Case) -> Asking | None:
    """The formal request that stands accepted, or else the one that is open."""
    return case.accepted or next((each for each in case.askings if each.is_open), None)


def schools_to_ask(case: Case) -> tuple[str, ...]:
    """The schools that everyone agreed may be told, that have not said no, and that can be asked on this route."""
    answered = {each.approach.school for each in case.askings if each.response and not each.is_open}
    named = dict.fromkeys(each.school for each in case.of(Consent) if each.choice == SHARE and each.school)
    left = (each for each in named if each not in answered and can_be_asked(case, each))
    return tuple(each for each in left if has_consent(case, SHARE, each))


def who(stands: ConsentStanding) -> str:
    """How many have not answered, in a sentence that names nobody."""
    waiting = len(stands.silent) + len(stands.not_asked)
    everybody = waiting + len(stands.agreed) + len(stands.refused)
    return f"{waiting} of the {everybody} who must agree {'has' if waiting == 1 else 'have'} not answered."


def referred_on(case: Case) -> date:
    """The day of the referral."""
    return max((each.happened_on for each in case.filed_of(Referral)), default=case.today)
