"""Whose an account is: a verified address of the Staff table, or a Microsoft account somebody said whose it is."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from casework.people import accounts, first_person
from casework.people.accounts import NOT_KNOWN, NOT_YET, WAITING, enter_by_account, google, microsoft
from casework.people.entering import NotLetIn
from casework.people.letting_in import CannotLetIn
from casework.people.staff import say_all_areas
from casework.people.still_allowed import standing
from casework.reading.office import Office
from casework.settings import changing
from record.person import Person, Role
from record.tables import STAFF
from store.choose import open_store
from store.contract import TableRow
from tests.casework.at_work import AMINA, DEVAN, LA, NOOR, ROSALIND, TARIQ, an_office, put
from tests.record.a_case import HOME
from tests.store.downgrading import as_before_purposes

TENANT, OBJECT = "11111111-2222-3333-4444-555555555555", "66666666-7777-8888-9999-000000000000"
EMAIL = "rosalind.marsh@council.example"
VERIFIED = {"email": "Rosalind.Marsh@Council.example", "email_verified": True, "name": "R Marsh"}
OF_TENANT = {"tid": TENANT, "oid": OBJECT, "preferred_username": EMAIL, "name": "Rosalind Marsh"}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = an_office(tmp_path)
    put(office, STAFF, EMAIL, name="Rosalind Marsh", role="coordinator", la=LA, areas="North, South East")
    return office


def test_a_verified_address_of_the_staff_table_comes_in(office: Office) -> None:
    said = enter_by_account(office.store, google(VERIFIED))

    assert (said["name"], said["role"], said["la"], said["areas"]) == (
        "Rosalind Marsh",
        "coordinator",
        LA,
        ["North", "South East"],
    )
    assert standing(office.store, said) == said


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"email": EMAIL},
        {"email": EMAIL, "email_verified": False},
        {"email": EMAIL, "email_verified": "true"},
        {"email": f"{EMAIL} x", "email_verified": True},
        {"email": [EMAIL], "email_verified": True},
        {"email": "\N{KELVIN SIGN}ate@council.example", "email_verified": True},
    ],
)
def test_an_address_google_did_not_verify_is_nobodys(claims: dict[str, object]) -> None:
    with pytest.raises(NotLetIn, match="does not have access"):
        google(claims)


def test_an_address_nobody_or_two_people_have_is_turned_away(office: Office) -> None:
    with pytest.raises(NotLetIn) as unknown:
        enter_by_account(office.store, google({"email": "x@council.example", "email_verified": True}))
    put(office, STAFF, "second", name="Another", role="administrator", la=LA, email=EMAIL)
    with pytest.raises(NotLetIn) as twice:
        enter_by_account(office.store, google(VERIFIED))

    assert str(unknown.value) == str(twice.value) == NOT_KNOWN


@pytest.mark.parametrize(
    "row",
    [
        {"role": "owner", "la": LA},
        {"role": "coordinator", "area": "all"},
        {"role": "coordinator", "la": LA},
        {"role": "coordinator", "la": LA, "area": " "},
        {"role": "coordinator", "la": LA, "area": ", ,"},
        {"role": "school", "la": LA},
        {"role": "coordinator", "la": LA, "area": "all", "school": "100001"},
    ],
)
def test_a_row_that_is_not_clear_lets_nobody_in(office: Office, row: dict[str, str]) -> None:
    put(office, STAFF, EMAIL, name="Rosalind Marsh", **row)

    with pytest.raises(NotLetIn):
        enter_by_account(office.store, google(VERIFIED))


def test_whoever_is_taken_out_of_the_table_is_out_at_the_next_click(office: Office) -> None:
    said = enter_by_account(office.store, google(VERIFIED))
    put(office, STAFF, EMAIL, name="Rosalind Marsh", role="coordinator", la=LA, area="all", email="new@council.example")
    assert standing(office.store, said) is None
    put(office, STAFF, EMAIL)

    assert standing(office.store, said) is None


@pytest.mark.parametrize("written", ["all", " All ", "ALL"])
def test_all_areas_are_said_in_a_word(office: Office, written: str) -> None:
    put(office, STAFF, EMAIL, name="Rosalind Marsh", role="coordinator", la=LA, area=written)

    assert enter_by_account(office.store, google(VERIFIED))["areas"] == []


def test_an_areas_cell_that_is_emptied_opens_nothing(office: Office) -> None:
    said = enter_by_account(office.store, google(VERIFIED))
    put(office, STAFF, EMAIL, name="Rosalind Marsh", role="coordinator", la=LA, areas="", area="")

    assert standing(office.store, said) is None
    assert [each for each in changing.to_put_right(office) if each.startswith(STAFF)] == [
        f"{STAFF}, “{EMAIL}”: area: Write the areas whose cases they see, or “all”. Until then they cannot sign in."
    ]


def test_where_an_earlier_release_took_a_blank_for_all_it_is_written_once(office: Office, tmp_path: Path) -> None:
    put(office, STAFF, EMAIL, name="Rosalind Marsh", role="coordinator", la=LA, post="Lead")
    put(office, STAFF, "north@council.example", name="Ada North", role="coordinator", la=LA, areas="North")
    put(office, STAFF, "noor@council.example", name="Noor", role="administrator", la=LA)
    office.store.close()
    as_before_purposes(tmp_path / "store.sqlite")

    store = open_store(f"sqlite:///{tmp_path}/store.sqlite")
    before = {row.key: dict(row.values) for row in store.table(STAFF)}
    for _ in range(2):
        say_all_areas(store)
    after = {row.key: dict(row.values) for row in store.table(STAFF)}
    assert after == {**before, EMAIL: {**before[EMAIL], "area": "all"}}
    assert enter_by_account(store, google(VERIFIED))["areas"] == []

    store.put(TableRow(STAFF, EMAIL, {**before[EMAIL], "area": ""}, datetime.now(UTC), "Noor"))
    say_all_areas(store)
    with pytest.raises(NotLetIn):
        enter_by_account(store, google(VERIFIED))
    store.close()


def wait_as(office: Office) -> str:
    with pytest.raises(NotLetIn) as told:
        enter_by_account(office.store, microsoft(OF_TENANT, TENANT))
    assert str(told.value) == NOT_YET
    return accounts.waiting(office, ROSALIND)[0].key


def test_a_microsoft_account_waits_until_somebody_says_whose_it_is(office: Office) -> None:
    key = wait_as(office)
    wait_as(office)
    assert len(accounts.waiting(office, ROSALIND)) == 1
    accounts.bind(office, TARIQ, key, EMAIL)
    said = enter_by_account(office.store, microsoft(OF_TENANT, TENANT))

    assert said["name"] == "Rosalind Marsh"
    assert accounts.waiting(office, ROSALIND) == []
    other = {**OF_TENANT, "oid": "another"}
    with pytest.raises(NotLetIn):  # the same address, which Microsoft verifies for nobody
        enter_by_account(office.store, microsoft(other, TENANT))


@pytest.mark.parametrize("claims", [{**OF_TENANT, "tid": "another"}, {"tid": TENANT}, {**OF_TENANT, "oid": ""}, {}])
def test_another_tenants_account_does_not_even_wait(claims: dict[str, object]) -> None:
    with pytest.raises(NotLetIn, match="does not have access"):
        microsoft(claims, TENANT)


@pytest.mark.parametrize("person", [AMINA, DEVAN])
def test_only_a_coordinator_or_administrator_says_whose_an_account_is(office: Office, person: Person) -> None:
    key = wait_as(office)

    assert accounts.waiting(office, person) == ()
    with pytest.raises(CannotLetIn):
        accounts.bind(office, person, key, EMAIL)
    with pytest.raises(CannotLetIn):
        accounts.refuse(office, person, key)
    accounts.refuse(office, NOOR, key)
    assert accounts.waiting(office, NOOR) == []


def test_nobody_is_bound_into_another_authority(office: Office) -> None:
    key = wait_as(office)
    put(office, STAFF, "abroad", name="Wim Abroad", role="coordinator", la="999", area="all")

    with pytest.raises(CannotLetIn):
        accounts.bind(office, TARIQ, key, "abroad")


def test_a_flood_of_accounts_does_not_fill_the_table(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounts, "MOST_WAITING", 3)
    for n in range(10):
        with pytest.raises(NotLetIn):
            enter_by_account(office.store, microsoft({**OF_TENANT, "oid": f"o{n}"}, TENANT))

    assert len(office.store.table(WAITING)) == 3


def test_the_first_coordinator_is_let_in_from_the_command_line_and_nobody_after(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    with pytest.raises(NotLetIn):
        enter_by_account(office.store, microsoft(OF_TENANT, TENANT))
    said = first_person.let_first_in(office.store, EMAIL, "Rosalind Marsh", LA)

    assert "with the Microsoft account that waited" in said
    assert enter_by_account(office.store, microsoft(OF_TENANT, TENANT))["role"] == Role.COORDINATOR
    assert first_person.let_first_in(office.store, "x@council.example", "Second", LA) == first_person.ALREADY


def test_no_account_is_bound_to_a_row_that_whoever_binds_may_not_write(office: Office) -> None:
    put(office, STAFF, "noor@council.example", name="Noor Salim", role="administrator", la=LA)
    put(office, STAFF, "tariq@council.example", name="Tariq Mensah", role="coordinator", la=LA, areas="all")
    put(office, STAFF, "ada@oakfield.example", name="Ada Cole", role="school", la=LA, school=HOME)
    waiting = wait_as(office)

    assert [each.key for each in accounts.unbound(office, ROSALIND)] == ["ada@oakfield.example"]
    for key in ("noor@council.example", "tariq@council.example"):
        with pytest.raises(CannotLetIn):
            accounts.bind(office, ROSALIND, waiting, key)
