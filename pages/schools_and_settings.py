"""The authority's settings tables: schools, people with accounts, areas, term dates, settings. Change them here or in the sheet."""

import streamlit as st

from record.tables import SCHOOLS, TERM_DATES
from ui import go, page
from ui.settings_tables import listing, row

visit = page.begin("Schools and settings", roles=go.SETTINGS.roles)

st.title("Schools and settings", anchor=False)
listing.put_right(visit)
table = listing.chosen()
if table.name == SCHOOLS:
    go.link(go.IMPORT_SCHOOLS, "Bring in schools from the national register")
if table.name == TERM_DATES:
    go.link(go.IMPORT_TERMS, "Bring in term dates from a calendar file")
found = listing.found(visit, table)
row.one(visit, table, found)
listing.rows(table, found)
