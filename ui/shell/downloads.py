"""Everything that may be downloaded, in one table: its address, whose it is, how it is made, what it is called, what is noted.

At addresses of our own, for Streamlit's own downloads go to anyone who has the address. Whoever may not have a file, asks
for one that cannot be made yet, or for one that is not there, gets one and the same answer. Both are a line of the audit.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import quote

from starlette.requests import Request

from casework.desk import register, summary
from casework.desk.calendar import appointments, as_ical, said_behind
from casework.figures import report
from casework.figures.published import to_publish
from casework.forms.blank import FORMS, blank
from casework.keeping import backup, retention
from casework.keeping.backup_keys import is_locked
from casework.keeping.held import everything
from casework.keeping.retention import certificate
from casework.letters import making, own_templates, template_backup, zips
from casework.papers import making as papers
from casework.reading.access import Seen, Side, may_count, see, see_all
from casework.reading.office import Office
from letters.catalogue import BY_ID
from record.person import Person
from store.contract import Store
from ui import where
from ui.shell import kept_files
from ui.shell.site import site
from ui.sign_in import ticket

LARGE_PRINT = "?print=large"
"""Put after the address of a letter, or of all of them."""
COMMENTS = "-comments"
"""Put after the number of a template: the version with what the check wrote into it."""
FEEDS = "/feeds/"
"""What answers without a session row: the key in the address is asked for instead."""


@dataclass(frozen=True)
class DownloadRequest:
    """One request for a file."""

    office: Office
    person: Person
    parts: Mapping[str, str]
    """What stands in the address."""
    query: str = ""

    @cached_property
    def seen(self) -> Seen | None:
        """The case in the address, as this person sees it; None when it is not theirs to see, or there is none."""
        return see(self.office, self.person, self.parts["reference"])

    def sees_whole(self, cases: Collection[str]) -> bool:
        """Whether each of these cases is this person's to see still, and not only their own entries of it."""
        seen = see_all(self.office, self.person, lambda case: case.reference in cases)
        return {each.case.reference for each in seen if each.is_whole} >= set(cases)

    @property
    def is_in_large_print(self) -> bool:
        """Whether a letter is wanted in large print."""
        return f"?{self.query}" == LARGE_PRINT


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file that only what is made can name."""

    content: bytes
    name: str


class Letters(NamedFile):
    """Letters: casework wrote down of each that it was made, when, from which template and what it said."""


def signed_in(store: Store, request: Request) -> Person | None:
    """Whoever this browser's session row names. Raises StoreError."""
    row = ticket.look_up(store, request.cookies.get(ticket.COOKIE))
    return ticket.person_of(row) if row else None


def behind_the_key(store: Store, request: Request) -> Person | None:
    """Whoever made the key, as they stand now: who was let go has no calendar either. Raises StoreError."""
    said = said_behind(store, str(request.path_params["key"]))
    now = ticket.stands(store, said) if said else None
    return ticket.person_said(now) if now else None


@dataclass(frozen=True, slots=True)
class Download:
    """One sort of file."""

    path: str
    """Its address, with what differs in braces."""
    whose: Callable[[DownloadRequest], bool]
    """Whether it is for whoever asks."""
    make: Callable[[DownloadRequest], bytes | NamedFile | None]
    """The file; None where there is none at that address."""
    gone: str
    """What is said where there is no such file, or it is not theirs: what to do."""
    what: str
    """What the audit calls it, of whoever was handed one or was refused it."""
    noted: tuple[str, ...] = ()
    """The parts of the address that the audit says too, beside the reference: never a key, nor the number of a kept file."""
    name: str = ""
    """What it is called, with the parts of the address in braces; empty for what a calendar program reads."""
    asker: Callable[[Store, Request], Person | None] = signed_in

    def at(self, **parts: object) -> str:
        """The address of one such file."""
        return self.path.format_map({name: quote(str(part), safe="") for name, part in parts.items()})


def _anybodys(asked: DownloadRequest) -> bool:
    return True


def _seers_of_the_case(asked: DownloadRequest) -> bool:
    return asked.seen is not None


def _authoritys_of_the_case(asked: DownloadRequest) -> bool:
    return asked.seen is not None and asked.seen.side is Side.LA


def _coordinators(asked: DownloadRequest) -> bool:
    return asked.person.is_coordinator


def _counters(asked: DownloadRequest) -> bool:
    return may_count(asked.person)


