"""Writes every template into `templates/`."""

from templates.authoring.write import SHEETS, TEMPLATES, sheets, written

for name in written():
    (TEMPLATES / name).write_bytes(written()[name])
for name in sheets():
    (SHEETS / name).write_bytes(sheets()[name])
