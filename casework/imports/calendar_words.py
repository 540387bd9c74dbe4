"""What the words of a calendar's event mean for school days. Only what is said in words of school days alone is taken for granted; an
event that merely mentions them is left for a person to say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from casework.imports.calendar_events import CalendarEvent

SHORTEST_TERM = timedelta(days=20)
"""From its first day to its last: a half term of teaching is longer, a two-week holiday shorter."""
LONGEST_TERM = timedelta(days=140)
LONGEST_CLOSURE = timedelta(days=60)
"""The summer holiday is shorter."""
SHORTEST_SEASON = timedelta(days=4)
"""“Christmas” for as long is a holiday; for a day it is the bank holiday."""
A_SCHOOL_DAY = 4.5
"""Hours: what takes less is a meeting, before or after lessons."""


class Says(StrEnum):
    """What an event says of school days."""

    TERM = "a term from its first day to its last"
    CLOSED = "no school"
    BEGINS = "school from this day"
    ENDS = "school to this day"
    HOLIDAY_BEGINS = "no school from this day"
    HOLIDAY_ENDS = "no school to this day"
    NOTHING = "nothing about school days"
    UNCLEAR = "something about school days, and more"


@dataclass(frozen=True, slots=True)
class Understood:
    """An event and what it says."""

    event: CalendarEvent
    says: Says


_SEASON = r"(?:autumn|spring|summer|winter|christmas|xmas|easter|whitsun|whit|michaelmas|lent|trinity|may|october|february|feb|oct)"
_HALF = r"(?:half terms?|mid terms?|half-?terms?)"
_HOLIDAY = rf"(?:holidays?|vacation|{_HALF}|{_SEASON} breaks?|{_SEASON} recess|breaks?)"
_WHO = r"(?:schools?|academy|academies|college|pupils?|students?|children|all|everyone|we)"
_OF_SCHOOL_DAYS = """
a all an and at on the for of to from in is are be will we our your this that it its due until till through by with both no not
week weeks day days date dates two one three 1st 2nd 3rd first second third last final half term terms mid year years academic
school schools academy academies college pupils pupil students student children child staff only everyone usual normal
autumn spring summer winter christmas xmas easter whitsun whit michaelmas lent trinity new years
january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct
nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
holiday holidays vacation break breaks recess closed closes close closing closure shut shuts inclusive begins begin beginning
start starts starting commences commence ends end ending finish finishes finishing up breaking opens open opening opened reopens
reopen reopened reopening re return returns returning back inset insets pd cpd training development teacher teachers non contact
free occasional baker bank public royal good boxing king kings queen queens coronation jubilee mayday early spring additional
extra one two three four five six seven bst gmt st after before following lessons normal whole noon lunchtime
morning afternoon am pm lieu service
"""
_FILLING = frozenset(_OF_SCHOOL_DAYS.split())
_STRONG = re.compile(
    r"\binset days?\b|\bnon (?:pupil|student|teaching) days?\b|\b(?:pupil|student|child) free days?\b|\bnon contact days?\b|\boccasional days?\b|\bbaker days?\b"
    r"|\b(?:staff|teacher|teachers) (?:inset|training|development|professional development|pd|cpd|planning) days?\b"
    r"|\bprofessional (?:development|learning) days?\b|\binset\b|\bin service (?:training )?days?\b"
    r"|\bno (?:school|pupils|students|children|lessons)\b"
    rf"|\b{_WHO}(?: is| are| will be)? (?:closed|shut)\b|^(?:closed|shut)(?:$| (?:for|to|due|because|until|all)\b)"
    r"|\bclosed (?:to|for) (?:all )?(?:pupils|students|children)\b"
    r"|\b(?:schools?|academy|college|site|emergency|snow|flood|weather|heating) closure\b|\bclosure days?\b|\bpupils not in(?: school)?\b|\bnot open to pupils\b"
    r"|\bpupils (?:stay|at) home\b"
)
_ALONE = re.compile(r"\b(?:training|pd|cpd|staff|snow) days?\b|\b(?:staff|teacher) training\b|\bdays? in lieu\b")
"""Says that there is no school where it stands alone: all sorts of people have training days."""
_OPEN = re.compile(
    r"\bnot (?:be )?closed\b|\bopen as (?:usual|normal)\b|\b(?:is|are|remains?|stays?) open\b|\bno inset\b|\bno longer\b|\bcancel|\bpostponed\b"
)
_PARTLY = re.compile(
    r"\btwilights?\b|\bearly clos|\bclos\w* (?:early|at)\b|\bearly finish|\bfinish\w* (?:early|at)\b|\bopens? (?:late|at)\b|\blate (?:start|opening)\b"
    r"|\bbreaks? up (?:early|at)\b|\byears? (?:\d|reception)|\by\d|\bks\d|\bsixth form\b|\breception\b|\bnursery\b|\bpart closed\b|\bpartial"
    r"|\bhalf day\b|\bmay be\b|\bmight\b|\bif\b|\bpossibl|\bprovisional|\btbc\b|\b\d{1,2}(?:[.:]\d\d)? ?[ap]m\b|\b\d{1,2}[.:]\d\d\b"
)
_NOISE = re.compile(
    r"\bclubs?\b|\bcoffee\b|\bcamps?\b|\bmoney\b|\breports?\b|(?<!sixth )\bforms?\b|\bclosed (?:book|captions?|circuit|loop|cases?)\b|\btests?\b|\bexams?\b|\bletters?\b|\btrays?\b|\bjewell?ery\b|\bhomework\b|\bbooking|\bchildcare\b|\bworkshop"
    r"|\bconcert\b|\bfair\b|\btrip\b|\bvisit\b|\bmeeting\b|\bagenda\b|\bdeadline\b|\breminder\b|\brevision\b|\bquestions?\b|\blibrary\b|\bpool\b"
    r"|\boffice\b|\bcar park\b|\bcanteen\b|\bkitchen\b|\bgym\b|\broad\b|\bapplications?\b|\badmissions?\b|\bshop\b|\bgate\b|\bentr|\bdisclosure"
    r"|\b(?:pre|music|sunday|summer|saturday|ski|dance|swim) school\b"
)
_SIGN = re.compile(
    rf"\binset|\bclos|\bshut|\b{_HOLIDAY}\b|\bterms?\b|\bnon pupil|\btraining day|\bstaff (?:training|day)|\bre ?open|\bback to school|\bbreaks? up\b"
    r"|\bstrike|\bsnow\b|\bpolling|\bno school|\boccasional|\bin lieu|\bindustrial action"
)
_OF_TERM = rf"(?:{_SEASON} )?(?:{_HALF}|terms?|school)"
_BACK = re.compile(
    rf"\bre ?open(?:s|ed|ing)?\b|\b(?:return|back) (?:to|at|in) school\b|\b{_WHO} (?:return|returns|back|open|opens|start|starts|begin|begins)\b"
    r"|\breturns? (?:to|after|from)\b|\bback after\b"
)
_BEGINS = re.compile(
    r"\bterms?(?: (?:\d|one|two|three|four|five|six))? (?:begins?|starts?|commences?|opens?|beginning|starting)\b|\b(?:start|beginning|first day|opening) of"
    rf" (?:the )?(?:new )?(?:{_SEASON} |academic |school |\d(?:st|nd|rd) )?(?:terms?|year|half terms?)\b|\bopens? for\b|\bfirst day (?:back|for)\b|\bfirst day\b"
)
_ENDS = re.compile(
    r"\bterms?(?: (?:\d|one|two|three|four|five|six))? (?:ends?|finish(?:es)?|closes?|ending)\b|\b(?:end|last day|close|finish|final day) of"
    rf" (?:the )?(?:{_SEASON} |academic |school |\d(?:st|nd|rd) )?(?:terms?|year|half terms?)\b|\bbreak(?:s|ing)? up\b"
    rf"|\b{_WHO} (?:close|closes|finish|finishes|break|breaks)\b|\bcloses? for\b|\blast day (?:before|for|at|in)\b|\blast day\b"
)
_HOLIDAY_BEGINS = re.compile(
    rf"\b{_HOLIDAY} (?:begins?|starts?|commences?)\b|\b(?:start|beginning|first day) of (?:the )?(?:{_SEASON} )?(?:holidays?|{_HALF}|breaks?)\b"
)
_HOLIDAY_ENDS = re.compile(
    rf"\b{_HOLIDAY} (?:ends?|finish(?:es)?)\b|\b(?:end|last day) of (?:the )?(?:{_SEASON} )?(?:holidays?|breaks?)\b"
)
_NUMBERED_HALF = re.compile(
    rf"\b(?:{_HALF} (?:\d|one|two|three|four|five|six)\b(?! ?weeks?)|(?:1st|2nd|first|second) half)\b"
)


def plain_words(title: str) -> str:
    """Small letters and figures: `Half-Term (Re-opens)` is `half term re opens`."""
    said = title.lower().replace("’", "'").replace("'", "").replace("re-open", "reopen").replace("re open", "reopen")
    said = re.sub(r"\b20\d\d\s*[-/–]\s*(?:20)?\d\d\b|\b20\d\d\b", " ", said)
    said = re.sub(r":(?!\d)|(?<!\d):", " ", said)
    return " ".join(re.sub(r"[^a-z0-9:. ]+", " ", said).replace(". ", " ").rstrip(".").split())


def understood(event: CalendarEvent) -> Understood:
    """What an event says of school days, by its words, its hours and how long it lasts."""
    return Understood(event, _says(plain_words(event.title), event))


def _says(words: str, event: CalendarEvent) -> Says:
    lasts = event.last - event.first
    signs = (_SIGN, _STRONG, _ALONE, _BACK, _BEGINS, _ENDS)
    if not any(each.search(words) for each in signs) and not _is_a_season(words, lasts):
        return Says.NOTHING
    if _OPEN.search(words):
        return Says.NOTHING
    is_short = 0 < event.hours < A_SCHOOL_DAY
    says = _plainly(words, event, is_whole=_is_all_known(words))
    if says is Says.CLOSED and is_short:
        return Says.NOTHING
    return says


def _plainly(words: str, event: CalendarEvent, *, is_whole: bool) -> Says:
    """What is said, where nothing else is; else something a person must look at, or nothing at all."""
    lasts = event.last - event.first
    if _NOISE.search(words):
        return Says.UNCLEAR if _STRONG.search(words) and not _is_about_something_else(words) else Says.NOTHING
    if _PARTLY.search(words):
        return _of_part_of_a_day(words, lasts)
    edge = _edge(words)
    if edge is not None and lasts <= timedelta(days=3):
        return edge if is_whole else Says.UNCLEAR
    if _STRONG.search(words) or (is_whole and _ALONE.search(words)):
        return Says.CLOSED if lasts <= LONGEST_CLOSURE else Says.UNCLEAR
    if not is_whole:
        return Says.UNCLEAR
    return _span(words, lasts)


def _is_about_something_else(words: str) -> bool:
    """Whether it is of things for which days are only an occasion, or of a part of the building."""
    return not re.search(
        r"\binset days?\b|\bnon pupil|\bno school\b|\bschools? (?:is |are )?closed\b|\btraining days?\b", words
    )


def _of_part_of_a_day(words: str, lasts: timedelta) -> Says:
    """An early finish is a day of school; what is of one year group alone, or not settled, is a person's to say."""
    if re.search(
        r"\bbreaks? up\b|\b(?:end|last day) of (?:\w+ )?(?:term|year)\b|\bterms? (?:ends|finishes|closes)\b", words
    ) and not re.search(r"\byears? (?:\d|reception)|\by\d|\bks\d|\bsixth form\b|\bnursery\b|\breception\b", words):
        return (
            Says.ENDS if re.search(r"\bterms?\b|\byear\b|\bchristmas|\beaster|\bsummer|\bhalf", words) else Says.NOTHING
        )
    if re.search(
        r"\bearly clos|\bclos\w* (?:early|at)\b|\bearly finish|\bfinish\w* (?:early|at)\b|\btwilight|\blate (?:start|opening)|\bopens? (?:late|at)\b",
        words,
    ):
        return Says.NOTHING
    return Says.UNCLEAR


