"""What a tab holds belongs to one person: it is cleared before another's page is drawn, and kept over a power cut."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from store.contract import Store
from ui.shell import session, wiring
from ui.sign_in import ticket
from ui.sign_in.people import SAMPLE


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("MANAGED_MOVES_WAYS_IN", "demo")
    monkeypatch.setenv("MANAGED_MOVES_STORE", f"sqlite:///{tmp_path / 'store.sqlite'}")
    wiring.close()
    yield wiring.office().store
    wiring.close()


def tab() -> None:
    import streamlit as st

    from ui.shell import session

    before = session.kept("note", str)
    try:
        person = session.person()
    except session.SomebodyElse:
        st.markdown("somebody else")
        person = None
    st.markdown(f"{person.name if person else 'nobody'}, before {before}, after {session.kept('note', str)}")
    session.keep("note", "private")


def shows(opened: AppTest) -> list[str]:
    return [str(element.value) for element in opened.run().markdown]


def test_what_one_person_left_is_cleared_before_another_is_let_in(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    amina, other = (ticket.issue(store, person) for person in SAMPLE[:2])
    opened = AppTest.from_function(tab, default_timeout=30)
    monkeypatch.setattr(session, "_secret", lambda: amina)
    assert shows(opened) == ["Amina Yusuf, before None, after None"]
    assert shows(opened) == ["Amina Yusuf, before private, after private"]
    monkeypatch.setattr(session, "_secret", lambda: other)

    assert shows(opened) == ["somebody else", "nobody, before private, after None"]
    assert shows(opened)[-1].startswith(str(SAMPLE[1]["name"]))


def test_what_was_held_is_cleared_when_its_person_is_signed_out(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    amina = ticket.issue(store, SAMPLE[0])
    opened = AppTest.from_function(tab, default_timeout=30)
    monkeypatch.setattr(session, "_secret", lambda: amina)
    shows(opened)
    ticket.revoke(store, amina)

    assert shows(opened) == ["nobody, before private, after None"]


def test_what_is_typed_before_a_power_cut_is_not_cleared_after_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    amina = ticket.issue(store, SAMPLE[0])
    monkeypatch.setattr(session, "_secret", lambda: amina)
    back = AppTest.from_function(tab, default_timeout=30)
    back.session_state["kept"] = {"note": "typed before"}  # as the browser sends it to a server that knows nothing yet

    assert shows(back) == ["Amina Yusuf, before typed before, after typed before"]
