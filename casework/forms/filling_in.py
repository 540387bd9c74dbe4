"""What the app already knows, so that nothing is asked twice. Never marks, never consents.

Each filler is named as a question's `fill_in`, and gives what a person would have typed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from record.answers import as_typed
from record.authority import Authority
from record.case import Case
from record.consents import SHARE, people_to_agree, standing
from record.ended import Belongs, ended
from record.entry import Entry
from record.field import Question, questions
from record.forms.consent import Consent
from record.forms.referral import Referral
from record.forms.review_request import ReviewRequest
from record.forms.start import CURRENT, MAIN, SUBSIDIARY
from record.forms.telling import FamilyTold
from record.forms.weekly_report import WeeklyReport
from record.identifiers import new_id
from record.in_writing import to_tell_in_writing
from record.person import Person
from record.placement_days import every_review_held, meeting_to_come, owed_reports, reviews_held
from record.progress import so_far
from record.school_days import monday_of
from record.signing import names_to_sign
from record.words import first_capital, listed
from rules.due import due
from rules.duties.authority import NOTED
from rules.duties.telling import ABOUT
from rules.duty import Due

SAID_TO_EVERYBODY = (
    *("first_day_at", "first_day_place", "morning_starts", "afternoon_ends", "breaks"),
    *("meals", "welcome_plan", "attendance_recorded_how"),
)
"""What a school says to every family alike: columns of its row in the Schools table, and questions of the meeting record."""


@dataclass(frozen=True, slots=True)
class FillerContext:
    """What a filler may look at."""

    case: Case
    person: Person
    authority: Authority


def filled_in(kind: type[Entry], known: FillerContext) -> Mapping[str, Any]:
    """The answers a new draft of this kind begins with, by flat question name."""
    typed: dict[str, Any] = {}
    for question in questions(kind):
        filler = _FILLERS[question.fill_in] if question.fill_in else None
        value = filler(known) if filler else None
        if value in (None, "", []):
            continue
        typed |= _items(question, value) if question.item else {question.name: as_typed(question, value)}
    return typed


def _items(question: Question, items: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    typed: dict[str, Any] = {question.name: [new_id()[:6] for _ in items]}
    for item_id, item in zip(typed[question.name], items, strict=True):
        typed |= {f"{question.name}.{item_id}.{name}": value for name, value in item.items() if value}
    return typed


def _me(known: FillerContext) -> str:
    return known.person.name


def _today(known: FillerContext) -> date:
    return known.case.today


def _home_head(known: FillerContext) -> str:
    return known.authority.school(known.case.home).head


def _my_head(known: FillerContext) -> str:
    return known.authority.school(known.person.school).head


def _answer_due(known: FillerContext) -> date:
    return known.case.today + timedelta(days=known.case.pack.answer_within_days)


def _receiving_school(known: FillerContext) -> str | None:
    return known.case.receiving


def _receiving_school_name(known: FillerContext) -> str | None:
    return known.authority.name_of(known.case.receiving) if known.case.receiving else None


def _of_the_receiving_school(column: str) -> Callable[[FillerContext], str]:
    """What a school keeps in its row of the Schools table for every child who comes."""
    return lambda known: (
        str(getattr(known.authority.school(known.case.receiving), column)) if known.case.receiving else ""
    )


def _all_week(known: FillerContext) -> str:
    """A school has the child the whole week; days at a provider differ, and are asked."""
    return "" if known.case.route == "alternative provision" else "receiving"


def _meeting_day(known: FillerContext) -> date | None:
    """The day that was set for the meeting, once it has come."""
    coming = meeting_to_come(known.case)
    return coming.meets_on if coming and coming.meets_on and coming.meets_on <= known.case.today else None


def _home_contact(known: FillerContext) -> str:
    """Who wrote the referral."""
    referred = known.case.filed_of(Referral)
    return referred[-1].filed_by if referred else ""


def _status_at_home(known: FillerContext) -> str:
    return MAIN if known.case.is_dual_registered else ""


def _status_at_receiving(known: FillerContext) -> str:
    """Empty for a provider that keeps no register."""
    if not known.authority.school(known.case.receiving or "").is_registered:
        return ""
    return SUBSIDIARY if known.case.is_dual_registered else CURRENT


def _standard_weeks(known: FillerContext) -> int:
    return known.case.pack.standard_weeks


def _default_route(known: FillerContext) -> str:
    route = known.case.pack.default_route
    return "" if route == "ask" else route


def _from_the_pack(name: str) -> Callable[[FillerContext], str]:
    """The words of the authority's policy, for a meeting to begin with."""
    return lambda known: str(getattr(known.case.pack, name))


