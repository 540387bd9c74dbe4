"""Everything as a workbook: written, given back, and what it says otherwise."""
