"""The parts of a Word file as it was given: what each says it is, and where each leads, as far as a letter may lead anywhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from letters.errors import TemplateFaulty, TemplateRefused
from letters.word.allowed import LEFT_OUT, REFUSED_NAMES, REFUSED_RELATIONS, REFUSED_TYPES, RELATIONS
from letters.word.trees import STRICT, STRICT_NAMES, tree
from letters.word.zipped import NOT_A_LETTER, SAVE_AGAIN

TYPES = "[Content_Types].xml"
IN_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
IN_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"


@dataclass(frozen=True, slots=True)
class Relation:
    """One line that leads from a part to another, or out of the file."""

    kind: str
    """The end of its type: `header`, `image`, `metadata/core-properties`; with `?` before it where the type is not known."""
    target: str
    """As it is written."""
    is_outside: bool
    folder: str
    """Of the part it leads from."""

    @property
    def name(self) -> str:
        """The part it leads to. Raises TemplateRefused."""
        return _inside(self.target, self.folder)


class GivenFile:
    """The parts of the given file, by their names and by what they say they are."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.parts = parts
        self.names = {name.lower(): name for name in parts}
        if TYPES not in parts:
            raise TemplateFaulty(NOT_A_LETTER)
        self._by_ending, self._by_name = _types(tree(parts[TYPES]))
        for name in parts:
            why = REFUSED_TYPES.get(self.type_of(name)) or next(
                (why for piece, why in REFUSED_NAMES.items() if piece in name.lower()), ""
            )
            if why:
                raise TemplateRefused(why)

    def type_of(self, name: str) -> str:
        """What a part says it is, in small letters."""
        return self._by_name.get(f"/{name}".lower()) or self._by_ending.get(name.lower().rpartition(".")[2], "")

    def relations(self, name: str) -> Mapping[str, Relation]:
        """Where a part leads, by id; from the whole file where no part is named."""
        folder, base = posixpath.split(name)
        lines = self.names.get(posixpath.join(folder, "_rels", f"{base}.rels").lower())
        found: dict[str, Relation] = {}
        for each in tree(self.parts[lines]) if lines else ():
            if each.tag != f"{IN_RELATIONS}Relationship" or each.get("Id") in found or not each.get("Id"):
                raise TemplateFaulty(NOT_A_LETTER)
            found[each.get("Id")] = _relation(each, folder)
        return found


def _types(root: Any) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """What parts say they are: by the ending of their names, and by their names."""
    by_ending: dict[str, str] = {}
    by_name: dict[str, str] = {}
    for each in root:
        into, key = {
            f"{IN_TYPES}Default": (by_ending, each.get("Extension")),
            f"{IN_TYPES}Override": (by_name, each.get("PartName")),
        }.get(each.tag, (by_ending, None))
        if not key or key.lower() in into or not each.get("ContentType"):
            raise TemplateFaulty(NOT_A_LETTER)
        into[key.lower()] = each.get("ContentType").strip().lower()
    return by_ending, by_name


def _relation(line: Any, folder: str) -> Relation:
    kind, target, mode = line.get("Type") or "", line.get("Target") or "", line.get("TargetMode") or "Internal"
    if kind.startswith(STRICT_NAMES):
        raise TemplateRefused(STRICT)
    if mode not in ("Internal", "External"):
        raise TemplateFaulty(NOT_A_LETTER)
    known = next((begin for begin in RELATIONS if kind.startswith(begin)), "")
    short = kind.removeprefix(known) if known else kind.rstrip("/").rpartition("/")[2]
    if why := REFUSED_RELATIONS.get(short):
        raise TemplateRefused(why)
    if not known and short not in LEFT_OUT:
        short = f"?{short}"
    return Relation(short, target, mode == "External", folder)


def _inside(target: str, folder: str) -> str:
    """The name of a part that is pointed to. It may not climb out, nor be written in any way that Word does not write it."""
    joined = target[1:] if target.startswith("/") else posixpath.join(folder, target)
    name = posixpath.normpath(joined)
    if not re.fullmatch(r"[A-Za-z0-9 ()\[\]_.+,=~@!$&;'/-]+", target) or name.startswith(("..", "/")):
        raise TemplateRefused(f"A part of it leads out of the file (“{shown(target)}”). {SAVE_AGAIN}")
    return name


def shown(text: str) -> str:
    return "".join(one if one.isprintable() else "?" for one in text)[:60]
