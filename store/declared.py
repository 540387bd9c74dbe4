"""Every setting a site can be told, declared once: in the environment, and in the secrets file. `docs/settings.md` is made from it.

What is not in this list, what is nearly in it, and what has no value it may have is refused before anything is opened: a
setting that is not understood must never be taken for one that was left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any

from record.words import listed
from store.contract import StoreError

PREFIX = "MANAGED_MOVES_"
ALIKE = 0.85
"""How alike two names are, from 0 to 1, of which one is taken for the other misspelt."""
TEXT, NUMBER, TEXTS, KEY = "text", "a number", "a list of texts", "a path, or a section of its own"
"""What a line of the secrets file may say, beside one of a few words."""


class SettingUnknown(StoreError):
    """A site was told something that means nothing; the text says what, and the nearest that means something."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing a site can be told."""

    means: str
    """In a few words, for whoever sets it."""
    without: str
    """What holds where it is left out."""
    line: str = ""
    """Its place in the secrets file, dotted; empty where it can stand in the environment alone."""
    variable: str = ""
    """Its name in the environment; empty where it can stand in the file alone."""
    says: str = TEXT
    """What may be written."""
    choices: tuple[str, ...] = ()
    """The words that may be written, where there are but a few."""


WAYS_IN = ("demo", "links", "accounts")
SECURITIES = ("none", "starttls", "tls")
DISKS = ("lasts", "does not last")

SETTINGS = (
    Setting(
        "the file with all that is below, closed to others",
        "`.streamlit/secrets.toml`",
        variable="MANAGED_MOVES_SECRETS",
    ),
    Setting(
        "who can sign in: schools by `links`, the authority by `accounts`, both as `links,accounts`; or `demo`, anyone "
        "as anyone",
        "where nothing else is set either: the demonstration, on made-up cases. With anything else set: refused",
        line="ways_in",
        variable="MANAGED_MOVES_WAYS_IN",
    ),
    Setting(
        "the address of the store: `sqlite:///…`, `postgresql://…`, or `sheet:` and a link",
        "the lines of `[store]`; without those `data/managed-moves.sqlite`",
        variable="MANAGED_MOVES_STORE",
    ),
    Setting("the link to the spreadsheet in use", "no spreadsheet", line="store.spreadsheet"),
    Setting("links to the spreadsheets of earlier years", "none", line="store.archives", says=TEXTS),
    Setting(
        "the service account’s key: a path, or its lines under `[store.key]`",
        "refused where there is a spreadsheet",
        line="store.key",
        variable="MANAGED_MOVES_SHEET_KEY",
        says=KEY,
    ),
    Setting("whether what is on the disk outlives a restart", "`lasts`", line="store.disk", choices=DISKS),
    Setting("what this computer knows of the spreadsheet", "`data/sheet-….sqlite`", line="store.file"),
    Setting("the address of a database, instead of a spreadsheet", "no database server", line="store.database"),
    Setting(
        "a stand-in for Google on this computer, for tests",
        "Google itself",
        variable="MANAGED_MOVES_GOOGLE",
    ),
    Setting("this site’s own address, with `https://`", "refused where accounts are a way in", line="accounts.address"),
    Setting("what Google knows this site by", "no Google", line="accounts.google.client_id"),
    Setting("proves to Google that it is this site", "refused with a client_id", line="accounts.google.client_secret"),
    Setting("a stand-in for Google on this computer, for tests", "Google itself", line="accounts.google.metadata"),
    Setting("what Microsoft knows this site by", "no Microsoft", line="accounts.microsoft.client_id"),
    Setting("proves to Microsoft that it is this site", "refused", line="accounts.microsoft.client_secret"),
    Setting("the one directory whose accounts can sign in", "refused", line="accounts.microsoft.tenant"),
    Setting(
        "a stand-in for Microsoft on this computer, for tests", "Microsoft itself", line="accounts.microsoft.metadata"
    ),
    Setting("the e-mail server that messages go out by", "nothing is sent by the app", line="messages.smtp.host"),
    Setting("its port", "refused", line="messages.smtp.port", says=NUMBER),
    Setting("how the line is closed to others", "`starttls`", line="messages.smtp.security", choices=SECURITIES),
    Setting("who messages come from", "refused", line="messages.smtp.sender"),
    Setting("the name the server knows", "it asks nobody", line="messages.smtp.user"),
    Setting("that user’s password", "none", line="messages.smtp.password"),
    Setting("an API key of GOV.UK Notify", "nothing is sent by the app", line="messages.notify.key"),
    Setting("the id of a template there", "refused", line="messages.notify.template"),
    Setting("another address than GOV.UK Notify’s own", "its own", line="messages.notify.address"),
    Setting("the day the demonstration pretends it is", "today", variable="MANAGED_MOVES_TODAY"),
    Setting(
        "lets anyone who has it read `/metrics` from another computer",
        "from this computer alone",
        variable="MANAGED_MOVES_METRICS_TOKEN",
    ),
    Setting(
        "how many megabytes must be free on the disk of the store’s file, or `/readyz` is red",
        "500",
        variable="MANAGED_MOVES_LEAST_SPACE",
        says=NUMBER,
    ),
    Setting(
        "the file in which what watches over this machine writes what would stop the site soon; *System status* shows it",
        "the page shows what the app knows itself",
        variable="MANAGED_MOVES_WARNINGS",
    ),
)
VARIABLES = {each.variable: each for each in SETTINGS if each.variable}
LINES = {each.line: each for each in SETTINGS if each.line}
SECTIONS = {line.rpartition(".")[0] for line in LINES} | {line.split(".")[0] for line in LINES if "." in line}
OF_THE_DEMONSTRATION = frozenset({"MANAGED_MOVES_TODAY"})
"""What may be set without saying who comes in: it means the demonstration and nothing else."""


