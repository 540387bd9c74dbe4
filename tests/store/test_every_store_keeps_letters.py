"""What every store promises about letters that were made: the newest making of each copy, until the case is erased."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from store.contract import MadeLetter, Store
from tests.store.opening import Opener
from tests.store.rows import LATER, NOW

REFERENCE = "MM-7K3P-9QXW"
FIRST = MadeLetter(
    REFERENCE, "agreement", "100001", 1, NOW, "Amina Yusuf", "a1b2", {"pupil.preferred_name": "Zoë’s “T” & <b>"}
)


def test_the_newest_making_of_each_copy_stands(store: Store) -> None:
    again = replace(FIRST, made_at=LATER, made_by="Peter Lindqvist", said={"plan.weeks": "6"})
    others = [replace(FIRST, copy=2), replace(FIRST, copy=3, school="100002")]
    for each in (FIRST, *others, again):
        store.keep_letter(each)

    assert store.letters_made(REFERENCE) == [*others, again]
    assert store.letters_made("MM-OTHER") == []


def test_what_letters_said_outlives_a_restart_and_goes_with_its_case(
    opener: Opener, store: Store, tmp_path: Path
) -> None:
    other = replace(FIRST, reference="MM-OTHER")
    store.keep_letter(FIRST)
    store.keep_letter(other)
    store.close()
    again = opener(tmp_path)

    assert again.letters_made(REFERENCE) == [FIRST]
    for _ in range(2):
        again.forget_letters(REFERENCE)
    assert again.letters_made(REFERENCE) == []
    assert again.letters_made("MM-OTHER") == [other]
    again.close()
