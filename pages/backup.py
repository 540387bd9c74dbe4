"""Whose keys open a backup, everything as one file, and back into an empty site."""

import streamlit as st

from casework.keeping.backup import may_back_up
from ui import backups
from ui.shell import go, page

visit = page.begin("Backup", roles=go.BACKUP.roles)

st.title("Backup", anchor=False)
backups.keys(visit)
if may_back_up(visit.office, visit.person):
    backups.make(visit)
    backups.restore(visit)
else:
    backups.why_none(visit)
