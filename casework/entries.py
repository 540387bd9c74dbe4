"""Entries: check a draft against its questions and the rules, and submit it. Submitting is safe to repeat: the save
id is minted with the draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from casework.cases import same_child
from casework.drafts import REASON as REASON
from casework.drafts import Paper, resume
from casework.office import Office
from casework.people import Person
from record.answers import Problem, Reading, kept, read
from record.approach import Approach
from record.entry import Entry, Filed, Party
from rules.engine import MUST, Finding, judge_entry
from store.base import DraftGone, Event, SavedEntry


@dataclass(frozen=True, slots=True)
class Check:
    """What stands between a draft and its submission."""

    reading: Reading
    findings: tuple[Finding, ...]
    reasons: Mapping[str, str]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that must be put right, in one list for the top of the page."""
        unread = {each.question for each in self.reading.problems}
        broken = [
            Problem(_first(each), each.sentence)
            for each in self.findings
            if each.weight == MUST and not each.instead and _first(each) not in unread
        ]
        return (*self.reading.problems, *self.reading.missing, *broken)

    @property
    def needing_a_reason(self) -> tuple[Finding, ...]:
        """*Should* rules not kept for which no reason is given yet."""
        return tuple(each for each in self.shoulds if not self.reasons.get(each.rule, "").strip())

    @property
    def shoulds(self) -> tuple[Finding, ...]:
        """*Should* rules not kept."""
        return tuple(each for each in self.findings if each.weight != MUST)

    @property
    def stops(self) -> tuple[Finding, ...]:
        """What ends the matter here, each with where to go instead; asked once everything else is answered."""
        return tuple(each for each in self.findings if each.weight == MUST and each.instead)

    @property
    def is_ready(self) -> bool:
        """Whether the draft may be submitted."""
        return not self.problems and not self.stops and not self.needing_a_reason


def _first(finding: Finding) -> str:
    return finding.fields[0] if finding.fields else ""


def check(office: Office, paper: Paper) -> Check:
    """Read the whole draft and judge it as if it were filed. Never raises on what was typed."""
    reading = read(paper.kind, paper.typed, paper.facts)
    filed = _as_filed(office, paper, reading.entry)
    case = paper.case.with_filed(filed)
    case = replace(case, same_child=same_child(case, office.cases.values()))
    reasons = {name.removeprefix(REASON): str(value) for name, value in paper.typed.items() if name.startswith(REASON)}
    return Check(reading, judge_entry(case, filed.entry_id), reasons)


def submit(office: Office, person: Person, paper: Paper) -> Check | SavedEntry:
    """Submit a draft: what was saved, or what stands in its way. Safe to repeat. Raises NotYours, DraftGone, StoreError."""
    now = resume(office, person, paper.draft.draft_id)
    if now is None:
        return _saved_already(office, paper)
    checked = check(office, now)
    if not checked.is_ready:
        return checked
    saved = office.store.save(_to_save(office, person, now, checked))
    office.store.end(now.draft.draft_id)
    office.store.note(_event(office, person, f"submitted {now.kind.kind}", now.case.reference))
    return saved


def _saved_already(office: Office, paper: Paper) -> SavedEntry:
    for each in office.store.entries(paper.draft.reference):
        if each.save_id == paper.draft.save_id:
            return each
    raise DraftGone("Somebody at your school threw this draft away. Look at the case to see how it stands.")


def _as_filed(office: Office, paper: Paper, entry: Entry) -> Filed:
    draft = paper.draft
    before = paper.revised
    return Filed(
        entry=entry,
        entry_id=draft.revises or draft.draft_id,
        save_id=draft.save_id,
        filed_at=before.filed_at if before else office.now(),
        filed_by=before.filed_by if before else draft.begun_by,
        filed_for=before.filed_for if before else filed_for(paper),
        pack=paper.case.pack.id,
    )


def filed_for(paper: Paper) -> str:
    """The school an entry counts for: one's own; for a coordinator writing from paper, the school whose form it is."""
    if paper.draft.school or Party.LA in paper.kind.by:
        return paper.draft.school
    if Party.RECEIVING in paper.kind.by:
        asked = paper.case.last(Approach)
        return paper.case.receiving or (asked.school if asked and asked.school else "")
    return paper.case.home


def _to_save(office: Office, person: Person, paper: Paper, checked: Check) -> SavedEntry:
    draft = paper.draft
    filed = _as_filed(office, paper, checked.reading.entry)
    before = paper.revised
    shoulds = {each.rule for each in checked.shoulds}
    return SavedEntry(
        la=draft.la,
        reference=draft.reference,
        entry_id=filed.entry_id,
        revision=before.revision + 1 if before else 1,
        save_id=draft.save_id,
        base=draft.base,
        kind=draft.kind,
        saved_at=office.now(),
        saved_by=person.name,
        saved_for=filed.filed_for,
        pack=filed.pack,
        answers=kept(filed.entry),
        reasons={rule: why for rule, why in checked.reasons.items() if rule in shoulds},
        from_paper=person.is_coordinator and Party.LA not in paper.kind.by,
    )


def _event(office: Office, person: Person, did: str, reference: str) -> Event:
    return Event(office.now(), person.name, person.role, person.school, did, reference)
