"""The Guidance page: every clause by document, to be searched; one clause when a link asks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from record.case import Case
from record.pack import Pack
from record.words import full_day
from rules.clause_status import ClauseStatus, clause_statuses
from rules.clauses import Document, clause, clauses, documents
from ui import blocks, go
from ui.guidance.telling import in_document, speaks_of, tell
from ui.markup import plain


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
    blocks.tellings([tell(clause(clause_id), _by_clause(case).get(clause_id), is_open=True)])
    if case:
        go.link(go.CASE, "Back to the case", case=case.reference)


def search(pack: Pack, case: Case | None) -> None:
    """The search box, and the documents that the policy follows; the others after a press."""
    wanted = st.text_input("Look for a word, such as attendance or consent", key="look for", live=True) or ""
    followed = [each for each in documents() if each.id in pack.guidance]
    others = [each for each in documents() if each.id not in pack.guidance]
    statuses = _by_clause(case)
    found = _documents(_local_first(followed, pack), wanted, statuses)
    if others and st.toggle("Show documents that your authority does not follow", key="others"):
        found += _documents(others, wanted, {})
    if not found:
        st.markdown(f"No clause speaks of “{plain(wanted)}”. Try a single word, such as *review*.")


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
            blocks.tellings([tell(each, statuses.get(each.id)) for each in found])
        count += len(found)
    return count


def _about(document: Document) -> str:
    if document.id == "product":
        return "No guidance says these: the app asks them so that a record makes sense."
    read = {"primary": "read in the document itself", "secondary": "read at second hand, each at the page it names"}
    return f"{document.cite}. Edition: {document.edition}; {read[document.checked]}, {full_day(document.checked_on)}."


def _by_clause(case: Case | None) -> Mapping[str, ClauseStatus]:
    return {each.clause.id: each for each in clause_statuses(case)} if case else {}
