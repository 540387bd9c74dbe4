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
    "The file holds every case in full. It opens only with two keys: one held by an administrator and one by a "
    "coordinator. Delete it once you have a newer one. It does not record who is signed in at the moment."
)
TWO_KEYS = (
    "A backup opens with two keys, one held by an administrator and one by a coordinator, so nobody can open it alone. "
    "Each person makes their own key and keeps it where nobody else can read it: on paper in a sealed envelope, or in "
    "a password manager. Never keep a key with the backups. The site does not store these keys: it can lock a backup "
    "but cannot open one."
)
WRITE_IT_DOWN = (
    "This is your key. It is shown only once. Write it down or copy it into your password manager now: you will need "
    "it when a backup is restored."
)
ANOTHER_KEY = (
    "You hold a key. Make another only if you lost this one or someone else read it. The new key opens backups made "
    "after it. Earlier backups still open with your old key: keep it until they are deleted."
)
WHEN_SOMEBODY_LEAVES = (
    "When one of these people leaves, the next person makes a key, you make a new backup, and you delete the older "
    "ones. Until then the older ones still need the leaver’s key. A coordinator’s key works from two weeks after it "
    "was made, so two coordinators should hold one, or the next should make theirs before the last one leaves. Anyone "
    "who is removed from the Staff table, or whose role or areas change, no longer holds a key, even if they come back."
)
COUNTS_FROM = (
    "Your key will work from {day}. Until then, the other coordinators and the administrators are told about it and "
    "can refuse it."
)


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
                f"**{plain(each.name)}** made a backup key. It works from "
                f"{full_day(each.counts_from.astimezone(ENGLAND).date())}. If you do not know them, refuse it."
            )
            go.link(go.BACKUP, "Backup")


def _one_that_waits(visit: Visit, each: KeyHolder) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        day = full_day(each.counts_from.astimezone(ENGLAND).date())
        st.markdown(plain(f"{each.name}, {each.role}: works from {day}"), width="content")
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
    if not st.button("I have written it down. Use it from now on", type="primary"):
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
        blocks.quiet("You can download it for 15 minutes.")


def restore(visit: Visit) -> None:
    """A file to restore, where there is nothing yet that it could be mixed with."""
    st.header("Restore a backup", anchor=False)
    if told := session.kept(_RESTORED, BackupSummary):
        _restored(told)
        return
    if not backup.is_empty(visit.office):
        blocks.quiet("This site already holds cases. You can only restore a backup into an empty site.")
        return
    file = uploads.box("Backup (.age)", ["age"], "backup", backup.BACKUP.megabytes)
    content = file[0] if file else b""
    given = _asked_for_keys()
    if not st.button("Restore it", disabled=not content):
        return
    bar = st.progress(0.0, "Checking that it is complete")
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
        f"Everything of the backup of {full_day(told.made_at.date())} has been restored and checked against the file: "
        "they match."
    )
    blocks.table({"Part": list(told.parts), "Records": [f"{count:,}" for count, _ in told.parts.values()]})
