"""The copies of a letter: to each of its readers, of each entry it is about, and in a parent's own language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from letters.from_case.readers import Copy, copies_to
from letters.letter import Letter
from record.authority import Authority
from record.case import Case
from record.forms.weekly_report import WeeklyReport

IN_A_LANGUAGE = 20
"""Added to a parent's number for the copy in their own language."""


def copies(letter: Letter, case: Case, authority: Authority, writer: str) -> tuple[Copy, ...]:
    """Every copy of a letter: to each reader of a personal letter, one of each report, or one paper for everybody."""
    if letter.each:
        return tuple(_each(letter, case))
    if letter.copies:
        return tuple(letter.copies(case, authority))
    if not letter.is_personal:
        return (Copy(1, "", ""),)
    found = (copy for reader in letter.readers for copy in copies_to(reader, case, authority))
    return tuple(copy for copy in found if copy.school != writer)


def with_languages(letter: Letter, to: Sequence[Copy], authority: Authority) -> Iterator[Copy]:
    """Each copy, and beside it one in the parent's own language where the authority has a template: never without English."""
    for copy in to:
        yield copy
        language = copy.speaks.strip()
        if (letter.id, language.lower()) in authority.own_templates and language:
            in_it = f"in {language}"
            yield replace(
                copy,
                n=copy.n + IN_A_LANGUAGE,
                to=f"{copy.to}, {in_it}",
                reader=f"{copy.reader}, {in_it}",
                language=language,
            )


def _each(letter: Letter, case: Case) -> Iterator[Copy]:
    """Numbered as they were filed, so that a late report of an earlier week changes no link; the newest first."""
    those = [each for kind in letter.each for each in case.filed_of(kind)]
    filed = sorted(those, key=lambda each: (each.filed_at, each.save_id))
    numbers = {each.entry_id: number for number, each in enumerate(filed, start=1)}
    for each in sorted(those, key=lambda each: each.order, reverse=True):
        on, n = each.happened_on, numbers[each.entry_id]
        of = f"week of {on.isoformat()}" if each.kind == WeeklyReport.kind else on.isoformat()
        yield Copy(n, "", f"{letter.title.split()[-1].lower()} {n}, {of}", filed=each)
