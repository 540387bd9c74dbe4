"""The packs that are shipped, and how a bad one is refused."""

from __future__ import annotations

import pytest

from rules.packs import PACKS, PackFault, PackUnknown, pack, packs, read_pack

HAMMERSMITH = (PACKS / "hammersmith-fulham-2019.toml").read_text(encoding="utf-8")
FILE = "hammersmith-fulham-2019.toml"


def refusal(text: str, file: str = FILE) -> str:
    """What is said of a pack that cannot be right."""
    with pytest.raises(PackFault) as refused:
        read_pack(file, text)
    return str(refused.value)


def test_three_packs_are_shipped() -> None:
    assert [each.id for each in packs()] == ["hammersmith-fulham-2019", "national-2026", "warwickshire"]


def test_the_local_numbers_win_and_the_national_documents_are_added() -> None:
    local, national = pack("hammersmith-fulham-2019"), pack("national-2026")
    assert (local.ehc_plan, national.ehc_plan) == ("stop", "tell the local authority")
    assert local.notice_school_days == national.notice_school_days == 2
    assert local.guidance == ("hammersmith-fulham-2019", "national-2026", "product")


def test_hammersmith_asks_what_its_guidance_asks() -> None:
    found = pack("hammersmith-fulham-2019")
    assert (found.standard_weeks, found.maximum_weeks, found.review_in_week) == (6, 12, 6)
    assert (found.meeting_within_days, found.start_within_days) == (14, 7)
    assert found.placement_word == "trial period"


def test_warwickshire_asks_for_its_coordinator_and_six_to_twelve_weeks() -> None:
    found = pack("warwickshire")
    assert found.consult_coordinator
    assert (found.least_weeks, found.maximum_weeks) == (6, 12)


def test_the_national_pack_never_says_trial() -> None:
    assert pack("national-2026").placement_word == "placement"


def test_an_unknown_pack_is_refused_with_those_there_are() -> None:
    with pytest.raises(PackUnknown, match=r"warwickshir'.*hammersmith-fulham-2019, national-2026, warwickshire"):
        pack("warwickshir")


@pytest.mark.parametrize(
    ("written", "instead", "key", "says"),
    [
        ("standard_weeks = 6", 'standard_weeks = "six"', "standard_weeks", "write a valid integer"),
        ("standard_weeks = 6", "standard_weeks = 0", "standard_weeks", "greater than or equal to 1, not “0”"),
        ("standard_weeks = 6", "standart_weeks = 6", "standart_weeks", "Write standard_weeks instead"),
        ("standard_weeks = 6", "standard_weeks = 14", "standard_weeks", "write a number from 1 to 12"),
        ("standard_weeks = 6", "wibble = 6", "wibble", "there is no such key. Take it out"),
        ('ehc_plan = "stop"', 'ehc_plan = "halt"', "ehc_plan", "'stop' or 'tell the local authority', not “halt”"),
        ('name = "Hammersmith & Fulham guidance"', "", "name", "is missing. Add it"),
        ("review_in_week = 6", "review_in_week = 20", "review_in_week", "write a week up to 12"),
        ("maximum_weeks = 12", "maximum_weeks = ", "the file", "write each line as key = value"),
        ('guidance = ["hamm', 'guidance = ["ham', "guidance", "write one of hammersmith-fulham-2019"),
        ('laid_over = "national-2026"', 'laid_over = "national"', "laid_over", "write the id of another pack"),
        ('id = "hamm', 'id = "ham', "id", "write hammersmith-fulham-2019, the name of the file"),
        ("2019-06-01", "2019-06-01\nin_force_to = 2018-01-01", "in_force_to", "write a day after 2019-06-01"),
    ],
)
def test_a_bad_pack_is_refused_with_file_key_and_what_to_write(written: str, instead: str, key: str, says: str) -> None:
    assert written in HAMMERSMITH
    said = refusal(HAMMERSMITH.replace(written, instead, 1))
    assert said.startswith(f"{FILE}, {key}: ")
    assert says in said


def test_a_pack_laid_over_itself_is_refused() -> None:
    own = HAMMERSMITH.replace('laid_over = "national-2026"', 'laid_over = "hammersmith-fulham-2019"')
    assert "laid_over: write the id of another pack" in refusal(own)


def test_a_pack_may_stand_alone() -> None:
    alone = (PACKS / "national-2026.toml").read_text(encoding="utf-8")
    assert read_pack("national-2026.toml", alone) == pack("national-2026")
