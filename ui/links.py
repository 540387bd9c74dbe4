"""Draws who may come in at one school: its link, the people behind it, and accounts that wait for somebody to say whose they are.

What is told once stands until the next press, and a quarter of an hour at most.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import NoReturn
from urllib.parse import urlsplit

import streamlit as st

from casework.people import accounts, letting_in, sign_in_card
from casework.people.access_table import Member
from casework.people.accounts import Waits
from casework.people.letting_in import CannotLetIn, LetIn, Opened
from casework.people.pins import TooBusy
from casework.people.staff import Colleague
from record.person import Role
from record.words import full_day, moment
from ui import blocks
from ui.markup import plain
from ui.shell import go, kept_files, session, wiring
from ui.shell.downloads import SIGN_IN_CARD
from ui.shell.page import Visit
from ui.sign_in.enter import TOO_MANY

_TOLD = "what giving access just told"
EVERYTHING, REPORTS, LEAD = "All forms", "Weekly reports only", "Lead (all forms, can add colleagues)"
_ROLES = {EVERYTHING: (Role.SCHOOL, False), REPORTS: (Role.WEEKLY_REPORT, False), LEAD: (Role.SCHOOL, True)}


@dataclass(frozen=True, slots=True)
class _Told:
    """What came of the last press, at one school."""

    school: str
    what: Opened | LetIn | str
    address: str = ""
    card: str = ""
    at: float = field(default_factory=monotonic)


def tell_of_locks(visit: Visit) -> None:
    """Who of their schools was locked out lately, for whoever lets people in: it may be somebody else who tries."""
    for each in letting_in.locked_out(visit.office, visit.person):
        whom = f"as **{plain(each.name)}**" if each.name else "under names that are not in the list"
        school, last = plain(visit.office.authority.name_of(each.school)), moment(each.at, visit.office.today())
        with st.container(border=True, key=f"locked {each.key}"):
            st.markdown(
                f"Someone tried to sign in to {school} {whom} with wrong PINs or codes until they were locked out for "
                f"a while, most recently {last}. Anyone who has signed in before on their own computer still can. If "
                "it was not one of you, someone else has the school’s link: "
                f"{'replace it' if visit.person.is_coordinator else 'ask your coordinator to replace it'}."
            )
            with st.container(horizontal=True, vertical_alignment="center"):
                go.link(go.ACCESS, "Access")
                if st.button("I know about it", key=f"know {each.key}", type="tertiary"):
                    letting_in.seen_lock(visit.office, visit.person, each.key)
                    st.rerun()


def chosen_school(visit: Visit) -> str:
    """Whose people these are: somebody's own school, or the one a coordinator chooses; empty where there is none."""
    if visit.person.is_at_a_school:
        return visit.person.school
    schools = {each.urn: each.name for each in letting_in.schools_of(visit.office, visit.person)}
    if not visit.person.is_coordinator:
        return ""
    if not schools:
        blocks.quiet("No school is in the Schools table yet.")
        return ""
    return st.selectbox("School", list(schools), format_func=schools.__getitem__) or ""


def _told(school: str) -> Opened | LetIn | str | None:
    said = _said(school)
    return said.what if said else None


def _said(school: str) -> _Told | None:
    said = session.kept(_TOLD, _Told)
    if said is None or said.school != school or monotonic() - said.at > kept_files.KEPT_FOR:
        session.forget(_TOLD)
        return None
    return said


def _tell_link(school: str) -> None:
    said = _said(school)
    if said is None or not isinstance(said.what, Opened):
        return
    st.markdown("**This is the link. It is shown only once.** Give it to the school’s lead, on paper or in person.")
    st.code(said.address, language=None, wrap_lines=True)
    st.markdown(f"[Sign-in card as Word]({SIGN_IN_CARD.at(number=said.card)})")


def _tell_code(member: Member) -> None:
    what = _told(member.school)
    if isinstance(what, LetIn) and what.name == member.name:
        st.markdown("**One-time code, shown only once:**")
        st.code(f"{what.code[:4]} {what.code[4:]}", language=None)
        st.markdown(
            f"Tell them by telephone or in person. It works once, until {full_day(what.until)}, with the school’s link."
        )


def link(visit: Visit, school: str) -> None:
    """The school's link, for a coordinator to make, replace and revoke."""
    open_now = letting_in.link_of(visit.office, school)
    st.header("The link", anchor=False)
    until = (
        f"Open until {full_day(open_now.until)}." if open_now and open_now.until else "There is no link at the moment."
    )
    st.markdown(until)
    _tell_link(school)
    if not letting_in.may_make_links(visit.office, visit.person, school):
        return
    with st.container(horizontal=True):
        make = "Replace the link" if open_now else "Make a link"
        if st.button(make, help="The old link stops working. Everyone keeps their PIN."):
            _do(school, lambda: letting_in.make_link(visit.office, visit.person, school), visit)
        if open_now and st.button("Revoke the link", help="Everyone at the school is signed out straight away."):
            _do(
                school,
                lambda: letting_in.revoke_link(visit.office, visit.person, school),
                visit,
                "The link is revoked.",
            )


