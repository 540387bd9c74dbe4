"""The authority's settings tables: schools, people with accounts, areas, term dates, settings. Change them here or in the sheet."""

import streamlit as st

from record.tables import SCHOOLS, TERM_DATES
from ui import settings_tables
from ui.shell import go, page

visit = page.begin("Settings", roles=go.SETTINGS.roles)

st.title("Settings", anchor=False)
settings_tables.put_right(visit)
table = settings_tables.chosen()
if table.name == SCHOOLS:
    go.link(go.IMPORT_SCHOOLS, "Import schools from the national register")
if table.name == TERM_DATES:
    go.link(go.IMPORT_TERMS, "Import term dates from a calendar file")
found = settings_tables.found(visit, table)
settings_tables.one(visit, table, found)
settings_tables.rows(table, found)
