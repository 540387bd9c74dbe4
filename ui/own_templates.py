"""Letter templates of an authority's own: take ours, change it in Word, give it back, try it, use it, go back."""

from __future__ import annotations

import streamlit as st

from casework.letters import own_templates
from casework.letters.template_backup import is_kept_here_alone
from casework.reading.logos import NoLogo
from casework.reading.template_versions import Version
from letters.catalogue import LETTERS, Letter
from letters.errors import LetterError
from letters.say import LOCAL, Tag, every_tag
from letters.tongue import tongue
from record.words import full_day
from ui import blocks
from ui.letters.reading import as_html
from ui.markup import plain
from ui.shell.downloads import ALL_TEMPLATES, COMMENTS, TEMPLATE
from ui.shell.page import Visit


def chosen() -> Letter:
    """The letter whose template it is about."""
    return st.selectbox("Which letter?", LETTERS, format_func=lambda letter: letter.title)


def versions(visit: Visit, letter: Letter) -> None:
    """Ours, and every version that was given: which is in use, and a press to use another."""
    st.header("Templates of this letter", anchor=False)
    given = own_templates.given(visit.office, letter.id)
    in_use = [each for each in given if each.is_in_use and not each.language]
    with st.container(border=True):
        st.markdown("**The template that comes with the app**" + ("" if in_use else " · in use"))
        blocks.letter_link(TEMPLATE.at(letter=letter.id, number=0), "Download it to change it in Word")
        if in_use and st.button("Use it again"):
            own_templates.use_ours(visit.office, visit.person, letter.id)
            st.rerun()
    for each in given:
        _version(visit, letter, each)


def _version(visit: Visit, letter: Letter, version: Version) -> None:
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
        with st.container(horizontal=True):
            uses = not version.is_in_use and st.button("Use this version", key=f"use {version.key}")
            stops = version.is_in_use and bool(language) and st.button("Stop using it", key=f"stop {version.key}")
            tries = st.toggle("Try it with example words", key=f"try {version.key}")
        if uses:
            own_templates.use(visit.office, visit.person, version)
        if stops:
            own_templates.use_ours(visit.office, visit.person, letter.id, version.language)
        if uses or stops:
            st.rerun()
        if tries:
            blocks.paper(f"Example of {letter.title}", as_html(own_templates.again(visit.office, version).example))


def give(visit: Visit, letter: Letter) -> None:
    """Give a template: it is checked at once, and used when you say so."""
    st.header("Give a template", anchor=False)
    file = st.file_uploader("Word file (.docx)", type=["docx"], key=f"file {letter.id}", max_upload_size=10)
    language = st.text_input("Language, if it is not English", key=f"language {letter.id}")
    if not (st.button("Check and keep it", type="primary") and file):
        return
    try:
        version, found = own_templates.give(visit.office, visit.person, letter.id, file.getvalue(), language)
    except LetterError as problem:
        st.error(plain(str(problem)))
        return
    if language.strip() and not tongue(language):
        blocks.quiet(f"How {language.strip()} writes dates is not known here: they stand in it as in English.")
    if not found.faults:
        st.success(f"Version {version.number} has no fault. Try it above, then use it.")
        return
    st.error(f"Version {version.number} has {len(found.faults)} to put right. They are comments in the file, too.")
    st.markdown("\n".join(f"- {plain(each)}" for each in found.faults))
    blocks.letter_link(TEMPLATE.at(letter=letter.id, number=f"{version.number}{COMMENTS}"), "Download it with comments")


def logo(visit: Visit) -> None:
    """A school's logo, at the top of its letters."""
    st.header("A school’s logo", anchor=False)
    school = st.selectbox("Whose?", visit.office.authority.others(""), format_func=lambda each: each.name)
    file = st.file_uploader("Picture (PNG or JPEG)", type=["png", "jpg", "jpeg"], key="logo", max_upload_size=10)
    if not (school and file and st.button("Keep the logo")):
        return
    try:
        own_templates.keep_logo(visit.office, visit.person, school.urn, file.getvalue())
        st.success(f"The letters of {plain(school.name)} now carry its logo.")
    except NoLogo as problem:
        st.error(str(problem))


def keep_a_copy(visit: Visit) -> None:
    """All templates and logos as one zip, and why to keep it."""
    st.header("Keep a copy", anchor=False)
    if is_kept_here_alone(visit.office):
        blocks.quiet(
            "Templates and logos are kept on the computer that runs this site, not in the spreadsheet. Download them after "
            "each change: if that computer is lost, you give them again from this file."
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
