"""Drafts: begin or resume one, keep each answer as it is typed, revise what was submitted, throw one away.

A draft is one per case, form and school, so that two people at one school write on the same one. Of a form that both schools
write together there is one for both, kept with the home school; it is filed for the school of whoever submits it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from casework.forms.draft_room import TOO_MUCH_AT_ONCE, DraftFull, refuse_too_many, refuse_too_much, taken
from casework.forms.filling_in import FillerContext, filled_in
from casework.reading.access import Seen, is_begun_only, is_by_the_other_school, may_write, see, see_all
from casework.reading.in_part import kept_from_reports
from casework.reading.office import Office
from letters.asked import PREFIX
from letters.catalogue import kind_of_draft
from record.answers import as_declared, has_room, is_blank, is_of_form, typed_from
from record.case import Case
from record.entry import Entry, Filed
from record.field import for_the_other_school
from record.forms.approach import Approach
from record.forms.before_you_start import BeforeYouStart
from record.forms.kinds import KINDS
from record.identifiers import new_id
from record.person import Person
from record.stage import is_live
from record.valid_text import remarks, valid_in
from store.contract import Draft, DraftAnswer

REASON = "reason."
"""Prefix of the answers that say why a *should* was not kept, followed by the rule's id."""
PLACE = "at."
"""Prefix of the step that a person was last at, followed by their name."""
_SHARED = frozenset(kind.kind for kind in KINDS if kind.is_shared)
_REASON = re.compile(r"reason\.[A-Z][A-Z0-9-]{1,30}")


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
    person: Person
    """Whoever has it before them."""

    @property
    def typed(self) -> Mapping[str, Any]:
        """What was typed, by flat question name."""
        return as_declared(self.kind, {name: answer.value for name, answer in self.draft.answers.items()})

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
        reference and seen is None and not is_begun_only(office, person, reference)
    ):
        raise NotYours
    case = _case(office, person, reference, seen)
    draft = replace(_new_draft(office, person, kind, case), school=_kept_with(office, kind, person, case))
    refuse_too_many([each for each in _drafts(office, person) if each.begun_by == person.name], draft)
    return _paper(office, person, office.store.begin(draft), case, seen)


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
    if not (draft.school == person.school or _is_shared(draft, person, seen)) or not _may_go_on(
        office, person, draft, seen
    ):
        raise NotYours
    return _paper(office, person, draft, _case(office, person, draft.reference, seen), seen)


def _kept_with(office: Office, kind: type[Entry], person: Person, case: Case) -> str:
    """URN of the school whose draft it is; empty for the authority's. Where the home school still has one that it wrote with a
    school that was asked before, another's is its own."""
    if not (kind.is_shared and _is_of_two(person, case)):
        return person.school
    theirs = (each for each in office.drafts(case.home, case.reference) if each.kind == kind.kind and not each.revises)
    return case.home if all(_is_with_this_school(each, case) for each in theirs) else person.school


def _is_of_two(person: Person, case: Case) -> bool:
    return case.receiving is not None and person.school in (case.home, case.receiving)


def _is_shared(draft: Draft, person: Person, seen: Seen | None) -> bool:
    """Whether it is a draft that this person's school writes together with the one that keeps it."""
    if seen is None or draft.revises is not None or draft.school != seen.case.home or not _is_of_two(person, seen.case):
        return False
    return draft.kind in _SHARED and _is_with_this_school(draft, seen.case)


def _is_with_this_school(draft: Draft, case: Case) -> bool:
    """Whether it was begun since the school that is to have the child was asked: before, it may have been another's too."""
    asked = case.accepted
    since = next((each.filed_at for each in case.filed_of(Approach) if asked and each.entry is asked.approach), None)
    return since is not None and draft.begun_at >= since


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
    seen = see(office, person, reference)
    every = (*_shared(office, person, (seen,) if seen else ()), *_drafts(office, person, reference))
    mine = [each for each in every if each.kind == kind.kind]
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
    filed = _in_full(office, seen, filed)
    reasons = {REASON + rule: why for rule, why in filed.reasons.items()}
    typed = {**typed_from(_to_answer(filed, person), new_id), **reasons, **_answering(filed, person, office, seen.case)}
    draft = replace(
        _new_draft(office, person, type(filed.entry), seen.case),
        revises=entry_id,
        base=filed.save_id,
        answers=_answers(office, person, typed),
    )
    return _paper(office, person, draft, seen.case, seen)


def _in_full(office: Office, seen: Seen, filed: Filed) -> Filed:
    """Of one's own school's report, also what one is neither asked nor shown: a correction leaves it as it stands."""
    whole = office.cases.get(seen.case.reference)
    if whole is None or not seen.is_for_reports:
        return filed
    return next((each for each in whole.filed if each.entry_id == filed.entry_id), filed)


def _to_answer(filed: Filed, person: Person) -> Entry:
    """The entry with the other school's answer, unless that was to something else: then it answers anew."""
    if not (is_by_the_other_school(filed, person) and filed.changed_since_answered):
        return filed.entry
    own = for_the_other_school(type(filed.entry))
    return filed.entry.model_copy(update=dict.fromkeys(own))


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
    if not seen.is_whole or filed.entry_id in seen.less:
        return False
    if filed.entry_id not in {each.entry_id for each in seen.entries}:
        return False
    if is_by_the_other_school(filed, person):
        return can_be_answered(filed)
    return may_write(seen, person, type(filed.entry))


