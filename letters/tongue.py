"""Dates and times as another language says them: Unicode's data (CLDR), by Babel. English ones are in `letters/say.py`.

Digits stay those of telephone numbers, buses and clocks in England: a parent must find them again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cache

from babel import Locale
from babel.dates import format_date, format_time, match_skeleton
from babel.localedata import locale_identifiers

ALSO_CALLED: Mapping[str, str] = {
    "bengali": "bn",
    "farsi": "fa",
    "panjabi": "pa",
    "pushto": "ps",
    "tagalog": "fil",
    "mandarin": "zh",
    "cantonese": "yue",
    "sorani": "ckb",
    "kurmanji": "ku",
    "moldovan": "ro",
}
"""Names people use that CLDR does not."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """How one language says days and times."""

    day: Callable[[date], str]
    """With its weekday and year."""
    short_day: Callable[[date], str]
    """With its weekday, without the year."""
    plain_day: Callable[[date], str]
    """Without its weekday, as of a birthday."""
    clock: Callable[[time], str]


@cache
def tongue(language: str) -> Tongue | None:
    """How a language other than English says days, by its name in English (`Polish`), in itself (`polski`) or its code; None
    where CLDR has none."""
    name = _plain(language)
    code = ALSO_CALLED.get(name) or _by_english_name().get(name) or _by_own_name().get(name)
    if code in (None, "en"):
        return None
    locale = Locale.parse(str(code))
    without_a_year = _written_out(locale)
    return Tongue(
        day=lambda on: format_date(on, "full", locale),
        short_day=lambda on: format_date(on, without_a_year, locale),
        plain_day=lambda on: format_date(on, "long", locale),
        clock=lambda at: format_time(at, "short", locale=locale),
    )


def _written_out(locale: Locale) -> str:
    """The pattern of a day and a month with its weekday, no word of it shortened."""
    patterns = locale.datetime_skeletons
    known = match_skeleton("MMMMEd", patterns) or "MMMEd"
    return re.sub(r"(?<!M)M{3}(?!M)", "MMMM", re.sub(r"[Ec]+", "EEEE", str(patterns[known].pattern)))


@cache
def _by_english_name() -> Mapping[str, str]:
    """The code of each language that has dates, by its English name and by the code."""
    english = Locale("en").languages
    return {_plain(name): code for code in _codes() for name in (code, english.get(code, code))}


@cache
def _by_own_name() -> Mapping[str, str]:
    """By what the language calls itself. Takes a second, once: each language's data are read for it."""
    return {_plain(Locale.parse(code).get_display_name() or code): code for code in reversed(_codes())}


@cache
def _codes() -> Sequence[str]:
    """Languages CLDR has data of, without the countries where they are spoken."""
    return sorted(code for code in locale_identifiers() if "_" not in code and code != "root")


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
