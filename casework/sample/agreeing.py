"""The steps of a sample case from the meeting to the start."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from casework.sample.diary import weeks_between
from casework.sample.preparing import Days, accept, agree
from casework.sample.tale import Tale
from casework.sample.words import Said, made
from record.consents import PLACEMENT, TRANSFER
from record.forms.board_decision import BoardDecision
from record.forms.la_record import LaRecord
from record.forms.meeting_record import AGREED, HALF_DAYS, Invited, MeetingRecord, ReviewDate, Target
from record.forms.signature import Signature
from record.forms.start import Start
from record.school_days import ONE_WEEK
from record.words import chained, typed_day

FAMILY, HEADS = ("parent", "pupil"), ("home head teacher", "receiving head teacher")
ROUTES_BOTH_ROLLS = ("placement", "off-site direction", "alternative provision")


def meet(tale: Tale, days: Days, **answered: str) -> None:
    """As `accept`, and the meeting agrees the move; the home school answers, that the record is right unless it says otherwise."""
    accept(tale, days)
    whole = {**_agreed(tale, days), **_meeting(tale, days["met"]), **tale.words.of("meeting")}
    tale.receiving_writes(days["met"], made(MeetingRecord, whole))
    tale.story.answers(tale.home.writer, days["met"], MeetingRecord, **{"is_confirmed": "yes", **answered})


def meet_without_agreement(tale: Tale, days: Days, outcome: str, **more: object) -> None:
    """As `accept`, and the meeting does not agree, or is adjourned."""
    accept(tale, days)
    whole = {**_meeting(tale, days["met"]), **tale.words.of("meeting"), "outcome": outcome, **more}
    tale.receiving_writes(days["met"], made(MeetingRecord, whole))


def sign(tale: Tale, on: date, roles: Iterable[str]) -> None:
    """These people sign what there is to sign."""
    both = is_dual(tale)
    for role in roles:
        for document in ("agreement", "dual registration form") if both else ("agreement",):
            signed = {"document": document, "role": role, "name": _signs(tale)[role], "signed_on": on}
            tale.home_writes(on, made(Signature, signed))


def agree_fully(tale: Tale, days: Days) -> None:
    """As `meet`, and everything is signed; the board directs where the route asks for it."""
    meet(tale, days)
    agree(tale, PLACEMENT if is_dual(tale) else TRANSFER, days["met"])
    sign(tale, days["met"], FAMILY)
    if tale.is_directed:
        direct(tale, days)
    if tale.route == "alternative provision":
        tale.authority_writes(days["met"], approved())
    sign(tale, days["signed"], HEADS)


def approved() -> LaRecord:
    """The named officer's yes to alternative provision."""
    return LaRecord(about="approval of alternative provision", is_approved=True, is_named_officers=True)


def direct(tale: Tale, days: Days) -> None:
    """The home school's board directs the child off-site and gives notice, up to the last day unless it is to be renewed."""
    last_day_on = days.get("renewed", days["ends"])
    tale.home_writes(
        days["met"],
        BoardDecision(
            decides="direction",
            decided_by="The governing board’s pupil committee",
            decided_on=days["met"],
            reasons=f"To help {tale.child} settle and learn, with the support that the meeting agreed. "
            "The family asked for it and agrees.",
            school=tale.receiving.urn,
            first_day_on=days["starts"],
            last_day_on=last_day_on,
            number_of_days=tale.there.between(days["starts"], last_day_on),
            notice_given_on=days["met"],
            notices=tale.in_writing(days["met"]),
            support_tried="A mentor twice a week, a place in the quiet room, and advice from the behaviour support team.",
            why_not_enough="It helped for some weeks at a time, and lessons have become harder again since.",
            pupil_says=f"{tale.child} said to the mentor: I want to try it somewhere new.",
            parents_say="Asked at the meeting. The family agrees.",
            longest_until=days["ends"] + timedelta(weeks=6),
            onward_options="A move for good if everybody agrees, or coming back with the support that helped.",
        ),
    )


