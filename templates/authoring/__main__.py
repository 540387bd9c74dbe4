"""Writes every template into `templates/`; where a wording is wrong, says where and writes none."""

import sys

from templates.authoring.faults import faults
from templates.authoring.write import PAPERS, SHEETS, TEMPLATES, papers, sheets, written

if found := faults():
    sys.exit("\n".join((*found, "No template was written.")))
for name, content in written().items():
    (TEMPLATES / name).write_bytes(content)
for name, content in sheets().items():
    (SHEETS / name).write_bytes(content)
for name, content in papers().items():
    (PAPERS / name).write_bytes(content)
