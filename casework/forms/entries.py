"""Entries: check a draft against its questions and the rules, and submit it. Submitting is safe to repeat: the save
id is minted with the draft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from casework.forms.drafts import REASON as REASON
from casework.forms.drafts import OpenDraft, resume
from casework.reading import door
from casework.reading.access import those_seen
from casework.reading.cases import earlier_moves, same_child
from casework.reading.in_part import kept_from_reports
from casework.reading.office import Office
from record.answers import Asked, Problem, Reading, asked, is_a_sentence, is_blank, kept, read
from record.case import Case
from record.entry import Entry, Filed, Party
from record.family import RowNames, follow
from record.field import Shape, declarations, for_the_other_school, questions
from record.forms.referral import Referral
from record.forms.together import FormOfMany
from record.person import Person
from record.words import ENGLAND
from rules.judging import judge_change, judge_entry
from rules.rule import MUST, Finding
from store.contract import AuditEvent, DraftChanged, DraftGone, Json, SavedEntry

MOST_TRIES = 5
"""How often a draft is judged anew because somebody answered in it meanwhile; then the page says so."""
NOT_AHEAD = "APP-1"
"""The clause of the rules that refuse a day still to come."""
FOR_A_COLLEAGUE = (
    "An answer that a colleague gave on this form, and that you cannot see, needs correcting. Ask a colleague who sees "
    "the whole case to check it and submit it."
)
THERE_ALREADY = (
    "Someone else has submitted this form since you started it, and a case has only one. Open the case to read it. If it is "
    "yours to correct, correct it there; if not, ask the person who did."
)
OF_THE_SAME_CHILD = frozenset({"REFERRAL-11", "BEFORE-8"})
"""The rules that let no second case of one child begin."""
A_SECOND_CASE = "a second case of this child"
YES_OR_NO = ("is_confirmed", "was_consulted")
"""Of a section for the other school, what confirms the entry or says that it is wrong."""


@dataclass(frozen=True, slots=True)
class Check:
    """What stands between a draft and its submission."""

    reading: Reading
    findings: tuple[Finding, ...]
    reasons: Mapping[str, str]
    on_the_form: tuple[str, ...] = ()
    """The flat names of the questions asked, in order."""
    several: tuple[Filed, ...] = ()
    """Of a form that is filed as several entries: each of them."""
    excused: frozenset[str] = frozenset()
    """Rules that what was brought in from older records never kept: a correction of it need not mend them."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that must be put right, in the order of the form: one list for the top of the page."""
        unread = {each.question for each in self.reading.problems}
        broken = [
            Problem(self._question(each), each.sentence, each.clause)
            for each in self.findings
            if each.weight == MUST
            and not each.instead
            and self._question(each) not in unread
            and each.rule not in self.excused
        ]
        order = {name: position for position, name in enumerate(self.on_the_form)}
        found = (*self.reading.problems, *self.reading.missing, *broken)
        return tuple(sorted(found, key=lambda each: order.get(each.question, len(order))))

    def _question(self, finding: Finding) -> str:
        """Where to put a finding right: the first of its questions that is on the form."""
        return next((name for name in finding.fields if name in self.on_the_form), "")

    @property
    def needing_a_reason(self) -> tuple[Finding, ...]:
        """*Should* rules not kept for which no reason is given yet; a full stop or a single word is none."""
        return tuple(each for each in self.shoulds if not is_a_sentence(self.reasons.get(each.rule)))

    @property
    def shoulds(self) -> tuple[Finding, ...]:
        """*Should* rules not kept."""
        return tuple(each for each in self.findings if each.weight != MUST)

    @property
    def stops(self) -> tuple[Finding, ...]:
        """What ends the matter here, each with where to go instead; only once everything is answered."""
        if self.reading.problems or self.reading.missing:
            return ()
        return tuple(
            each for each in self.findings if each.weight == MUST and each.instead and each.rule not in self.excused
        )

    @property
    def is_ready(self) -> bool:
        """Whether the draft may be submitted."""
        return not self.problems and not self.stops and not self.needing_a_reason


def check(office: Office, paper: OpenDraft) -> Check:
    """Read the whole draft and judge it as if it were filed. Never raises on what was typed."""
    found = _checked(office, paper)
    if any(each.rule in OF_THE_SAME_CHILD for each in found.stops):
        case = _with(office, paper, _as_filed(office, paper, found.reading.entry))
        door.told_of(office, paper.person, A_SECOND_CASE, case.same_child)
    return found