def start(tale: Tale, days: Days, *, is_returned: bool = True) -> None:
    """As `agree_fully`, and the child starts on the agreed day; the authority is told unless nothing was returned to it."""
    agree_fully(tale, days)
    both = is_dual(tale)
    started = {
        "did_start": True,
        "started_on": days["starts"],
        "home_status": "M: main school, dual registered" if both else None,
        "receiving_status": "S: subsidiary, dual registered" if both else "C: current, one school",
        "new_pupil_return_on": days["starts"],
    }
    tale.receiving_writes(days["starts"], made(Start, started))
    if both and days["starts"] + ONE_WEEK <= tale.diary.today:
        sent = dict.fromkeys(("file_copy_sent_on", "record_copy_sent_on"), typed_day(days["starts"]))
        tale.story.answers(tale.home.writer, days["starts"], Start, **sent)
    tale.authority_writes(days["starts"], LaRecord(about="told of the start"))


def is_dual(tale: Tale) -> bool:
    """Whether the child is on both rolls for a time."""
    return tale.route in ROUTES_BOTH_ROLLS


def _signs(tale: Tale) -> Mapping[str, str]:
    return {
        "parent": tale.parents[0],
        "pupil": str(tale.words.of("referral")["legal_name"]),
        "home head teacher": tale.home.head,
        "receiving head teacher": tale.receiving.head,
    }


def people(tale: Tale) -> Sequence[Invited]:
    """Whoever comes to a meeting about this child."""
    referral = tale.words.of("referral")
    came: list[tuple[str, str]] = [(parent, "parent") for parent in tale.parents]
    came += [(tale.child, "pupil"), (tale.home.writer.name, "home school"), (tale.receiving.head, "receiving school")]
    if referral.get("is_looked_after"):
        came.append((referral["virtual_school_person"], "Virtual School"))
    if referral.get("social_worker"):
        came.append((referral["social_worker"].split(",")[0], "social worker"))
    return [made(Invited, {"name": name, "role": role, "presence": "came"}) for name, role in came]


def _meeting(tale: Tale, met_on: date) -> Said:
    return {"met_on": met_on, "met_at": tale.receiving.name, "people": people(tale), "pupil_engaged": True}


def _agreed(tale: Tale, days: Days) -> Said:
    ways = {name: words for name, words in tale.receiving.ways.items() if name in MeetingRecord.model_fields}
    return {
        "outcome": AGREED,
        "starts_on": days["starts"],
        **ways,
        "first_day_person": tale.receiving.ways["pastoral_lead"],
        "absence_phone": tale.receiving.attendance_phone,
        "weekly_report_to": f"{tale.home.writer.name}, {tale.home.name}, and {chained(tale.parents)}",
        "exam_arrangements": "None this year.",
        "has_reduced_programme": False,
        "safeguarding_leads_spoke": True,
        "safeguarding_leads": "The two leads, by telephone, on the day before the meeting",
        "risk_plan_shared": True,
        "early_ending_rule": "Only if safety cannot be kept. The head asks the home head first.",
        **(_for_a_time(tale, days) if is_dual(tale) else {}),
    }


def _for_a_time(tale: Tale, days: Days) -> Said:
    weeks = weeks_between(days["starts"], days["ends"])
    week = dict.fromkeys(HALF_DAYS, "receiving")
    has_less = tale.words.of("meeting").get("has_reduced_programme")
    return {
        "weeks": weeks,
        "ends_on": days["ends"],
        "why_longer": f"{tale.child} is to have six weeks of school; holidays fall in between." if weeks > 6 else None,
        "reviews": [ReviewDate(review_on=days["reviewed"]), ReviewDate(review_on=days["decided"])],
        "reduced_until": days["reduced"] if has_less else None,
        "targets": [made(Target, each) for each in tale.words.several("targets")],
        **week,
    }
