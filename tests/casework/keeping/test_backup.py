"""Everything as one file that two people open, restored into an empty site and proved equal; damaged, hostile or foreign
files, and wrong keys, change nothing."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pyrage
import pytest
from pyrage import x25519

from casework.keeping import backup, backup_keys
from casework.keeping.backup import CannotBackUp, CannotRestore, is_empty, look_into, restore
from casework.keeping.backup_keys import (
    BACKUP_KEYS,
    CannotOpen,
    KeysDoNotFit,
    hold,
    holders,
    new_key,
    sides_without_a_key,
    unlock,
    why_none_yet,
)
from casework.letters import own_templates
from casework.people.first_person import let_first_in
from casework.reading.office import Office
from casework.settings.changing import change, remove
from record.apart import FileRefused
from record.person import Person, Role
from record.tables import SCHOOLS, STAFF
from record.words import ENGLAND
from store.choose import open_store
from store.contract import StorePurpose, TableRow
from store.whole import PARTS, Whole, sums
from tests.casework.at_work import AMINA, DEVAN, LA, NOOR, ROSALIND, TARIQ, Day, an_office, at, open_a_case, placed, put
from tests.casework.keeping.locking import locked
from tests.record.a_case import HOME, day

KEYS = (new_key(), new_key())
"""An administrator's and a coordinator's."""


def an_empty_office(folder: Path, purpose: StorePurpose = StorePurpose.DEMONSTRATION) -> Office:
    store = open_store(f"sqlite:///{folder / 'empty' / 'store.sqlite'}")
    if purpose is StorePurpose.DEMONSTRATION:
        store.keep_demonstration()
    if purpose is StorePurpose.TRUE_ENTRIES:
        store.keep_true_entries()
    return Office(store, Day())


def all_of(office: Office) -> Mapping[str, tuple[int, str]]:
    assert isinstance(office.store, Whole)
    return sums(office.store)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = an_office(tmp_path, *placed())
    open_a_case(made)
    hold(made, NOOR, KEYS[0])
    hold(made, ROSALIND, KEYS[1])
    return made


def back_up(office: Office, person: Person) -> bytes:
    """A backup as it is inside."""
    return unlock(backup.back_up(office, person), KEYS)


def but_for_the_audit(office: Office) -> Mapping[str, tuple[int, str]]:
    return {part: found for part, found in all_of(office).items() if part != "audit"}


def did(office: Office) -> list[str]:
    """What the audit says, the newest first."""
    return [each.did for each in office.store.events()]


def test_a_restored_site_is_equal_and_works(office: Office, tmp_path: Path) -> None:
    before = all_of(office)
    content = backup.back_up(office, NOOR)
    other = an_empty_office(tmp_path)
    heard: list[str] = []
    told = restore(other, NOOR, content, KEYS, lambda part, done: heard.append(part))

    assert told.parts == {part: tuple(said) for part, said in before.items()}
    assert but_for_the_audit(other) == but_for_the_audit(office)
    assert other.cases.keys() == office.cases.keys()
    assert [other.cases[each].filed for each in other.cases] == [office.cases[each].filed for each in other.cases]
    assert heard == list(before)


def test_a_backup_of_the_demonstration_is_for_another_demonstration_alone(office: Office, tmp_path: Path) -> None:
    content = back_up(office, NOOR)
    assert look_into(content).is_made_up

    for purpose in (StorePurpose.NOT_SAID, StorePurpose.TRUE_ENTRIES):
        other = an_empty_office(tmp_path / purpose.name, purpose)
        with pytest.raises(CannotRestore, match="this site is for real entries"):
            restore(other, NOOR, locked(content, KEYS), KEYS)
        assert is_empty(other)


@pytest.mark.parametrize("says", [None, False, "true", 1])
def test_any_other_backup_is_for_true_entries_and_never_restored_into_a_demonstration(
    office: Office, tmp_path: Path, says: object
) -> None:
    content = saying(back_up(office, NOOR), says)
    assert not look_into(content).is_made_up

    demonstration = an_empty_office(tmp_path)
    with pytest.raises(CannotRestore, match="anyone can sign in as anyone"):
        restore(demonstration, NOOR, locked(content, KEYS), KEYS)
    assert is_empty(demonstration)
    site = an_empty_office(tmp_path / "site", StorePurpose.TRUE_ENTRIES)
    restore(site, NOOR, locked(content, KEYS), KEYS)
    assert site.cases.keys() == office.cases.keys()


def saying(content: bytes, says: object) -> bytes:
    """A backup that says something else of where it was made; with None it says nothing."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(changed, "w") as into:
        for name in packed.namelist():
            held = packed.read(name)
            if name == "backup.json":
                told = {name: value for name, value in json.loads(held).items() if name != "of_demonstration"}
                held = json.dumps(told if says is None else {**told, "of_demonstration": says}).encode()
            into.writestr(name, held)
    return changed.getvalue()