def _makers(asked: DownloadRequest) -> bool:
    return _kept(asked) is not None


def _letter(asked: DownloadRequest) -> Letters | None:
    if asked.seen is None:
        return None
    letter, n = asked.parts["letter"], _number(asked.parts["n"])
    made = making.make(asked.office, asked.person, asked.seen, letter, n, asked.is_in_large_print)
    return Letters(made.content, made.file_name)


def _number(text: str) -> int:
    """The number of a copy; 0, which no copy has, for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 0


def _all_letters(asked: DownloadRequest) -> Letters | None:
    if asked.seen is None:
        return None
    made = zips.make_all(asked.office, asked.person, asked.seen, asked.is_in_large_print)
    return Letters(made, f"{asked.parts['reference']} letters.zip")


def _everything_held(asked: DownloadRequest) -> bytes | None:
    return everything(asked.office, asked.person, asked.seen) if asked.seen else None


def _summary(asked: DownloadRequest) -> bytes | None:
    if asked.seen is None:
        return None
    expected = where.as_facts(asked.seen.case, asked.office.authority)
    return summary.as_word(asked.office, asked.person, asked.seen, expected)


def _template(asked: DownloadRequest) -> bytes | None:
    """A version that was given, alone or with comments; number 0 is ours."""
    letter = BY_ID.get(asked.parts["letter"])
    if letter is None:
        return None
    if asked.parts["number"] == "0":
        return letter.template.read_bytes()
    number = asked.parts["number"].removesuffix(COMMENTS)
    version = next((each for each in own_templates.given(asked.office, letter.id) if str(each.number) == number), None)
    if version is None:
        return None
    if number == asked.parts["number"]:
        return version.content
    return own_templates.again(asked.office, version).comments or version.content


def _register_sheet(asked: DownloadRequest) -> bytes | None:
    """Of one of the weeks there are to choose from."""
    weeks = {each.isoformat(): each for each in register.weeks(asked.office.today())}
    monday = weeks.get(asked.parts["monday"])
    return register.as_word(asked.office, asked.person, monday) if monday else None


def _blank(asked: DownloadRequest) -> NamedFile | None:
    form = FORMS.get(asked.parts["form"])
    return NamedFile(blank(asked.office, asked.person, form), f"{form.title}, blank.docx") if form else None


def _report(asked: DownloadRequest) -> bytes | None:
    periods = {each.key: each for each in to_publish(asked.office, asked.person)}
    period = periods.get(asked.parts["period"])
    makes = {"docx": report.as_word, "xlsx": report.as_workbook}.get(asked.parts["form"])
    return makes(asked.office, asked.person, period) if makes and period else None


def _certificate(asked: DownloadRequest) -> bytes | None:
    erasure = retention.find(asked.office, asked.person, asked.parts["number"])
    return certificate(asked.office, erasure) if erasure and erasure.is_finished else None


def _calendar(asked: DownloadRequest) -> bytes:
    return as_ical(appointments(asked.office, asked.person), "Managed Moves", asked.office.now())


def _kept(asked: DownloadRequest) -> bytes | None:
    return kept_files.find(asked.parts["number"], asked.person, asked.sees_whole)


def _keepers_of_the_backup(asked: DownloadRequest) -> bool:
    """Whoever made it, while they may make one."""
    return backup.may_back_up(asked.office, asked.person) and _makers(asked)


def _backup(asked: DownloadRequest) -> bytes | None:
    content = _kept(asked)
    # Nothing is handed out here unlocked, whatever was kept under this number.
    return content if content is not None and is_locked(content) else None


def _reports_of_a_week(asked: DownloadRequest) -> bytes | None:
    return _kept(asked) if _is_a_day(asked.parts["monday"]) else None


def _is_a_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


NO_LETTER = "There is no such letter, or you cannot open it, or it cannot be made yet. Look under Letters in the case."
NO_TEMPLATE = "There is no such template, or you cannot open it. Look under Letter templates."
NO_CALENDAR = "There is no such calendar. Make a new address under Calendar."

LETTER = Download(
    "/letters/{reference}/{letter}/{n}.docx",
    whose=_seers_of_the_case,
    make=_letter,
    gone=NO_LETTER,
    what="a letter",
)
ALL_LETTERS = Download(
    "/letters/{reference}.zip",
    whose=_seers_of_the_case,
    make=_all_letters,
    gone=NO_LETTER,
    what="the letters of a case",
)
EVERYTHING_HELD = Download(
    "/held/{reference}.zip",
    whose=_authoritys_of_the_case,
    make=_everything_held,
    gone=NO_LETTER,
    name="{reference} everything held.zip",
    what="everything held",
)
SUMMARY = Download(
    "/summaries/{reference}.docx",
    whose=_seers_of_the_case,
    make=_summary,
    gone="There is no such case, or you cannot see it. Look for it under Cases.",
    name="{reference} summary.docx",
    what="the summary of a case",
)
TEMPLATE = Download(
    "/letter-templates/{letter}/{number}.docx",
    whose=_coordinators,
    make=_template,
    gone=NO_TEMPLATE,
    what="a letter template",
    noted=("letter", "number"),
    name="{letter} {number}.docx",
)
ALL_TEMPLATES = Download(
    "/letter-templates.zip",
    whose=_coordinators,
    make=lambda asked: template_backup.backup(asked.office, asked.person),
    gone=NO_TEMPLATE,
    name="Letter templates and logos.zip",
    what="the letter templates",
)
REGISTER_SHEET = Download(
    "/registers/{monday}.docx",
    whose=lambda asked: asked.person.is_at_a_school,
    make=_register_sheet,
    gone="There is no such sheet, or you cannot open it. Look under Register.",
    name="Register sheet {monday}.docx",
    what="a register sheet",
    noted=("monday",),
)
BLANK = Download(
    "/blanks/{form}.docx",
    whose=_anybodys,
    make=_blank,
    gone="There is no such form. Open the form and look under About this form.",
    what="a blank form",
    noted=("form",),
)
PAPER = Download(
    "/papers/{paper}.docx",
    whose=lambda asked: papers.may_have(asked.person),
    make=lambda asked: papers.as_word(asked.office, asked.parts["paper"], site()),
    gone="There is no such paper, or you cannot open it. Look under Papers.",
    what="a paper about this site",
    noted=("paper",),
    name="{paper}.docx",
)
REPORT = Download(
    "/figures/{period}.{form}",
    whose=_counters,
    make=_report,
    gone="There is no such report, or you cannot open it. Look under Figures.",
    name="Managed moves {period}.{form}",
    what="a term report",
    noted=("period", "form"),
)
CERTIFICATE = Download(
    "/erasures/{number}.docx",
    whose=_coordinators,
    make=_certificate,
    gone="There is no such certificate, or you cannot open it. Look under Retention.",
    what="a certificate of erasure",
    noted=("number",),
    name="Certificate of erasure.docx",
)
CALENDAR = Download("/calendar.ics", whose=_anybodys, make=_calendar, gone=NO_CALENDAR, what="a calendar")
FEED = Download(
    f"{FEEDS}{{key}}.ics",
    whose=_anybodys,
    make=_calendar,
    gone=NO_CALENDAR,
    what="a calendar by its address",
    asker=behind_the_key,
)
SIGN_IN_CARD = Download(
    "/cards/{number}.docx",
    whose=_makers,
    make=_kept,
    gone="There is no such card. A link is shown only once: replace it to get a new card.",
    what="a sign-in card",
    name="Sign-in card.docx",
)
BACKUP = Download(
    "/backups/{number}.age",
    whose=_keepers_of_the_backup,
    make=_backup,
    gone="There is no such file any more. Make the backup again.",
    name="Managed moves backup.age",
    what=backup.A_BACKUP,
)
WORKBOOK = Download(
    "/workbooks/{number}.xlsx",
    whose=_makers,
    make=_kept,
    gone="There is no such file any more. Make the workbook again.",
    what="a workbook",
    name="Managed moves.xlsx",
)
REPORTS_OF_A_WEEK = Download(
    "/weekly-reports-of/{monday}/{number}.zip",
    whose=_makers,
    make=_reports_of_a_week,
    gone="There is no such file any more. Make the reports again under Reports.",
    what="weekly reports",
    noted=("monday",),
    name="Weekly reports, week of {monday}.zip",
)

DOWNLOADS = (
    *(
        LETTER,
        ALL_LETTERS,
        EVERYTHING_HELD,
        SUMMARY,
        TEMPLATE,
        ALL_TEMPLATES,
        REGISTER_SHEET,
        BLANK,
        PAPER,
        REPORT,
        CERTIFICATE,
    ),
    *(CALENDAR, FEED, SIGN_IN_CARD, BACKUP, WORKBOOK, REPORTS_OF_A_WEEK),
)
