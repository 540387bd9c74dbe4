"""Who lets whom in, and who then gets in: links, one-time codes, PINs, locks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from casework.people import access_table, entering, letting_in
from casework.people.entering import NotLetIn, PinWontDo, enter, enter_first, lock_for, open_link
from casework.people.letting_in import CannotLetIn
from casework.people.pins import Hashing, TooBusy
from casework.people.still_allowed import standing
from casework.reading.office import Office
from record.person import Person, Role
from record.tables import ACCESS, SCHOOLS
from store.contract import Json, SignedIn
from tests.casework.at_work import AMINA, DEVAN, EVERYBODY, LA, NOOR, ROSALIND, SAM, TARIQ, an_office, put
from tests.record.a_case import HOME, OTHER, RECEIVING

HASHING = Hashing()
PIN = "480215"
TODAY = datetime.now(UTC).date()


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return an_office(tmp_path)


def with_lead(office: Office) -> tuple[str, str]:
    """A link for the home school, and its lead's code."""
    opened = letting_in.make_link(office, ROSALIND, HOME)
    first = letting_in.let_in(office, HASHING, ROSALIND, HOME, "Amina Yusuf", Role.SCHOOL, is_lead=True)
    return opened.key, first.code


def entered(office: Office, key: str, code: str, name: str = "Amina Yusuf", pin: str = PIN) -> dict[str, Json]:
    link = open_link(office.store, key, TODAY)
    assert link is not None
    return dict(enter_first(office.store, HASHING, link, name, code, pin))


def again(office: Office, key: str, name: str = "Amina Yusuf", pin: str = PIN) -> dict[str, Json]:
    link = open_link(office.store, key, TODAY)
    assert link is not None
    return dict(enter(office.store, HASHING, link, name, pin))


LEAD = replace(AMINA, is_lead=True)


def test_the_first_comes_in_by_the_code_and_afterwards_by_the_pin(office: Office) -> None:
    key, code = with_lead(office)
    said = entered(office, key, f" {code[:4]} {code[4:]} ", "amina  YUSUF")

    assert (said["name"], said["role"], said["school"], said["la"], said["is_lead"]) == (
        "Amina Yusuf",
        "school",
        HOME,
        LA,
        True,
    )
    assert again(office, key) == said


def test_a_code_is_used_once(office: Office) -> None:
    key, code = with_lead(office)
    entered(office, key, code)

    with pytest.raises(NotLetIn):
        entered(office, key, code, pin="730164")
    assert again(office, key)["name"] == "Amina Yusuf"


def test_an_old_code_is_worth_nothing(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letting_in, "CODE_LASTS", timedelta(seconds=-1))
    key, code = with_lead(office)

    with pytest.raises(NotLetIn):
        entered(office, key, code)


def test_neither_the_key_nor_the_code_nor_the_pin_is_kept(office: Office) -> None:
    key, code = with_lead(office)
    entered(office, key, code)
    holder = next(iter(access_table.doors(office.store).members))
    kept = [*office.store.table(ACCESS), *office.store.events(), office.store.proof(holder, "PIN")]

    assert not [each for each in kept if key in repr(each) or code in repr(each) or PIN in repr(each)]


