"""Makes a paper about the site: facts from the settings and the declarations, and a numbered gap for what only people know."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casework.papers import kept
from casework.papers.catalogue import BY_TITLE, PAPERS, SETTINGS_SAY, AskedOfSettings, Paper
from casework.papers.kept import Site
from casework.reading.office import Office
from letters import letterhead
from letters.paper import make
from record.authority import Authority
from record.person import Person, Role
from record.tables import SETTINGS
from record.words import first_capital, full_day
from rules.clauses import clause

Facts = dict[str, object]
REVIEWS = Path(__file__).with_name("security_reviews.toml")
"""What `docs/security_reviews.py` read in docs/security.md."""
TO_FILL_IN = "to be filled in (no. {number} on the last page)"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something a paper does not know."""

    what: str
    how: str


@dataclass(frozen=True, slots=True)
class PaperListed:
    """A paper as the list of papers has it."""

    paper: Paper
    missing: tuple[str, ...]
    """The rows of the Settings table that it needs and that are blank."""


def may_have(person: Person) -> bool:
    """Whether somebody may have these papers: whoever keeps the app in order."""
    return person.role in (Role.COORDINATOR, Role.ADMINISTRATOR)


def listed(office: Office) -> Sequence[PaperListed]:
    """Every paper. Raises StoreError."""
    authority = office.authority
    return [PaperListed(each, tuple(asked.rows[0] for asked in _missing(authority, each))) for each in PAPERS]


def as_word(office: Office, title: str, site: Site) -> bytes | None:
    """The paper of that title as a Word file, or None where there is none. Raises LetterError, StoreError."""
    paper = BY_TITLE.get(title)
    return make(paper.id, facts(office, paper, site)) if paper else None


def facts(office: Office, paper: Paper, site: Site) -> Facts:
    """Everything a paper can say. Raises StoreError."""
    authority = office.authority
    gaps = [*map(_gap, _missing(authority, paper)), *(Gap(each.what, each.how) for each in paper.by_hand)]
    told = _told(authority, paper, gaps)
    pack = authority.pack
    return {
        "sender": letterhead.of_authority(authority, *_reached(authority)),
        "reference": f"{paper.title}, {full_day(office.today())}",
        "authority": first_capital(authority.name),
        "made_on": full_day(office.today()),
        "is_demonstration": site.is_demonstration,
        "told": told,
        "policy": pack.label,
        "number": kept.numbers(pack, site),
        "site": {
            "kept_where": site.kept_where,
            "ways": site.ways,
            "has_links": site.has_links,
            "is_sheet": site.store == "sheet",
            "is_server": site.store == "server",
        },
        "readers": kept.readers(),
        "helpers": kept.helpers(site, first_capital(told.get("host", ""))),
        "processors": kept.processors(site, first_capital(told.get("host", ""))),
        "forms": kept.forms(office),
        "of_staff": kept.of_staff(),
        "schedule": kept.schedule(pack, site),
        "schools": _schools(office),
        "reviews": _reviews(),
        "cited": {each.lower().replace("-", "_"): clause(each).citation for each in paper.clauses},
        "law": [{"citation": clause(each).citation, "asks": clause(each).asks} for each in paper.clauses],
        "gaps": [{"number": str(n), "what": each.what, "how": each.how} for n, each in enumerate(gaps, start=1)],
    }


def _reached(authority: Authority) -> tuple[str, str]:
    """How the authority is reached, for the head of the page."""
    return authority.settings.get("coordinator phone", ""), authority.settings.get("coordinator email", "")


def _missing(authority: Authority, paper: Paper) -> Iterator[AskedOfSettings]:
    for each in (SETTINGS_SAY[name] for name in paper.told):
        if not authority.settings.get(each.rows[0], "").strip():
            yield each


def _gap(asked: AskedOfSettings) -> Gap:
    return Gap(asked.what, f"Row “{asked.rows[0]}” of the {SETTINGS} table")


def _told(authority: Authority, paper: Paper, gaps: Sequence[Gap]) -> Mapping[str, str]:
    """What the paper says of the settings: where one is missing, which gap it is."""
    numbers = {each.what: number for number, each in enumerate(gaps, start=1)}
    found: dict[str, str] = {}
    for name in paper.told:
        of = SETTINGS_SAY[name]
        said = [text for row in of.rows if (text := " ".join(authority.settings.get(row, "").split()))]
        is_there = authority.settings.get(of.rows[0], "").strip()
        found[name] = ", ".join(said) if is_there else TO_FILL_IN.format(number=numbers[of.what])
    return found


def _schools(office: Office) -> Sequence[str]:
    """The schools that are open."""
    return [each.name for each in office.authority.others("")]


def _reviews() -> Mapping[str, Any]:
    return tomllib.loads(REVIEWS.read_text("utf-8"))
