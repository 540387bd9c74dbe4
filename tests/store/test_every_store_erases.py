"""What every store promises about erasing: nothing of the case is left anywhere, everything else is, and it stays so."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.contract import AUDIT_LINES, BEGUN, FORMS, LETTERS, CaseErased, MadeLetter, Store, StoreError
from store.sql.erasing import OF_A_CASE
from store.sql.schema import metadata
from tests.store.conftest import Files
from tests.store.opening import Opener
from tests.store.rows import NOW, draft, entry, event, table_row

GOES, STAYS = "MM-AAAA1111", "MM-BBBB2222"
CHILD = "Peregrine Quillfeather"
LONG = " was found " * 2000


def filled(store: Store, child: str = CHILD) -> None:
    for reference, name in ((GOES, child), (STAYS, "Somebody else")):
        first = f"save-{reference}"
        targets = [{"what": f"{name} and maths"}, {"what": "reading"}]
        store.save(entry(first, reference=reference, entry_id=first, answers={"went_well": name, "targets": targets}))
        store.save(
            entry(
                f"{first}-2", reference=reference, entry_id=first, revision=2, base=first, answers={"went_well": name}
            )
        )
        store.save(
            entry(
                f"{first}-3",
                reference=reference,
                kind="referral",
                answers={"legal_name": name, "other": f"{name}{LONG}"},
            )
        )
        store.begin(draft(f"draft-{reference}", reference=reference, school="100001"))
        store.keep(f"draft-{reference}", {"went_well": name}, "Olena Marsh", NOW)
        store.note(event("viewed case", reference))
        store.keep_letter(
            MadeLetter(reference, "agreement", "100001", 1, NOW, "Olena Marsh", "f00", {"child.name": name})
        )
    store.put(table_row("100001", name="Riverside"))


def of(store: Store, reference: str) -> list[object]:
    drafts = [each for each in store.drafts("100001") if each.reference == reference]
    return [*store.entries(reference), *drafts, *store.events(reference), *store.letters_made(reference)]


def files_saying(files: Files, text: str) -> list[str]:
    return [path.name for path in files().rglob("*") if path.is_file() and text.encode() in path.read_bytes()]


def test_an_erased_case_is_gone_and_every_other_is_as_it_was(store: Store) -> None:
    filled(store)
    others, mark = of(store, STAYS), store.references_changed_since(0)[0]

    counted = {FORMS: 3, BEGUN: 1, LETTERS: 1, AUDIT_LINES: 1}
    held = store.held(GOES)
    removed = store.erase([GOES])

    assert {where: held[where] for where in counted} == counted
    assert {where: removed[where] for where in held} == held
    assert (of(store, GOES), store.held(GOES)) == ([], {})
    assert of(store, STAYS) == others
    assert [row.key for row in store.table("Schools")] == ["100001"]
    assert store.references_changed_since(mark)[1] == {GOES}
    assert store.erased() == {GOES}


def test_not_a_byte_of_it_is_left_in_any_file(store: Store, files: Files) -> None:
    child = "Ottoline Featherstonehaugh-Vane"  # of this test alone: the files are of a server that other tests fill too
    filled(store, child)
    assert files_saying(files, child), "the test would see nothing"

    store.erase([GOES])

    assert files_saying(files, child) == []
    assert files_saying(files, "Somebody else")


def test_nothing_of_an_erased_case_can_be_kept_again(store: Store) -> None:
    filled(store)
    store.erase([GOES])
    for again in (entry("late", reference=GOES), entry("late", reference=GOES, base=f"save-{GOES}")):
        with pytest.raises(StoreError):
            store.save(again)
    with pytest.raises(CaseErased):
        store.keep_letter(MadeLetter(GOES, "agreement", "100001", 1, NOW, "Olena Marsh", "f00", {}))
    with pytest.raises(CaseErased, match="start a new referral"):
        store.begin(draft("late", reference=GOES))
    with pytest.raises(StoreError):
        store.keep(f"draft-{GOES}", {"went_well": "late"}, "Olena Marsh", NOW)
    assert store.held(GOES) == {}


def test_erasing_again_changes_nothing_and_it_holds_after_a_restart(opener: Opener, tmp_path: Path) -> None:
    first = opener(tmp_path)
    filled(first)
    first.erase([GOES])
    assert first.erase([GOES]) == {}
    others = of(first, STAYS)
    first.close()

    store = opener(tmp_path)
    assert (of(store, GOES), of(store, STAYS), store.erased()) == ([], others, {GOES})
    store.close()


def test_every_table_with_a_case_in_it_is_one_that_erasing_empties() -> None:
    of_a_case = {table.name for table in metadata.tables.values() if "reference" in table.c} - {"erased"}
    assert of_a_case == {table.name for table in OF_A_CASE.values()}, "add the new table to OF_A_CASE"


def test_a_draft_alone_is_erased_by_its_id(store: Store) -> None:
    filled(store)
    assert store.erase([], [f"draft-{GOES}"]) == {BEGUN: 1}
    assert [each.draft_id for each in store.drafts("100001")] == [f"draft-{STAYS}"]
    assert len(store.entries(GOES)) == 3


def test_the_database_refuses_removal_again_afterwards(tmp_path: Path) -> None:
    import sqlite3

    from store.choose import open_store

    store = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    filled(store)
    store.erase([GOES])
    store.close()
    with sqlite3.connect(tmp_path / "store.sqlite") as database:
        for table in ("entries", "audit", "erased", "table_rows"):
            with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
                database.execute(f"DELETE FROM {table}")