def test_five_wrong_tries_lock_and_the_right_person_comes_in_after_the_wait(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, code = with_lead(office)
    entered(office, key, code)
    for _ in range(5):
        with pytest.raises(NotLetIn):
            again(office, key, pin="000000")
    with pytest.raises(NotLetIn):
        again(office, key)

    class Later(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime.now(UTC) + timedelta(minutes=15, seconds=1)

    monkeypatch.setattr(entering, "datetime", Later)
    assert again(office, key)["name"] == "Amina Yusuf"


def test_each_five_wrong_tries_lock_for_twice_as_long_up_to_a_day() -> None:
    locks = [lock_for(wrong) for wrong in (4, 5, 6, 10, 15, 5000)]

    assert locks == [None, timedelta(minutes=15), None, timedelta(minutes=30), timedelta(hours=1), timedelta(days=1)]


@pytest.mark.parametrize("name", ["Amina Yusuf", "Nobody Known", ""])
def test_whoever_is_turned_away_is_told_one_thing(office: Office, name: str) -> None:
    key, code = with_lead(office)
    entered(office, key, code)
    told = set()
    for _ in range(7):
        with pytest.raises(NotLetIn) as why:
            again(office, key, name, "000000")
        told.add(str(why.value))

    assert told == {entering.NOT_YOU}


def test_a_name_nobody_has_is_judged_as_slowly_as_one_somebody_has(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, code = with_lead(office)
    entered(office, key, code)
    hashed = []
    real = HASHING.matches
    monkeypatch.setattr(HASHING, "matches", lambda *said: (hashed.append(1), real(*said))[1])
    for name in ("Amina Yusuf", "Nobody Known"):
        for _ in range(6):  # the sixth is locked, and is as slow
            with pytest.raises(NotLetIn):
                again(office, key, name, "000000")

    assert len(hashed) == 12


def test_guessing_at_names_locks_nobody_out(office: Office) -> None:
    key, code = with_lead(office)
    entered(office, key, code)
    for _ in range(6):
        with pytest.raises(NotLetIn):
            again(office, key, "Nobody Known", "000000")

    assert again(office, key)["name"] == "Amina Yusuf"


def test_a_replaced_link_opens_no_more_and_loses_nobody(office: Office) -> None:
    key, code = with_lead(office)
    said = entered(office, key, code)
    newer = letting_in.make_link(office, ROSALIND, HOME)

    assert open_link(office.store, key, TODAY) is None
    assert again(office, newer.key) == said
    assert standing(office.store, said) == said


@pytest.mark.parametrize("emptied", [{"until": "1/9/2027"}, {"hash": " "}, {"hash": "x", "until": "whenever"}])
def test_an_emptied_or_unreadable_cell_closes_the_link_and_puts_everybody_out(
    office: Office, emptied: dict[str, str]
) -> None:
    key, code = with_lead(office)
    said = entered(office, key, code)
    put(office, ACCESS, f"link {HOME}", what="link", school=HOME, **emptied)

    assert open_link(office.store, key, TODAY) is None
    assert standing(office.store, said) is None


def test_a_link_opens_for_a_year_and_not_for_longer_whatever_somebody_types(office: Office) -> None:
    opened = letting_in.make_link(office, ROSALIND, HOME)
    row = next(each for each in office.store.table(ACCESS) if each.values["what"] == "link")

    assert open_link(office.store, opened.key, opened.until) is not None
    assert open_link(office.store, opened.key, opened.until + timedelta(days=1)) is None
    put(office, ACCESS, row.key, **{**row.values, "until": "1/1/2099"})
    assert open_link(office.store, opened.key, TODAY) is None


def test_whoever_is_ended_is_out_at_once_and_cannot_come_back(office: Office) -> None:
    key, code = with_lead(office)
    entered(office, key, code)
    second = letting_in.let_in(office, HASHING, LEAD, HOME, "Ben Okoro", Role.WEEKLY_REPORT)
    said = entered(office, key, second.code, "Ben Okoro")
    letting_in.end(office, LEAD, str(said["holder"]).partition(" ")[2])

    assert standing(office.store, said) is None
    with pytest.raises(NotLetIn):
        again(office, key, "Ben Okoro")


def test_a_changed_role_holds_from_the_next_click(office: Office) -> None:
    key, code = with_lead(office)
    said = entered(office, key, code)
    letting_in.change(office, ROSALIND, str(said["holder"]).partition(" ")[2], Role.WEEKLY_REPORT, is_lead=True)
    now = standing(office.store, said)

    assert now is not None
    assert (now["role"], now["is_lead"]) == (Role.WEEKLY_REPORT, False)


def test_a_new_code_makes_the_old_pin_worthless_and_lifts_the_lock(office: Office) -> None:
    key, code = with_lead(office)
    said = entered(office, key, code)
    for _ in range(5):
        with pytest.raises(NotLetIn):
            again(office, key, pin="000000")
    fresh = letting_in.new_code_for(office, HASHING, ROSALIND, str(said["holder"]).partition(" ")[2])

    with pytest.raises(NotLetIn):
        again(office, key)
    assert entered(office, key, fresh.code, pin="917460")["name"] == "Amina Yusuf"


WHO_MAY = {AMINA.name: False, ROSALIND.name: True, TARIQ.name: True}


@pytest.mark.parametrize("person", EVERYBODY, ids=lambda each: each.name)
def test_only_a_coordinator_of_the_area_makes_a_link(office: Office, person: Person) -> None:
    if WHO_MAY.get(person.name):
        assert letting_in.make_link(office, person, HOME).key
        return
    with pytest.raises(CannotLetIn):
        letting_in.make_link(office, person, HOME)
    with pytest.raises(CannotLetIn):
        letting_in.revoke_link(office, person, HOME)


@pytest.mark.parametrize("person", [AMINA, SAM, DEVAN, NOOR, replace(AMINA, school=RECEIVING, is_lead=True)])
def test_nobody_else_lets_in_changes_or_ends(office: Office, person: Person) -> None:
    with_lead(office)
    holder = next(iter(access_table.doors(office.store).members))
    for attempt in (
        lambda: letting_in.let_in(office, HASHING, person, HOME, "Somebody Else", Role.SCHOOL),
        lambda: letting_in.change(office, person, holder, Role.SCHOOL, is_lead=True),
        lambda: letting_in.new_code_for(office, HASHING, person, holder),
        lambda: letting_in.end(office, person, holder),
    ):
        with pytest.raises(CannotLetIn):
            attempt()


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR, Role.FIGURES, "", "owner"])
def test_nobody_comes_by_a_schools_link_with_more_than_a_schools_role(office: Office, role: str) -> None:
    with pytest.raises(CannotLetIn):
        letting_in.let_in(office, HASHING, ROSALIND, HOME, "Somebody Else", role)
    put(office, ACCESS, "typed by hand", what="person", school=HOME, name="Somebody Else", role=role)

    assert access_table.doors(office.store).members == {}


def test_two_people_of_one_name_are_told_apart(office: Office) -> None:
    with_lead(office)

    with pytest.raises(CannotLetIn, match="already in the list"):
        letting_in.let_in(office, HASHING, ROSALIND, HOME, "AMINA yusuf", Role.SCHOOL)


@pytest.mark.parametrize(
    "pin",
    [
        *(
            "",
            "12345",
            "123456",
            "654321",
            "111111",
            "135791",
            "123123",
            "20042004",
            "12a456",
            "１２３４５７",
            "1" * 13,
        ),
        *("121212", "1212121", "232323", "1231231", "123123123", "112233", "773355"),
    ],
)
def test_a_pin_anybody_would_try_is_refused(office: Office, pin: str) -> None:
    key, code = with_lead(office)
    with pytest.raises(PinWontDo):
        entered(office, key, code, pin=pin)
    assert entered(office, key, code)["name"] == "Amina Yusuf"  # the code is still there


def test_a_flood_is_turned_away_before_it_fills_the_memory() -> None:
    flooded = Hashing()
    flooded._waiting = 22

    with pytest.raises(TooBusy):
        flooded.matches("480215", None)


def test_what_was_done_is_in_the_audit(office: Office) -> None:
    key, _ = with_lead(office)
    with pytest.raises(NotLetIn):
        entered(office, key, "00000000")
    letting_in.revoke_link(office, ROSALIND, HOME)

    assert [(each.who, each.did) for each in office.store.events()] == [
        ("Rosalind Marsh", "revoked a shared link"),
        ("Amina Yusuf", "was refused: wrong code"),
        ("Rosalind Marsh", "gave someone access"),
        ("Rosalind Marsh", "made a shared link"),
    ]


def test_a_new_code_lifts_the_lock_of_the_persons_own_browser_and_puts_out_whoever_came_in_by_the_old_pin(
    office: Office,
) -> None:
    key, code = with_lead(office)
    said = entered(office, key, code)
    (member,) = access_table.doors(office.store).members
    link = open_link(office.store, key, TODAY)
    assert link is not None
    browser, now = {member: "theirs"}, datetime.now(UTC)
    for _ in range(5):
        with pytest.raises(NotLetIn):
            enter(office.store, HASHING, link, "Amina Yusuf", "000000", browser)
    office.store.sign_in(SignedIn("row", said, now, now + timedelta(hours=12)))
    office.store.sign_in(
        SignedIn("another's", {**said, "holder": f"{ACCESS} {member}2"}, now, now + timedelta(hours=12))
    )

    given = letting_in.new_code_for(office, HASHING, ROSALIND, member)

    assert [office.store.signed_in(each, now) is None for each in ("row", "another's")] == [True, False]
    assert enter_first(office.store, HASHING, link, "Amina Yusuf", given.code, "730164", browser) == said


def merged(office: Office) -> None:
    """The other school becomes the home school."""
    row = next(each for each in office.store.table(SCHOOLS) if each.key == OTHER)
    office.store.put(replace(row, values={**row.values, "became": HOME, "closed on": "yes"}))


def test_after_two_schools_became_one_its_own_link_alone_opens_it_and_is_revoked(office: Office) -> None:
    own = letting_in.make_link(office, TARIQ, HOME).key
    closed = letting_in.make_link(office, TARIQ, OTHER).key
    merged(office)

    assert [open_link(office.store, each, TODAY) is not None for each in (own, closed)] == [True, False]
    letting_in.revoke_link(office, TARIQ, HOME)
    assert [open_link(office.store, each, TODAY) for each in (own, closed)] == [None, None]


def test_the_link_of_a_renumbered_school_opens_it_until_it_has_one_of_its_own_or_it_is_revoked(office: Office) -> None:
    before = letting_in.make_link(office, TARIQ, OTHER).key
    merged(office)

    assert open_link(office.store, before, TODAY) is not None
    letting_in.revoke_link(office, TARIQ, HOME)
    assert open_link(office.store, before, TODAY) is None


def test_two_people_of_one_name_both_come_in_after_their_schools_became_one(office: Office) -> None:
    key, code = with_lead(office)
    entered(office, key, code)
    theirs = letting_in.let_in(office, HASHING, TARIQ, OTHER, "amina yusuf", Role.SCHOOL)
    merged(office)

    assert [each.name for each in letting_in.people_of(office, ROSALIND, HOME)] == [
        "Amina Yusuf",
        "amina yusuf (Elm Grove)",
    ]
    assert again(office, key)["name"] == "Amina Yusuf"
    said = entered(office, key, theirs.code, "Amina Yusuf (Elm Grove)", "730164")
    assert (said["name"], said["school"]) == ("amina yusuf (Elm Grove)", HOME)
