"""The Guidance page, a clause told in plain words, and how a case stands with each clause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st

from record.case import Case
from record.entry import Filed
from record.pack import Pack
from record.words import first_capital, full_day, listed, short_day
from rules.clause_coverage import clause_coverage
from rules.clause_status import ClauseState, ClauseStatus, clause_statuses
from rules.clauses import Clause, Document, clause, clauses, documents
from rules.rule import Finding, Rule, Weight
from ui import blocks
from ui.blocks import Cite
from ui.markup import plain
from ui.shell import go


def cite(clause_id: str, case: Case) -> Cite | None:
    """The clause, where the case's pack follows its document: `Hammersmith & Fulham 2019, section 7.6(a)`."""
    if not clause_id:
        return None
    found = clause(clause_id)
    return Cite(found.citation, address(clause_id, case)) if found.document in case.pack.guidance else None


def cite_finding(finding: Finding, case: Case) -> Cite:
    """The clause that a finding relies on."""
    return Cite(finding.citation, address(finding.clause, case))


def address(clause_id: str, case: Case | None = None) -> str:
    """Where a clause is told of; with the case in mind, once it has entries of its own."""
    about = {"clause": clause_id, **({"case": case.reference} if case and case.filed else {})}
    return f"/{go.GUIDANCE.address}?{urlencode(about)}"


LABELS: Mapping[ClauseState, tuple[str, blocks.Tone]] = {
    ClauseState.OPEN: ("Open", "now"),
    ClauseState.EXPLAINED: ("Not followed, with a reason", "soon"),
    ClauseState.NOT_YET: ("Not yet due", "calm"),
    ClauseState.MET: ("Met", "good"),
    ClauseState.FOR_PEOPLE: ("For people to follow", "calm"),
    ClauseState.DOES_NOT_APPLY: ("Does not apply", "calm"),
}
COUNTED: Mapping[ClauseState, str] = {
    ClauseState.OPEN: "open",
    ClauseState.EXPLAINED: "not followed, with a reason given",
    ClauseState.NOT_YET: "not yet due",
    ClauseState.MET: "met",
    ClauseState.FOR_PEOPLE: "for people to follow, where no form can show it",
    ClauseState.DOES_NOT_APPLY: "not about this move",
}
FOLDED = (ClauseState.MET, ClauseState.FOR_PEOPLE, ClauseState.DOES_NOT_APPLY)
"""Shown after a press: nothing in them needs anybody."""


def show(case: Case) -> None:
    """Draw how many clauses stand how, then each group, what needs somebody first."""
    by_state = {state: [each for each in clause_statuses(case) if each.state is state] for state in ClauseState}
    counted = [f"**{len(those)}** {COUNTED[state]}" for state, those in by_state.items() if those]
    st.markdown(f"This case under {plain(case.pack.label)}: {listed(counted)}.")
    for state, those in by_state.items():
        if those and (state not in FOLDED or _is_wanted(state, those)):
            st.subheader(LABELS[state][0], anchor=False)
            blocks.disclosures([_of_a_case(each, case) for each in those])


def _is_wanted(state: ClauseState, those: Sequence[ClauseStatus]) -> bool:
    return bool(st.toggle(f"Show the {len(those)} {COUNTED[state]}", key=f"show {state}"))


def _of_a_case(each: ClauseStatus, case: Case) -> blocks.Disclosure:
    return blocks.Disclosure(
        where=each.clause.citation,
        asks=each.clause.asks,
        facts=in_this_case(each),
        source=blocks.Cite(f"What the app does with {each.clause.id}", address(each.clause.id, case)),
    )


def in_this_case(each: ClauseStatus) -> tuple[str, ...]:
    """What there is to say of a clause in this case: what was found, where, or why it does not apply."""
    found = (finding.sentence for finding in each.findings)
    return tuple(line for line in (*found, each.why, _shown_by(each)) if line)


def _shown_by(each: ClauseStatus) -> str:
    if not each.shown_by:
        return ""
    verb = "Met in" if each.state is ClauseState.MET else "Found in"
    named = [_entry(filed) for filed in each.shown_by[:4]]
    more = len(each.shown_by) - len(named)
    return f"{verb}: {listed([*named, f'{more} more'] if more else named)}."


def _entry(filed: Filed) -> str:
    return f"{filed.entry.title} of {short_day(filed.happened_on)}"


def link_from(case: Case) -> None:
    """A way to the whole list, with this case in mind."""
    go.link(go.GUIDANCE, "All the guidance, and how far this case meets it", case=case.reference)


READ = {"primary": "Read in the document itself", "secondary": "Read second-hand"}
DOES = {Weight.MUST: "Stops a form being submitted", Weight.SHOULD: "Asks for a reason"}


def tell(each: Clause, status: ClauseStatus | None = None, *, is_open: bool = False) -> blocks.Disclosure:
    """A clause with everything there is to tell of it, and how it stands in a case."""
    return blocks.Disclosure(
        where=f"{first_capital(each.section if each.cite == _cited(each) else each.citation)} · {each.id}",
        asks=each.asks,
        facts=(*_facts(each), *(f"In this case: {line}" for line in (in_this_case(status) if status else ()))),
        does=tuple(_does(each)),
        label=LABELS[status.state] if status else None,
        source=_source(each),
        is_open=is_open,
    )