def _people_invited(known: FillerContext) -> Sequence[Mapping[str, str]]:
    """Whoever came before; at the first meeting the parents, the child and both heads."""
    if known.case.meeting:
        return [{"name": one.name or "", "role": one.role or ""} for one in known.case.meeting.people]
    parents = [{"name": parent.name or "", "role": "parent"} for parent in known.case.told]
    referral = known.case.referral
    child = [{"name": referral.preferred_name or "", "role": "pupil"}] if referral else []
    return [*parents, *child, *_heads(known), *_virtual_school(known)]


def _heads(known: FillerContext) -> Sequence[Mapping[str, str]]:
    home, receiving = known.authority.school(known.case.home), known.authority.school(known.case.receiving)
    return [{"name": home.head, "role": "home school"}, {"name": receiving.head, "role": "receiving school"}]


def _virtual_school(known: FillerContext) -> Sequence[Mapping[str, str]]:
    referral = known.case.referral
    person = referral.virtual_school_person if referral else None
    return [{"name": person or "", "role": "Virtual School"}] if known.case.is_looked_after else []


def _targets(known: FillerContext) -> Sequence[Mapping[str, str]]:
    meeting = known.case.agreed_meeting
    return [{"target": target.what or ""} for target in meeting.targets] if meeting else []


def _starts_on(known: FillerContext) -> date | None:
    return known.case.placement.starts_on if known.case.placement else None


def _week_due(known: FillerContext) -> date:
    """The earliest week nobody has reported on, or this week."""
    placement = known.case.placement
    missing = owed_reports(known.case, placement) if placement else ()
    return missing[0].week if missing else monday_of(known.case.today)


def _weekly_report_to(known: FillerContext) -> str:
    """As the meeting agreed; at the meeting itself, whoever wrote the referral."""
    agreed = known.case.agreed_meeting
    return (agreed.weekly_report_to or "") if agreed else _home_contact(known)


def _attendance_words(known: FillerContext) -> str:
    return so_far(known.case).in_words


def _targets_words(known: FillerContext) -> str:
    """The latest score of each target, one line each."""
    latest = {
        score.target: score.score for report in known.case.of(WeeklyReport) for score in report.scores if score.score
    }
    return "\n".join(f"{target}: {score}" for target, score in latest.items())


def _deleting_school(known: FillerContext) -> str:
    end = ended(known.case)
    return "receiving school" if end and end.belongs is Belongs.HOME else "home school"


def _ground(known: FillerContext) -> str:
    if not known.case.is_dual_registered:
        return "9(1)(a) registered at another school"
    return "9(1)(c) dual registered, the other school agrees"


def _to_tell(known: FillerContext) -> str | None:
    """The change that the family is to be told of first."""
    one = _telling_owed(known)
    return ABOUT[one.duty.id] if one else None


def _day_to_tell(known: FillerContext) -> date | None:
    one = _telling_owed(known)
    return one.day if one else None


def _telling_owed(known: FillerContext) -> Due | None:
    return next((each for each in due(known.case) if each.form is FamilyTold), None)


def _to_note(known: FillerContext) -> str | None:
    """What the authority is to record first."""
    return next((NOTED[each.duty.id] for each in due(known.case) if each.duty.id in NOTED), None)


