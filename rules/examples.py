"""The example case around a rule's example: a few answers become entries, a case and a pack.

In an example a plain name is a question of the entry judged; `referral.parents` is a question of another entry of the
case; `consent.mother.answer` of one of several of a kind, under any label. `case.today`, `case.home` and `pack.ehc_plan`
set the case and the pack. `filed_on` and `filed_for` say when an entry was filed and for which school; `corrects` is what
an entry answered before it was corrected, `corrected_on` the day.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from record.case import Case
from record.entry import Entry, Filed, Party
from record.forms.kinds import KINDS, kind_named
from record.pack import Pack
from record.school_days import Calendar, Span
from rules.clauses import documents
from rules.rule import Example

HOME, RECEIVING, ANOTHER = "100001", "100002", "100003"
TODAY = date(2026, 10, 2)
"""A Friday in the third week of the example's placement."""
JUDGED = "judged"
"""Entry id of the entry that the example is about."""
ABOUT_FILING = ("filed_on", "filed_for", "corrects", "corrected_on")
CALENDARS = {
    urn: Calendar(terms=(Span(date(2026, 9, 1), date(2026, 10, 23)), Span(date(2026, 11, 2), date(2026, 12, 18))))
    for urn in (HOME, RECEIVING, ANOTHER)
}


class ExampleUnreadable(ValueError):
    """An example names something that no entry kind, case or pack has."""


def example_case(on: type[Entry], example: Example) -> Case:
    """The case that an example describes; the entry judged is filed under the id JUDGED. Raises ExampleUnreadable."""
    return _case(*_sorted_out(on, example))


def case_of(example: Example) -> Case:
    """The case that an example describes without an entry of its own: every answer names its form. Raises ExampleUnreadable."""
    return _case(*_sorted_out(None, example))


def _case(of_case: dict[str, object], of_pack: dict[str, object], entries: Entries) -> Case:
    whole: dict[str, Any] = {"home": HOME, "today": TODAY, "calendars": CALENDARS, **of_case}
    filed = tuple(
        _filed(kind_named(kind), label, answers, whole["today"]) for (kind, label), answers in entries.items()
    )
    return Case(reference="MM-EXAM-PLE0", la="205", filed=filed, pack=example_pack(of_pack), **whole)


def example_pack(numbers: Mapping[str, Any]) -> Pack:
    """A pack that follows every guidance document, so that an example can be about any clause."""
    everything = tuple(each.id for each in documents() if each.about == "moves")
    own = {"id": "example", "name": "Riverside policy", "edition": "2026", "in_force_from": date(2019, 9, 1)}
    return Pack.model_validate({**own, "guidance": everything, **numbers})


Entries = dict[tuple[str, str], dict[str, object]]


def _sorted_out(on: type[Entry] | None, example: Example) -> tuple[dict[str, object], dict[str, object], Entries]:
    of_case: dict[str, object] = {}
    of_pack: dict[str, object] = {}
    entries: Entries = {(on.kind, JUDGED): {}} if on else {}
    for key, answer in example.items():
        first, _, rest = key.partition(".")
        if not rest:
            if on is None:
                raise ExampleUnreadable(f"{key!r} is a question of no form: write the form before it")
            entries[on.kind, JUDGED][_question(on.kind, key)] = answer
        elif first == "case":
            of_case[rest] = answer
        elif first == "pack":
            of_pack[rest] = answer
        else:
            label, _, name = rest.rpartition(".")
            entries.setdefault((first, label), {})[_question(first, name)] = answer
    return of_case, of_pack, entries


def _question(kind: str, name: str) -> str:
    if kind not in {each.kind for each in KINDS}:
        raise ExampleUnreadable(f"There is no entry kind {kind!r}")
    if name not in kind_named(kind).model_fields and name not in ABOUT_FILING:
        raise ExampleUnreadable(f"{kind} does not ask {name!r}")
    return name


def _filed(kind: type[Entry], label: str, answers: Mapping[str, Any], today: date) -> Filed:
    on_day = answers.get("filed_on", today)
    school = answers.get("filed_for", RECEIVING if kind.by == (Party.RECEIVING,) else HOME)
    own_id = label if label == JUDGED else f"{kind.kind}.{label}"
    before = answers.get("corrects")
    return Filed(
        entry=kind.model_validate({name: answer for name, answer in answers.items() if name not in ABOUT_FILING}),
        entry_id=own_id,
        save_id=own_id,
        filed_at=_noon(on_day),
        filed_by="Ms R. Okafor",
        filed_for=school,
        pack="example",
        corrects=kind.model_validate(before) if before is not None else None,
        corrected_at=_noon(corrected_on) if (corrected_on := answers.get("corrected_on")) else None,
    )


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def consented(choice: str, answered_on: date, school: str = RECEIVING, **changed: object) -> dict[str, object]:
    """A parent's and the pupil's agreement to one choice; `changed` alters the parent's answer."""
    label = f"{choice} {school}".replace(".", " ")
    shared = {"choice": choice, "school": school, "answer": "agreed", "answered_on": answered_on}
    parent = {**shared, "person": "Mrs J. Adeyemi", "given_how": "signed form seen", **changed}
    pupil = {**shared, "is_pupil": True}
    return {f"consent.{label} by the parent.{name}": answer for name, answer in parent.items()} | {
        f"consent.{label} by the pupil.{name}": answer for name, answer in pupil.items()
    }


REFERRED: Example = {
    "referral.parents": ({"name": "Mrs J. Adeyemi", "relationship": "mother", "has_responsibility": True},)
}
"""A referral with one parent."""
ASKED: Example = {
    **REFERRED,
    "approach.school": RECEIVING,
    "approach.formality": "formal request",
    "approach.sent_on": date(2026, 9, 2),
}
"""One school formally asked on 2 September."""
ACCEPTED: Example = {
    **ASKED,
    "response.answer": "accept in principle",
    "response.answered_on": date(2026, 9, 4),
}
"""It accepted in principle on 4 September."""
MET: Example = {
    **ACCEPTED,
    "meeting_record.met_on": date(2026, 9, 7),
    "meeting_record.outcome": "agreed",
    "meeting_record.starts_on": date(2026, 9, 14),
    "meeting_record.weeks": 6,
    "meeting_record.ends_on": date(2026, 10, 23),
}
"""A meeting on 7 September agreed six weeks from 14 September."""
PLACED: Example = {**MET, "start.did_start": True, "start.started_on": date(2026, 9, 14)}
"""The child started as agreed."""
DIRECTED: Example = {"before_you_start.route": "off-site direction"}
REVOKED: Example = {
    "board_decision.second.decides": "revocation",
    "board_decision.second.decided_on": date(2026, 10, 2),
    "board_decision.second.revoked_from": date(2026, 10, 5),
}
"""The board ends its direction, from 5 October."""
DIRECT: Example = {"before_you_start.route": "direct"}
