"""Letter templates of an authority's own: take ours, change it in Word, give it back, try it, use it, go back."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from casework.letters import own_templates
from casework.letters.template_backup import is_kept_here_alone
from casework.reading.logos import LOGO
from casework.reading.template_versions import OURS, AskedFor, Version
from letters.catalogue import BY_ID, LETTERS, Letter
from letters.errors import LetterError
from letters.say import LOCAL, Tag, every_tag
from letters.tongue import tongue
from record.apart import FileRefused
from record.words import full_day
from ui import blocks, uploads
from ui.letters.reading import as_html
from ui.markup import plain
from ui.shell import go
from ui.shell.downloads import ALL_TEMPLATES, COMMENTS, TEMPLATE
from ui.shell.page import Visit


def chosen() -> Letter:
    """The letter whose template it is about."""
    return st.selectbox("Which letter?", LETTERS, format_func=lambda letter: letter.title)


def answers(visit: Visit) -> None:
    """What a coordinator asked for, to be answered by another: letters are for everybody."""
    asked = own_templates.waiting(visit.office)
    if asked:
        st.header("Waiting for an answer", anchor=False)
    for each in asked:
        _asked(visit, each)


def ask_for_an_answer(visit: Visit) -> None:
    """On the first page of the day: that a colleague waits for a yes or no."""
    for each in own_templates.waiting(visit.office):
        if own_templates.may_confirm(visit.office, visit.person, each):
            st.markdown(f"**{plain(each.by)} asks you to look at a letter.** {_wish(each)}")
            go.link(go.LETTER_TEMPLATES, "Approve or refuse it under Letter templates")


def _wish(asked: AskedFor) -> str:
    letter = f"*{BY_ID[asked.letter].title}*" + (f" in {plain(asked.language)}" if asked.language else "")
    if asked.number != OURS:
        return f"{letter} should be made from version {asked.number} from now on, for every school."
    if asked.language:
        return f"{letter} should no longer be made, for any school."
    return f"{letter} should be made from the template that comes with the app again, for every school."


def _asked(visit: Visit, asked: AskedFor) -> None:
    key = f"{asked.letter} {asked.language} {asked.number} {asked.mark}"
    version = next((each for each in own_templates.given(visit.office, asked.letter) if each.mark == asked.mark), None)
    with st.container(border=True):
        st.markdown(_wish(asked))
        blocks.quiet(f"Asked for by {asked.by} on {full_day(asked.at.date())}")
        may_confirm = own_templates.may_confirm(visit.office, visit.person, asked)
        if not may_confirm:
            blocks.quiet("Another coordinator approves or refuses this. Until then letters are made as before.")
        if version is not None and st.toggle("Read it with example words", key=f"read {key}"):
            blocks.paper("Example", as_html(own_templates.again(visit.office, version).example))
        with st.container(horizontal=True):
            yes = may_confirm and st.button("Yes, use it", key=f"yes {key}", type="primary")
            no = st.button(
                "Withdraw this request" if asked.is_of(visit.person) else "No, leave it as it is", key=f"no {key}"
            )
    if yes or no:
        _answer(visit, asked, bool(yes))


def _answer(visit: Visit, asked: AskedFor, yes: bool) -> None:
    try:
        (own_templates.confirm if yes else own_templates.decline)(visit.office, visit.person, asked)
    except LetterError as problem:
        st.error(plain(str(problem)))
        return
    st.rerun()


def of_one(visit: Visit, letter: Letter) -> None:
    """The templates of a letter, and a place to give one, which then stands among them."""
    above = st.container()
    give(visit, letter)
    with above:
        versions(visit, letter)


def versions(visit: Visit, letter: Letter) -> None:
    """Ours, and every version that was given: which is in use, and a press to ask for another."""
    st.header("Templates of this letter", anchor=False)
    given = own_templates.given(visit.office, letter.id)
    in_use = [each for each in given if each.is_in_use and not each.language]
    alone = not own_templates.can_be_confirmed(visit.office, visit.person)
    if not alone:
        blocks.quiet(
            "Letters are for every school, so what you ask for here is used once another coordinator approves it."
        )
    with st.container(border=True):
        st.markdown("**The template that comes with the app**" + ("" if in_use else " · in use"))
        blocks.letter_link(TEMPLATE.at(letter=letter.id, number=0), "Download it to change it in Word")
        if in_use and st.button("Use it again" if alone else "Ask to use it again"):
            own_templates.ask_for_ours(visit.office, visit.person, letter.id)
            st.rerun()
    for each in given:
        _version(visit, letter, each, alone)


def _version(visit: Visit, letter: Letter, version: Version, alone: bool) -> None:
    language = f" in {version.language}" if version.language else ""
    state = " · in use" if version.is_in_use else "" if version.is_sound else " · has faults"
    with st.container(border=True):
        st.markdown(f"**Version {version.number}{plain(language)}**{state}")
        blocks.quiet(f"Given by {version.given_by} on {full_day(version.given_at.date())}")
        if not version.is_sound:
            blocks.letter_link(
                TEMPLATE.at(letter=letter.id, number=f"{version.number}{COMMENTS}"), "Download it with comments"
            )
            return
        blocks.letter_link(TEMPLATE.at(letter=letter.id, number=version.number), f"Download version {version.number}")
        _choices(visit, letter, version, alone)


def _choices(visit: Visit, letter: Letter, version: Version, alone: bool) -> None:
    use, stop = ("Use this version", "Stop using it") if alone else ("Ask to use this version", "Ask to stop using it")
    with st.container(horizontal=True):
        uses = not version.is_in_use and st.button(use, key=f"use {version.key}")
        stops = version.is_in_use and bool(version.language) and st.button(stop, key=f"stop {version.key}")
        tries = st.toggle("Try it with example words", key=f"try {version.key}")
    if uses:
        own_templates.ask_for(visit.office, visit.person, version)
    if stops:
        own_templates.ask_for_ours(visit.office, visit.person, letter.id, version.language)
    if uses or stops:
        st.rerun()
    if tries:
        blocks.paper(f"Example of {letter.title}", as_html(own_templates.again(visit.office, version).example))


def give(visit: Visit, letter: Letter) -> None:
    """Upload a template: it is checked at once, and used when you say so."""
    st.header("Upload a template", anchor=False)
    file = uploads.box("Word file (.docx)", ["docx"], f"file {letter.id}", own_templates.MEGABYTES)
    language = st.text_input("Language, if it is not English", key=f"language {letter.id}")
    if not (st.button("Check and keep it", type="primary") and file):
        return
    try:
        version, found = own_templates.give(visit.office, visit.person, letter.id, file[0], language)
    except LetterError as problem:
        st.error(plain(str(problem)))
        return
    if language.strip() and not tongue(language):
        blocks.quiet(
            f"The app does not know how dates are written in {language.strip()}, so they are written as in English."
        )
    _say_what_is_otherwise(found.taken_out)
    if not found.faults:
        st.success(f"Version {version.number} has no faults. Try it above with example words.")
        return
    number = len(found.faults)
    faults = "1 fault" if number == 1 else f"{number} faults"
    st.error(f"Version {version.number} has {faults} to put right, also shown as comments in the file.")
    st.markdown("\n".join(f"- {plain(each)}" for each in found.faults))
    blocks.letter_link(TEMPLATE.at(letter=letter.id, number=f"{version.number}{COMMENTS}"), "Download it with comments")


def _say_what_is_otherwise(taken_out: Sequence[str]) -> None:
    """What was in the file and is not in the version that is kept: nobody is to find out from a letter."""
    if taken_out:
        st.warning(
            "The stored version is slightly different from your file. Read it with example words before it is used."
        )
        st.markdown("\n".join(f"- {plain(each)}" for each in taken_out))


def logo(visit: Visit) -> None:
    """A school's logo, at the top of its letters."""
    st.header("A school’s logo", anchor=False)
    school = st.selectbox(
        "Whose?", own_templates.schools_of(visit.office, visit.person), format_func=lambda each: each.name
    )
    file = uploads.box("Picture (PNG or JPEG)", ["png", "jpg", "jpeg"], "logo", LOGO.megabytes)
    if not (school and file and st.button("Keep the logo")):
        return
    try:
        own_templates.keep_logo(visit.office, visit.person, school.urn, file[0])
        st.success(f"The letters of {plain(school.name)} now carry its logo.")
    except FileRefused as problem:
        st.error(str(problem))


