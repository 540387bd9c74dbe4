"""What needs somebody in a case: what the rules find open, and what two people answered differently."""

from __future__ import annotations

from collections.abc import Sequence

from record.case import Case
from rules.judging import judge
from rules.rule import MUST, Finding
from ui import blocks
from ui.guidance.citing import cite_finding


def found(case: Case) -> Sequence[blocks.CitedSentence]:
    """Everything open, each finding with its clause. What was explained stands with its entry, and is not open."""
    open_now = [each for each in judge(case) if not _is_explained(case, each)]
    clashes = [
        blocks.CitedSentence(f"Two people changed “{name}” in the {each.entry.title.lower()}. Choose what stands.")
        for each in case.filed
        for name in each.clashes
    ]
    return [*(blocks.CitedSentence(each.sentence, cite_finding(each, case)) for each in open_now), *clashes]


def _is_explained(case: Case, finding: Finding) -> bool:
    filed = next(each for each in case.filed if each.entry_id == finding.entry_id)
    may_be = finding.weight is not MUST or filed.is_history
    return may_be and bool(filed.reasons.get(finding.rule, "").strip())


def show_needs(items: Sequence[blocks.CitedSentence]) -> None:
    """Draw what needs somebody; nothing when nothing does."""
    if items:
        number = "One thing needs" if len(items) == 1 else f"{len(items)} things need"
        blocks.needs(f"{number} somebody", items)