def _checked(office: Office, paper: OpenDraft) -> Check:
    reading = read(paper.kind, paper.typed, paper.facts)
    on_the_form = tuple(asked(paper.kind, paper.typed, paper.facts))
    names = tuple(each.name for each in on_the_form)
    reading = replace(reading, problems=(*reading.problems, *_unknown_schools(office, paper, on_the_form)))
    if _is_there_already(office, paper):
        reading = replace(reading, problems=(Problem("", THERE_ALREADY), *reading.problems))
    if paper.answers_the_other_school and paper.revised:
        return _check_of_an_answer(paper, paper.revised, reading, names)
    given = {name.removeprefix(REASON): value for name, value in paper.typed.items() if name.startswith(REASON)}
    reasons = {rule: str(why) for rule, why in given.items() if not is_blank(why)}
    if issubclass(paper.kind, FormOfMany):
        return _check_of_many(office, paper, paper.kind, reading, names, reasons)
    filed = _as_filed(office, paper, reading.entry)
    findings = judge_change(_with(office, paper, filed), filed.entry_id)
    if _is_wrong_out_of_sight(office, paper):
        reading = replace(reading, problems=(*reading.problems, Problem("", FOR_A_COLLEAGUE)))
    if paper.revised and paper.revised.is_history:
        return Check(replace(reading, missing=()), findings, reasons, names, excused=frozenset(paper.revised.reasons))
    return Check(reading, findings, reasons, names)


def _is_there_already(office: Office, paper: OpenDraft) -> bool:
    """Whether somebody else, who had begun it too, submitted a form that a case has once: another would take its place without
    being a correction, which is for whoever may correct it."""
    whole = office.cases.get(paper.draft.reference)
    if whole is None or paper.kind.repeats or paper.draft.revises:
        return False
    return any(each.kind == paper.kind.kind and each.entry_id != paper.draft.draft_id for each in whole.filed)


def _is_wrong_out_of_sight(office: Office, paper: OpenDraft) -> bool:
    """Whether what a colleague answered to questions that whoever submits is not shown would be refused, or asks for a reason."""
    whole = office.cases.get(paper.draft.reference)
    if whole is None or not (paper.seen and paper.seen.is_for_reports):
        return False
    hidden = kept_from_reports(paper.kind)
    reading = read(paper.kind, paper.typed, {**paper.facts, **whole.facts})
    if any(each.question in hidden for each in reading.problems):
        return True
    filed = _as_filed(office, paper, reading.entry)
    stood = next((each.entry for each in whole.filed if each.entry_id == filed.entry_id), None)
    if stood and all(getattr(stood, name) == getattr(reading.entry, name) for name in hidden):
        return False
    judged = judge_change(whole.with_filed(filed), filed.entry_id)
    given = {name.removeprefix(REASON) for name, why in paper.typed.items() if is_a_sentence(str(why))}
    return any(each.weight == MUST or each.rule not in given for each in judged if set(each.fields) & hidden)


def _with(office: Office, paper: OpenDraft, *filed: Filed) -> Case:
    """The case as it would stand, beside every other that goes on, and those that are over as far as they are this person's to
    see: whether a child ever had one is told to nobody else."""
    case = paper.case
    for each in filed:
        case = case.with_filed(each)
    others = office.cases.values()
    earlier = those_seen(office, paper.person, earlier_moves(case, others))
    return replace(case, same_child=same_child(case, others), earlier_moves=earlier)


NOTHING_YET = "Give at least one answer in the table"


def _check_of_many(
    office: Office,
    paper: OpenDraft,
    kind: type[FormOfMany],
    reading: Reading,
    names: tuple[str, ...],
    reasons: Mapping[str, str],
) -> Check:
    """Each entry of the form is read and judged as if it were typed alone, all of them being filed; what is found of several of
    them is said once, at the question of this form that it is put right at."""
    every = [*kind.each(paper.typed, paper.facts)]
    declared = {name for statements in declarations(kind).values() for name in statements}
    problems, missing = dict.fromkeys(reading.problems), dict.fromkeys(reading.missing)
    if not every:
        missing[Problem(kind.group, NOTHING_YET)] = None
    filed, of_each = [], office.authority.form(kind.files)
    for number, one in enumerate(every):
        alone = read(of_each, one.typed, paper.facts)
        problems |= dict.fromkeys(_here(each, one.question, names) for each in alone.problems)
        missing |= dict.fromkeys(
            _here(each, one.question, names) for each in alone.missing if each.question not in declared
        )
        whole = _as_filed(office, paper, alone.entry)
        further = f"-{number}" if number else ""
        filed.append(replace(whole, entry_id=whole.entry_id + further, save_id=whole.save_id + further))
    case = _with(office, paper, *filed)
    findings: dict[tuple[str, tuple[str, ...]], Finding] = {}
    for one, each in zip(every, filed, strict=True):
        for finding in judge_change(case, each.entry_id):
            fields = tuple(dict.fromkeys(name if name in names else one.question for name in finding.fields))
            findings.setdefault((finding.rule, fields), replace(finding, fields=fields))
    reading = replace(reading, problems=tuple(problems), missing=tuple(missing))
    return Check(reading, tuple(findings.values()), reasons, names, tuple(filed))