def keep_a_copy(visit: Visit) -> None:
    """All templates and logos as one zip, and why to keep it."""
    st.header("Keep a copy", anchor=False)
    if is_kept_here_alone(visit.office):
        blocks.quiet(
            "Templates and logos are kept on the computer that runs this site, not in the spreadsheet. Download them "
            "after each change: if that computer is lost, you can upload them again from this file."
        )
    blocks.letter_link(ALL_TEMPLATES.at(), "Download all templates and logos (zip)")


def tags(visit: Visit) -> None:
    """Every fact a template may print, with a tag to copy; the authority's own questions first."""
    st.header("Facts to print", anchor=False)
    wanted = st.text_input("Find a fact", live="500ms").strip().lower()
    own = [
        Tag(f"{LOCAL}.{name}", label, "your own question", True)
        for name, label in visit.office.authority.own.labels.items()
    ]
    found = [each for each in (*own, *every_tag().values()) if wanted in f"{each.name} {each.says}".lower()]
    blocks.quiet(
        f"{len(found)} facts. One marked “may be missing” needs {{% if … %}} before it and {{% endif %}} after it."
    )
    with st.expander("Show them"):
        rows = [(each.to_copy, each.says, each.sort + (", may be missing" if each.optional else "")) for each in found]
        st.code("\n".join(f"{tag:<48}{says} ({sort})" for tag, says, sort in rows), language=None)