def _cited(each: Clause) -> str:
    """How the document of a clause is cited; a clause of a law beside it names that law."""
    return next(document.cite for document in documents() if document.id == each.document)


def _facts(each: Clause) -> Iterator[str]:
    until = f" until {full_day(each.in_force_to)}" if each.in_force_to else ""
    if each.document != "product":
        yield f"In force since {full_day(each.in_force_from)}{until}. {READ[each.checked]}, {full_day(each.checked_on)}."
    if each.routes:
        yield f"Applies to these kinds of move: {listed(each.routes)}."
    if each.child != "any":
        yield {
            "looked after": "Applies to looked-after children.",
            "EHC plan": "Applies to children with an EHC plan.",
        }[each.child]


def _does(each: Clause) -> Iterator[blocks.CitedSentence]:
    met_by = clause_coverage(each.id)
    for rule in met_by.rules:
        yield blocks.CitedSentence(_rule(rule))
    for kind, question in met_by.questions:
        yield blocks.CitedSentence(f"Asked in {kind.title}: {question.label}")
    if not met_by.rules and not met_by.questions:
        for kind, section in met_by.sections:
            yield blocks.CitedSentence(f"Asked in {kind.title}: {section.title}")
    if each.shown_by:
        yield blocks.CitedSentence(f"Done by the {each.shown_by.replace(': ', ' “', 1)}”.")
    if each.why_not:
        yield blocks.CitedSentence(f"The app cannot check this. {each.why_not}")


def _rule(rule: Rule) -> str:
    return f"{DOES[rule.weight]} ({rule.on.title}, {rule.id}): {rule.statement}"


def _source(each: Clause) -> blocks.Cite | None:
    """Where it can be read, when that is an address."""
    address = each.link or each.source
    return blocks.Cite(f"Read it at {address.split('/')[2]}", address) if address.startswith("http") else None


def speaks_of(each: Clause, wanted: str) -> bool:
    """Whether every word looked for stands in the clause or in what the app does with it."""
    everything = " ".join([each.id, each.citation, each.asks, *(said.sentence for said in _does(each))]).lower()
    return all(word in everything for word in wanted.lower().split())


def in_document(document: str) -> tuple[Clause, ...]:
    """The clauses of one document."""
    return tuple(each for each in clauses() if each.document == document)


def introduction(pack: Pack) -> None:
    """What this page is, and which policy it is read under."""
    st.title("Guidance", anchor=False)
    st.markdown(
        "Every sentence of guidance that asks something, in our own words, and what this app does with it. "
        f"Your authority’s policy: **{plain(pack.label)}**."
    )


def asked_for(clause_id: str, case: Case | None) -> None:
    """The clause that a link asks for, opened; a sentence when there is none of that id."""
    known = {each.id for each in clauses()}
    if clause_id not in known:
        st.markdown(f"There is no clause {plain(clause_id)}. Look for it below.")
        return
    st.header("The clause you asked for", anchor=False)
    blocks.disclosures([tell(clause(clause_id), _by_clause(case).get(clause_id), is_open=True)])
    if case:
        go.link(go.CASE, "Back to the case", case=case.reference)


def search(pack: Pack, case: Case | None) -> None:
    """The search box, and the documents that the policy follows; the others after a press."""
    wanted = st.text_input("Search for a word, such as attendance or consent", key="look for", live=True) or ""
    followed = [each for each in documents() if each.id in pack.guidance]
    others = [each for each in documents() if each.id not in pack.guidance and each.about == "moves"]
    statuses = _by_clause(case)
    found = _documents(_local_first(followed, pack), wanted, statuses)
    found += _documents([each for each in documents() if each.about == "site"], wanted, {})
    if others and st.toggle("Show documents that your authority does not follow", key="others"):
        found += _documents(others, wanted, {})
    if not found:
        st.markdown(f"No clause mentions “{plain(wanted)}”. Try a single word, such as *review*.")


def _local_first(followed: Sequence[Document], pack: Pack) -> Sequence[Document]:
    return sorted(followed, key=lambda each: pack.guidance.index(each.id))


def _documents(those: Sequence[Document], wanted: str, statuses: Mapping[str, ClauseStatus]) -> int:
    """Draw the clauses that speak of what is wanted; how many there were."""
    count = 0
    for document in those:
        found = [each for each in in_document(document.id) if speaks_of(each, wanted)]
        if found:
            st.header(document.title, anchor=False)
            blocks.quiet(_about(document))
            blocks.disclosures([tell(each, statuses.get(each.id)) for each in found])
        count += len(found)
    return count


def _about(document: Document) -> str:
    if document.id == "product":
        return "No guidance asks for these: the app does, so that a record makes sense."
    read = {"primary": "read in the document itself", "secondary": "read second-hand, from the page named with each"}
    return f"{document.cite}. Edition: {document.edition}; {read[document.checked]}, {full_day(document.checked_on)}."


def _by_clause(case: Case | None) -> Mapping[str, ClauseStatus]:
    return {each.clause.id: each for each in clause_statuses(case)} if case else {}
