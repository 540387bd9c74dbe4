"""Draws Sheet check and Set up: how the spreadsheet stands, what is to be put right, what two people answered differently.

A pasted or uploaded key lives as long as the run that uses it: the box is then another box, empty, and the upload is gone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from time import monotonic
from typing import NoReturn

import streamlit as st

from casework.forms.clashes import Clash, ClashAnswer, by_entry, choose
from casework.keeping.sheet import spreadsheet
from casework.keeping.sheet.check import SheetCheck, Waiting
from casework.keeping.sheet.items import Item, Sorted
from casework.keeping.sheet.set_up import Configured, SetUpOutcome
from record.answers import from_kept
from record.words import NOT_ANSWERED, answer, moment
from store.sheets.sync.deciding import CannotAdopt
from ui import blocks, uploads
from ui.guidance import cite_finding
from ui.markup import in_a_label, plain
from ui.shell import go, page, session
from ui.shell.page import Visit

_LOOKED, _SAID = "looked at the sheet", "said of the sheet"
GOOD_FOR = 5.0
"""Seconds for which a look at the spreadsheet is good: Google counts how often it is asked."""
NO_SHEET = (
    "This site keeps its entries in a database of its own, not in a Google spreadsheet, so nobody can type into it by hand. "
    "With a spreadsheet this page lists every cell that cannot be read, every row that was moved, doubled or removed, "
    "each with a link to it, and what was edited by hand."
)


def look(visit: Visit) -> None:
    """Read the spreadsheet if that was not done a moment ago, or if somebody asks for it; say what a press came to."""
    looked = session.kept(_LOOKED, float)
    if looked is None:
        spreadsheet.note_view(visit.office, visit.person)
    is_asked = spreadsheet.sheet_of(visit.office) is not None and st.button("Look again")
    if is_asked or looked is None or monotonic() - looked > GOOD_FOR:
        spreadsheet.look_again(visit.office)
        session.keep(_LOOKED, monotonic())
    said = session.kept(_SAID, str)
    if said:
        st.info(plain(said))
        session.forget(_SAID)


def say(sentence: str) -> NoReturn:
    """Draw the page again, with this sentence at its head."""
    session.keep(_SAID, sentence)
    st.rerun()


def opening(found: SheetCheck, differing: int) -> None:
    """How it stands, in a sentence."""
    if not found.spreadsheet:
        st.markdown(NO_SHEET)
    if found.trouble:
        st.warning(f"{plain(found.trouble)} What is below is from the last time it could be read.")
    number = differing + sum(len(items) for kind, items in found.items.items() if not kind.is_news)
    if number:
        st.markdown(f"**{number} thing{'' if number == 1 else 's'} to put right.** A link opens the spreadsheet there.")
    elif found.spreadsheet:
        st.success("Nothing to put right. Every row can be read, and each is where it belongs.")
    if found.hidden:
        blocks.quiet(f"{found.hidden} more about cases that are not yours: their coordinator sees them.")


def draw_clashes(visit: Visit, differing: Sequence[Clash]) -> None:
    """A card for each form with such a question; nothing when there is none."""
    if differing:
        st.header("Two people answered differently", anchor=False)
    for clashes in by_entry(differing):
        with st.container(border=True):
            _entry(visit, clashes)


def _entry(visit: Visit, clashes: Sequence[Clash]) -> None:
    filed, reference = clashes[0].filed, clashes[0].reference
    page.of_a_line(visit, reference)
    st.markdown(f"**{filed.entry.title}** of {plain(reference)}")
    st.markdown("Both corrected the same version. Until you choose, the later answer counts; both are kept.")
    chosen = {each.question.name: _ask(visit, each) for each in clashes}
    go.link(go.CASE, f"Open {reference}", case=reference)
    if st.button("Save what I chose", key=f"choose {filed.entry_id}"):
        if None in chosen.values():
            st.warning("Choose one answer to each question first.")
            return
        kept = {name: side.value for name, side in chosen.items() if side}
        choose(visit.office, visit.person, reference, filed.entry_id, kept)
        say(f"{reference} now has the answer you chose. The other one is kept among its versions.")


def _ask(visit: Visit, clash: Clash) -> ClashAnswer | None:
    labels = [f"{in_a_label(_said(visit, clash, side))} ({in_a_label(side.by)})" for side in clash.sides]
    key = f"choose {clash.filed.entry_id} {clash.question.name} {clash.filed.save_id}"
    chosen = st.radio(in_a_label(clash.question.label), labels, index=None, key=key)
    return clash.sides[labels.index(chosen)] if chosen else None


def _said(visit: Visit, clash: Clash, side: ClashAnswer) -> str:
    if side.value is None:
        return NOT_ANSWERED
    entry = from_kept(type(clash.filed.entry), {clash.question.name: side.value})
    value = getattr(entry, clash.question.name)
    if clash.question.item:
        items = [", ".join(str(one) for one in each.model_dump(exclude_none=True).values()) for each in value]
        return "; ".join(items) or NOT_ANSWERED
    return answer(clash.question, value, visit.office.authority.name_of(str(value)))


BEING_WRITTEN = "It is being written again, below the other rows."
LET_GO = (
    "It stays out of the spreadsheet. A case keeps its forms: to change what one says, correct it on the case page. A "
    "row of a settings table no longer counts."
)
THE_ONE = (
    "This spreadsheet is now the one in use. Remove the app’s address from the other one’s sharing, so that nobody "
    "uses it by mistake."
)
IGNORED = "It stays in the spreadsheet as a note, and does not count."


def draw_faults(visit: Visit, found: SheetCheck) -> None:
    """A heading and a card for each."""
    for kind, items in found.items.items():
        st.header(kind, anchor=False)
        for number, item in enumerate(items):
            with st.container(border=True):
                _item(visit, item)
                _decide(visit, item, f"{kind} {number}")


def _item(visit: Visit, item: Item) -> None:
    st.markdown(f"**{_link(item.where, item.link)}**")
    st.markdown(f"{plain(item.says)}  \n{plain(item.should)}")
    if item.beside:
        st.markdown(f"The row that counts: {_link(item.beside, item.beside_link)}")
    seen = page.of_a_line(visit, item.reference) if item.reference else None
    if seen is None:
        return
    for finding in item.findings:
        blocks.cited(cite_finding(finding, seen.case), finding.sentence)
    go.link(go.CASE, f"Open {item.reference}", case=item.reference)


def _link(text: str, address: str) -> str:
    return f"[{plain(text)}]({address})" if address else plain(text)


def _decide(visit: Visit, item: Item, key: str) -> None:
    """The buttons of a row that somebody must decide about."""
    if not item.rows:
        return
    with st.container(horizontal=True):
        pressed = [
            act
            for label, act in _ACTS.get(item.sorted, _OF_TYPED).items()
            if st.button(label, key=f"{label} {key} {item.rows[0]}")
        ]
    if pressed:
        say(pressed[0](visit, item))


def _adopt(visit: Visit, item: Item) -> str:
    try:
        saved = spreadsheet.adopt(visit.office, visit.person, item.rows[0])
    except CannotAdopt as why:
        return str(why)
    return f"Adopted: it counts in {saved.reference} from now on. You can keep or delete the row you typed."


def _ignore(visit: Visit, item: Item) -> str:
    return IGNORED if spreadsheet.ignore(visit.office, visit.person, item.rows) else spreadsheet.NO_LONGER_THERE


def _keep(visit: Visit, item: Item) -> str:
    return THE_ONE if spreadsheet.ignore(visit.office, visit.person, item.rows) else spreadsheet.NO_LONGER_THERE


def _restore(visit: Visit, item: Item) -> str:
    return BEING_WRITTEN if spreadsheet.restore(visit.office, visit.person, item.rows) else spreadsheet.NO_LONGER_THERE


def _let_go(visit: Visit, item: Item) -> str:
    return LET_GO if spreadsheet.let_go(visit.office, visit.person, item.rows) else spreadsheet.NO_LONGER_THERE


Act = Callable[[Visit, Item], str]
"""Does what was pressed; what to say of it."""
_OF_TYPED: Mapping[str, Act] = {"Adopt": _adopt, "Ignore": _ignore}
_ACTS: Mapping[Sorted, Mapping[str, Act]] = {
    Sorted.VANISHED: {"Restore": _restore, "Accept removal": _let_go},
    Sorted.COPY: {"Use this one": _keep},
}


def waiting(visit: Visit, found: SheetCheck) -> None:
    """What is saved here and not yet in the spreadsheet."""
    if not found.spreadsheet:
        return
    st.header("Waiting for Google", anchor=False)
    if not found.waiting:
        blocks.quiet("Nothing is waiting: the spreadsheet has everything that was submitted.")
        return
    if found.refused:
        st.warning(
            f"{plain(found.refused)} Then press “Look again”: what waits is sent at once. Nothing of it is lost."
        )
    blocks.rows([(f"{each.what} {each.reference}".strip(), _since(visit, each)) for each in found.waiting])


def _since(visit: Visit, each: Waiting) -> str:
    return f"since {moment(each.since, visit.office.today())}" if each.since else "not sent yet"


_CAME, _TRIES = "what came of setting up", "attempts to set up"
LONGEST_KEY = 20_000
"""Bytes of a key that are looked at: Google's have about 2,500."""
LINK = "https://docs.google.com/spreadsheets/d/"
NO_SHEET_YET = (
    "This site keeps its entries in a database of its own. To keep them in a Google spreadsheet instead, make an empty "
    "one in your own Drive, share it as below, and have the site started with the settings shown at the end. A "
    "spreadsheet starts empty: what is already kept here is not copied into it."
)
SHEET = (
    "This site keeps its entries in the spreadsheet below. The button only adds what is missing, so you can press it "
    "at any time: it never changes a cell that is already there."
)
KEEP_IT = (
    "The key is used once and not kept. Put the file where only this site can read it, and never into the spreadsheet, "
    "an e-mail or the project’s own folder. The site reads it when it starts, from these lines of `.streamlit/secrets.toml` "
    "(`.streamlit/secrets.toml.example` says what each is for, and what to write where there is no disk to put a key on):"
)


