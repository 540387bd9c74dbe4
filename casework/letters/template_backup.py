"""An authority's own templates and logos as one zip to keep: a sheet store has them in its local file alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from casework.forms.drafts import NotYours
from casework.keeping.sheet.spreadsheet import sheet_of
from casework.letters.zips import MADE_AT
from casework.reading.office import Office
from casework.reading.template_versions import TEMPLATES, versions
from letters.catalogue import LETTERS
from record.person import Person


def is_kept_here_alone(office: Office) -> bool:
    """Whether templates and logos are in the local file alone, while everything else is in a spreadsheet too."""
    return sheet_of(office) is not None


def backup(office: Office, person: Person) -> bytes:
    """Every sound template that was given and every logo, named so that each can be given again. Raises NotYours, StoreError."""
    if not person.is_coordinator:
        raise NotYours
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as folder:
        for name, file in (*_templates(office), *_logos(office)):
            folder.writestr(zipfile.ZipInfo(name, MADE_AT), file)
    return content.getvalue()


def _templates(office: Office) -> Iterator[tuple[str, bytes]]:
    rows = office.store.table(TEMPLATES)
    for letter in LETTERS:
        for each in versions(rows, letter.id):
            if each.is_sound:
                in_use = ", in use" if each.is_in_use else ""
                yield f"{each.language or 'English'}/{letter.title}, version {each.number}{in_use}.docx", each.content


def _logos(office: Office) -> Iterator[tuple[str, bytes]]:
    for school in office.authority.others(""):
        if school.logo:
            yield f"Logos/{school.urn}.png", school.logo
