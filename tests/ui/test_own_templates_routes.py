"""Letter templates and logos as one zip to keep: for coordinators, and each file can be given again."""

from __future__ import annotations

import io
import zipfile
from dataclasses import asdict
from pathlib import Path

from PIL import Image
from starlette.applications import Starlette

from casework.letters.own_templates import ask_for, give, keep_logo
from casework.reading.office import Office
from letters.catalogue import BY_ID
from record.person import Person
from tests.casework.letters.letter_cases import AMINA, DEVAN, ROSALIND, an_office
from tests.record.a_case import HOME
from tests.ui.visitor import Answer, Visitor
from ui.shell.downloads import ALL_TEMPLATES
from ui.shell.handing_out import routes
from ui.sign_in import ticket

VIEWS = BY_ID["pupil_views"]


def asked_by(office: Office, person: Person | None) -> Answer:
    site = Visitor(Starlette(routes=routes(lambda: office)))
    if person:
        site.cookies[ticket.COOKIE] = ticket.issue(office.store, {**asdict(person), "areas": list(person.areas)})
    return site.get(ALL_TEMPLATES.at())


def test_every_template_and_logo_is_in_the_zip_and_can_be_given_again(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    drawn = io.BytesIO()
    Image.new("RGB", (40, 20), "navy").save(drawn, "PNG")
    version, _ = give(office, ROSALIND, VIEWS.id, VIEWS.template.read_bytes())
    ask_for(office, ROSALIND, version)
    give(office, ROSALIND, VIEWS.id, VIEWS.template.read_bytes(), "Polish")
    keep_logo(office, ROSALIND, HOME, drawn.getvalue())
    folder = zipfile.ZipFile(io.BytesIO(asked_by(office, ROSALIND).content))

    assert sorted(folder.namelist()) == [
        "English/Pupil’s views sheet, version 1, in use.docx",
        f"Logos/{HOME}.png",
        "Polish/Pupil’s views sheet, version 2.docx",
    ]
    again, found = give(office, ROSALIND, VIEWS.id, folder.read(folder.namelist()[0]))
    assert not found.faults and again.content == version.content
    keep_logo(office, ROSALIND, HOME, folder.read(f"Logos/{HOME}.png"))


def test_nobody_but_a_coordinator_gets_it(tmp_path: Path) -> None:
    office = an_office(tmp_path)

    assert [asked_by(office, person).status_code for person in (AMINA, DEVAN, None)] == [404] * 3
