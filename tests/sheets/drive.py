"""The little of Drive that a set-up page and gspread ask: a file's name, times and capabilities, and who has it."""

from __future__ import annotations

import hashlib
from datetime import datetime

from tests.sheets import masks
from tests.sheets.discovery import schemas
from tests.sheets.methods import Asked
from tests.sheets.refused import Json, Refused
from tests.sheets.spreadsheet import Spreadsheet

SPREADSHEET = "application/vnd.google-apps.spreadsheet"


def file_not_found(file_id: str) -> Refused:
    text = f"File not found: {file_id}."
    reason = {
        "message": text,
        "domain": "global",
        "reason": "notFound",
        "location": "fileId",
        "locationType": "parameter",
    }
    return Refused(404, text, errors=[reason])


def answer(books: dict[str, Spreadsheet], asked: Asked) -> Json:
    """Drive tells nobody that a file exists which they may not see. Raises Refused."""
    if asked.method.id == "drive.files.list":
        mine = [book for book in books.values() if book.may_read(asked.user)]
        return {
            "kind": "drive#fileList",
            "incompleteSearch": False,
            "files": [_masked(book, asked, "files") for book in mine],
        }
    book = books.get(asked.path.get("fileId", ""))
    if book is None or not book.may_read(asked.user):
        raise file_not_found(asked.path.get("fileId", ""))
    if asked.method.id == "drive.files.get":
        return _masked(book, asked)
    if asked.method.id == "drive.permissions.list":
        return {"kind": "drive#permissionList", "permissions": permissions(book)}
    raise Refused(501, "This test server does not know this method.")


def _masked(book: Spreadsheet, asked: Asked, inside: str = "") -> Json:
    """Without `fields` Drive gives id, name, kind and type alone."""
    text = asked.query.get("fields", "kind,id,name,mimeType" if not inside else f"{inside}(kind,id,name,mimeType)")
    mask = masks.parse(text.replace(" ", ""))
    known = schemas(asked.method)
    masks.check(mask, known[asked.method.response], known)
    whole = file(book, asked.user)
    if not inside:
        return masks.chosen(whole, mask)
    return masks.chosen(whole, mask.get(inside, masks.ALL))


def file(book: Spreadsheet, user: str) -> Json:
    may_edit = book.may_write(user)
    return {
        "kind": "drive#file",
        "id": book.spreadsheet_id,
        "name": book.properties["title"],
        "mimeType": SPREADSHEET,
        "createdTime": stamp(book.created),
        "modifiedTime": stamp(book.modified),
        "webViewLink": book.url,
        "ownedByMe": user == book.owner,
        "trashed": False,
        "capabilities": {
            "canEdit": may_edit,
            "canModifyContent": may_edit,
            "canCopy": True,
            "canDelete": user == book.owner,
        },
        "permissions": permissions(book) if may_edit else [],
    }


def stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03}Z"


def permissions(book: Spreadsheet) -> list[Json]:
    roles = (
        {book.owner: "owner"}
        | dict.fromkeys(sorted(book.writers), "writer")
        | dict.fromkeys(sorted(book.readers), "reader")
    )
    return [
        {
            "kind": "drive#permission",
            "id": str(int(hashlib.sha256(email.encode()).hexdigest()[:16], 16)),
            "type": "user",
            "role": role,
            "emailAddress": email,
        }
        for email, role in roles.items()
    ]
