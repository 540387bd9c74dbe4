"""Entries kept in a Google spreadsheet, beside the people who edit it. docs/adr says why; `store.py` is the way in.

From plain to talking: `cells` and `headings` know one value and one row of headings; `tabs` what is written where;
`lines`, `writing` and `assembling` turn entries into rows and back; `finding` and `judging` make sense of what a
spreadsheet holds now; `faults` is what a person should put right; `transport`, `keeper` and `set_up` talk to Google.
"""
