"""What every store promises about entries, settings tables, the audit and sign-ins, one behaviour at a time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from types import MappingProxyType
from zoneinfo import ZoneInfo

import pytest

from store.contract import LONGEST_ANSWER, RevisionUnknown, Store, TooLong
from tests.store.opening import Opener
from tests.store.rows import LATER, NOW, entry, event, sign_in_row, table_row

AWKWARD_TEXTS = [
    "Zoë’s 🧑🏽‍🏫 said “no” – 3 < 5 & 5 > 3",
    "=IMPORTXML(A1) +1 -1 @x '00123 1/2",
    "\t\n\x0b\x0c\r\x85\u2028\u2029\ufeff\u200b\u202e\ufffd",
    " \r\n spaces and lines \n\r\t ",
    "العربية 中文 e\u0301 é",
    "'; DROP TABLE entries; -- %s %(la)s :la ?",
    "x" * LONGEST_ANSWER,
    "🧑🏽‍🏫" * (LONGEST_ANSWER // 4),
    "",
]
NO_TEXT = [
    ("\x00 first \x00\x00 last \x00", "\ufffd first \ufffd\ufffd last \ufffd"),
    ("".join(map(chr, range(32))), "\ufffd" * 9 + "\t\n\x0b\x0c\r" + "\ufffd" * 18),
    ("a\x7fb \x80\x84\x86\x9f", "a\ufffdb \ufffd\ufffd\ufffd\ufffd"),
    ("\ud83d half \udc00", "\ufffd half \ufffd"),
    ("\ufdd0\ufff9\ufffe\uffff\U0010ffff", "\ufffd" * 5),
]
"""What cannot be encoded, and how it is read."""


def test_a_saved_entry_comes_back_as_it_was_saved(store: Store) -> None:
    whole = entry(revision=2, reasons={"START-2": "Half term"}, from_paper=True, answers={"days": 3, "why": None})
    assert store.save(whole) == whole
    assert store.entries() == [whole]


@pytest.mark.parametrize("text", AWKWARD_TEXTS)
def test_any_text_comes_back_character_for_character(store: Store, text: str) -> None:
    written = entry(answers={"said": text, "targets": [{"what": text}]}, reasons={"START-2": text})
    store.save(written)
    assert store.entries() == [written]


@pytest.mark.parametrize(("text", "read"), NO_TEXT)
def test_a_character_that_cannot_be_encoded_is_read_as_a_mark_and_nothing_else_of_the_text_is_lost(
    store: Store, text: str, read: str
) -> None:
    saved = store.save(entry(answers={"said": text, "targets": [{text: text}]}, reasons={"START-2": text}))

    assert saved == entry(answers={"said": read, "targets": [{read: read}]}, reasons={"START-2": read})
    assert store.entries() == [saved]
    assert store.damaged() == []


def test_names_of_answers_that_are_read_alike_damage_nothing(store: Store) -> None:
    store.save(entry(answers={"\x01": "first", "\x00": "last"}))

    assert store.entries() == [entry(answers={"\ufffd": "last"})]
    assert store.damaged() == []


def test_numbers_yes_and_no_and_nothing_keep_their_types(store: Store) -> None:
    values = [1, 1.0, True, "1", 0, -0.0, False, None, 10**30, 0.1, "", [], {}]
    store.save(entry(answers={"values": values}))
    assert repr(store.entries()[0].answers) == repr({"values": values})


def test_read_only_mappings_and_tuples_can_be_saved(store: Store) -> None:
    answers = MappingProxyType({"targets": (MappingProxyType({"what": "Maths"}),)})
    assert store.save(entry(answers=answers)).answers == {"targets": [{"what": "Maths"}]}


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 3, 29, 1, 30, 0, 1, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 30, tzinfo=ZoneInfo("Europe/London"), fold=0),
        datetime(2026, 10, 25, 1, 30, tzinfo=ZoneInfo("Europe/London"), fold=1),
        datetime(2026, 7, 1, 23, 59, 59, 999999, tzinfo=timezone(timedelta(hours=-11, minutes=-30))),
    ],
)
def test_a_moment_is_kept_to_the_microsecond_whatever_its_zone(store: Store, moment: datetime) -> None:
    saved = store.save(entry(saved_at=moment))
    assert saved.saved_at.tzinfo is not None
    assert saved.saved_at.astimezone(UTC) == moment.astimezone(UTC)


def test_saving_a_save_id_again_changes_nothing_and_returns_the_first(store: Store) -> None:
    first = store.save(entry(answers={"days": 3}))
    mark, _ = store.references_changed_since(0)
    assert store.save(entry(la="998", reference="MM-BBBB2222", answers={"days": 4})) == first
    assert store.entries() == [first]
    assert store.references_changed_since(0) == (mark, frozenset({first.reference}))


def test_a_revision_stands_beside_the_entry_it_corrects(store: Store) -> None:
    saved = [store.save(entry("save-1")), store.save(entry("save-2", revision=2, base="save-1"))]
    saved.append(store.save(entry("save-3", revision=2, base="save-1")))
    assert store.entries() == saved


def test_a_revision_of_something_never_saved_is_refused(store: Store) -> None:
    with pytest.raises(RevisionUnknown):
        store.save(entry(base="never-saved"))
    assert store.entries() == []
    assert store.references_changed_since(0) == (0, frozenset())


def test_an_entry_is_not_its_own_base(store: Store) -> None:
    with pytest.raises(RevisionUnknown):
        store.save(entry("save-1", base="save-1"))


@pytest.mark.parametrize("too_long", [{"a": "x" * 40_001}, {"a": [{"b": ["ok", {"c": "x" * 40_001}]}]}])
def test_an_answer_too_long_for_a_sheet_is_refused_however_deep(store: Store, too_long: dict[str, str]) -> None:
    with pytest.raises(TooLong, match="40,001"):
        store.save(entry(answers=too_long))
    assert store.entries() == []


def test_a_reason_or_a_setting_too_long_for_a_sheet_is_refused(store: Store) -> None:
    with pytest.raises(TooLong):
        store.save(entry(reasons={"START-2": "x" * 40_001}))
    with pytest.raises(TooLong):
        store.put(table_row("100001", name="x" * 40_001))
    assert (store.entries(), store.table("Schools"), store.tables_mark()) == ([], [], 0)


def test_entries_come_oldest_save_first_whatever_their_dates(store: Store) -> None:
    saved = [store.save(entry("b", saved_at=LATER)), store.save(entry("a")), store.save(entry("c"))]
    assert store.entries() == saved


def test_entries_of_one_case_are_only_of_that_case(store: Store) -> None:
    store.save(entry("save-1", reference="MM-AAAA1111"))
    other = store.save(entry("save-2", reference="MM-BBBB2222"))
    assert store.entries("MM-BBBB2222") == [other]
    assert store.entries("MM-CCCC3333") == []


def test_a_mark_tells_which_cases_changed_after_it(store: Store) -> None:
    store.save(entry("save-1", reference="MM-AAAA1111"))
    before, _ = store.references_changed_since(0)
    store.save(entry("save-2", reference="MM-BBBB2222"))
    store.save(entry("save-3", reference="MM-BBBB2222"))
    now, changed = store.references_changed_since(before)
    assert changed == {"MM-BBBB2222"}
    assert store.references_changed_since(now) == (now, frozenset())
    assert store.references_changed_since(0) == (now, frozenset({"MM-AAAA1111", "MM-BBBB2222"}))


def test_a_mark_from_another_store_is_put_right(store: Store) -> None:
    store.save(entry())
    now, _ = store.references_changed_since(0)
    assert store.references_changed_since(now + 100) == (now, frozenset())


def test_everything_a_thread_writes_changes_its_writes(store: Store) -> None:
    seen = [store.writes]
    store.save(entry())
    seen.append(store.writes)
    store.put(table_row("100001", name="Ash Grove"))
    seen.append(store.writes)
    assert len(set(seen)) == 3
    with ThreadPoolExecutor(1) as elsewhere:
        elsewhere.submit(store.save, entry("save-2", entry_id="entry-2")).result()
    assert store.writes == seen[-1], "what others write is theirs to know"


def test_the_newest_row_of_a_key_stands_where_the_key_first_appeared(store: Store) -> None:
    store.put(table_row("100001", name="Ash Grove", at=LATER))
    store.put(table_row("100002", name="Birch Hill"))
    store.put(table_row("100001", name="Ash Grove Academy"))
    store.put(table_row("100001", table="Staff", name="Somebody"))
    assert [(row.key, row.values["name"]) for row in store.table("Schools")] == [
        ("100001", "Ash Grove Academy"),
        ("100002", "Birch Hill"),
    ]


def test_a_table_row_comes_back_as_it_was_put(store: Store) -> None:
    row = table_row("100001", name="🏫 <Ash> & Grove", phase="")
    store.put(row)
    assert store.table("Schools") == [row]


def test_a_table_row_is_read_with_a_mark_where_a_character_cannot_be_encoded(store: Store) -> None:
    store.put(table_row("100001", name="\x00 Ash\x07 Grove"))
    assert store.table("Schools") == [table_row("100001", name="\ufffd Ash\ufffd Grove")]


def test_a_row_of_empty_values_removes_its_key_until_it_is_put_again(store: Store) -> None:
    for key in ("100001", "100002", "100003"):
        store.put(table_row(key, name="School"))
    store.put(table_row("100001", name="", phase=""))
    store.put(table_row("100002"))
    assert [row.key for row in store.table("Schools")] == ["100003"]
    store.put(table_row("100001", name="Back"))
    assert [row.key for row in store.table("Schools")] == ["100001", "100003"]


def test_every_row_of_a_key_is_its_history_its_removal_too(store: Store) -> None:
    rows = [
        table_row("100001", name="Ash Grove", at=LATER),
        table_row("100001"),
        table_row("100002", name="Birch Hill"),
        table_row("100001", table="Staff", name="Somebody"),
        table_row("100001", name="Ash Grove"),
    ]
    for row in rows:
        store.put(row)
    assert store.history("Schools", "100001") == [rows[0], rows[1], rows[4]]
    assert store.history("Schools", "100003") == []


def test_every_change_of_a_table_changes_the_tables_mark_and_nothing_else_does(store: Store) -> None:
    marks = [store.tables_mark()]
    for table in ("Schools", "Staff", "Staff"):
        store.put(table_row("100001", table=table, name="Same"))
        marks.append(store.tables_mark())
    store.save(entry())
    assert len(set(marks)) == 4
    assert store.tables_mark() == marks[-1]


def test_the_audit_is_read_newest_first_by_case_and_up_to_a_limit(store: Store) -> None:
    noted = [event("opened", "MM-AAAA1111", page="case"), event("signed in"), event("saved", "MM-AAAA1111")]
    for each in noted:
        store.note(each)
    assert store.events() == noted[::-1]
    assert store.events("MM-AAAA1111") == [noted[2], noted[0]]
    assert store.events(limit=1) == [noted[2]]


def test_somebody_is_signed_in_until_the_row_ends_and_not_a_moment_longer(store: Store) -> None:
    row = sign_in_row()
    store.sign_in(row)
    assert store.signed_in("a1b2", LATER - timedelta(microseconds=1)) == row
    assert store.signed_in("a1b2", LATER) is None
    assert store.signed_in("another", NOW) is None


def test_signing_in_with_a_key_again_replaces_its_row(store: Store) -> None:
    store.sign_in(sign_in_row())
    longer = sign_in_row(begun_at=NOW + timedelta(minutes=5), ends_at=LATER + timedelta(hours=8))
    store.sign_in(longer)
    assert store.signed_in("a1b2", LATER) == longer


def test_signing_out_ends_only_that_sign_in(store: Store) -> None:
    store.sign_in(sign_in_row("a1b2"))
    store.sign_in(sign_in_row("c3d4"))
    store.sign_out("a1b2")
    store.sign_out("a1b2")
    assert store.signed_in("a1b2", NOW) is None
    assert store.signed_in("c3d4", NOW) is not None


def test_everything_is_still_there_after_a_restart(opener: Opener, store: Store, tmp_path: Path) -> None:
    saved = store.save(entry())
    store.put(table_row("100001", name="Ash Grove"))
    store.note(event("saved", saved.reference))
    store.sign_in(sign_in_row())
    store.close()
    again = opener(tmp_path)
    assert again.entries() == [saved]
    assert [row.key for row in again.table("Schools")] == ["100001"]
    assert again.events() == [event("saved", saved.reference)]
    assert again.signed_in("a1b2", NOW) == sign_in_row()
    again.close()
