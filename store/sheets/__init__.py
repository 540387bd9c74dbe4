"""Entries kept in a Google spreadsheet, beside the people who edit it. docs/adr says why; `store.py` is the way in.

From talking to plain: `google/` sends requests; `layout/` knows what stands where and turns entries into rows and back;
`sync/` makes sense of what the spreadsheet holds now, and keeps it and this computer the same.
"""