def _here(problem: Problem, question: str, names: tuple[str, ...]) -> Problem:
    return problem if problem.question in names else replace(problem, question=question)


def _unknown_schools(office: Office, paper: OpenDraft, on_the_form: Sequence[Asked]) -> Iterator[Problem]:
    """Where a school was named that is none of the Schools table, nor of this case already: no list offers it."""
    named = ((each, paper.typed.get(each.name)) for each in on_the_form if each.question.shape is Shape.SCHOOL)
    for each, urn in named:
        is_listed = isinstance(urn, str) and (urn in office.authority.schools or urn in _schools_of(paper.case))
        if urn and not is_listed:
            yield Problem(each.name, f"Choose a school from the list: “{each.question.label}”")


def _schools_of(case: Case) -> Iterator[str]:
    for filed in case.filed:
        asks = (each for each in questions(type(filed.entry)) if each.shape is Shape.SCHOOL)
        yield from (getattr(filed.entry, each.name) for each in asks)


def _check_of_an_answer(paper: OpenDraft, answered: Filed, reading: Reading, names: tuple[str, ...]) -> Check:
    """The other school answers its own section and no more: the rest stays as its author wrote it, whatever it is.

    A day still to come is refused all the same.
    """
    own = for_the_other_school(type(answered.entry))
    entry = answered.entry.model_copy(update={name: getattr(reading.entry, name) for name in own})
    problems = tuple(each for each in reading.problems if each.question in own)
    missing = tuple(each for each in reading.missing if each.question in own)
    judged = judge_entry(paper.case.with_filed(replace(answered, entry=entry)), answered.entry_id)
    refused = tuple(each for each in judged if each.clause == NOT_AHEAD and set(each.fields) <= set(own))
    return Check(Reading(entry, problems, missing), refused, answered.reasons, names)


def submit(office: Office, person: Person, paper: OpenDraft) -> Check | SavedEntry:
    """Submit a draft: what was saved, or what stands in its way. Safe to repeat. Raises NotYours, DraftGone, StoreError.

    What a colleague answers while it is being judged is judged with it.
    """
    tries = MOST_TRIES
    while now := resume(office, person, paper.draft.draft_id):
        checked = check(office, now)
        if not checked.is_ready:
            return checked
        tries -= 1
        try:
            return _saved(office, person, now, *_to_save(office, person, now, checked))
        except (DraftChanged, DraftGone):
            if not tries:
                raise
    return _saved_already(office, paper)


def _saved(office: Office, person: Person, now: OpenDraft, given: SavedEntry, *beside: SavedEntry) -> SavedEntry:
    saved = office.store.save(given, now.draft, beside=beside)
    office.store.end(now.draft.draft_id)
    if (saved.saved_at, saved.saved_by) == (
        given.saved_at,
        given.saved_by,
    ):  # else it was pressed twice, and is kept already
        for each in (given, *beside):
            office.store.note(_event(office, person, f"submitted {each.kind}", now.case.reference))
    return saved


def _saved_already(office: Office, paper: OpenDraft) -> SavedEntry:
    for each in office.store.entries(paper.draft.reference):
        if each.save_id == paper.draft.save_id:
            return each
    raise DraftGone("Someone at your school deleted this draft. Look at the case to see where it is now.")


def _as_filed(office: Office, paper: OpenDraft, entry: Entry) -> Filed:
    draft = paper.draft
    before = paper.revised
    return Filed(
        entry=_with_the_others_answer(paper, entry),
        entry_id=draft.revises or draft.draft_id,
        save_id=draft.save_id,
        filed_at=before.filed_at if before else office.now().astimezone(ENGLAND),
        filed_by=before.filed_by if before else draft.begun_by,
        filed_for=before.filed_for if before else filed_for(paper),
        pack=paper.case.pack.stamp,
        corrects=before.entry if before else None,
        row_names=_row_names(entry, before),
        changed_since_answered=_changed_since_answered(paper, entry),
    )


