"""Writes the Word templates: the wording of each letter, and the look they share. Run `python -m templates.authoring`."""
