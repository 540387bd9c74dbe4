"""Everything a coordinator may see as a workbook, to edit in Excel or LibreOffice and give back."""

import streamlit as st

from ui import workbooks
from ui.shell import go, page

visit = page.begin("Workbook", roles=go.WORKBOOK.roles)

st.title("Workbook", anchor=False)
st.markdown(
    "Your cases and settings as an Excel workbook with the tabs of the spreadsheet. Correct it in Excel or LibreOffice "
    "and upload it: you see each change, and what the rules say about it, before anything is applied. A new row with a "
    "case’s reference adds a form to that case. Deleting a row has no effect."
)
go.link(go.IMPORT_MOVES, "Import moves from a spreadsheet of your own")
workbooks.download(visit)
workbooks.given_back(visit)