def introduction(known: Configured) -> None:
    """Where entries are kept now."""
    st.markdown(SHEET if known.spreadsheet else NO_SHEET_YET)
    if known.address:
        st.markdown("Share the spreadsheet, as *Editor*, with this address:")
        st.code(known.address, language=None, wrap_lines=True)


def ask(known: Configured) -> tuple[str, str]:
    """The link and the key, as they were typed, pasted or uploaded; no key where the site has one."""
    now = f"{LINK}{known.spreadsheet}/edit" if known.spreadsheet else ""
    link = st.text_input("Link to the spreadsheet", value=now, placeholder=f"{LINK}…", key="sheet link")
    if known.has_key:
        blocks.quiet("The key this site was started with is used.")
        return link or "", ""
    box = session.kept(_TRIES, int) or 0
    pasted = st.text_input(
        "Key of the service account, pasted", type="password", key=f"sheet key {box}", autocomplete="off"
    )
    file = uploads.box("Or its file, as Google gave it (.json)", ["json"], f"sheet key file {box}", 1)
    return link or "", file[0][:LONGEST_KEY].decode("utf-8", "replace") if file else pasted or ""


def keep(outcome: SetUpOutcome) -> NoReturn:
    """Draw the page again with what came of it, and with an empty box for the key."""
    session.keep(_CAME, outcome)
    session.keep(_TRIES, (session.kept(_TRIES, int) or 0) + 1)
    st.rerun()


def steps(known: Configured) -> None:
    """Each step, done or missing, as of the last attempt; and what to write so that the site begins with it."""
    outcome = session.kept(_CAME, SetUpOutcome)
    if outcome is None:
        return
    st.header("Step by step", anchor=False)
    for each in outcome.steps:
        with st.container(border=True):
            blocks.label("Done" if each.done else "Missing", "good" if each.done else "now")
            st.markdown(plain(each.sentence))
            if not each.done and each.name in ("shared", "edit") and outcome.address:
                st.code(outcome.address, language=None, wrap_lines=True)
    if outcome.is_done and outcome.spreadsheet != known.spreadsheet:
        st.markdown(KEEP_IT)
        st.code(
            f'ways_in = "links"\n\n[store]\nspreadsheet = "{LINK}{outcome.spreadsheet}/edit"\nkey = "/path/of/the/key.json"',
            language="toml",
            wrap_lines=True,
        )
