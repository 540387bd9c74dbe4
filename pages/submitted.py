"""The confirmation after a form is submitted: the reference, what happens next, who can see it, the letters."""

from casework.desk.history import last_by
from ui import confirmation
from ui.shell import go, page

visit = page.begin("Submitted", roles=go.SUBMITTED.roles, of=page.CASE)
seen = visit.seen
saved = last_by(visit.office, seen, visit.person) if seen else None
if seen and saved:
    confirmation.panel(visit, saved)
    confirmation.what_happens_next(visit, seen)
    confirmation.whom_to_tell(saved, seen)
    confirmation.still_open(seen)
    confirmation.letters(visit, seen)
    confirmation.ways_on(visit, seen)
else:
    confirmation.no_longer_yours(visit)
