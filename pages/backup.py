"""Everything as one file, and back into an empty site."""

import streamlit as st

from casework.keeping.backup import may_back_up
from ui import backups
from ui.shell import go, page

visit = page.begin("Backup", roles=go.BACKUP.roles)
if not may_back_up(visit.person):
    page.refuse("A backup is for an administrator, or for a coordinator of the whole authority.")

st.title("Backup", anchor=False)
backups.make(visit)
backups.restore(visit)
