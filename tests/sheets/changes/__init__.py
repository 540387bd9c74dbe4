"""What `spreadsheets.batchUpdate` may ask, one theme a module. Each request is a function from the working copy and the
request's body to the reply (None for an empty one)."""

from __future__ import annotations

from tests.sheets.changes import cells, dimensions, looks, metadata, pasting, rules, shape, tabs
from tests.sheets.changes.register import Change, changes
from tests.sheets.refused import Invalid, Json
from tests.sheets.spreadsheet import Spreadsheet

__all__ = ["THEMES", "Change", "apply", "changes"]

THEMES = (cells, dimensions, looks, metadata, pasting, rules, shape, tabs)


def apply(book: Spreadsheet, requests: list[Json]) -> list[Json]:
    """Every request in order on a working copy, and the replies in order. Raises Invalid, naming the request."""
    if not requests:
        raise Invalid("Must specify at least one request.")
    replies: list[Json] = []
    for n, request in enumerate(requests):
        if not request:
            raise Invalid(f"Invalid requests[{n}]: No request set.")
        [(name, body)] = request.items()
        try:
            if name not in changes:
                raise Invalid("This test server does not know this request.")
            reply = changes[name](book, body)
            book.check_size()
        except Invalid as refusal:
            raise refusal.at(f"requests[{n}].{name}") from refusal
        replies.append({} if reply is None else {name: reply})
    return replies