def _edge(words: str) -> Says | None:
    """A first or a last day, of school or of a holiday; None where the event is no edge."""
    if re.search(r"\bclosed\b|\binset\b|\bno school\b|\bnon pupil", words):
        return None
    if _BACK.search(words):
        return Says.BEGINS
    if _HOLIDAY_BEGINS.search(words) and not _NUMBERED_HALF.search(words):
        return Says.HOLIDAY_BEGINS
    if _HOLIDAY_ENDS.search(words) and not _NUMBERED_HALF.search(words):
        return Says.HOLIDAY_ENDS
    if _ENDS.search(words) or (_NUMBERED_HALF.search(words) and re.search(r"\b(?:ends?|finish)", words)):
        return Says.ENDS
    if _BEGINS.search(words) or (_NUMBERED_HALF.search(words) and re.search(r"\b(?:begins?|starts?)\b", words)):
        return Says.BEGINS
    return None


def _is_all_known(words: str) -> bool:
    """Whether it says nothing but words of school days, figures and dates."""
    return all(each in _FILLING or re.fullmatch(r"[\d:.]+(?:st|nd|rd|th)?", each) for each in words.split())


def _is_a_season(words: str, lasts: timedelta) -> bool:
    """“Christmas”, or “Autumn 1” for the half of a term that is taught."""
    return _is_a_numbered_season(words, lasts) or _is_a_bare_season(words, lasts)