def test_a_file_holds_the_moment_it_was_made(office: Office, tmp_path: Path) -> None:
    content = back_up(office, NOOR)
    open_a_case(office)
    other = an_empty_office(tmp_path)
    restore(other, NOOR, locked(content, KEYS), KEYS)

    assert len(other.cases) == len(office.cases) - 1


def test_a_site_with_cases_of_its_own_is_left_alone(office: Office, tmp_path: Path) -> None:
    content = back_up(office, NOOR)
    other = an_empty_office(tmp_path)
    assert is_empty(other)
    open_a_case(other)
    before = but_for_the_audit(other)

    assert not is_empty(other)
    with pytest.raises(CannotRestore, match="already holds cases"):
        restore(other, NOOR, locked(content, KEYS), KEYS)
    assert but_for_the_audit(other) == before


def test_what_is_not_locked_is_refused_whoever_made_it(office: Office, tmp_path: Path) -> None:
    other = an_empty_office(tmp_path)
    before = but_for_the_audit(other)
    with pytest.raises(FileRefused) as refused:
        restore(other, NOOR, back_up(office, NOOR), KEYS)

    assert str(refused.value) == backup_keys.DAMAGED
    assert (but_for_the_audit(other), did(other)) == (before, ["was refused restoring a backup"])


def test_restoring_twice_changes_nothing(office: Office, tmp_path: Path) -> None:
    content = back_up(office, NOOR)
    other = an_empty_office(tmp_path)
    restore(other, NOOR, locked(content, KEYS), KEYS)
    before = but_for_the_audit(other)
    restore(other, NOOR, locked(content, KEYS), KEYS)

    assert but_for_the_audit(other) == before


