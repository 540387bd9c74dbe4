"""Policy packs: each authority's own numbers and choices, as data in `rules/packs/*.toml`.

The national pack lies under a local one: the local pack's numbers win, and the national documents are added to the
guidance it follows. A pack that cannot be right is refused, naming file, key and what to write instead.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from record.pack import Pack
from rules.clauses import documents

PACKS = Path(__file__).parent / "packs"
UNDER = "laid_over"
"""Key of a local pack that names the pack beneath it."""
ITS_OWN = ("id", "name", "edition", "in_force_from", "in_force_to")
"""Keys that a pack never takes from the one beneath it."""


class PackUnknown(LookupError):
    """No file has a pack of that id."""


class PackFault(ValueError):
    """A pack cannot be right. Its text names the file, the key and what to write instead."""

    def __init__(self, file: str, key: str, what: str) -> None:
        super().__init__(f"{file}, {key}: {what}")
        self.file, self.key, self.what = file, key, what


@cache
def pack(pack_id: str) -> Pack:
    """One pack by its id. Raises PackUnknown, or PackFault when its file cannot be right."""
    path = PACKS / f"{pack_id}.toml"
    if pack_id not in _ids():
        raise PackUnknown(f"There is no policy pack {pack_id!r}. There are: {', '.join(_ids())}")
    return read_pack(path.name, path.read_text(encoding="utf-8"))


def packs() -> tuple[Pack, ...]:
    """Every pack that is shipped. Raises PackFault."""
    return tuple(pack(each) for each in _ids())


def _ids() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in PACKS.glob("*.toml")))


def read_pack(file: str, text: str) -> Pack:
    """The pack that a file's text means, laid over the one it names. Raises PackFault."""
    written = _toml(file, text)
    laid = _laid_over(file, written)
    try:
        made = Pack.model_validate(laid)
    except ValidationError as fault:
        first = fault.errors(include_url=False)[0]
        raise PackFault(file, ".".join(str(part) for part in first["loc"][:1]), _instead(first)) from None
    for key, what in _contradictions(made, file):
        raise PackFault(file, key, what)
    return made


def _toml(file: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise PackFault(file, "the file", f"write each line as key = value, text in quotes ({fault})") from None


def _laid_over(file: str, written: Mapping[str, Any]) -> dict[str, Any]:
    local = dict(written)
    beneath_id = local.pop(UNDER, None)
    if beneath_id is None:
        return local
    if beneath_id not in _ids() or f"{beneath_id}.toml" == file:
        raise PackFault(file, UNDER, f"write the id of another pack, such as {_ids()[0]}, not “{beneath_id}”")
    beneath = pack(str(beneath_id))
    numbers = {name: getattr(beneath, name) for name in beneath.model_fields_set if name not in ITS_OWN}
    guidance = dict.fromkeys([*_strings(local.get("guidance")), *beneath.guidance])
    return {**numbers, **local, "guidance": tuple(guidance)}


def _strings(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []


def _instead(error: ErrorDetails) -> str:
    key, given = str(error["loc"][0]), error.get("input")
    if error["type"] == "extra_forbidden":
        like = get_close_matches(key, Pack.model_fields, n=1)
        return f"there is no such key. Write {like[0]} instead" if like else "there is no such key. Take it out"
    if error["type"] == "missing":
        return "is missing. Add it"
    expected = (error.get("ctx") or {}).get("expected")
    wanted = f"one of {expected}" if expected else error["msg"].removeprefix("Input should be ")
    return f"write {wanted}, not “{given}”"


def _contradictions(made: Pack, file: str) -> Iterator[tuple[str, str]]:
    known = [each.id for each in documents()]
    if file != f"{made.id}.toml":
        yield "id", f"write {Path(file).stem}, the name of the file, not “{made.id}”"
    for each in made.guidance:
        if each not in known:
            yield "guidance", f"write one of {', '.join(known)}, not “{each}”"
    if made.in_force_to and made.in_force_to < made.in_force_from:
        yield "in_force_to", f"write a day after {made.in_force_from}"
    yield from _weeks_that_contradict(made)


def _weeks_that_contradict(made: Pack) -> Iterator[tuple[str, str]]:
    if not made.least_weeks <= made.standard_weeks <= made.maximum_weeks:
        yield (
            "standard_weeks",
            f"write a number from {made.least_weeks} to {made.maximum_weeks}, the least and the most",
        )
    if made.review_in_week > made.maximum_weeks:
        yield "review_in_week", f"write a week up to {made.maximum_weeks}, the most a placement may last"
