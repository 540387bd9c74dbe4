"""What Google refuses, as one of four errors, each with a sentence a person can act on."""

from __future__ import annotations

from google.auth.exceptions import RefreshError
from gspread.exceptions import APIError

from store.contract import StoreError

AGAIN = frozenset({429, 500, 502, 503, 504})


class Away(StoreError):
    """Google does not answer, or not now. The request may or may not have taken effect."""


class SheetsRefused(StoreError):
    """Google does not accept the request as it is written; the text says why, and what to do. Nothing took effect."""


class NotAllowed(StoreError):
    """The key, the sharing or the address must be put right by a person. Nothing took effect."""

    def __init__(self, sentence: str, missing: str) -> None:
        super().__init__(sentence)
        self.missing = missing
        """Which step of the set-up: a name of `steps.STEPS`."""


class Busy(Away):
    """Google has had too many requests this minute. Nothing took effect."""


def view_only(address: str) -> NotAllowed:
    sentence = (
        f"{address} may look at the spreadsheet but not write. Press “Share”, find this address, choose “Editor”."
    )
    return NotAllowed(sentence, "edit")


def sign_in_fault(fault: RefreshError) -> StoreError:
    if fault.retryable:
        return Away("Google does not answer.")
    sentence = (
        "Google no longer accepts the key: it was deleted, or this computer's clock is wrong. Check the clock; "
        "otherwise make a new key for the service account and use that file."
    )
    return NotAllowed(sentence, "key")


def told(fault: APIError, address: str) -> StoreError:
    """What an answer that is none means. Drive answers 404 for a file it would not show."""
    code, words = fault.code, str(fault)
    if code == 429:
        return Busy("Google has had too many requests this minute.")
    if code in AGAIN:
        return Away("Something is wrong at Google at the moment.")
    if code == 404:
        if "File not found" in words:
            return NotAllowed(_not_shared(address), "shared")
        sentence = "There is no spreadsheet at this link. Open it in the browser and copy the whole address from there."
        return NotAllowed(sentence, "link")
    if code == 401:
        return NotAllowed("Google does not accept the key. Make a new one for the service account.", "key")
    if code == 403 and ("SERVICE_DISABLED" in words or "has not been used" in words):
        api, missing = ("Google Drive API", "drive") if "Drive API" in words else ("Google Sheets API", "api")
        sentence = (
            f"The {api} is not switched on for the project of this key. In the Google Cloud console open "
            f"“APIs & Services”, search for “{api}” and press “Enable”."
        )
        return NotAllowed(sentence, missing)
    if code == 403:
        return NotAllowed(_not_shared(address), "shared")
    return _refusal(code, str(fault.error.get("message", words)), address)


FULL = (
    "The spreadsheet is full: Google allows 10,000,000 cells, blank ones too. In Sheets delete blank rows and columns, or tabs of your "
    "own; or begin a new spreadsheet with this one as its archive"
)
WAYS_OUT = {
    "protected cell or object": "It is protected, so the app may not write there. In Sheets choose “Data”, “Protect sheets and ranges”, and "
    "delete the protection, or let {address} edit as well",
    "limit of 10000000 cells": FULL,
    "18278": "It has as many columns as Google allows, 18,278. In Sheets delete the columns that are blank",
}
"""What to do, by the words in which Google refuses."""
NO_SHEET = (
    "This is an Excel file in Drive, and no Google spreadsheet. Open it, choose “File”, “Save as Google Sheets”, share the new "
    "spreadsheet with {address} as “Editor”, and use its link."
)
ANY_OTHER = (
    "Google refuses it. Its words are: {words} (number {code}). In Sheets press “Undo” for what was changed last, or give these "
    "words to the person who looks after this site"
)


def _refusal(code: int, words: str, address: str) -> StoreError:
    """A refusal in words, with its way out; one that nobody knows in Google's own."""
    if "not supported for this document" in words or "Office file" in words:
        return NotAllowed(NO_SHEET.format(address=address), "link")
    known = next((way for part, way in WAYS_OUT.items() if part in words.replace(",", "")), ANY_OTHER)
    return SheetsRefused(f"{known.format(address=address, words=words[:300].rstrip('.'), code=code)}.")


def _not_shared(address: str) -> str:
    press = "Press “Share” in the spreadsheet, paste this address, choose “Editor”."
    return f"The spreadsheet is not shared with {address}. {press}"