def people(visit: Visit, school: str) -> None:
    """Everybody behind the link."""
    st.header("People", anchor=False)
    members = letting_in.people_of(visit.office, visit.person, school)
    manages = letting_in.may_manage(visit.office, visit.person, school)
    if not members:
        blocks.quiet("Nobody has access yet.")
    for each in members:
        with st.container(border=True):
            _person(visit, each, manages)
    what = _told(school)
    if isinstance(what, str) and what:
        st.warning(plain(what))
    if manages:
        _let_in(visit, school, len(members))
    elif members:
        blocks.quiet("Ask a lead to add a colleague, change what someone can do, or end their access.")


def _person(visit: Visit, member: Member, manages: bool) -> None:
    may = next(words for words, each in _ROLES.items() if each == (member.role, member.is_lead))
    been = "" if letting_in.has_pin(visit.office, member) else " · has a one-time code, no PIN yet"
    st.markdown(f"**{plain(member.name)}**  \n{may}{been}")
    _tell_code(member)
    if not manages:
        return
    office, person = visit.office, visit.person
    with st.container(horizontal=True, vertical_alignment="bottom"):
        choice = st.selectbox("Can do", list(_ROLES), list(_ROLES).index(may), key=f"may {member.key}")
        if st.button("Change", key=f"change {member.key}", disabled=choice == may):
            role, is_lead = _ROLES[choice]
            _do(
                member.school,
                lambda: letting_in.change(office, person, member.key, role, is_lead=is_lead),
                visit,
                "Changed.",
            )
        if st.button(
            "New one-time code", key=f"code {member.key}", help="For a forgotten PIN. The old PIN stops working."
        ):
            _do(member.school, lambda: letting_in.new_code_for(office, wiring.hashing(), person, member.key), visit)
        if st.button(
            "End", key=f"end {member.key}", help="They are signed out straight away. What they wrote is kept."
        ):
            said = f"{member.name} no longer has access."
            _do(member.school, lambda: letting_in.end(office, person, member.key), visit, said)


def _let_in(visit: Visit, school: str, already: int) -> None:
    st.subheader("Give someone access", anchor=False)
    name = st.text_input("First and last name", key=f"name {school} {already}", max_chars=80, autocomplete="off")
    may = st.radio("Can do", list(_ROLES), key=f"role {school} {already}", index=0)
    if st.button("Give access", type="primary"):
        role, is_lead = _ROLES[may]
        hashing, office, person = wiring.hashing(), visit.office, visit.person
        _do(school, lambda: letting_in.let_in(office, hashing, person, school, name, role, is_lead=is_lead), visit)


def _do(school: str, act: Callable[[], Opened | LetIn | None], visit: Visit, otherwise: str = "") -> NoReturn:
    try:
        what: Opened | LetIn | str = act() or otherwise
    except CannotLetIn as why:
        what = str(why)
    except TooBusy:
        what = TOO_MANY
    told_now = _Told(school, what)
    if isinstance(what, Opened):
        here = urlsplit(st.context.url or "")
        address = f"{here.scheme}://{here.netloc}/enter#{what.key}"
        content = sign_in_card.card(visit.office, school, address, what.until)
        told_now = _Told(school, what, address, kept_files.keep(content, visit.person))
    session.keep(_TOLD, told_now)
    st.rerun()


def draw(visit: Visit) -> None:
    """Each account with who it says it is; nothing while none waits."""
    waits = accounts.waiting(visit.office, visit.person)
    if not waits:
        return
    st.header("Accounts waiting for access", anchor=False)
    st.markdown(
        "Someone signed in with a Microsoft account that the Staff table does not know. Ring them before you "
        "say whose account it is."
    )
    free = {each.key: each for each in accounts.unbound(visit.office, visit.person)}
    for each in waits:
        with st.container(border=True):
            _one(visit, each, free)


def _one(visit: Visit, each: Waits, free: dict[str, Colleague]) -> None:
    st.markdown(f"**{plain(each.name) or 'No name'}**  \n{plain(each.email) or 'no address'}")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        whose = st.selectbox(
            "Whose account is it?",
            list(free),
            format_func=lambda key: f"{free[key].name}, {free[key].role}",
            index=None,
            key=f"whose {each.key}",
            placeholder="Choose someone in the Staff table",
        )
        if st.button("This is their account", key=f"bind {each.key}", disabled=whose is None):
            _bind(visit, each, whose or "")
        if st.button("Nobody’s", key=f"nobody {each.key}"):
            accounts.refuse(visit.office, visit.person, each.key)
            st.rerun()


def _bind(visit: Visit, each: Waits, whose: str) -> None:
    try:
        accounts.bind(visit.office, visit.person, each.key, whose)
    except CannotLetIn as why:
        st.warning(plain(str(why)))
        return
    st.rerun()
