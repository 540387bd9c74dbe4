"""What is said in each case: `children/<plot>.toml`, whose keys are the forms' own questions. Dates are counted back
from the day of the referral; what is the same for every child (promises kept, options told) is added here."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from casework.sample.references import PLOTS
from record.entry import Answers
from record.forms.before_you_start import BeforeYouStart
from record.forms.referral import ExamSubject, Intervention, Parent, Referral, Suspension
from record.identifiers import upn_check_letter
from record.school_days import Calendar, school_year

CHILDREN = Path(__file__).parent / "children"
SHARED = Path(__file__).parent / "shared.toml"
"""What is said of whoever's file says `shares_words = true`, in each part and answer that it leaves out."""
Said = Mapping[str, Any]
Kind = TypeVar("Kind", bound=Answers)

ALLOWED: Said = {
    "is_on_our_roll": True,
    "has_ehc_plan": False,
    "parent_wants_transfer": False,
    "could_return": True,
    "is_at_risk_of_exclusion": True,
    "threshold_reached": False,
    "has_open_case": False,
    "voluntary": True,
}
PROMISED: Said = {
    "all_steps_taken": True,
    "is_voluntary": True,
    "no_threat": True,
    "not_told_to_find_school": True,
    "told_may_be_refused": True,
    "told_no_priority": True,
    "full_disclosure": True,
    "complaints_route_given": True,
}
UNLESS_SAID: Said = {
    "ehc_assessment_under_way": False,
    "has_disability": False,
    "is_looked_after": False,
    "was_looked_after": False,
    "social_care": "none",
    "has_free_meals": False,
    "has_pupil_premium": False,
    "home_la": "Riverside",
    "agencies": "Early help: asked for in the spring, and closed with thanks.",
}
HOLIDAYS = "The school holidays fall in between; nothing was left undone."
OF_HOLIDAYS: Mapping[str, str] = {
    "MEETING-2": HOLIDAYS,
    "START-2": HOLIDAYS,
    "REVIEWS-2": "The holidays fall in between, so the review is in the sixth week of school instead.",
    "YEAR-5": "The school has a vacancy in the year group of September, too: its admissions officer looked.",
    "LENGTH-7": "The holidays fall in between; the review looks at whether more time is wanted.",
}
"""Why a window was missed, where a sample case can only miss it because schools were closed."""
PARENT: Said = {
    "has_responsibility": True,
    "lives_with_child": True,
    "needs_interpreter": False,
    "is_excluded_by_court": False,
}


class NotAQuestion(KeyError):
    """A child's file answers a question that the form does not ask."""


@dataclass(frozen=True, slots=True)
class Words:
    """One child's file."""

    plot: str
    said: Said

    def of(self, part: str) -> Said:
        """One part of the file; empty when it is not there."""
        part_of: Said = self.said.get(part, {})
        return part_of

    def several(self, part: str) -> Sequence[Said]:
        """A part that repeats."""
        parts: Sequence[Said] = self.said.get(part, ())
        return parts

    @property
    def before(self) -> BeforeYouStart:
        """What was answered before the case began."""
        return BeforeYouStart(**{**ALLOWED, "pupil_initials": self.said["initials"], **self.of("before")})

    @property
    def reasons(self) -> Mapping[str, str]:
        """Why a *should* was not kept, by rule; what is said of the route counts for its start too."""
        own: Mapping[str, str] = {**OF_HOLIDAYS, **self.of("reasons")}
        of_route = own.get("BEFORE-11")
        return {**own, "START-4": of_route} if of_route else own

    def referral(self, referred_on: date, calendar: Calendar) -> Referral:
        """The referral as the home school wrote it on that day."""
        own = self.begun_referral
        suspended = list(_suspensions(self.several("suspended"), referred_on, calendar))
        answers = {
            **UNLESS_SAID,
            **own,
            **PROMISED,
            "born_on": _born_on(self.of("referral")["born"], own["year_group"], referred_on),
            "upn": self._upn(own["year_group"], referred_on),
            "parents": self._parents(own["address"]),
            "suspensions": suspended,
            "suspension_days": sum(each.sessions or 0 for each in suspended) / 2,
            "interventions": [_tried(each, referred_on, calendar) for each in self.several("tried")],
            "exam_subjects": [made(ExamSubject, {"is_entered": False, **each}) for each in self.several("exams")],
            "confirmed_on": referred_on,
        }
        if own.get("virtual_school_agrees"):
            answers["virtual_school_on"] = calendar.before(referred_on, 2)
        return made(Referral, answers)

    @property
    def begun_referral(self) -> Said:
        """What is said of the referral, for one that is only begun."""
        return {name: value for name, value in self.of("referral").items() if name != "born"}

    def _parents(self, address: str) -> Sequence[Parent]:
        return [made(Parent, {"address": address, **PARENT, **each}) for each in self.several("parents")]

    def _upn(self, year_group: str, referred_on: date) -> str:
        entered = (school_year(referred_on) - int(year_group)) % 100
        digits = f"9004{list(PLOTS).index(self.plot) + 1:03}{entered:02}{37 * len(self.plot):03}"
        return upn_check_letter(f"A{digits}") + digits


@cache
def words_of(plot: str) -> Words:
    """The file of one plot."""
    own = tomllib.loads((CHILDREN / f"{plot}.toml").read_text(encoding="utf-8"))
    return Words(plot, _with_shared(own) if own.pop("shares_words", False) else own)


def _with_shared(own: Said) -> Said:
    shared = tomllib.loads(SHARED.read_text(encoding="utf-8"))
    both = {part: {**shared[part], **own[part]} for part in shared if isinstance(own.get(part), dict)}
    return {**shared, **own, **both}


def made(kind: type[Kind], answers: Said) -> Kind:
    """An entry of these answers. Raises NotAQuestion, so that no word of a file is lost unseen."""
    unknown = set(answers) - set(kind.model_fields)
    if unknown:
        raise NotAQuestion(f"{kind.__name__} does not ask {', '.join(sorted(unknown))}")
    return kind.model_validate(answers)


def _born_on(born: Sequence[int], year_group: str, referred_on: date) -> date:
    """The birthday in the year that fits the year group."""
    month, day = born
    began = school_year(referred_on) - int(year_group)
    return date(began - (5 if month >= 9 else 4), month, day)


def _tried(each: Said, referred_on: date, calendar: Calendar) -> Intervention:
    plain = {name: value for name, value in each.items() if name not in ("from", "to")}
    began_on = _weeks_before(referred_on, each["from"], calendar)
    ended_on = _weeks_before(referred_on, each["to"], calendar) if "to" in each else None
    return made(Intervention, {**plain, "began_on": began_on, "ended_on": ended_on})


def _suspensions(listed: Iterable[Said], referred_on: date, calendar: Calendar) -> Iterable[Suspension]:
    """Those of this school year: a referral written in September has none of last year's."""
    for each in listed:
        began_on = _weeks_before(referred_on, each["weeks_ago"], calendar)
        if school_year(began_on) == school_year(referred_on):
            yield Suspension(began_on=began_on, sessions=each["sessions"], reason=each["reason"])


def _weeks_before(day: date, weeks: int, calendar: Calendar) -> date:
    return calendar.last_open(day - timedelta(weeks=weeks))
