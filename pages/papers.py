"""Papers about this site, filled in: for data protection, for schools and for families."""

import streamlit as st

from ui import papers
from ui.shell import go, page

visit = page.begin("Papers", roles=go.PAPERS.roles)

st.title("Papers", anchor=False)
papers.how_it_runs()
papers.to_download(visit)
