"""Every letter there is, in the order of a case."""

from __future__ import annotations

from letters.before_a_school import BEFORE_A_SCHOOL_AGREES
from letters.before_the_start import BEFORE_A_START
from letters.endings import ENDINGS
from letters.facts import Facts
from letters.in_placement import IN_PLACEMENT
from letters.letter import TEMPLATES as TEMPLATES
from letters.letter import Letter as Letter
from letters.letter import Reader as Reader
from letters.letter import Writer as Writer
from letters.need import Need
from letters.say import said

LETTERS: tuple[Letter, ...] = (*BEFORE_A_SCHOOL_AGREES, *BEFORE_A_START, *IN_PLACEMENT, *ENDINGS)
BY_ID = {letter.id: letter for letter in LETTERS}


def missing(letter: Letter, facts: Facts) -> tuple[Need, ...]:
    """Every need of the letter that nobody has met yet, in the order of the letter; empty when it can be made."""
    words = said(facts)
    return tuple(need for need in letter.needs if not need.is_met(words))
