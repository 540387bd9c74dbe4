"""Setting up a spreadsheet from the app: a link and a key in, the steps out. The key is used once and kept nowhere."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.keeping.sheet.spreadsheet import sheet_of
from casework.reading.office import Office
from record.person import Person, Role
from store.choose import key_at
from store.contract import AuditEvent
from store.settings import KeyPlace, store_setting

if TYPE_CHECKING:
    from store.sheets.google.keys import Key
    from store.sheets.layout.steps import SetUpStep

GOOGLES_OWN = "https://oauth2.googleapis.com/token"
MAY_SET_UP = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class Configured:
    """What this site was started with."""

    spreadsheet: str
    """Its id; empty when entries are kept in a database of the site's own."""
    has_key: bool
    """Whether the site was told where the service account's key is."""
    address: str
    """The service account's e-mail address, to share the spreadsheet with; empty when no key can be read."""


@dataclass(frozen=True, slots=True)
class SetUpOutcome:
    """What came of one attempt."""

    steps: Sequence[SetUpStep]
    spreadsheet: str
    """Its id; empty when the link is none."""
    address: str
    """The service account's e-mail address; empty when the key cannot be read."""

    @property
    def is_done(self) -> bool:
        """Whether nothing is missing any more."""
        return all(each.done for each in self.steps)


def configured(office: Office, environ: Mapping[str, str] = os.environ) -> Configured:
    """What is known before anything is pasted."""
    sheet = sheet_of(office)
    key = store_setting(environ).key
    return Configured(sheet.spreadsheet if sheet else "", bool(key), _address("", key) if key else "")


def set_up(
    office: Office, person: Person, link: str, key: str = "", environ: Mapping[str, str] = os.environ
) -> SetUpOutcome:
    """Make and mend the tabs behind a link; without a pasted `key`, with the key this site was started with.

    Safe to run again on a spreadsheet in use: it only adds. The steps come in order, up to the first that a person must do.
    """
    # Asked for here, so that a site without a spreadsheet need not load what speaks to Google.
    from store.sheets.google.client import GOOGLE
    from store.sheets.layout.steps import set_up_with

    if person.role not in MAY_SET_UP:
        return SetUpOutcome((), "", "")
    told = store_setting(environ)
    root = told.root or GOOGLE
    archives = [_id_in(each) for each in told.archives]
    steps = set_up_with(link, lambda: _pasted(key, root) if key else key_at(told.key), root, archives)
    done = "set up a spreadsheet" if all(each.done for each in steps) else "tried to set up a spreadsheet"
    office.store.note(AuditEvent(office.now(), person.name, person.role, person.school, done))
    return SetUpOutcome(steps, _id_in(link), _address(key, told.key))


def _pasted(key: str, root: str) -> Key:
    """The pasted key, if it is signed in with at Google and nowhere else."""
    from store.sheets.google.client import GOOGLE
    from store.sheets.google.keys import key_in
    from store.sheets.google.refusals import NotAllowed

    found = key_in(key)
    if root == GOOGLE and json.loads(key).get("token_uri") != GOOGLES_OWN:
        raise NotAllowed("This key is not one of Google’s. Use the file exactly as Google gave it.", "key")
    return found


def _id_in(link: str) -> str:
    from store.sheets.google.refusals import NotAllowed
    from store.sheets.layout.steps import read_link

    try:
        return read_link(link)
    except NotAllowed:
        return ""


def _address(key: str, place: KeyPlace) -> str:
    from store.sheets.google.keys import key_in
    from store.sheets.google.refusals import NotAllowed

    try:
        return (key_in(key) if key else key_at(place)).address
    except NotAllowed:
        return ""
