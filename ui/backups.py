"""Draws the backup: whose keys open it, a file of everything to keep, and a file to restore into a site that is still empty."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from casework.desk.last_look import whose
from casework.keeping import backup, backup_keys
from casework.keeping.backup import BackupSummary, CannotBackUp
from casework.keeping.backup_keys import KeyHolder, KeysDoNotFit
from record.apart import FileRefused
from record.words import ENGLAND, full_day
from ui import blocks, uploads
from ui.markup import plain
from ui.shell import go, kept_files, session
from ui.shell.downloads import BACKUP
from ui.shell.page import Visit

_MADE, _RESTORED, _NEW_KEY = "a backup just made", "a backup just restored", "a key of backups just made"
KEEP_IT = (
    "The file holds every case in full, and opens only with two keys: one of an administrator and one of a coordinator. "
    "Delete it when a newer one is there. Who is signed in just now is not in it."
)
TWO_KEYS = (
    "A backup opens with one key of an administrator and one key of a coordinator, so that nobody can open it alone. Each "
    "person makes their own key and keeps it where no other person reads it, on paper in a sealed envelope or in a password "
    "manager, and never beside the backups. The site does not keep it: it can lock with it, not open."
)
WRITE_IT_DOWN = (
    "This is your key. It is shown this once. Write it down or copy it into your password manager now; whoever restores a "
    "backup will ask you for it."
)
ANOTHER_KEY = (
    "You hold a key. Make another only if this one was lost or somebody else read it. It opens the backups made from then on. "
    "Those made before still open with the key you had: keep it until they are deleted."
)
WHEN_SOMEBODY_LEAVES = (
    "When somebody of these leaves: the next person makes a key, a new backup is made, and the older ones are deleted. "
    "Until then the older ones still ask for the key of whoever left. A coordinator’s key counts two weeks after it was made, so "
    "two coordinators hold one, or the next makes theirs before the last one leaves. Whoever is taken out of the Staff table, "
    "or may do something else from then on, holds a key no more, also when they come back."
)
COUNTS_FROM = "Your key will count from {day}: the other coordinators and the administrators are told meanwhile, and may refuse it."


def keys(visit: Visit) -> None:
    """Who holds a key, and one's own."""
    st.header("Keys", anchor=False)
    st.markdown(TWO_KEYS)
    held = backup_keys.holders(visit.office)
    for each in held:
        st.markdown(plain(f"{each.name}, {each.role}: since {full_day(each.since.date())}"))
    if held:
        blocks.quiet(WHEN_SOMEBODY_LEAVES)
    for each in backup_keys.waiting(visit.office):
        _one_that_waits(visit, each)
    for why in backup_keys.why_none_yet(visit.office):
        st.warning(plain(why))
    _own_key(visit, has_one=any(each.whose == whose(visit.person) for each in held))


def tell_of_waiting_keys(visit: Visit) -> None:
    """Where everybody on the coordinators' side looks: who is about to hold a key."""
    for each in backup_keys.waiting(visit.office):
        with st.container(border=True, key=f"waits {each.locks}"):
            st.markdown(
                f"**{plain(each.name)}** took a key of backups. It counts from "
                f"{full_day(each.counts_from.astimezone(ENGLAND).date())}. If you do not know them, refuse it."
            )
            go.link(go.BACKUP, "Backup")


def _one_that_waits(visit: Visit, each: KeyHolder) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        day = full_day(each.counts_from.astimezone(ENGLAND).date())
        st.markdown(plain(f"{each.name}, {each.role}: counts from {day}"), width="content")
        if each.whose != whose(visit.person) and st.button("Refuse this key", key=f"refuse {each.locks}"):
            backup_keys.refuse(visit.office, visit.person, each.locks)
            st.rerun()


def _own_key(visit: Visit, *, has_one: bool) -> None:
    if key := session.kept(_NEW_KEY, str):
        _told_once(visit, key)
        return
    if has_one:
        blocks.quiet(ANOTHER_KEY)
    counts_from = backup_keys.would_count_from(visit.office, visit.person)
    if counts_from > visit.office.now():
        blocks.quiet(COUNTS_FROM.format(day=full_day(counts_from.astimezone(ENGLAND).date())))
    if st.button("Make another key" if has_one else "Make my key"):
        session.keep(_NEW_KEY, backup_keys.new_key())
        st.rerun()


def _told_once(visit: Visit, key: str) -> None:
    st.markdown(WRITE_IT_DOWN)
    st.code(key, language=None, wrap_lines=True)
    if not st.button("I have written it down: use it from now on", type="primary"):
        return
    try:
        backup_keys.hold(visit.office, visit.person, key)
    except KeysDoNotFit as problem:
        st.error(plain(str(problem)))
        return
    session.forget(_NEW_KEY)
    st.rerun()


def why_none(visit: Visit) -> None:
    """For whoever makes none here."""
    blocks.quiet(backup.why_not(visit.office, visit.person))


def make(visit: Visit) -> None:
    """A button, then the file."""
    st.header("Make a backup", anchor=False)
    st.markdown(KEEP_IT)
    is_ready = not backup_keys.sides_without_a_key(visit.office)
    if st.button("Make a backup", type="primary", disabled=not is_ready):
        bar = st.progress(0.0, "Gathering everything")
        try:
            content = backup.back_up(
                visit.office, visit.person, lambda part, done: bar.progress(done, f"Gathering: {part}")
            )
        except CannotBackUp as problem:
            st.error(plain(str(problem)))
            return
        finally:
            bar.empty()
        session.keep(_MADE, f"{BACKUP.at(number=kept_files.keep(content, visit.person))} {len(content)}")
    if made := session.kept(_MADE, str):
        address, size = made.split()
        blocks.letter_link(address, f"Download the backup ({max(int(size) // 1000, 1):,} kB)")
        blocks.quiet("It can be downloaded for a quarter of an hour.")


def restore(visit: Visit) -> None:
    """A file to restore, where there is nothing yet that it could be mixed with."""
    st.header("Restore a backup", anchor=False)
    if told := session.kept(_RESTORED, BackupSummary):
        _restored(told)
        return
    if not backup.is_empty(visit.office):
        blocks.quiet("This site holds cases already. A backup is restored into a site with an empty store.")
        return
    file = uploads.box("Backup (.age)", ["age"], "backup", backup.BACKUP.megabytes)
    content = file[0] if file else b""
    given = _asked_for_keys()
    if not st.button("Restore it", disabled=not content):
        return
    bar = st.progress(0.0, "Looking whether it is whole")
    try:
        told = backup.restore(
            visit.office, visit.person, content, given, lambda part, done: bar.progress(done, f"Restoring: {part}")
        )
    except FileRefused as problem:
        bar.empty()
        st.error(plain(str(problem)))
        return
    session.keep(_RESTORED, told)
    st.rerun()


def _asked_for_keys() -> Sequence[str]:
    """The keys as typed, in the order in which they open the file."""
    return [
        st.text_input(f"Key of {side}", type="password", key=f"key of {side}", autocomplete="off") or ""
        for side in backup_keys.SIDES.values()
    ]


def _restored(told: BackupSummary) -> None:
    st.success(
        f"Everything of the backup of {full_day(told.made_at.date())} is here, and was held beside the file: equal."
    )
    blocks.table({"Part": list(told.parts), "Records": [f"{count:,}" for count, _ in told.parts.values()]})
