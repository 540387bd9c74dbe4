"""Single numbers of a pack that an authority changes in its Settings table, and how an entry remembers them.

A row `maximum weeks` with the value 8 changes the pack's `maximum_weeks`. An entry remembers the numbers with the pack
(`hammersmith-fulham-2019 maximum_weeks=8`), so that a later change of the table judges no old case anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from record.pack import Pack
from record.words import first_capital
from rules.packs import PackFault, PackUnknown, contradictions, pack, wanted

WRITTEN = re.compile(r"\d{1,4}(,\d{1,4})*")
LIKELY = 0.85
"""How alike a row's key must be to a number's name to be a slip of the pen, and not another setting."""


def _numbers() -> Iterator[str]:
    for key, field in Pack.model_fields.items():
        if field.annotation is int or key == "review_weeks":
            yield key


NUMBERS = tuple(_numbers())
"""The keys of a pack that a row of the Settings table may change."""


@dataclass(frozen=True, slots=True)
class RefusedNumber:
    """A row that changes nothing, and what to write instead."""

    row: str
    what: str


def in_plain_words(key: str) -> str:
    """How a key is written in the Settings table: `maximum weeks`."""
    return key.replace("_", " ")


def overridden(of: Pack, settings: Mapping[str, str]) -> tuple[Pack, tuple[RefusedNumber, ...]]:
    """The pack with the numbers that these settings change, and the rows refused. Rows about other things are left."""
    refused = list(_slips(settings))
    asked: dict[str, Any] = {}
    for row, text in sorted(settings.items()):
        if (key := _key(row)) not in NUMBERS or not text.strip():
            continue
        try:
            asked[key] = _read(of, key, text)
        except ValueError as fault:
            refused.append(RefusedNumber(row, f"{fault}. Until then {_said(of, key)} applies"))
    kept, clashing = _without_contradictions(of, asked)
    refused += [
        RefusedNumber(in_plain_words(key), f"{what}. Until then {_said(of, key)} applies") for key, what in clashing
    ]
    return _changed(of, kept), tuple(refused)


def _key(row: str) -> str:
    return "_".join(row.lower().replace("_", " ").split())


def _slips(settings: Mapping[str, str]) -> Iterator[RefusedNumber]:
    names = [in_plain_words(key) for key in NUMBERS]
    for row in settings:
        like = get_close_matches(row.lower().strip(), names, n=1, cutoff=LIKELY)
        if like and _key(row) not in NUMBERS:
            yield RefusedNumber(row, f"There is no such setting: write “{like[0]}”")


def _read(of: Pack, key: str, text: str) -> Any:
    """One number as typed. Raises ValueError saying what to write."""
    plain = "".join(text.split())
    if not WRITTEN.fullmatch(plain):
        raise ValueError("Write a whole number" + (", or several with commas" if key == "review_weeks" else ""))
    several = [int(each) for each in plain.split(",")]
    value: Any = tuple(sorted(set(several))) if key == "review_weeks" else several[0]
    if key != "review_weeks" and len(several) > 1:
        raise ValueError("Write one whole number")
    try:
        return getattr(Pack.model_validate({**of.model_dump(), key: value}), key)
    except ValidationError as fault:
        raise ValueError(f"Write {wanted(fault.errors(include_url=False)[0])}") from None


def _said(of: Pack, key: str) -> str:
    value = getattr(of, key)
    return ", ".join(str(each) for each in value) if isinstance(value, tuple) else str(value)


def _without_contradictions(of: Pack, asked: Mapping[str, Any]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """What can stand together, and what cannot with what to write instead; the pack alone never contradicts itself."""
    kept, clashing = dict(asked), list[tuple[str, str]]()
    while faults := list(contradictions(_changed(of, kept))):
        what, keys = faults[0]
        for key in keys:
            if key in kept:
                clashing.append((key, first_capital(what)))
                del kept[key]
    return kept, clashing


def _changed(of: Pack, numbers: Mapping[str, Any]) -> Pack:
    own = {key: value for key, value in numbers.items() if value != getattr(of, key)}
    return of.model_copy(update={**own, "changed": tuple(sorted(own))}) if own else of


@lru_cache(maxsize=500)
def pack_of(stamp: str) -> Pack | None:
    """The pack that an entry remembers, with its numbers; None when no such pack is known any more."""
    pack_id, *numbers = stamp.split() or [""]
    try:
        found, refused = overridden(pack(pack_id), dict(_pairs(numbers)))
    except (PackUnknown, PackFault):
        return None
    return None if refused else found


def _pairs(numbers: Iterable[str]) -> Iterator[tuple[str, str]]:
    for each in numbers:
        key, _, value = each.partition("=")
        yield key, value
