"""What is kept, read off what declares it: every question of every form, what is known of staff, how long, and by whom else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casework.figures.published import FEWEST
from casework.forms.about import about
from casework.keeping.backup_keys import WAITS
from casework.people import known_browsers
from casework.people.entering import TRIES
from casework.people.letting_in import CODE_LASTS, LINK_LASTS
from casework.people.pins import SHORTEST
from casework.reading.after_return import KEPT_AFTER_RETURN
from casework.reading.office import Office
from record.entry import Answers, Entry
from record.field import Question, Section, questions, sections
from record.forms.kinds import KINDS
from record.pack import Pack
from record.tables import ACCESS, STAFF, TABLES
from record.words import first_capital, listed

Facts = dict[str, object]
OF_A_FIRM = re.compile(r" \((?:Sheets|accounts)\)$")
"""What of a firm's is meant."""


@dataclass(frozen=True, slots=True)
class Site:
    """How this site runs, as it was told."""

    store: str
    """`sheet`, `server` or `file`."""
    accounts: tuple[str, ...]
    """Whose accounts people sign in with: `Google`."""
    has_links: bool
    mail: str
    """`GOV.UK Notify`, `An e-mail server`, or nothing."""
    hours: int
    """After which whoever signed in signs in again."""
    is_demonstration: bool

    @property
    def kept_where(self) -> str:
        """Where entries are kept."""
        return {
            "sheet": "a Google spreadsheet, with a copy in a file on the site’s own computer",
            "server": "a PostgreSQL database",
            "file": "one database file on the site’s own computer",
        }[self.store]

    @property
    def ways(self) -> str:
        """How people sign in."""
        if self.is_demonstration:
            return "from a list of made-up people, as this is the demonstration"
        by_link = ("by their school’s link, their name and a PIN",) if self.has_links else ()
        by_account = (f"with an account of {' or '.join(self.accounts)}",) if self.accounts else ()
        return ", or ".join((*by_link, *by_account))


def processors(site: Site, host: str) -> Sequence[Facts]:
    """Who has data for the authority: what, and when."""
    rows = [(host, "Everything, as it runs the computer of this site", "Always")]
    if site.store == "sheet":
        rows.append(
            (
                "Google (Sheets)",
                "Every form, the settings tables and who has access. No PIN, no form that is only begun, no audit",
                "Always: entries are kept in a spreadsheet",
            )
        )
    rows += [(f"{each} (accounts)", "That someone signed in, and when", "At each sign-in") for each in site.accounts]
    if site.mail:
        rows.append(
            (site.mail, "Addresses of schools’ offices, and cases by reference. No child’s name", "Each message")
        )
    return [{"name": name, "what": what, "when": when} for name, what, when in rows]


def helpers(site: Site, host: str) -> Sequence[str]:
    """The same, by name alone and each once."""
    return [*dict.fromkeys(OF_A_FIRM.sub("", str(each["name"])) for each in processors(site, host))]


def numbers(pack: Pack, site: Site) -> Facts:
    """Every figure that papers say, each from where it is declared."""
    asked = [each for kind in KINDS for each in _every(kind)]
    return {
        "age": str(pack.keep_until_age),
        "months": str(pack.keep_unfinished_months),
        "hours": str(site.hours),
        "shared_days": str(KEPT_AFTER_RETURN.days),
        "tries": str(TRIES),
        "pin": str(SHORTEST),
        "code_days": str(CODE_LASTS.days),
        "link_days": str(LINK_LASTS.days),
        "browser_days": str(known_browsers.LASTS.days),
        "key_days": str(WAITS.days),
        "fewest": str(FEWEST),
        "forms": str(len(KINDS)),
        "questions": str(len(asked)),
        "sensitive": str(sum(each.sensitive for each in asked)),
    }


def forms(office: Office) -> Sequence[Facts]:
    """Every form as this authority asks it, part by part."""
    return [_form(office.authority.form(kind)) for kind in KINDS]


def _form(kind: type[Entry]) -> Facts:
    return {
        "title": kind.title,
        "purpose": kind.purpose,
        "by": first_capital(" or ".join(kind.by)),
        "count": str(len([*_every(kind)])),
        "parts": [_part(kind, each) for each in sections(kind)],
    }


def _part(kind: type[Entry], section: Section) -> Facts:
    asked = [inner for each in questions(kind) if each.section is section for inner in _with_items(each)]
    said = [*dict.fromkeys(each.label for each in asked if not each.is_statement)]
    sensitive = [*dict.fromkeys(each.label for each in asked if each.sensitive)]
    statements = sum(each.is_statement for each in asked)
    confirmed = [f"{statements} statements, each confirmed or not"] if statements else []
    return {
        "title": section.title,
        "asked": _sentences([*said, *confirmed]),
        "sensitive": _sentences(sensitive) or "Nothing",
    }


def _sentences(labels: Sequence[str]) -> str:
    """One after another, each ended."""
    return " ".join(each if each.endswith(("?", ".", "…")) else f"{each}." for each in labels)


def _every(kind: type[Answers]) -> Iterator[Question]:
    for each in questions(kind):
        yield from _with_items(each)


def _with_items(question: Question) -> Iterator[Question]:
    yield question
    yield from _every(question.item) if question.item else ()


def readers() -> Sequence[Facts]:
    """Who reads which forms: those that the same people read, together."""
    forms_of: dict[str, list[str]] = {}
    for kind in KINDS:
        said = [each for each in about(kind).readers if "marked" not in each]
        forms_of.setdefault(" ".join(said), []).append(kind.title)
    return [{"forms": ", ".join(titles), "says": says} for says, titles in forms_of.items()]


def of_staff() -> str:
    """What is kept of the people who work with the site, from the columns of their tables."""
    account = [each.label for each in (TABLES[STAFF].key, *TABLES[STAFF].on_page)]
    by_link = [each.heading for each in TABLES[ACCESS].columns if each.attribute in ("school", "name", "role")]
    return f"Of people with an account: {_quoted(account)}. Of those who sign in by a link: {_quoted(by_link)}."


def _quoted(labels: Sequence[str]) -> str:
    return listed([f"“{each}”" for each in labels])


def schedule(pack: Pack, site: Site) -> Sequence[Facts]:
    """How long each thing is kept, and what ends it."""
    age, months = pack.keep_until_age, pack.keep_unfinished_months
    by_hand = "A coordinator, on the page Retention"
    rows = [
        ("A case in which a move began", f"Until the pupil is {age}", by_hand),
        ("The same, where no date of birth is known", f"{age} years after it ended", by_hand),
        ("A case in which no move began", f"{months} months after its last entry", by_hand),
        ("A form that was begun and never submitted", f"{months} months after it was last touched", by_hand),
        ("What a letter said: the newest of each", "As long as its case", "With the case"),
        ("The audit’s lines about a case", "As long as its case", "With the case"),
        ("The audit’s other lines", "As long as the site", "Nothing: they name staff, and no child"),
        ("A certificate of erasure", "As long as the site", "Nothing: it names no child"),
        ("Who is signed in", f"{site.hours} hours", "By itself"),
        ("A code for the first day", f"{CODE_LASTS.days} days", "By itself"),
        ("A school’s link", f"{LINK_LASTS.days} days, or until it is revoked", "By itself, or on the page Access"),
        ("That a browser is known", f"{known_browsers.LASTS.days} days", "By itself"),
        ("A person’s row, with a role and a PIN", "Until the person is taken out", "The page Access, or Settings"),
    ]
    return [{"what": what, "how_long": how_long, "ends": ends} for what, how_long, ends in rows]