def _is_a_numbered_season(words: str, lasts: timedelta) -> bool:
    return lasts >= SHORTEST_TERM and re.fullmatch(r"(?:autumn|spring|summer) (?:1|2|one|two)", words) is not None


def _is_a_bare_season(words: str, lasts: timedelta) -> bool:
    return lasts >= SHORTEST_SEASON and re.fullmatch(rf"(?:the )?{_SEASON}", words) is not None


def _span(words: str, lasts: timedelta) -> Says:
    """What some days in a row are, all their words being of school days."""
    is_holiday = re.search(r"\b(?:holidays?|vacation|recess|breaks?|closed|closure|shut)\b", words) is not None
    if (_NUMBERED_HALF.search(words) or _is_a_numbered_season(words, lasts)) and not is_holiday:
        return Says.TERM if SHORTEST_TERM <= lasts <= LONGEST_TERM else Says.UNCLEAR
    if is_holiday or _is_a_season(words, lasts):
        return Says.CLOSED if lasts <= LONGEST_CLOSURE else Says.UNCLEAR
    if re.search(rf"\b{_HALF}\b", words):
        if lasts < SHORTEST_TERM:
            return Says.CLOSED
        return Says.TERM if timedelta(days=27) <= lasts <= LONGEST_TERM else Says.UNCLEAR
    if re.search(r"\bterms?\b", words):
        return Says.TERM if SHORTEST_TERM <= lasts <= LONGEST_TERM else Says.UNCLEAR
    return Says.NOTHING if re.search(r"\bbank\b|\bpublic\b", words) else Says.UNCLEAR
