"""A function run on a file in a process of its own: what it says, and every way in which it is stopped."""

from __future__ import annotations

import pytest

from record.apart import FileRefused, Limits, Reply, Stopped, Why, apart

FUNCTIONS = "tests.record.apart_functions"
LITTLE = Limits(memory=80_000_000, seconds=2, wall=60.0, said=1_000)


def run(name: str, content: bytes = b"", *told: object) -> Reply:
    return apart(f"{FUNCTIONS}:{name}", content, told, LITTLE)


def stopped(name: str) -> Stopped:
    with pytest.raises(Stopped) as caught:
        run(name, b"x")
    return caught.value


def test_a_function_is_given_the_file_and_what_it_is_told() -> None:
    assert run("counted", b"a\nb", "é", None, 3).said == {"bytes": 3, "told": ["é", None, 3]}


def test_a_refusal_comes_back_in_its_own_words() -> None:
    with pytest.raises(FileRefused) as refused:
        run("refusing")
    assert str(refused.value) == "There is no child in it. Give another."


def test_the_system_itself_holds_the_process_to_its_limits() -> None:
    assert run("limits").said == {
        "RLIMIT_DATA": [80_000_000, 80_000_000],
        "RLIMIT_AS": [320_000_000, 320_000_000],
        "RLIMIT_CPU": [2, 3],
        "RLIMIT_FSIZE": [0, 0],
        "RLIMIT_CORE": [0, 0],
    }


def test_a_process_that_wants_a_thousand_megabytes_never_has_them() -> None:
    caught = stopped("hungry")

    assert caught.why is Why.MEMORY
    assert 30_000_000 < caught.peak < 130_000_000


@pytest.mark.parametrize(
    ("name", "why"),
    [("endless", Why.TIME), ("talkative", Why.SAID), ("fallen", Why.BROKEN), ("raising", Why.BROKEN)],
)
def test_a_process_that_does_not_answer_is_ended_and_it_is_known_why(name: str, why: Why) -> None:
    assert stopped(name).why is why


def test_what_goes_wrong_in_it_is_told_to_nobody(capfd: pytest.CaptureFixture[str]) -> None:
    stopped("raising")

    assert capfd.readouterr() == ("", "")


def test_it_writes_no_file() -> None:
    assert run("writing", b"x" * 100).said == "OSError"


def test_it_is_given_nothing_of_the_apps_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MANAGED_MOVES_SECRET", "not for a file")

    assert [each for each in run("surroundings").said if "SECRET" in each] == []
