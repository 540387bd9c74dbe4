"""Every sentence of guidance that asks something, as data: `rules/guidance/*.toml`, one document a file.

A clause keeps its id for ever. It says what it asks in our own words, where it stands, from when to when it is in
force, and when a person last checked it against its source.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from record.forms.before_you_start import Route

GUIDANCE = Path(__file__).parent / "guidance"


class ClauseUnknown(LookupError):
    """No guidance file has a clause of that id."""


class ClauseIdTaken(ValueError):
    """Two clauses have one id; ids are never reused."""


class Document(BaseModel):
    """One edition of one guidance document."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    cite: str
    """How a citation names it: `Hammersmith & Fulham 2019`."""
    title: str
    edition: str
    in_force_from: date
    in_force_to: date | None = None
    checked: Literal["primary", "secondary"]
    """Whether the words themselves were read, or somebody else's account of them."""
    checked_on: date
    source: str = ""
    link: str = ""
    about: Literal["moves", "site"] = "moves"
    """Whether it is about moves, so that a pack follows it, or about the site, whatever the pack."""


class Clause(BaseModel):
    """One thing that guidance asks. What a clause does not say of itself is its document's."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    document: str
    asks: str
    cite: str
    """The document or law it stands in, as a citation names it."""
    section: str
    """In words: `section 7.6(a)`."""
    in_force_from: date
    in_force_to: date | None
    checked: Literal["primary", "secondary"]
    checked_on: date
    source: str
    """Where it was read, when not in the document itself."""
    link: str
    shown_by: str = ""
    """The letter or figure that meets it, where no rule or question does."""
    look_for: str = ""
    """What was read second-hand: what to look for in the text itself, and what would have to change here."""
    why_not: str = ""
    """Why no code can meet it, where none can."""
    routes: tuple[Route, ...] = ()
    """The kinds of move it is about; all of them when it names none."""
    child: Literal["any", "looked after", "EHC plan"] = "any"
    """The children it is about."""

    @property
    def citation(self) -> str:
        """The clause in words: `Hammersmith & Fulham 2019, section 7.6(a)`."""
        return f"{self.cite}, {self.section}"

    def is_in_force(self, day: date) -> bool:
        """Whether it asked this on `day`."""
        return self.in_force_from <= day and (self.in_force_to is None or day <= self.in_force_to)


INHERITED = ("cite", "in_force_from", "in_force_to", "checked", "checked_on", "source", "link")


@cache
def _library() -> tuple[Mapping[str, Document], Mapping[str, Clause]]:
    documents: dict[str, Document] = {}
    found: dict[str, Clause] = {}
    for path in sorted(GUIDANCE.glob("*.toml")):
        declared = tomllib.loads(path.read_text(encoding="utf-8"))
        written = declared.pop("clauses", {})
        document = Document.model_validate(declared)
        documents[document.id] = document
        for each in _clauses(document, written):
            if each.id in found:
                raise ClauseIdTaken(f"{path.name}: {each.id} is already a clause of {found[each.id].document}")
            found[each.id] = each
    return documents, found


def _clauses(document: Document, written: Mapping[str, Mapping[str, Any]]) -> list[Clause]:
    inherited = {name: getattr(document, name) for name in INHERITED}
    return [
        Clause.model_validate({**inherited, **answers, "id": clause_id, "document": document.id})
        for clause_id, answers in written.items()
    ]


def clause(clause_id: str) -> Clause:
    """One clause by its id. Raises ClauseUnknown."""
    try:
        return _library()[1][clause_id]
    except KeyError:
        raise ClauseUnknown(f"No file in rules/guidance/ has a clause {clause_id!r}") from None


def citation(clause_id: str) -> str:
    """Where a clause stands, in words. Raises ClauseUnknown."""
    return clause(clause_id).citation


def clauses() -> tuple[Clause, ...]:
    """Every clause, document by document."""
    return tuple(_library()[1].values())


def documents() -> tuple[Document, ...]:
    """Every guidance document."""
    return tuple(_library()[0].values())
