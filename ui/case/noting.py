"""Writes into the audit that somebody opened a case, once each time they do, not at every click on it."""

from __future__ import annotations

from time import monotonic

from casework.desk import history
from casework.keeping import audit
from ui import session
from ui.page import Visit

_OPENED = "cases opened in this tab"
AGAIN_AFTER = 600.0
"""Seconds: whoever goes on reading is noted again."""


def opened(visit: Visit) -> None:
    """Somebody sees the case of the address."""
    if _is_new(visit.case):
        history.note_view(visit.office, visit.person, visit.case)


def refused(visit: Visit) -> None:
    """Somebody asked for a case that is not theirs, or that there is not."""
    if visit.case and _is_new(f"refused {visit.case}"):
        audit.note_refused_case(visit.office, visit.person, visit.case)


def _is_new(what: str) -> bool:
    before = session.kept(_OPENED, dict) or {}
    now = monotonic()
    recent = {each: at for each, at in before.items() if now - at < AGAIN_AFTER}
    session.keep(_OPENED, {**recent, what: recent.get(what, now)})
    return what not in recent
