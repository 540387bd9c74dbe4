"""Drafts: begin or resume one, keep each answer as it is typed, revise what was submitted, throw one away.

A draft is one per case, form and school, so that two people at one school write on the same one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from casework.forms.filling_in import FillerContext, filled_in
from casework.reading.access import SMALL_FORMS, Seen, is_by_the_other_school, may_write, see
from casework.reading.office import Office
from letters.asked import PREFIX
from letters.catalogue import kind_of_draft
from record.answers import is_blank, typed_from
from record.case import Case
from record.entry import Entry, Filed
from record.field import questions
from record.forms.before_you_start import BeforeYouStart
from record.identifiers import new_id
from record.person import Person, Role
from store.contract import Draft, DraftAnswer

REASON = "reason."
"""Prefix of the answers that say why a *should* was not kept, followed by the rule's id."""


class NotYours(Exception):
    """This person may not write that entry, or there is no such case; the two are never told apart."""


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A draft with everything the form needs to draw it."""

    draft: Draft
    kind: type[Entry]
    case: Case
    seen: Seen | None
    facts: Mapping[str, str]

    @property
    def typed(self) -> Mapping[str, Any]:
        """What was typed, by flat question name."""
        return {name: answer.value for name, answer in self.draft.answers.items()}

    @property
    def answers_the_other_school(self) -> bool:
        """Whether this is the other school's answer to an entry, rather than the entry."""
        return self.facts.get("writer") == "other school"

    @property
    def revised(self) -> Filed | None:
        """The entry this draft corrects or answers, as it stands."""
        return next((each for each in self.case.filed if each.entry_id == self.draft.revises), None)


def begin(office: Office, person: Person, kind: type[Entry], reference: str = "") -> OpenDraft:
    """Begin a draft, or resume the one that is open. Without a reference a new case begins. Raises NotYours, StoreError."""
    reference = reference or _untouched(office, person, kind)
    seen = see(office, person, reference) if reference else None
    if not may_write(seen, person, kind) or (
        reference and seen is None and not _is_my_new_case(office, person, reference)
    ):
        raise NotYours
    case = _case(office, person, reference, seen)
    draft = office.store.begin(_new_draft(office, person, kind, case))
    return _paper(office, person, draft, case, seen)


def _untouched(office: Office, person: Person, kind: type[Entry]) -> str:
    """The reference of a new case this person began and wrote nothing in: opened again, it is gone on with."""
    mine = (each for each in _drafts(office, person) if each.kind == kind.kind and each.begun_by == person.name)
    return next(
        (
            each.reference
            for each in mine
            if each.reference not in office.cases and all(is_blank(one.value) for one in each.answers.values())
        ),
        "",
    )


def resume(office: Office, person: Person, draft_id: str) -> OpenDraft | None:
    """An open draft of one's own school, or None when it was submitted or discarded. Raises NotYours, StoreError."""
    draft = office.store.draft(draft_id)
    if draft is None:
        return None
    draft = replace(draft, school=office.authority.successors.get(draft.school, draft.school))
    seen = see(office, person, draft.reference)
    if draft.school != person.school or not _may_go_on(office, person, draft, seen):
        raise NotYours
    return _paper(office, person, draft, _case(office, person, draft.reference, seen), seen)


def _may_go_on(office: Office, person: Person, draft: Draft, seen: Seen | None) -> bool:
    """Whether this person may write a draft of their school's now: the case may have been closed to them since."""
    try:
        kind = kind_of_draft(draft.kind)
    except KeyError:  # of a form that this version does not know
        return False
    if seen is None:
        return may_write(None, person, kind) and draft.reference not in office.cases
    if draft.revises is None:
        return may_write(seen, person, kind)
    return any(each.entry_id == draft.revises and may_revise(seen, person, each) for each in seen.case.filed)


def open_draft(office: Office, person: Person, kind: type[Entry], reference: str) -> OpenDraft | None:
    """The school's newest open draft of a form in a case, if there is one. Raises NotYours, StoreError."""
    mine = [each for each in _drafts(office, person, reference) if each.kind == kind.kind]
    return resume(office, person, mine[0].draft_id) if mine else None


def revise(office: Office, person: Person, reference: str, entry_id: str) -> OpenDraft:
    """Begin a correction of a submitted entry, or the other school's answer to it. Raises NotYours, StoreError."""
    paper = correction(office, person, reference, entry_id)
    return _paper(office, person, office.store.begin(paper.draft), paper.case, paper.seen)


def correction(office: Office, person: Person, reference: str, entry_id: str) -> OpenDraft:
    """A correction as it would begin; nothing is kept. Raises NotYours, StoreError."""
    seen = see(office, person, reference)
    filed = next((each for each in seen.case.filed if each.entry_id == entry_id), None) if seen else None
    if seen is None or filed is None or not may_revise(seen, person, filed):
        raise NotYours
    reasons = {REASON + rule: why for rule, why in filed.reasons.items()}
    typed = {**typed_from(filed.entry, new_id), **reasons, **_answering(filed, person, office, seen.case)}
    draft = replace(
        _new_draft(office, person, type(filed.entry), seen.case),
        revises=entry_id,
        base=filed.save_id,
        answers=_answers(office, person, typed),
    )
    return _paper(office, person, draft, seen.case, seen)


