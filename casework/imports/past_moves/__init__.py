"""Past moves brought in from a spreadsheet of an authority’s own."""