def _school_to_ask(known: FillerContext) -> str | None:
    """The one school that everybody agreed to share the referral with, and that was not asked yet."""
    case = known.case
    agreed = dict.fromkeys(each.school for each in case.of(Consent) if each.choice == SHARE and each.school)
    asked = {each.approach.school for each in case.askings}
    left = [each for each in agreed if each not in asked and standing(case, SHARE, each).is_given]
    return left[0] if len(left) == 1 else None


def _family(known: FillerContext) -> str:
    return listed([parent.name for parent in known.case.told if parent.name])


def _people_to_agree(known: FillerContext) -> Sequence[Mapping[str, str]]:
    return [{"person": name} for name in people_to_agree(known.case)]


def _school_of_consent(known: FillerContext) -> str | None:
    """The school that has or is asked for the child; at the start the one that consent was last recorded for."""
    asked = next((each.approach.school for each in reversed(known.case.askings) if each.is_open), None)
    named = next((each.school for each in reversed(known.case.of(Consent)) if each.school), None)
    return known.case.receiving or asked or named


def _lines_to_sign(known: FillerContext) -> Sequence[Mapping[str, str]]:
    names = names_to_sign(known.case, known.authority)
    missing = known.case.signatures_missing
    return [{"line": f"{first_capital(paper)}: {role}", "name": names.get(role, "")} for paper, role in missing]


def _review_asked_by(known: FillerContext) -> str | None:
    request = _open_request(known)
    return request.asked_by if request else None


def _review_asked_on(known: FillerContext) -> date | None:
    request = _open_request(known)
    return request.asked_on if request else None


def _open_request(known: FillerContext) -> ReviewRequest | None:
    """The last request for a review since which none was held."""
    held = max(reviews_held(known.case), default=date.min)
    return next(
        (each for each in reversed(known.case.of(ReviewRequest)) if each.asked_on and each.asked_on > held), None
    )


def _last_review(known: FillerContext) -> date | None:
    return max(every_review_held(known.case), default=None)


def _told_in_writing(known: FillerContext) -> Sequence[Mapping[str, str]]:
    return [{"to": name} for name in to_tell_in_writing(known.case)]


_FILLERS: Mapping[str, Callable[[FillerContext], Any]] = {
    "me": _me,
    "today": _today,
    "home_head": _home_head,
    "my_head": _my_head,
    "answer_due": _answer_due,
    "meeting_day": _meeting_day,
    "all_week": _all_week,
    "home_contact": _home_contact,
    "status_at_home": _status_at_home,
    "status_at_receiving": _status_at_receiving,
    "absence_phone": _of_the_receiving_school("attendance_phone"),
    **{name: _of_the_receiving_school(name) for name in SAID_TO_EVERYBODY},
    "receiving_school": _receiving_school,
    "receiving_school_name": _receiving_school_name,
    "standard_weeks": _standard_weeks,
    "default_route": _default_route,
    **{name: _from_the_pack(name) for name in ("transport", "uniform", "exam_arrangements", "early_ending_rule")},
    "people_invited": _people_invited,
    "targets": _targets,
    "starts_on": _starts_on,
    "week_due": _week_due,
    "weekly_report_to": _weekly_report_to,
    "attendance_words": _attendance_words,
    "targets_words": _targets_words,
    "deleting_school": _deleting_school,
    "to_tell": _to_tell,
    "day_to_tell": _day_to_tell,
    "to_note": _to_note,
    "school_to_ask": _school_to_ask,
    "family": _family,
    "ground": _ground,
    "people_to_agree": _people_to_agree,
    "school_of_consent": _school_of_consent,
    "lines_to_sign": _lines_to_sign,
    "review_asked_by": _review_asked_by,
    "review_asked_on": _review_asked_on,
    "last_review": _last_review,
    "told_in_writing": _told_in_writing,
}
