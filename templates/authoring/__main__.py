"""Writes every template into `templates/`."""

from templates.authoring.write import TEMPLATES, written

for name in written():
    (TEMPLATES / name).write_bytes(written()[name])
