"""The key of a service account: read from its file or its text, and let into no more of Google than is needed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from google.auth.exceptions import GoogleAuthError
from google.oauth2.service_account import Credentials

from store.sheets.google.refusals import NotAllowed

SCOPES = ("https://www.googleapis.com/auth/spreadsheets",)
DRIVE_SCOPE = "https://www.googleapis.com/auth/drive.metadata.readonly"
"""Asked for where there are archives, and for them alone: when a file was changed, and nothing in it."""


@dataclass(frozen=True, slots=True)
class Key:
    """A service account's key file, read."""

    account: Credentials

    @property
    def address(self) -> str:
        """The account's e-mail address: what the spreadsheet is shared with."""
        return str(self.account.service_account_email)

    def of_archives(self) -> Key:
        """The same key, to be let into Drive as well."""
        return Key(self.account.with_scopes([*SCOPES, DRIVE_SCOPE]))


def read_key(place: Path | str) -> Key:
    """Read a key file. Raises NotAllowed."""
    try:
        text = Path(place).read_text("utf-8", "replace")
    except OSError:
        raise NotAllowed("The key file is not there, or this site may not read it. Check its path.", "key") from None
    return key_in(text)


def key_in(text: str) -> Key:
    """The key in the text of a key file. Raises NotAllowed."""
    try:
        info = json.loads(text)
        return Key(_Account.from_service_account_info(info, scopes=list(SCOPES)))  # type: ignore[no-untyped-call]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, GoogleAuthError):
        told = (
            "The key file is not the key of a service account. In the Google Cloud console open “Service accounts”, "
            "choose the account, “Keys”, “Add key”, “JSON”, and use the file that is downloaded."
        )
        raise NotAllowed(told, "key") from None


class _Account(Credentials):
    """A service account that asks no third address in which regions it may be used: the spreadsheet's says so itself."""

    def _is_regional_access_boundary_lookup_required(self) -> bool:
        return False
