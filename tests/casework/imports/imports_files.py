"""Files as the national register of schools gives them, for tests and for the benchmark; every school in them is made up."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

HEADINGS = (
    *("URN", "LA (code)", "LA (name)", "EstablishmentNumber", "EstablishmentName", "TypeOfEstablishment (name)"),
    *("EstablishmentStatus (name)", "OpenDate", "CloseDate", "PhaseOfEducation (name)", "StatutoryLowAge"),
    *("StatutoryHighAge", "Gender (name)", "Street", "Locality", "Address3", "Town", "County (name)", "Postcode"),
    *("SchoolWebsite", "TelephoneNum", "HeadTitle (name)", "HeadFirstName", "HeadLastName", "HeadPreferredJobTitle"),
)
A_SCHOOL: Mapping[str, str] = {
    "URN": "100001",
    "LA (code)": "205",
    "LA (name)": "Riverside",
    "EstablishmentNumber": "4001",
    "EstablishmentName": "Oakfield School",
    "TypeOfEstablishment (name)": "Community school",
    "EstablishmentStatus (name)": "Open",
    "PhaseOfEducation (name)": "Secondary",
    "Street": "12 Orchard Lane",
    "Town": "Riverside",
    "Postcode": "RV1 2AB",
    "TelephoneNum": "01632960123",
    "HeadTitle (name)": "Mr",
    "HeadFirstName": "Tunde",
    "HeadLastName": "Okafor",
    "HeadPreferredJobTitle": "Headteacher",
}


def school(**instead: str) -> Mapping[str, str]:
    """A row of the register: `school(urn="100002", name="Northgate Academy", status="Closed")`."""
    names = {
        "urn": "URN",
        "la": "LA (code)",
        "number": "EstablishmentNumber",
        "name": "EstablishmentName",
        "sort": "TypeOfEstablishment (name)",
        "status": "EstablishmentStatus (name)",
        "closed": "CloseDate",
        "phase": "PhaseOfEducation (name)",
        "head": "HeadLastName",
        "phone": "TelephoneNum",
        "street": "Street",
    }
    return {**A_SCHOOL, **{names[key]: value for key, value in instead.items()}}


def register_file(
    *schools: Mapping[str, str], headings: Sequence[str] = HEADINGS, encoding: str = "cp1252", delimiter: str = ","
) -> bytes:
    """The file of all establishments."""
    written = io.StringIO()
    table = csv.DictWriter(written, headings, extrasaction="ignore", restval="", delimiter=delimiter)
    table.writeheader()
    table.writerows(schools)
    return written.getvalue().encode(encoding)


def links_file(*links: tuple[str, str, str]) -> bytes:
    """The file of links: URN, its successor or predecessor, which of the two."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(("URN", "LinkURN", "LinkName", "LinkType", "LinkEstablishedDate"))
    table.writerows((urn, other, "", sort, "") for urn, other, sort in links)
    return written.getvalue().encode("cp1252")
