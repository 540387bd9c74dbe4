"""Transfer files of many makers' shapes: who of the contacts is a parent, attendance over several schools, spells, years, encodings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from casework.imports import children as given
from casework.imports.child import Child
from casework.imports.transfer_file import children
from tests.casework.imports.ctf import UPN, transfer_file

TODAY = date(2026, 12, 10)


def pupil(*parts: str, basic: str = "", upn: str = UPN, dob: str = "2012-03-14", sex: str = "M") -> str:
    """A child with these parts."""
    return (
        f"<Pupil><UPN>{upn}</UPN><Surname>Adeyemi</Surname><Forename>Tomi</Forename><DOB>{dob}</DOB><Sex>{sex}</Sex>"
        f"<BasicDetails>{basic}</BasicDetails>{''.join(parts)}</Pupil>"
    )


def contact(order: str, name: str, relation: str, responsible: str, *more: str) -> str:
    """One contact; what is empty is not told."""
    told = {"Order": order, "Surname": name, "Relationship": relation, "Responsibility": responsible}
    return (
        f"<Contact>{''.join(f'<{tag}>{text}</{tag}>' for tag, text in told.items() if text)}{''.join(more)}</Contact>"
    )


def contacts(*those: str) -> str:
    return f"<Contacts>{''.join(those)}</Contacts>"


def year(began: str, possible: str, attended: str, *more: str) -> str:
    """One record of attendance."""
    start = f"<AttendSessions><AttendanceStartDate>{began}</AttendanceStartDate></AttendSessions>" if began else ""
    return (
        f"<YearData><Year>2026</Year><SessionsPossible>{possible}</SessionsPossible><SessionsAttended>{attended}</SessionsAttended>"
        f"{start}{''.join(more)}</YearData>"
    )


def attendance(*those: str) -> str:
    return f"<Attendance>{''.join(those)}</Attendance>"


def meals(*spells: tuple[str, str]) -> str:
    """Spells of free meals: begin and end."""
    told = "".join(
        f"<FSMinstance><FSMstartDate>{begin}</FSMstartDate>{f'<FSMendDate>{end}</FSMendDate>' if end else ''}</FSMinstance>"
        for begin, end in spells
    )
    return f"<FSMhistory>{told}</FSMhistory>"


def the_child(*parts: str, **more: Any) -> Child:
    (found,) = children(transfer_file(pupil(*parts, **more)), TODAY)
    return found


def no(name: str, why: str) -> str:
    return f"Not taken as a parent: {name} ({why})."


MUM = contact("1", "Mum", "PAM", "true")
PEOPLE: dict[str, tuple[Sequence[str], list[tuple[str, str | None, bool | None]], list[str]]] = {
    "professionals": (
        [MUM, contact("2", "Gp", "DOC", "false"), contact("3", "Minder", "CHM", "false"), contact("4", "Worker", "SWR", "false")],
        [("Mum", "Mother", True)],
        [no("Gp", "doctor, no parental responsibility"), no("Minder", "childminder, no parental responsibility"), no("Worker", "social worker, no parental responsibility")],
    ),
    "a neighbour and a grandmother": (
        [MUM, contact("2", "Next", "OTH", "false"), contact("3", "Gran", "REL", "false")],
        [("Mum", "Mother", True)],
        [no("Next", "other contact, no parental responsibility"), no("Gran", "other relative, no parental responsibility")],
    ),
    "a grandmother with responsibility": ([contact("1", "Gran", "REL", "true")], [("Gran", "Other relative", True)], []),
    "a mother without responsibility": ([contact("1", "Mum", "PAM", "false")], [("Mum", "Mother", False)], []),
    "a stepfather": ([MUM, contact("2", "Step", "STF", "0")], [("Mum", "Mother", True), ("Step", "Stepfather", False)], []),
    "a doctor with a tick": ([MUM, contact("2", "Gp", "DOC", "1")], [("Mum", "Mother", True)], [no("Gp", "doctor, parental responsibility")]),
    "a mother tenth": (
        [*(contact(str(n), f"C{n}", "OTH", "false") for n in range(1, 10)), contact("10", "Mum", "PAM", "true")],
        [("Mum", "Mother", True)],
        [no(f"C{n}", "other contact, no parental responsibility") for n in range(1, 10)],
    ),
    "in another order than they are written": (
        [contact("2", "Dad", "PAF", "true"), contact("1", "Mum", "PAM", "true")],
        [("Mum", "Mother", True), ("Dad", "Father", True)],
        [],
    ),
    "responsibility before order": (
        [contact("1", "Step", "STF", "false"), contact("2", "Mum", "PAM", "true")],
        [("Mum", "Mother", True), ("Step", "Stepfather", False)],
        [],
    ),
    "without any order": ([contact("", "Mum", "PAM", "true"), contact("", "Dad", "PAF", "true")], [("Mum", "Mother", True), ("Dad", "Father", True)], []),
    "the relationship in words": (
        [contact("1", "A", "Mother", "Yes"), contact("2", "B", "Dad", ""), contact("3", "C", "GP", "")],
        [("A", "Mother", True), ("B", "Father", None)],
        [no("C", "doctor, parental responsibility not told")],
    ),
    "neither relationship nor responsibility": ([contact("1", "Who", "", "")], [], [no("Who", "no relationship told, parental responsibility not told")]),
    "a relationship that nobody knows": ([contact("1", "Aunt", "Aunt", "false")], [], [no("Aunt", "aunt, no parental responsibility")]),
    "a social worker who has it for the authority": ([contact("1", "Council", "SWR", "true")], [("Council", "Social worker", True)], []),
    "foster carers": ([contact("1", "F", "FOM", "false"), contact("2", "G", "Foster carer", "false")], [("F", "Foster mother", False), ("G", "Carer", False)], []),
    "the same one twice": ([MUM, contact("2", "Mum", "PAM", "true")], [("Mum", "Mother", True)], []),
    "more than there is room for": (
        [contact(str(n), f"P{n}", "CAR", "true") for n in range(1, 10)],
        [(f"P{n}", "Carer", True) for n in range(1, 9)],
        ["Not taken, because a referral has room for 8 parents and carers: P9 (carer, parental responsibility)."],
    ),
    "nobody": ([], [], []),
}  # fmt: skip


@pytest.mark.parametrize("name", PEOPLE)
def test_parents_are_whom_the_file_makes_parents(name: str) -> None:
    those, right, left = PEOPLE[name]
    child = the_child(contacts(*those))
    assert [(each.name, each.relationship, each.has_responsibility) for each in child.known.parents] == right
    assert list(child.left) == left


A_TERM = year("2026-09-02", "60", "20")
TIMES: dict[str, tuple[Sequence[str], tuple[float | None, float | None], list[str]]] = {
    "two schools of one year": ([A_TERM, year("2026-10-20", "20", "20")], (50.0, None), []),
    "two schools last year": ([year("2025-09-01", "200", "150"), year("2026-02-01", "100", "90")], (None, 80.0), []),
    "the same record twice": ([A_TERM, A_TERM], (33.3, None), []),
    "years long ago": ([year("2019-09-01", "380", "100"), A_TERM], (33.3, None), []),
    "without a first day": ([year("", "60", "20")], (None, None), ["Attendance: a record does not say on which day it begins. Write it in yourself."]),
    "more attended than possible": ([year("2026-09-02", "20", "60")], (None, None), ["Attendance: a record from 2 September 2026 has more sessions attended (60) than possible (20). Write it in yourself."]),
    "no number": ([year("2026-09-02", "lots", "60")], (None, None), ["Attendance: a record from 2 September 2026 has “lots” possible sessions and “60” attended. Write it in yourself."]),
    "a day as people write it": ([year("02/09/2026", "60", "45")], (75.0, None), []),
    "nothing possible yet": ([year("2026-09-02", "0", "0"), year("2026-09-20", "10", "9")], (90.0, None), ["Attendance: a record from 2 September 2026 has “0” possible sessions and “0” attended. Write it in yourself."]),
}  # fmt: skip


@pytest.mark.parametrize("name", TIMES)
def test_attendance_counts_every_school_of_a_year(name: str) -> None:
    those, right, left = TIMES[name]
    child = the_child(attendance(*those))
    assert (child.known.attendance_this_year, child.known.attendance_last_year) == right
    assert list(child.left) == left


SAID: dict[str, tuple[Child, dict[str, Any], list[str]]] = {
    "a spell of meals that ends later": (the_child(meals(("2024-09-01", "2027-03-31"))), {"has_free_meals": True}, []),
    "a spell that is over": (the_child(meals(("2024-09-01", "2026-03-31"))), {"has_free_meals": False}, []),
    "a spell that is over and one that goes on": (the_child(meals(("2020-09-01", "2022-03-31"), ("2025-09-01", ""))), {"has_free_meals": True}, []),
    "a spell that has not begun": (the_child(meals(("2027-01-04", ""))), {"has_free_meals": False}, []),
    "a history without a spell": (the_child("<FSMhistory/>"), {"has_free_meals": False}, []),
    "no history of meals": (the_child(), {"has_free_meals": None}, []),
    "a year in words": (the_child(basic="<NCyearActual>Year 9</NCyearActual>"), {"year_group": "9"}, []),
    "a year that no referral has": (the_child(basic="<NCyearActual>12</NCyearActual>"), {"year_group": None}, ["Year group: the file has “12”. Write it in yourself."]),
    "a birthday as people write it": (the_child(dob="14/03/2012"), {"born_on": date(2012, 3, 14)}, []),
    "a birthday with a time": (the_child(dob="2012-03-14T00:00:00"), {"born_on": date(2012, 3, 14)}, []),
    "a birthday that is none": (the_child(dob="soon"), {"born_on": None}, ["Date of birth: the file has “soon”. Write it in yourself."]),
    "a sex that is not told": (the_child(sex="U"), {"sex": None}, ["Sex: the file has “U”. Write it in yourself."]),
    "a UPN in small letters, with spaces seen and unseen": (the_child(upn=" b8012\u00a00000\u200b5001 "), {"upn": UPN}, []),
    "a code of SEN that is no longer used": (the_child("<SENhistory><SEN><StartDate>2013-01-01</StartDate><SENprovision>A</SENprovision></SEN></SENhistory>"), {"sen_stage": None}, ["SEN: the file has the code “A”. Write it in words."]),
    "in care, with the authority": (the_child("<LookedAfter><InCare>1</InCare><CareAuthority>205</CareAuthority></LookedAfter>"), {"is_looked_after": True, "looked_after_by": "Authority 205"}, []),
}  # fmt: skip


@pytest.mark.parametrize("name", SAID)
def test_what_a_file_says_is_taken_or_left_in_its_own_words(name: str) -> None:
    child, right, left = SAID[name]
    assert {each: getattr(child.known, each) for each in right} == right
    assert list(child.left) == left


WHOLE = transfer_file(pupil(contacts(MUM))).decode()
WRITTEN: dict[str, bytes] = {
    "a label of UTF-16 on UTF-8": WHOLE.replace('encoding="utf-8"', 'encoding="utf-16"').encode(),
    "UTF-16 as it is": WHOLE.replace("utf-8", "utf-16").encode("utf-16"),
    "UTF-16 that says UTF-8": WHOLE.encode("utf-16"),
    "a blank line before": f"\r\n  \r\n{WHOLE}".encode(),
    "a mark and a blank line": b"\xef\xbb\xbf\r\n" + WHOLE.encode(),
    "no head at all": WHOLE.partition("?>")[2].encode(),
    "Windows without saying so": WHOLE.replace("<Forename>Tomi", "<Forename>Zoë").encode("cp1252"),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_a_file_is_read_whatever_it_says_of_its_encoding(name: str) -> None:
    (child,) = given.read(WRITTEN[name], TODAY.isoformat())
    first = "Zoë" if "Windows" in name else "Tomi"
    assert (child.known.legal_name, [each.name for each in child.known.parents]) == (f"{first} Adeyemi", ["Mum"])
