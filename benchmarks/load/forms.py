"""What people answer: each form's questions by the words they read, in order, with what they write or choose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from benchmarks.widgets import words_of
from record.entry import Entry
from record.field import questions
from record.forms.before_you_start import BeforeYouStart
from record.forms.la_record import LaRecord
from record.forms.referral import Referral
from record.forms.same_day import SameDay
from record.words import first_capital
from ui.form.asking import label_of

Answers = Sequence[tuple[str, str]]
"""Label and answer, in the order of the form."""

BEFORE = {
    "route": "off-site direction", "pupil_initials": "SA", "is_on_our_roll": "yes", "has_ehc_plan": "no",
    "parent_wants_transfer": "no", "could_return": "yes", "is_at_risk_of_exclusion": "yes",
    "risk_reason": "{mark} fights in lessons", "threshold_reached": "no", "has_open_case": "no", "voluntary": "yes",
}  # fmt: skip
PUPIL = {
    "legal_name": "Robin {mark}", "preferred_name": "Robin {mark}", "address": "1 Mill Lane, Riverside {mark}",
    "previous_schools": "Harbour Primary {mark}",
}  # fmt: skip
SAME_DAY = {
    "what": "left the site", "half": "morning", "reason": "{mark} went home at break", "home_told": "yes",
    "told_on": "{today}", "told_at": "10:15",
}  # fmt: skip
LA_RECORD = {"about": "panel advice", "advice": "{mark} a mentor from the first day", "officer": "Rosalind Marsh"}

WRITTEN: Mapping[type[Entry], Mapping[str, str]] = {
    BeforeYouStart: BEFORE, Referral: PUPIL, SameDay: SAME_DAY, LaRecord: LA_RECORD,
}  # fmt: skip


def answers(kind: type[Entry], mark: str, today: date) -> Answers:
    """What somebody writes into a form; `mark` tells it from every other."""
    said = WRITTEN[kind]
    asked = {each.name: each for each in questions(kind)}
    return [
        (
            words_of(label_of(asked[name])),
            (first_capital(text) if asked[name].choices or text in ("yes", "no") else text).format(
                mark=mark, today=f"{today:%d/%m/%Y}"
            ),
        )
        for name, text in said.items()
    ]
