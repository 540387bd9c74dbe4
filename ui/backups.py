"""Draws the backup: a file of everything to keep, and a file to restore into a site that is still empty."""

from __future__ import annotations

import streamlit as st

from casework.keeping import backup
from casework.keeping.backup import BackupSummary, CannotRestore
from record.words import full_day
from ui import blocks
from ui.markup import plain
from ui.shell import kept_files, session
from ui.shell.downloads import BACKUP
from ui.shell.page import Visit

_MADE, _RESTORED = "a backup just made", "a backup just restored"
LARGEST = 100
"""Megabytes of an upload; a larger one is restored from the command line."""
KEEP_IT = (
    "The file holds every case in full. Keep it where only those may open it who may open every case, and delete it when a "
    "newer one is there. Who is signed in just now is not in it."
)


def make(visit: Visit) -> None:
    """A button, then the file."""
    st.header("Make a backup", anchor=False)
    st.markdown(KEEP_IT)
    if st.button("Make a backup", type="primary"):
        bar = st.progress(0.0, "Gathering everything")
        content = backup.back_up(
            visit.office, visit.person, lambda part, done: bar.progress(done, f"Gathering: {part}")
        )
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
    file = st.file_uploader("Backup (.zip)", type=["zip"], key="backup", max_upload_size=LARGEST)
    if not (st.button("Restore it", disabled=file is None) and file):
        return
    bar = st.progress(0.0, "Looking whether it is whole")
    try:
        told = backup.restore(
            visit.office, visit.person, file.getvalue(), lambda part, done: bar.progress(done, f"Restoring: {part}")
        )
    except CannotRestore as problem:
        bar.empty()
        st.error(plain(str(problem)))
        return
    session.keep(_RESTORED, told)
    st.rerun()


def _restored(told: BackupSummary) -> None:
    st.success(
        f"Everything of the backup of {full_day(told.made_at.date())} is here, and was held beside the file: equal."
    )
    st.table({"Part": list(told.parts), "Records": [f"{count:,}" for count, _ in told.parts.values()]})