def _changed_since_answered(paper: OpenDraft, entry: Entry) -> tuple[str, ...]:
    """As the entry will stand: an answer of the other school is to what stands now, a correction is of what it answered."""
    before = paper.revised
    if before is None or paper.answers_the_other_school:
        return ()
    own = for_the_other_school(type(entry))
    if all(getattr(before.entry, name) is None for name in own):
        return ()
    changed = {*before.changed_since_answered, *_changed(before.entry, entry)}
    return tuple(each.name for each in questions(type(entry)) if each.name in changed and each.name not in own)


def _changed(before: Entry, entry: Entry) -> set[str]:
    return {name for name in type(entry).model_fields if getattr(before, name, None) != getattr(entry, name)}


def _with_the_others_answer(paper: OpenDraft, entry: Entry) -> Entry:
    """A correction leaves what the other school said of the entry; but its yes was to what stood: where that is changed, it
    is asked again. A no stands until the school that said it takes it back."""
    before = paper.revised
    if before is None or paper.answers_the_other_school:
        return entry
    said = {name: getattr(before.entry, name) for name in for_the_other_school(type(entry))}
    is_yes = any(said.get(name) is True for name in YES_OR_NO)
    if is_yes and _changed(before.entry, entry) - said.keys():
        said = dict.fromkeys(said)
    return entry.model_copy(update=said)


def _row_names(entry: Entry, before: Filed | None) -> RowNames:
    if not isinstance(entry, Referral):
        return ()
    stood = before.entry.parents if before and isinstance(before.entry, Referral) else ()
    return follow(stood, before.row_names if before else (), entry.parents)


def filed_for(paper: OpenDraft) -> str:
    """The school an entry counts for: one's own; for a coordinator writing from paper, the school whose form it is."""
    return paper.draft.school or school_of(paper.kind, paper.case)


def school_of(kind: type[Entry], case: Case) -> str:
    """The school whose form it is in a case; empty for the local authority's own."""
    if Party.LA in kind.by:
        return ""
    if Party.RECEIVING in kind.by:
        waiting_for = next((each.approach.school for each in reversed(case.askings) if each.is_open), None)
        return case.receiving or waiting_for or ""
    return case.home


def _to_save(office: Office, person: Person, paper: OpenDraft, checked: Check) -> Sequence[SavedEntry]:
    every = checked.several or (_as_filed(office, paper, checked.reading.entry),)
    return [_one_to_save(office, person, paper, checked, each) for each in every]


def _one_to_save(office: Office, person: Person, paper: OpenDraft, checked: Check, filed: Filed) -> SavedEntry:
    draft, before = paper.draft, paper.revised
    return SavedEntry(
        la=draft.la,
        reference=draft.reference,
        entry_id=filed.entry_id,
        revision=before.revision + 1 if before else 1,
        save_id=filed.save_id,
        base=draft.base,
        kind=filed.kind,
        saved_at=office.now(),
        saved_by=person.name,
        saved_for=filed.filed_for,
        pack=filed.pack,
        answers={**(before.unasked_answers if before else {}), **kept(filed.entry), **_by_colleagues(office, paper)},
        reasons=_reasons(office, paper, checked),
        from_paper=person.is_coordinator and Party.LA not in paper.kind.by,
    )


def _by_colleagues(office: Office, paper: OpenDraft) -> Mapping[str, Json]:
    """What others at this school answered to questions that whoever submits is neither asked nor shown."""
    whole = office.cases.get(paper.draft.reference)
    if whole is None or not (paper.seen and paper.seen.is_for_reports):
        return {}
    hidden = kept_from_reports(paper.kind)
    entry = read(paper.kind, paper.typed, {**paper.facts, **whole.facts}).entry
    return {name: said for name, said in kept(entry).items() if name in hidden}


def _reasons(office: Office, paper: OpenDraft, checked: Check) -> Mapping[str, str]:
    """The author's reasons, as far as they are still asked for; the other school's answer leaves them as they are, and so
    does whoever does not see all that they are of."""
    if paper.answers_the_other_school and paper.revised:
        return paper.revised.reasons
    asked_for = {each.rule for each in checked.shoulds} | checked.excused
    if _by_colleagues(office, paper):
        asked_for |= checked.reasons.keys()
    return {rule: why for rule, why in checked.reasons.items() if rule in asked_for}


def _event(office: Office, person: Person, did: str, reference: str) -> AuditEvent:
    return AuditEvent(office.now(), person.name, person.role, person.school, did, reference)
