"""What every store promises about drafts: one for each piece of work, and no answer undone by another."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.contract import DraftAnswer, DraftChanged, DraftGone, Store, StoreError, TooLong
from tests.store.opening import Opener
from tests.store.rows import LATER, NOW, draft, entry


def test_a_draft_is_returned_as_it_was_begun_with_any_answers_it_brings(store: Store) -> None:
    begun = draft(revises="entry-1", base="save-1", answers={"met_on": DraftAnswer("2026-09-07", NOW, "Olena Marsh")})
    assert store.begin(begun) == begun
    assert store.draft("draft-1") == begun


def test_beginning_the_same_work_again_returns_the_draft_already_open(store: Store) -> None:
    store.begin(draft())
    store.keep("draft-1", {"met_on": "2026-09-07"}, "Olena Marsh", NOW)
    again = store.begin(draft("draft-2", begun_by="Tomas Reed", begun_at=LATER))
    assert again == store.draft("draft-1")
    assert store.draft("draft-2") is None


@pytest.mark.parametrize(
    "other",
    [
        {"la": "998"},
        {"reference": "MM-BBBB2222"},
        {"kind": "final_review"},
        {"school": ""},
        {"revises": "entry-1"},
    ],
)
def test_other_work_gets_a_draft_of_its_own(store: Store, other: dict[str, str]) -> None:
    store.begin(draft("draft-1"))
    assert store.begin(draft("draft-2", **other)).draft_id == "draft-2"
    assert store.begin(draft("draft-3", **other)).draft_id == "draft-2"


def test_drafts_of_one_case_are_only_of_that_case_and_school(store: Store) -> None:
    mine = store.begin(draft(reference="MM-AAAA1111", school="100001"))
    store.begin(draft("d-2", reference="MM-BBBB2222", school="100001"))
    store.begin(draft("d-3", reference="MM-AAAA1111", school="100002"))
    store.keep(mine.draft_id, {"why": "so"}, "Amina Yusuf", NOW)

    assert store.drafts("100001", "MM-AAAA1111") == [store.draft(mine.draft_id)]
    assert len(store.drafts("100001")) == 2
    assert store.drafts("100001", "MM-CCCC3333") == []


def test_a_draft_id_already_used_for_other_work_is_refused_not_mixed_up(store: Store) -> None:
    store.begin(draft("draft-1"))
    with pytest.raises(StoreError, match="clashes"):
        store.begin(draft("draft-1", kind="final_review"))
    assert store.draft("draft-1") == draft("draft-1")


def test_an_answer_replaces_the_last_one_to_its_own_question_and_no_other(store: Store) -> None:
    store.begin(draft())
    store.keep("draft-1", {"met_on": "2026-09-07", "targets": ["k3f9"]}, "Olena Marsh", NOW)
    store.keep("draft-1", {"met_on": None, "targets.k3f9.what": "Maths \x00 🧮"}, "Tomas Reed", LATER)
    standing = store.draft("draft-1")
    assert standing is not None
    assert standing.answers == {
        "met_on": DraftAnswer(None, LATER, "Tomas Reed"),
        "targets": DraftAnswer(["k3f9"], NOW, "Olena Marsh"),
        "targets.k3f9.what": DraftAnswer("Maths \ufffd 🧮", LATER, "Tomas Reed"),
    }


def test_the_answer_that_arrives_last_stands_even_if_its_clock_is_behind(store: Store) -> None:
    store.begin(draft())
    store.keep("draft-1", {"days": 1}, "Olena Marsh", LATER)
    store.keep("draft-1", {"days": 2}, "Tomas Reed", NOW)
    standing = store.draft("draft-1")
    assert standing is not None
    assert standing.answers["days"] == DraftAnswer(2, NOW, "Tomas Reed")


def test_keeping_no_answers_changes_nothing(store: Store) -> None:
    store.begin(draft())
    store.keep("draft-1", {}, "Olena Marsh", NOW)
    assert store.draft("draft-1") == draft()


def test_a_thousand_answers_can_be_kept_at_once(store: Store) -> None:
    store.begin(draft())
    for _ in range(2):
        store.keep("draft-1", {f"question.{number}": number for number in range(1000)}, "Olena Marsh", NOW)
    standing = store.draft("draft-1")
    assert standing is not None
    assert len(standing.answers) == 1000


def test_a_draft_keeps_an_answer_too_long_to_be_submitted(store: Store) -> None:
    store.begin(draft())
    store.keep("draft-1", {"notes": "x" * 1_000_000}, "Olena Marsh", NOW)
    standing = store.draft("draft-1")
    assert standing and standing.answers["notes"].value == "x" * 1_000_000


def test_one_answer_too_long_keeps_none_of_them(store: Store) -> None:
    store.begin(draft())
    with pytest.raises(TooLong):
        store.keep("draft-1", {"met_on": "2026-09-07", "notes": ["x" * 1_000_001]}, "Olena Marsh", NOW)
    assert store.draft("draft-1") == draft()


def test_a_draft_that_brings_an_answer_too_long_is_not_begun(store: Store) -> None:
    with pytest.raises(TooLong):
        store.begin(draft(answers={"notes": DraftAnswer("x" * 1_000_001, NOW, "Olena Marsh")}))
    assert store.draft("draft-1") is None


def test_answers_to_a_draft_that_ended_or_never_began_are_refused(store: Store) -> None:
    store.begin(draft())
    store.end("draft-1")
    for gone in ("draft-1", "never-begun"):
        with pytest.raises(DraftGone):
            store.keep(gone, {"met_on": "2026-09-07"}, "Olena Marsh", NOW)
        with pytest.raises(DraftGone):
            store.keep(gone, {}, "Olena Marsh", NOW)


def test_a_draft_is_saved_as_it_was_read_or_not_at_all(store: Store) -> None:
    read = store.begin(draft(save_id="save-1"))
    store.keep("draft-1", {"met_on": "2026-09-07"}, "Olena Marsh", NOW)
    with pytest.raises(DraftChanged, match="Someone is still filling in this form"):
        store.save(entry("save-1"), read)
    assert store.entries() == []

    now = store.draft("draft-1")
    saved = store.save(entry("save-1"), now)
    assert (store.save(entry("save-1"), read), store.entries()) == (saved, [saved])


def test_nothing_is_kept_any_more_in_a_draft_that_was_saved_or_ended(store: Store) -> None:
    read = store.begin(draft(save_id="save-1"))
    store.save(entry("save-1"), read)
    with pytest.raises(DraftGone):
        store.keep("draft-1", {"met_on": "2026-09-07"}, "Olena Marsh", NOW)
    assert store.draft("draft-1") == read

    store.end("draft-1")
    with pytest.raises(DraftGone):
        store.save(entry("save-2"), read)
    assert [each.save_id for each in store.entries()] == ["save-1"]


def test_ending_a_draft_twice_changes_nothing_and_its_work_can_begin_afresh(store: Store) -> None:
    store.begin(draft())
    store.keep("draft-1", {"met_on": "2026-09-07"}, "Olena Marsh", NOW)
    store.end("draft-1")
    store.end("draft-1")
    assert store.draft("draft-1") is None
    assert store.drafts("100001") == []
    assert store.begin(draft("draft-2")) == draft("draft-2")


def test_a_school_sees_only_its_own_drafts_newest_first(store: Store) -> None:
    older = store.begin(draft("draft-1", kind="weekly_report"))
    newer = store.begin(draft("draft-2", kind="final_review", begun_at=LATER))
    of_authority = store.begin(draft("draft-3", school=""))
    assert store.drafts("100001") == [newer, older]
    assert store.drafts("") == [of_authority]
    assert store.drafts("100009") == []


def test_drafts_and_their_answers_are_still_there_after_a_restart(opener: Opener, tmp_path: Path) -> None:
    before = opener(tmp_path)
    before.begin(draft())
    before.keep("draft-1", {"met_on": "2026-09-07"}, "Olena Marsh", NOW)
    kept = before.draft("draft-1")
    before.close()
    after = opener(tmp_path)
    assert after.draft("draft-1") == kept
    after.close()