def can_be_answered(filed: Filed) -> bool:
    """Whether the form has a section for the school that did not file it."""
    return bool(for_the_other_school(type(filed.entry)))


def keep(office: Office, person: Person, paper: OpenDraft, changed: Mapping[str, Any]) -> Mapping[str, tuple[str, ...]]:
    """Keep answers as valid text, each replacing the last to its own question; what was changed of which, in sentences.

    An answer to what the form does not ask, such as a question taken away meanwhile, is left out and the others are kept.
    Raises NotYours where it asks none of them, DraftGone, DraftFull, StoreError.
    """
    if not changed:
        return {}
    changed = {name: value for name, value in changed.items() if _may_be_answered(paper, person, name, value)}
    if not changed:
        raise NotYours
    kept = {name: valid_in(value) for name, value in changed.items()}
    refuse_too_much(paper.typed, kept)
    takes = taken(office, person, paper.typed, kept)
    if not all(budget.has(whose, much) for budget, whose, much in takes):
        raise DraftFull(TOO_MUCH_AT_ONCE)
    office.store.keep(paper.draft.draft_id, kept, person.name, office.now())
    for budget, whose, much in takes:
        budget.take(whose, much)
    return {name: told for name, value in changed.items() if (told := remarks(value))}


def _may_be_answered(paper: OpenDraft, person: Person, name: str, value: Any) -> bool:
    """Whether it is a question of the form, the reason for a rule not kept, or where this person is in the form."""
    if paper.seen and paper.seen.is_for_reports and name in kept_from_reports(paper.kind):
        return False
    if is_of_form(paper.kind, name) or name in paper.draft.answers:
        return has_room(paper.kind, paper.typed, name, value)
    return bool(_REASON.fullmatch(name)) or name == f"{PLACE}{person.name}"


def discard(office: Office, person: Person, draft_id: str) -> None:
    """Throw a draft of one's own school away. Raises NotYours, StoreError."""
    if resume(office, person, draft_id):
        office.store.end(draft_id)


def my_drafts(office: Office, person: Person) -> Sequence[Draft]:
    """The open drafts of one's school that one may go on with, newest first; not a letter's questions. Raises StoreError."""
    theirs = _shared(office, person, see_all(office, person, is_live) if person.school else ())
    forms = [each for each in (*_drafts(office, person), *theirs) if not each.kind.startswith(PREFIX)]
    mine = [each for each in forms if _may_go_on(office, person, each, see(office, person, each.reference))]
    return sorted(mine, key=lambda each: each.begun_at, reverse=True)


def _drafts(office: Office, person: Person, reference: str | None = None) -> Sequence[Draft]:
    return [each for each in office.drafts(person.school, reference) if each.la == person.la]


def _shared(office: Office, person: Person, those: Iterable[Seen]) -> Iterator[Draft]:
    """The drafts that the home school keeps for both, of cases in which this person's school is to have the child."""
    for seen in those:
        if person.school and seen.case.receiving == person.school:
            found = office.drafts(seen.case.home, seen.case.reference)
            yield from (each for each in found if _is_shared(each, person, seen))


def _case(office: Office, person: Person, reference: str, seen: Seen | None) -> Case:
    if seen:
        return seen.case
    authority = office.authority
    begun = reference or office.mint()
    case = Case(begun, person.la, person.school, (), office.today(), authority.pack, authority.calendars)
    return replace(case, schools=authority.schools)


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
    return {name: DraftAnswer(valid_in(value), now, person.name) for name, value in typed.items()}


def _answering(filed: Filed, person: Person, office: Office, case: Case) -> Mapping[str, Any]:
    """What the other school's section begins with; its own name, never its answer."""
    if not is_by_the_other_school(filed, person):
        return {}
    known = filled_in(type(filed.entry), FillerContext(case, person, office.authority))
    own = for_the_other_school(type(filed.entry))
    return {name: known[name] for name in own if name in known}


def _paper(office: Office, person: Person, draft: Draft, case: Case, seen: Seen | None) -> OpenDraft:
    filed = next((each for each in case.filed if each.entry_id == draft.revises), None)
    writer = "other school" if filed and is_by_the_other_school(filed, person) else "author"
    kind = office.authority.form(kind_of_draft(draft.kind))
    if _is_shared(draft, person, seen):
        draft = replace(draft, school=person.school)  # whose it is to submit it
    facts = {**case.facts, **_facts_of_the_draft(kind, draft), "writer": writer}
    return OpenDraft(draft, kind, case, seen, facts, person)


def _facts_of_the_draft(kind: type[Entry], draft: Draft) -> Mapping[str, str]:
    """Facts of the case that this very draft decides."""
    route = draft.answers.get("route") if kind.kind == BeforeYouStart.kind else None
    return {"route": str(route.value)} if route and not is_blank(route.value) else {}
