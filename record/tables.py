"""The settings tables of an authority, by name."""

from __future__ import annotations

SCHOOLS, STAFF, SETTINGS, TERM_DATES = "Schools", "Staff", "Settings", "Term dates"
AREAS, QUESTIONS = "Areas", "Questions"
TABLES = (SCHOOLS, STAFF, SETTINGS, TERM_DATES, AREAS, QUESTIONS)
BECAME = "became"
"""The column of the Schools table that holds the URN of the school a closed one became."""