def fresh(
    office: Office, person: Person, kind: type[Entry], reference: str, name: str, typed: Mapping[str, Any]
) -> OpenDraft:
    """A new form of a case with these answers and no others, its ids the caller's `name`; nothing is kept. Raises NotYours."""
    seen = see(office, person, reference)
    if seen is None or not may_write(seen, person, kind):
        raise NotYours
    answers = _answers(office, person, typed)
    draft = replace(_new_draft(office, person, kind, seen.case), draft_id=name, save_id=name, answers=answers)
    return _paper(office, person, draft, seen.case, seen)


def with_answers(office: Office, person: Person, paper: OpenDraft, typed: Mapping[str, Any]) -> OpenDraft:
    """The same paper with some answers instead; nothing is kept."""
    draft = replace(paper.draft, answers={**paper.draft.answers, **_answers(office, person, typed)})
    return replace(paper, draft=draft, facts={**paper.facts, **_facts_of_the_draft(paper.kind, draft)})


def may_revise(seen: Seen, person: Person, filed: Filed) -> bool:
    """Whether this person may correct an entry (their own school's), or answer the other school's."""
    if not seen.is_whole or (person.role == Role.WEEKLY_REPORT and filed.kind not in SMALL_FORMS):
        return False
    if is_by_the_other_school(filed, person):
        return can_be_answered(filed)
    return may_write(seen, person, type(filed.entry))


def can_be_answered(filed: Filed) -> bool:
    """Whether the form has a section for the school that did not file it."""
    return any(question.section.is_for_the_other_school for question in questions(type(filed.entry)))


def keep(office: Office, person: Person, paper: OpenDraft, changed: Mapping[str, Any]) -> None:
    """Keep answers, each replacing the last to its own question. Raises DraftGone, StoreError."""
    if changed:
        office.store.keep(paper.draft.draft_id, changed, person.name, office.now())


def discard(office: Office, person: Person, draft_id: str) -> None:
    """Throw a draft of one's own school away. Raises NotYours, StoreError."""
    if resume(office, person, draft_id):
        office.store.end(draft_id)


def my_drafts(office: Office, person: Person) -> Sequence[Draft]:
    """The open drafts of one's school that one may go on with, newest first; not a letter's questions. Raises StoreError."""
    forms = [each for each in _drafts(office, person) if not each.kind.startswith(PREFIX)]
    return [each for each in forms if _may_go_on(office, person, each, see(office, person, each.reference))]


def _drafts(office: Office, person: Person, reference: str | None = None) -> Sequence[Draft]:
    return [each for each in office.drafts(person.school, reference) if each.la == person.la]


def _is_my_new_case(office: Office, person: Person, reference: str) -> bool:
    """Whether the case is so far nothing but a draft of one's own school."""
    return reference not in office.cases and bool(_drafts(office, person, reference))


def _case(office: Office, person: Person, reference: str, seen: Seen | None) -> Case:
    if seen:
        return seen.case
    authority = office.authority
    return Case(
        reference or office.mint(), person.la, person.school, (), office.today(), authority.pack, authority.calendars
    )


def _new_draft(office: Office, person: Person, kind: type[Entry], case: Case) -> Draft:
    known = FillerContext(case, person, office.authority)
    return Draft(
        draft_id=new_id(),
        save_id=new_id(),
        la=case.la,
        reference=case.reference,
        kind=kind.kind,
        school=person.school,
        begun_at=office.now(),
        begun_by=person.name,
        answers=_answers(office, person, filled_in(kind, known)),
    )


def _answers(office: Office, person: Person, typed: Mapping[str, Any]) -> Mapping[str, DraftAnswer]:
    now = office.now()
    return {name: DraftAnswer(value, now, person.name) for name, value in typed.items()}


def _answering(filed: Filed, person: Person, office: Office, case: Case) -> Mapping[str, Any]:
    """What the other school's section begins with; its own name, never its answer."""
    if not is_by_the_other_school(filed, person):
        return {}
    known = filled_in(type(filed.entry), FillerContext(case, person, office.authority))
    own = [each.name for each in questions(type(filed.entry)) if each.section.is_for_the_other_school]
    return {name: known[name] for name in own if name in known}


def _paper(office: Office, person: Person, draft: Draft, case: Case, seen: Seen | None) -> OpenDraft:
    filed = next((each for each in case.filed if each.entry_id == draft.revises), None)
    writer = "other school" if filed and is_by_the_other_school(filed, person) else "author"
    kind = office.authority.form(kind_of_draft(draft.kind))
    return OpenDraft(draft, kind, case, seen, {**case.facts, **_facts_of_the_draft(kind, draft), "writer": writer})


def _facts_of_the_draft(kind: type[Entry], draft: Draft) -> Mapping[str, str]:
    """Facts of the case that this very draft decides."""
    route = draft.answers.get("route") if kind.kind == BeforeYouStart.kind else None
    return {"route": str(route.value)} if route and not is_blank(route.value) else {}
