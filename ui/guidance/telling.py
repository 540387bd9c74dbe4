"""One clause told in plain words: since when, how it was read, and what the app does with it."""

from __future__ import annotations

from collections.abc import Iterator

from record.words import first_capital, full_day, listed
from rules.clause_coverage import clause_coverage
from rules.clause_status import ClauseStatus
from rules.clauses import Clause, clauses, documents
from rules.rule import Rule, Weight
from ui import blocks
from ui.guidance.of_case import LABELS, in_this_case

READ = {"primary": "Read in the document itself", "secondary": "Read at second hand"}
DOES = {Weight.MUST: "Does not let a form in", Weight.SHOULD: "Asks for a reason"}


def tell(each: Clause, status: ClauseStatus | None = None, *, is_open: bool = False) -> blocks.Telling:
    """A clause with everything there is to tell of it, and how it stands in a case."""
    return blocks.Telling(
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
        yield f"It is about these kinds of move: {listed(each.routes)}."
    if each.child != "any":
        yield {"looked after": "It is about looked-after children.", "EHC plan": "It is about EHC plans."}[each.child]


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
        yield blocks.CitedSentence(f"The app cannot check it. {each.why_not}")


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
