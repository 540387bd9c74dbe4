"""Who has something to do, by name."""

from __future__ import annotations

from casework.reading.access import Seen
from record.deadline import Due
from record.entry import Party
from ui.page import Visit


def who(visit: Visit, seen: Seen, due: Due) -> str:
    """The school or authority that has it."""
    authority, case = visit.office.authority, seen.case
    asked = next((each.approach.school for each in case.askings if each.is_open), None)
    names = {
        Party.HOME: authority.name_of(case.home),
        Party.RECEIVING: authority.name_of(case.receiving or asked),
        Party.EITHER: "Either school",
        Party.LA: authority.name,
    }
    return names[due.who]
