"""Setting up a spreadsheet for a person: step by step, up to the exact one that is missing, with what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from store.contract import StoreError
from store.sheets.google.client import GOOGLE, SheetsClient
from store.sheets.google.keys import Key, read_key
from store.sheets.google.refusals import NotAllowed, SheetsRefused
from store.sheets.layout.faults import SheetFaultKind, of_the_whole
from store.sheets.layout.set_up import prepare

STEPS: Mapping[str, str] = {
    "key": "The key file of a service account",
    "link": "A link to a spreadsheet",
    "api": "The Google Sheets API is switched on",
    "shared": "The spreadsheet is shared with the service account",
    "edit": "The service account may edit it",
    "tabs": "The tabs are there",
    "drive": "The Google Drive API is switched on",
    "archives": "Each archive can be read",
}
_LINK = re.compile(r"/spreadsheets/d/(?:e/)?([\w-]{20,})")


@dataclass(frozen=True, slots=True)
class SetUpStep:
    """One step of setting up."""

    name: str
    """A name of STEPS."""
    done: bool
    sentence: str
    """What was found, or exactly what to do."""


def set_up(link: str, key_file: Path | str, root: str = GOOGLE) -> Sequence[SetUpStep]:
    """Set up the spreadsheet behind a pasted link. The steps in order, up to the first that a person must do."""
    return set_up_with(link, lambda: read_key(key_file), root)


def set_up_with(
    link: str, key: Callable[[], Key], root: str = GOOGLE, archives: Sequence[str] = ()
) -> Sequence[SetUpStep]:
    """The same with a key from anywhere, which may raise NotAllowed; `archives` are ids of earlier spreadsheets."""
    line: SheetsClient | None = None
    try:
        account = key()
        line = SheetsClient(read_link(link), account, root)
        prepared = prepare(line, always_write=True)
    except NotAllowed as fault:
        return [*_done_before(fault.missing), SetUpStep(fault.missing, False, str(fault))]
    except SheetsRefused as fault:
        return [*_done_before("tabs"), SetUpStep("tabs", False, str(fault))]
    except StoreError as fault:
        return [*_done_before("api"), SetUpStep("api", False, f"{fault} Wait a minute and try again.")]
    finally:
        if line:
            line.close()
    told = f"Added: {', '.join(prepared.new)}" if prepared.new else "What was missing has been added"
    told = told if prepared.added > 1 else "Nothing was missing"
    hers = [each for each in of_the_whole(prepared.book, line.spreadsheet) if each.sort is SheetFaultKind.TITLE_TAKEN]
    left = "".join(f" Your tab “{each.tab}”: {each.says}." for each in hers)
    return [
        *_done_before("tabs"),
        SetUpStep("tabs", True, f"{STEPS['tabs']}. {told}.{left}"),
        *_of_archives(account, root, archives),
    ]


def _of_archives(key: Key, root: str, archives: Sequence[str]) -> Sequence[SetUpStep]:
    """Whether each archive can be read, and Drive asked when it was changed. Without archives Drive is not asked for."""
    for each in archives:
        line = SheetsClient(each, key.of_archives(), root)
        try:
            line.modified()
            line.tabs()
        except NotAllowed as fault:
            if fault.missing == "drive":
                return [SetUpStep("drive", False, str(fault))]
            return [*_steps("drive"), SetUpStep("archives", False, f"An archive ({each[:12]}…): {fault}")]
        except StoreError as fault:
            return [SetUpStep("drive", False, f"{fault} Wait a minute and try again.")]
        finally:
            line.close()
    return _steps("drive", "archives") if archives else []


def _done_before(name: str) -> list[SetUpStep]:
    names = list(STEPS)
    return _steps(*names[: names.index(name)])


def _steps(*names: str) -> list[SetUpStep]:
    return [SetUpStep(each, True, f"{STEPS[each]}.") for each in names]


def read_link(link: str) -> str:
    """The id in the address of a spreadsheet, or an id itself. Raises NotAllowed."""
    found = _LINK.search(link)
    if found:
        return found[1]
    if re.fullmatch(r"[\w-]{20,}", link.strip()):
        return link.strip()
    told = "This is not a link to a Google spreadsheet. Open it in the browser and copy the whole address from there."
    raise NotAllowed(told, "link")
