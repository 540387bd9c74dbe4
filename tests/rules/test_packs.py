"""The packs that are shipped, and how a bad one is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from record.consents import PLACEMENT, has_consent
from rules.examples import RECEIVING, REFERRED, consented
from rules.judging import judge
from rules.packs import PACKS, PackFault, PackUnknown, pack, packs, read_pack
from tests.rules.whole_case import BEFORE, MET, whole

REFERRED_BY_TWO = {
    "referral.parents": (
        *REFERRED["referral.parents"],  # type: ignore[misc]
        {"name": "Mr P. Lowe", "relationship": "father", "has_responsibility": True},
    )
}
HAMMERSMITH = (PACKS / "hammersmith-fulham-2019.toml").read_text(encoding="utf-8")
FILE = "hammersmith-fulham-2019.toml"


def refusal(text: str, file: str = FILE) -> str:
    """What is said of a pack that cannot be right."""
    with pytest.raises(PackFault) as refused:
        read_pack(file, text)
    return str(refused.value)


def line_of(written: str, text: str) -> int:
    """The line on which `written` ends, from 1; a key that is missing is reported at the first line."""
    return text[: text.index(written) + len(written)].count("\n") + 1 if written else 1


def test_three_packs_are_shipped_and_an_example() -> None:
    assert [each.id for each in packs()] == [
        "hammersmith-fulham-2019",
        "national-2026",
        "saltmarsh-2026",
        "warwickshire",
    ]


def test_the_local_numbers_win_and_the_national_documents_are_added() -> None:
    local, national = pack("hammersmith-fulham-2019"), pack("national-2026")
    assert (local.ehc_plan, national.ehc_plan) == ("stop", "tell the local authority")
    assert local.notice_school_days == national.notice_school_days == 2
    assert local.guidance == ("hammersmith-fulham-2019", "national-2026", "product")


def test_hammersmith_asks_what_its_guidance_asks() -> None:
    found = pack("hammersmith-fulham-2019")
    assert (found.standard_weeks, found.maximum_weeks, found.review_weeks) == (6, 12, (6,))
    assert (found.meeting_within_days, found.start_within_days) == (14, 7)
    assert found.placement_word == "trial period"


def test_warwickshire_asks_for_its_coordinator_and_six_to_twelve_weeks() -> None:
    found = pack("warwickshire")
    assert found.consult_coordinator
    assert (found.least_weeks, found.maximum_weeks) == (6, 12)


def test_the_national_pack_never_says_trial() -> None:
    assert pack("national-2026").placement_word == "placement"


def test_an_unknown_pack_is_refused_with_those_there_are() -> None:
    with pytest.raises(PackUnknown, match=r"warwickshir'.*hammersmith-fulham-2019, national-2026, .*warwickshire"):
        pack("warwickshir")


@pytest.mark.parametrize(
    ("written", "instead", "key", "says"),
    [
        ("standard_weeks = 6", 'standard_weeks = "six"', "standard_weeks", "write a whole number"),
        ("standard_weeks = 6", "standard_weeks = 0", "standard_weeks", "write a number of at least 1, not “0”"),
        ("standard_weeks = 6", "standart_weeks = 6", "standart_weeks", "Write standard_weeks instead"),
        ("standard_weeks = 6", "standard_weeks = 14", "standard_weeks", "write a number from 1 to 12"),
        ("standard_weeks = 6", "wibble = 6", "wibble", "there is no such key. Take it out"),
        (
            'ehc_plan = "stop"',
            'ehc_plan = "halt"',
            "ehc_plan",
            "'stop', 'tell the local authority' or 'local authority consents', not “halt”",
        ),
        ('name = "Hammersmith & Fulham guidance"', "", "name", "is missing. Add it"),
        ("review_weeks = [6]", "review_weeks = [6, 20]", "review_weeks", "write weeks up to 12"),
        ("maximum_weeks = 12", "maximum_weeks = ", "the file", "write each line as key = value"),
        ('guidance = ["hamm', 'guidance = ["ham', "guidance", "write one of hammersmith-fulham-2019"),
        ('laid_over = "national-2026"', 'laid_over = "national"', "laid_over", "write the id of another pack"),
        ('id = "hamm', 'id = "ham', "id", "write hammersmith-fulham-2019, the name of the file"),
        ("2019-06-01", "2019-06-01\nin_force_to = 2018-01-01", "in_force_to", "write a day after 2019-06-01"),
    ],
)
def test_a_bad_pack_is_refused_with_file_key_and_what_to_write(written: str, instead: str, key: str, says: str) -> None:
    assert written in HAMMERSMITH
    changed = HAMMERSMITH.replace(written, instead, 1)
    said = refusal(changed)
    assert said.startswith(f"{FILE}, line {line_of(instead, changed)}, {key}: ")
    assert says in said


def test_a_pack_laid_over_itself_is_refused() -> None:
    own = HAMMERSMITH.replace('laid_over = "national-2026"', 'laid_over = "hammersmith-fulham-2019"')
    assert "laid_over: write the id of another pack" in refusal(own)


def test_a_pack_may_stand_alone() -> None:
    alone = (PACKS / "national-2026.toml").read_text(encoding="utf-8")
    assert read_pack("national-2026.toml", alone) == pack("national-2026")


def test_what_an_authority_chooses_about_parents_decides_whether_consent_is_given() -> None:
    unasked = {
        **REFERRED_BY_TWO,
        **consented(PLACEMENT, date(2026, 9, 8)),
        "consent.father.person": "Mr P. Lowe",
        "consent.father.choice": PLACEMENT,
        "consent.father.school": RECEIVING,
        "consent.father.answer": "not asked",
        "consent.father.why_not_asked": "Nobody knows where he lives",
    }
    assert has_consent(whole(unasked), PLACEMENT, RECEIVING)
    assert not has_consent(whole(unasked, "saltmarsh-2026"), PLACEMENT, RECEIVING)


ANOTHER_AUTHORITY = """
id = "estuary-2027"
name = "Estuary policy"
edition = "2027"
in_force_from = 2026-09-01
laid_over = "national-2026"
guidance = []
routes = ["off-site direction"]
standard_weeks = 8
maximum_weeks = 8
weeks_are_school_weeks = true
review_weeks = [8]
parents_consent = "every parent"
"""


def test_a_new_authority_needs_a_file_and_no_code(tmp_path: Path) -> None:
    (tmp_path / "estuary-2027.toml").write_text(ANOTHER_AUTHORITY, encoding="utf-8")

    estuary = read_pack("estuary-2027.toml", (tmp_path / "estuary-2027.toml").read_text(encoding="utf-8"))

    eight = {"meeting_record.weeks": 8, "meeting_record.ends_on": date(2026, 11, 13)}  # half term is not counted
    nine = {"meeting_record.weeks": 9, "meeting_record.ends_on": date(2026, 11, 20)}
    direct = {"before_you_start.route": "direct"}
    reviewed = {"meeting_record.reviews": ({"review_on": date(2026, 11, 12)},)}

    def found(**changed: object) -> set[str]:
        return {each.rule for each in judge(replace(whole({**MET, **reviewed, **changed}), pack=estuary))}

    assert found(**eight) & {"LENGTH-2", "LENGTH-3", "LENGTH-4", "REVIEWS-2", "POLICY-1"} == set()
    assert "LENGTH-4" in found(**nine)
    assert "POLICY-1" in found(**eight, **direct)


def test_whole_words_of_the_pack_stand_in_a_rules_message() -> None:
    found = {
        each.rule: each.sentence
        for each in judge(whole(BEFORE | {"before_you_start.route": "placement"}, "saltmarsh-2026"))
    }
    assert found["POLICY-1"].endswith("off-site direction and direct.")


@pytest.mark.parametrize(
    ("pack_id", "numbers"),
    [
        ("warwickshire", {"least_weeks": 6, "standard_weeks": 6, "maximum_weeks": 12}),
        (
            "saltmarsh-2026",
            {
                "standard_weeks": 8,
                "maximum_weeks": 16,
                "weeks_are_school_weeks": True,
                "answer_within_days": 7,
                "full_time": True,
                "panel_advises": True,
            },
        ),
    ],
)
def test_a_pack_says_what_its_authority_says(pack_id: str, numbers: dict[str, object]) -> None:
    assert {name: getattr(pack(pack_id), name) for name in numbers} == numbers
