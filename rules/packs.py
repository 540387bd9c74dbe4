"""Policy packs: each authority's own numbers and choices, as data in `rules/packs/*.toml`.

The national pack lies under a local one: the local pack's numbers win, and the national documents are added to the
guidance it follows. A pack that cannot be right is refused, naming file, line, key and what to write instead.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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
NATIONAL = "national-2026"
ITS_OWN = ("id", "name", "edition", "in_force_from", "in_force_to")
"""Keys that a pack never takes from the one beneath it."""
NEVER_WRITTEN = "changed"
"""The one key that is the app's own."""


class PackUnknown(LookupError):
    """No file has a pack of that id."""


class PackFault(ValueError):
    """A pack cannot be right. Its text names the file, the line, the key and what to write instead."""

    def __init__(self, file: str, line: int, key: str, what: str) -> None:
        super().__init__(f"{file}, line {line}, {key}: {what}")
        self.file, self.line, self.key, self.what = file, line, key, what


@dataclass(frozen=True)
class _PackFile:
    """One pack's file as it is being read."""

    file: str
    text: str

    def fault(self, what: str, *keys: str) -> PackFault:
        """A fault at the first of `keys` that is written here; at the first line when none is."""
        lines = self.text.splitlines()
        for key in keys:
            written = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*=""")
            for number, line in enumerate(lines, start=1):
                if written.match(line):
                    return PackFault(self.file, number, key, what)
        return PackFault(self.file, 1, keys[0], what)


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
    page = _PackFile(file, text)
    laid = _laid_over(page, _toml(page))
    try:
        made = Pack.model_validate(laid)
    except ValidationError as fault:
        first = fault.errors(include_url=False)[0]
        raise page.fault(_instead(first), str(first["loc"][0])) from None
    for what, keys in (*_about_the_file(made, file), *contradictions(made)):
        raise page.fault(what, *keys)
    return made


def _toml(page: _PackFile) -> dict[str, Any]:
    try:
        written = tomllib.loads(page.text)
    except tomllib.TOMLDecodeError as fault:
        at = re.search(r"line (\d+)", str(fault))
        line = int(at[1]) if at else max(1, len(page.text.splitlines()))
        what = f"write each line as key = value, text in quotes, each key once ({fault})"
        raise PackFault(page.file, line, "the file", what) from None
    if NEVER_WRITTEN in written:
        raise page.fault("the Settings table says this. Take it out", NEVER_WRITTEN)
    return written


def _laid_over(page: _PackFile, written: Mapping[str, Any]) -> dict[str, Any]:
    local = dict(written)
    beneath_id = local.pop(UNDER, None)
    if beneath_id is None:
        return local
    if beneath_id not in _ids() or f"{beneath_id}.toml" == page.file:
        raise page.fault(f"write the id of another pack, such as {NATIONAL}, not “{beneath_id}”", UNDER)
    beneath = pack(str(beneath_id))
    numbers = {name: getattr(beneath, name) for name in beneath.model_fields_set if name not in ITS_OWN}
    guidance = dict.fromkeys([*_strings(local.get("guidance")), *beneath.guidance])
    return {**numbers, **local, "guidance": tuple(guidance)}


def _strings(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []


def _instead(error: ErrorDetails) -> str:
    key, given = str(error["loc"][0]), error.get("input")
    if error["type"] == "extra_forbidden":
        like = get_close_matches(key, set(Pack.model_fields) - {NEVER_WRITTEN}, n=1)
        return f"there is no such key. Write {like[0]} instead" if like else "there is no such key. Take it out"
    if error["type"] == "missing":
        return "is missing. Add it"
    return f"write {wanted(error)}, not “{given}”"


_IN_PLAIN_WORDS = {
    "Input should be ": "",
    "greater than or equal to": "a number of at least",
    "less than or equal to": "a number of at most",
    "a valid integer, unable to parse string as an integer": "a whole number",
    "a valid integer": "a whole number",
    "a valid boolean, unable to interpret input": "true or false",
    "a valid tuple": "a list in square brackets",
    "a valid string": "text in quotes",
}


def wanted(error: ErrorDetails) -> str:
    """What should stand there, in plain words."""
    if expected := (error.get("ctx") or {}).get("expected"):
        return f"one of {expected}"
    said = error["msg"]
    for theirs, plain in _IN_PLAIN_WORDS.items():
        said = said.replace(theirs, plain)
    return said


Contradiction = tuple[str, tuple[str, ...]]
"""What to write instead, and the keys that do not go together, the likeliest fault first."""


def _about_the_file(made: Pack, file: str) -> Iterator[Contradiction]:
    known = [each.id for each in documents() if each.about == "moves"]
    if file != f"{made.id}.toml":
        yield f"write {Path(file).stem}, the name of the file, not “{made.id}”", ("id",)
    for each in made.guidance:
        if each not in known:
            yield f"write one of {', '.join(known)}, not “{each}”", ("guidance",)
    if made.in_force_to and made.in_force_to < made.in_force_from:
        yield f"write a day after {made.in_force_from}", ("in_force_to",)


def contradictions(made: Pack) -> Iterator[Contradiction]:
    """Settings of a pack that do not go together."""
    if made.least_weeks > made.maximum_weeks:
        yield f"write {made.maximum_weeks} at most, the most a placement may last", ("least_weeks", "maximum_weeks")
    elif not made.least_weeks <= made.standard_weeks <= made.maximum_weeks:
        what = f"write a number from {made.least_weeks} to {made.maximum_weeks}, the least and the most"
        yield what, ("standard_weeks", "maximum_weeks", "least_weeks")
    if max(made.review_weeks) > made.maximum_weeks:
        what = f"write weeks up to {made.maximum_weeks}, the most a placement may last"
        yield what, ("review_weeks", "maximum_weeks")
    if made.default_route not in ("ask", *made.routes):
        yield f"write one of {', '.join(made.routes)}, the kinds of move it offers", ("default_route", "routes")