def repacked(content: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The same backup with some of its files changed, or left out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            changed = change(name, before.read(name))
            if changed is not None:
                after.writestr(name, changed)
    return made.getvalue()


def another_format(name: str, content: bytes) -> bytes:
    told = json.loads(content) if name == "backup.json" else {}
    return json.dumps({**told, "format": "other"}).encode() if told else content


DAMAGES: Mapping[str, tuple[Callable[[bytes], bytes], str]] = {
    "nothing": (lambda content: b"", "not a backup"),
    "no zip": (lambda content: b"hello", "not a backup"),
    "cut short": (lambda content: content[: len(content) // 2], "not a backup"),
    "without its manifest": (
        lambda content: repacked(content, lambda name, text: None if name == "backup.json" else text),
        "not a backup",
    ),
    "without a part": (
        lambda content: repacked(content, lambda name, text: None if name == "entries.jsonl" else text),
        "not a backup",
    ),
    "one line less": (
        lambda content: repacked(
            content, lambda name, text: text.split(b"\n", 1)[1] if name == "entries.jsonl" else text
        ),
        "“entries” of this backup is damaged",
    ),
    "one letter changed": (
        lambda content: repacked(
            content, lambda name, text: text.replace(b"agreed", b"refuse") if "entries" in name else text
        ),
        "“entries” of this backup is damaged",
    ),
    "not JSON": (
        lambda content: repacked(content, lambda name, text: b"[" * 100_000 if name == "audit.jsonl" else text),
        "not a backup",
    ),
    "another version": (lambda content: repacked(content, another_format), "another version"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_refused_before_anything_is_taken_in(office: Office, tmp_path: Path, damage: str) -> None:
    spoil, sentence = DAMAGES[damage]
    other = an_empty_office(tmp_path)
    before = but_for_the_audit(other)
    with pytest.raises(FileRefused, match=sentence):
        restore(other, NOOR, locked(spoil(back_up(office, NOOR)), KEYS), KEYS)

    assert but_for_the_audit(other) == before


@pytest.mark.parametrize("who", [AMINA, ROSALIND, DEVAN], ids=lambda who: who.role)
def test_only_whoever_may_see_the_whole_authority_has_it(office: Office, who: Person) -> None:
    with pytest.raises(CannotBackUp) as none:
        backup.back_up(office, who)
    with pytest.raises(CannotRestore) as refused:
        restore(office, who, b"")
    sentence = "Only an administrator, or a coordinator for the whole authority, can make or restore a backup."
    assert (str(none.value), str(refused.value)) == (sentence, sentence)
    assert did(office)[:2] == ["was refused restoring a backup", "was refused a backup"]
    assert look_into(back_up(office, TARIQ)).made_by == TARIQ.name
    assert did(office)[0] == "made a backup"


def test_neither_key_alone_opens_it_and_what_is_inside_cannot_be_read(office: Office) -> None:
    content = backup.back_up(office, NOOR)
    assert content.startswith(b"age-encryption.org/v1\n")
    once = pyrage.decrypt(content, [x25519.Identity.from_str(KEYS[0])])
    assert once.startswith(b"age-encryption.org/v1\n")
    for key, shut in ((KEYS[0], once), (KEYS[1], content)):
        with pytest.raises(pyrage.DecryptError):
            pyrage.decrypt(shut, [x25519.Identity.from_str(key)])
    for outside in (content, once):
        assert not any(word in outside for word in (b"PK\x03\x04", b"entries", b"backup.json", NOOR.name.encode()))


def test_the_tool_age_opens_it(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "backup.age"
    file.write_bytes(backup.back_up(office, NOOR))
    for name, key in zip(("administrator", "coordinator"), KEYS, strict=True):
        (tmp_path / name).write_text(key)
        opened = tmp_path / f"opened by {name}"
        subprocess.run(["age", "-d", "-i", tmp_path / name, "-o", opened, file], check=True)
        file = opened
    assert look_into(file.read_bytes()).made_by == NOOR.name


def changed(key: str) -> str:
    """One letter of it is wrong."""
    return key[:-1] + ("Q" if key[-1] != "Q" else "P")


BOTH = "This backup opens with two keys: one of an administrator and one of a coordinator. Enter both."
NO_KEY = (
    "What was entered as the key of {} is not a key: a letter may be missing or wrong. A key starts with AGE-SECRET-KEY-1 "
    "and has 74 characters. Nothing was restored."
)
ANOTHERS = (
    "The key of {} that was entered does not open this backup. The backup may be older than the key: if so, use the key "
    "that was held at that time. Nothing was restored."
)
WRONG_KEYS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "none": ((), BOTH),
    "one": ((KEYS[0],), BOTH),
    "an empty one": ((KEYS[0], "  "), BOTH),
    "the same twice": ((KEYS[0], KEYS[0]), ANOTHERS.format("a coordinator")),
    "the other twice": ((KEYS[1], KEYS[1]), ANOTHERS.format("an administrator")),
    "a letter wrong in the first": ((changed(KEYS[0]), KEYS[1]), NO_KEY.format("an administrator")),
    "a letter wrong in the second": ((KEYS[0], changed(KEYS[1])), NO_KEY.format("a coordinator")),
    "somebody else's first": ((new_key(), KEYS[1]), ANOTHERS.format("an administrator")),
    "somebody else's second": ((KEYS[0], new_key()), ANOTHERS.format("a coordinator")),
}


@pytest.mark.parametrize("which", WRONG_KEYS)
def test_a_wrong_key_is_told_apart_and_nothing_is_written(office: Office, tmp_path: Path, which: str) -> None:
    keys, sentence = WRONG_KEYS[which]
    other = an_empty_office(tmp_path)
    before = but_for_the_audit(other)
    with pytest.raises(FileRefused) as refused:
        restore(other, NOOR, backup.back_up(office, NOOR), keys)

    assert str(refused.value) == sentence
    assert but_for_the_audit(other) == before
    assert did(other) == ["was refused restoring a backup"]


def test_a_key_as_somebody_reads_it_from_paper_opens_it(office: Office, tmp_path: Path) -> None:
    other = an_empty_office(tmp_path)
    restore(other, NOOR, backup.back_up(office, NOOR), [f" {KEYS[0].lower()}\n", f"{KEYS[1][:30]} {KEYS[1][30:]}"])
    assert but_for_the_audit(other) == but_for_the_audit(office)
    assert did(other)[0] == "restored a backup" and did(other).count("opened a backup") == 1


@pytest.mark.parametrize("length", [0, 10, 40, 200, -1])
def test_a_locked_file_that_is_damaged_is_refused(office: Office, tmp_path: Path, length: int) -> None:
    other = an_empty_office(tmp_path)
    with pytest.raises(FileRefused) as refused:
        restore(other, NOOR, backup.back_up(office, NOOR)[:length], KEYS)
    assert (
        str(refused.value) == "This is not a backup of this app, or it is damaged. Choose the file as it was "
        "downloaded."
    )
    assert is_empty(other)


def locked_for(many: int) -> bytes:
    """As age writes a file for so many people, none of whom has a key that is given here."""
    head, _, rest = pyrage.encrypt(b"x", [x25519.Identity.generate().to_public()]).partition(b"\n--- ")
    begins, stanza = head.split(b"\n", 1)[0], b"-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43
    return b"\n".join([begins, *[stanza] * many]) + b"\n--- " + rest


@pytest.mark.parametrize("many", [201, 1_000_000])
def test_a_file_locked_for_more_than_can_be_is_refused_before_a_key_is_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    tried: list[object] = []
    monkeypatch.setattr(pyrage, "decrypt", lambda *given: tried.append(given))
    with pytest.raises(CannotOpen) as problem:
        restore(an_empty_office(tmp_path), NOOR, locked_for(many), KEYS)

    assert (str(problem.value), tried) == (backup_keys.DAMAGED, [])


def test_none_is_made_while_a_side_has_no_key(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed())
    for missing, then in (
        ("an administrator and a coordinator", lambda: hold(office, NOOR, KEYS[0])),
        ("a coordinator", lambda: hold(office, ROSALIND, KEYS[1])),
    ):
        with pytest.raises(CannotBackUp) as refused:
            backup.back_up(office, NOOR)
        assert str(refused.value) == f"No backup can be made yet: {missing} must make a key first."
        then()
    assert did(office)[:2] == ["made a backup key", "made a backup key"]
    assert unlock(backup.back_up(office, NOOR), KEYS).startswith(b"PK")


def test_the_half_that_opens_is_kept_nowhere(office: Office) -> None:
    assert isinstance(office.store, Whole)
    with office.store.snapshot() as now:
        kept = repr([[*now.part(part)] for part in PARTS])
    assert "age1" in kept and "AGE-SECRET-KEY" not in kept.upper()


@pytest.mark.parametrize("who", [AMINA, DEVAN], ids=lambda who: who.role)
def test_a_key_is_for_administrators_and_coordinators(office: Office, who: Person) -> None:
    with pytest.raises(KeysDoNotFit):
        hold(office, who, new_key())


def staff(office: Office, key: str, name: str, role: str, email: str) -> Person:
    """Somebody with a row of the Staff table."""
    put(office, STAFF, key, name=name, role=role, email=email, la=LA, area="all" if role == Role.COORDINATOR else "")
    return Person(name, role, "", LA, holder=f"{STAFF} {key}")


def test_whoever_leaves_opens_no_later_backup_and_another_takes_over(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed())
    first = staff(office, "a1", "Ada Cole", Role.ADMINISTRATOR, "ada@riverside.example")
    second = staff(office, "c1", "Ciara Low", Role.COORDINATOR, "ciara@riverside.example")
    next_one = staff(office, "c2", "Cyril Moor", Role.COORDINATOR, "cyril@riverside.example")
    theirs, third = KEYS, new_key()
    hold(office, first, theirs[0])
    hold(office, second, theirs[1])
    at(office, day(5, 10))
    before = backup.back_up(office, first)

    put(office, STAFF, "c1")
    assert why_none_yet(office) == ["No backup can be made yet: a coordinator must make a key first."]
    hold(office, next_one, third)
    later = "Monday 19 October 2026"
    assert why_none_yet(office) == [
        f"No backup can be made before {later}, when the key of Cyril Moor starts to work. Existing backups still open with "
        "the keys they were made for. Until then, newer entries are only in the machine’s own copies."
    ]
    with pytest.raises(CannotBackUp) as refused:
        backup.back_up(office, first)
    assert str(refused.value) == why_none_yet(office)[0]
    at(office, day(20, 10))
    after = backup.back_up(office, first)

    assert unlock(before, theirs) and unlock(after, (theirs[0], third))
    for content, keys in ((before, (theirs[0], third)), (after, theirs)):
        with pytest.raises(CannotOpen, match="key of a coordinator that was entered"):
            unlock(content, keys)


def test_a_key_in_place_of_one_that_was_lost_counts_alone(office: Office) -> None:
    again = new_key()
    hold(office, NOOR, again)
    content = backup.back_up(office, NOOR)
    assert unlock(content, (again, KEYS[1]))
    with pytest.raises(CannotOpen, match="key of an administrator that was entered"):
        unlock(content, KEYS)


@pytest.mark.parametrize(
    ("name", "email"), [("ADA  cole", "other@riverside.example"), ("Adele Cole", "ada@riverside.example")]
)
def test_one_person_with_two_rows_never_holds_both_keys(tmp_path: Path, name: str, email: str) -> None:
    office = an_office(tmp_path, *placed())
    hold(office, staff(office, "a1", "Ada Cole", Role.ADMINISTRATOR, "ada@riverside.example"), KEYS[0])
    with pytest.raises(KeysDoNotFit, match="could open a backup alone"):
        hold(office, staff(office, "c1", name, Role.COORDINATOR, email), KEYS[1])
    assert sides_without_a_key(office) == ["a coordinator"]


def let_in(office: Office, key: str, name: str, by: str = "Noor Salim", days: int = 0) -> Person:
    """A coordinator whose row was written so many days ago."""
    person = Person(name, Role.COORDINATOR, "", LA, holder=f"{STAFF} {key}")
    values = {"name": name, "role": "coordinator", "email": f"{key}@riverside.example", "la": LA, "area": "all"}
    office.store.put(TableRow(STAFF, key, values, office.now() - timedelta(days=days), by))
    return person


@pytest.mark.parametrize("days", [0, 13, 15, 400])
def test_the_key_of_a_coordinator_counts_two_weeks_after_it_was_taken_however_long_they_are_in(
    office: Office, days: int
) -> None:
    """An administrator may let in a second person, be that person too, and wait unseen."""
    mine, before = new_key(), backup_keys.holders(office)
    made = let_in(office, "c9", "Second Self", days=days)
    hold(office, made, mine)

    assert backup_keys.holders(office) == before
    [waits] = backup_keys.waiting(office)
    assert (waits.name, waits.counts_from - waits.since >= timedelta(days=14)) == ("Second Self", True)
    with pytest.raises(CannotOpen, match="key of a coordinator that was entered"):
        unlock(backup.back_up(office, NOOR), (KEYS[0], mine))

    at(office, office.today() + timedelta(days=15))
    assert {each.name for each in backup_keys.holders(office)} - {each.name for each in before} == {"Second Self"}
    assert unlock(backup.back_up(office, NOOR), (KEYS[0], mine))


def with_a_key(office: Office, key: str, name: str) -> Person:
    """A coordinator whose key counts."""
    person = let_in(office, key, name)
    hold(office, person, new_key())
    at(office, office.today() + timedelta(days=15))
    return person


def test_a_key_in_place_of_ones_own_counts_at_once(office: Office) -> None:
    again, ciara = new_key(), with_a_key(office, "c9", "Ciara Low")
    hold(office, ciara, again)

    assert backup_keys.waiting(office) == []
    assert unlock(backup.back_up(office, NOOR), (KEYS[0], again))


CEASED: Mapping[str, Mapping[str, str]] = {
    "removed": {},
    "another role": {"role": "figures"},
    "fewer areas": {"area": "North"},
    "no areas, which lets nobody in": {"area": ""},
    "another authority": {"la": "999"},
}


@pytest.mark.parametrize("what", CEASED)
def test_whoever_ceased_to_be_what_they_were_holds_a_key_no_more_nor_when_they_are_it_again(
    office: Office, what: str
) -> None:
    """However it came about: in the app, in the spreadsheet, or between two looks at it."""
    before, ciara = holders(office), with_a_key(office, "c9", "Ciara Low")
    assert [each.name for each in holders(office)] == [*(each.name for each in before), "Ciara Low"]
    row = next(each for each in office.store.table(STAFF) if each.key == "c9")
    ceased = {**row.values, **CEASED[what]} if CEASED[what] else {}
    office.store.put(replace(row, values=ceased, changed_at=office.now()))
    office.store.put(replace(row, changed_at=office.now()))

    assert (holders(office), backup_keys.waiting(office)) == (before, [])
    hold(office, ciara, new_key())
    assert [each.name for each in backup_keys.waiting(office)] == ["Ciara Low"]


def test_a_key_that_waits_ends_with_its_row_too(office: Office) -> None:
    before = holders(office)
    let_in(office, "c9", "Ciara Low")
    hold(office, let_in(office, "c9", "Ciara Low"), new_key())
    put(office, STAFF, "c9")
    let_in(office, "c9", "Ciara Low")

    assert backup_keys.waiting(office) == []
    at(office, office.today() + timedelta(days=30))
    assert holders(office) == before


def test_a_row_that_is_removed_and_put_back_on_the_page_brings_no_key_back(office: Office) -> None:
    before = holders(office)
    with_a_key(office, "ciara@riverside.example", "Ciara Low")
    values = next(each.values for each in office.store.table(STAFF))
    remove(office, NOOR, STAFF, "ciara@riverside.example")
    assert change(office, NOOR, STAFF, "ciara@riverside.example", values, None) == {}

    assert holders(office) == before


def test_what_does_not_change_what_somebody_may_see_leaves_them_their_key(office: Office) -> None:
    with_a_key(office, "c9", "Ciara Low")
    row = next(each for each in office.store.table(STAFF) if each.key == "c9")
    for changed in ({"name": "Ciara Lowe"}, {"post": "Coordinator"}, {"role": "Coordinator"}):
        office.store.put(replace(row, values={**row.values, **changed}, changed_at=office.now()))

    assert "Ciara Low" in {each.name for each in holders(office)}


def test_whoever_is_given_the_name_of_an_administrator_stops_no_backup(office: Office) -> None:
    with_a_key(office, "c9", "Ciara Low")
    put(office, STAFF, "c9", name=NOOR.name, role="coordinator", email="c9@riverside.example", la=LA, area="all")

    assert unlock(backup.back_up(office, NOOR), KEYS)
    hold(office, TARIQ, new_key())
    assert "Tariq Mensah" in {each.name for each in holders(office)}


def test_a_key_that_waits_is_refused_by_another_and_never_counts(office: Office) -> None:
    made = let_in(office, "c9", "Second Self")
    hold(office, made, new_key())
    [waits] = backup_keys.waiting(office)
    for person in (made, AMINA):
        with pytest.raises(KeysDoNotFit, match="your own"):
            backup_keys.refuse(office, person, waits.locks)
    backup_keys.refuse(office, TARIQ, waits.locks)

    assert backup_keys.waiting(office) == []
    assert did(office)[0] == "refused a backup key"
    at(office, office.today() + timedelta(days=30))
    assert "Second Self" not in {each.name for each in backup_keys.holders(office)}


def test_the_key_of_somebody_whose_account_was_changed_counts_until_the_new_one_does(office: Office) -> None:
    """Whoever lets people in may write their own address into a colleague's row, and wait unseen."""
    old, new = new_key(), new_key()
    hold(office, let_in(office, "c9", "Ciara Low"), old)
    at(office, office.today() + timedelta(days=15))
    row = next(each for each in office.store.table(STAFF) if each.key == "c9")
    values = {**row.values, "email": "noor@riverside.example"}
    office.store.put(replace(row, values=values, changed_at=office.now()))
    at(office, office.today() + timedelta(days=15))
    hold(office, Person("Ciara Low", Role.COORDINATOR, "", LA, holder=f"{STAFF} c9"), new)

    content = backup.back_up(office, NOOR)
    assert unlock(content, (KEYS[0], old))
    with pytest.raises(CannotOpen):
        unlock(content, (KEYS[0], new))


def test_the_first_coordinator_of_a_site_holds_a_key_at_once_and_nobody_who_only_says_so(tmp_path: Path) -> None:
    office = an_office(tmp_path, today=datetime.now(ENGLAND).date())
    let_first_in(office.store, "rosa@riverside.example", "Rosa Hill", LA)
    first = Person("Rosa Hill", Role.COORDINATOR, "", LA, holder=f"{STAFF} rosa@riverside.example")
    hold(office, first, new_key())
    hold(office, let_in(office, "c9", "Second Self", by="the first start", days=1), new_key())

    assert [each.name for each in backup_keys.holders(office)] == ["Rosa Hill"]
    assert [each.name for each in backup_keys.waiting(office)] == ["Second Self"]


def test_nobody_made_up_holds_a_key_of_true_entries(tmp_path: Path) -> None:
    office = an_empty_office(tmp_path, StorePurpose.TRUE_ENTRIES)
    hold(office, NOOR, KEYS[0])
    hold(office, ROSALIND, KEYS[1])
    assert sides_without_a_key(office) == ["an administrator", "a coordinator"]


def test_a_key_that_cannot_be_read_stops_nothing(office: Office) -> None:
    put(office, BACKUP_KEYS, "age1nonsense", whose="Staff x", name="X", role=Role.ADMINISTRATOR)
    put(office, BACKUP_KEYS, str(x25519.Identity.generate().to_public()), whose="Staff y")
    assert [each.name for each in holders(office)] == [NOOR.name, ROSALIND.name]
    assert look_into(back_up(office, NOOR)).made_by == NOOR.name


@pytest.mark.parametrize("role", ["coordinator", "Administrator"])
def test_where_several_authorities_work_nobody_has_the_cases_of_all(office: Office, role: str) -> None:
    put(office, STAFF, "o@other.example", name="Olu Adams", role=role, la="206", area="all")
    for person in (NOOR, TARIQ, Person("Olu Adams", Role.ADMINISTRATOR, "", "206")):
        with pytest.raises(CannotBackUp) as refused:
            backup.back_up(office, person)
        assert str(refused.value) == backup.SEVERAL
        with pytest.raises(FileRefused):
            backup.restore(office, person, b"", KEYS)
    put(office, STAFF, "o@other.example")
    assert look_into(back_up(office, NOOR)).made_by == NOOR.name


def test_an_authority_whose_cases_are_here_is_asked_of_too(office: Office) -> None:
    assert backup.may_back_up(office, NOOR)
    assert not backup.may_back_up(office, Person("Olu Adams", Role.ADMINISTRATOR, "", "206"))


@pytest.mark.parametrize("who", [TARIQ, NOOR])
def test_nobody_gives_a_logo_to_a_school_of_another_authority(office: Office, who: Person) -> None:
    put(office, SCHOOLS, HOME, name="Oakfield School", la="206")
    put(office, STAFF, "o@other.example", name="Olu Adams", role="coordinator", la="206", area="all")
    assert HOME not in [each.urn for each in own_templates.schools_of(office, who)]