def refuse_unknown_variables(environ: Mapping[str, str]) -> None:
    """Raises SettingUnknown where the environment names a setting that there is not, or one without a value."""
    for name in _misspelt(frozenset(environ)):
        raise SettingUnknown(f"There is no setting {name}. {_nearest(_plain(name), VARIABLES)}")
    for name in sorted(environ.keys() & VARIABLES.keys()):
        if not environ[name].strip():
            raise SettingUnknown(f"{name} is set to nothing. Write its value, or remove it.")
        if VARIABLES[name].says == NUMBER and not environ[name].strip().isdecimal():
            raise SettingUnknown(f"{name} must be a number, such as {VARIABLES[name].without}.")


@cache
def _misspelt(names: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(each for each in names - VARIABLES.keys() if _is_meant_for_us(_plain(each))))


def _is_meant_for_us(name: str) -> bool:
    return name.startswith(PREFIX.rstrip("_")) or bool(get_close_matches(name, VARIABLES, 1, ALIKE))


def _plain(name: str) -> str:
    return name.upper().replace("-", "_").replace(".", "_")


def refuse_unknown_lines(secrets: Mapping[str, Any], file: object) -> None:
    """Raises SettingUnknown where the secrets file says what means nothing, or what cannot be. No value is repeated."""
    for line, value in _lines(secrets, ""):
        section, _, name = line.rpartition(".")
        under = f"Under [{section}] of {file}" if section else f"In {file}"
        if line not in LINES:
            raise SettingUnknown(f"{under} there is {name}, which means nothing. {_nearest_line(section, name)}")
        if wrong := _what_to_write(LINES[line], name, value):
            raise SettingUnknown(f"{under}, {wrong}")


def _lines(secrets: Mapping[str, Any], within: str) -> Iterator[tuple[str, object]]:
    """Every line, dotted; a section that there is not is a line that there is not."""
    for name, value in secrets.items():
        line = f"{within}{name}"
        if line in SECTIONS and isinstance(value, Mapping):
            yield from _lines(value, f"{line}.")
        elif line in SECTIONS:
            raise SettingUnknown(f"Write [{line}] as a section of its own: [{line}] on a line, and its lines below.")
        else:
            yield line, value


def _what_to_write(setting: Setting, name: str, value: object) -> str:
    """What to write instead of a value that cannot be; nothing when it can."""
    if setting.says == TEXTS:
        is_it = isinstance(value, list) and all(isinstance(each, str) and each.strip() for each in value)
        return "" if is_it else f'write {name} = as a list of links: ["https://…/edit", "https://…/edit"].'
    if setting.says == NUMBER:
        is_it = isinstance(value, int) and not isinstance(value, bool)
        return "" if is_it else f"write {name} as a number, without quotation marks."
    if setting.says == KEY and isinstance(value, Mapping) and value:
        return ""
    if not isinstance(value, str) or not value.strip():
        if setting.says == KEY:
            return f"write {name} = and the path of the key file, or its lines in a section [store.key]."
        return f"write {name} as text in quotation marks, or remove the line."
    if setting.choices and value not in setting.choices:
        return f"write {name} as {' or '.join(f'“{each}”' for each in setting.choices)}."
    return ""


def _nearest_line(section: str, name: str) -> str:
    """Among the lines of the same section, else among all there are, else what the section may say."""
    within = f"{section}." if section else ""
    here = sorted({each.removeprefix(within).split(".")[0] for each in LINES if each.startswith(within)})
    if found := get_close_matches(name, here, 1, 0.6):
        return f"Did you mean {found[0]}?"
    last = {each.rpartition(".")[2]: each for each in LINES}
    if found := get_close_matches(name, last, 1, ALIKE):
        where, _, line = last[found[0]].rpartition(".")
        return f"Did you mean {line}{f' under [{where}]' if where else ', above every section'}?"
    return f"There may stand {listed(here)}."


def _nearest(name: str, known: Mapping[str, Setting]) -> str:
    found = get_close_matches(name, known, 1, 0.6)
    return f"Did you mean {found[0]}?" if found else f"There are {listed(sorted(known))}."
