"""How often the spreadsheet is looked at and written to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SyncPace:
    """How often things are done, in seconds."""

    look_every: float = 5.0
    """Between two looks, when somebody looks or something was sent."""
    look_anyway: float = 60.0
    """Between two looks when nobody does."""
    archives_every: float = 60.0
    """Between two questions to Drive whether an archive was changed."""
    idle: float = 0.2
    """Between two glances at the outbox."""
    after_fault: float = 1.0
    """Before trying again; doubled each time, up to `longest_wait`."""
    longest_wait: float = 30.0
    refused_again: float = 600.0
    """Before what Google refused is tried again: a tab may have been protected, and is no longer."""
    most_lines: int = 400
    """In one request, unless one save has more."""
    drain: float = 15.0
    """How long closing waits for what is queued."""
