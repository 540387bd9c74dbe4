"""Draws what schools are to be told: each message to copy, to open in one's own e-mail, or to send, and what was told."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from casework.desk.messages import sending
from casework.desk.messages.messages import Message, recently
from casework.desk.messages.records import DeliveryRecord, DeliveryStatus
from casework.desk.messages.sending import MailSender, NotKnown, NotSent, SenderWrong, sender_of
from record.words import moment
from store.contract import StoreError
from store.settings import read_secrets
from ui import blocks
from ui.markup import plain
from ui.shell import session, settings
from ui.shell.page import Visit

_CAME = "what came of telling"
_UNKNOWN = (
    "Not confirmed: the connection was lost while this message was being sent. It will not be sent again "
    "automatically. Ask the school whether it arrived, and ring them if it did not."
)


def sender() -> MailSender | None:
    """What this site sends with, if it is set up for it."""
    try:
        return sender_of(read_secrets(settings.read().secrets))
    except (SenderWrong, StoreError) as problem:
        st.warning(plain(str(problem)))
        return None


def messages(visit: Visit, found: Sequence[Message], sends_with: MailSender | None) -> None:
    """A card for each school."""
    if came := session.kept(_CAME, str):
        st.info(plain(came))
        session.forget(_CAME)
    if not found:
        blocks.quiet("There is nobody to tell: the schools have been told of everything due within a week.")
    for each in found:
        with st.container(border=True, key=f"message to {each.to}"):
            _message(visit, each, sends_with)


def _message(visit: Visit, message: Message, sends_with: MailSender | None) -> None:
    st.markdown(f"**{plain(message.name)}** · {plain(message.email) or 'no e-mail address in the Schools table'}")
    st.code(message.text(visit.person.name), language=None, wrap_lines=True)
    with st.container(horizontal=True):
        if message.email:
            st.link_button("Open in my e-mail", message.mailto(visit.person.name))
        sends = bool(sends_with and message.email) and st.button("Send it", key=f"send {message.to}")
        tells = st.button("I have told them", key=f"told {message.to}")
    if tells:
        sending.told_by_hand(visit.office, visit.person, message)
        st.rerun()
    if sends and sends_with:
        session.keep(_CAME, _sent(visit, message, sends_with))
        st.rerun()


def _sent(visit: Visit, message: Message, sends_with: MailSender) -> str:
    try:
        sending.send(visit.office, visit.person, sends_with, message)
    except NotSent as problem:
        return str(problem)
    except NotKnown:
        return _UNKNOWN
    return f"{message.name} is told."


def told(visit: Visit) -> None:
    """What was told lately."""
    found = recently(visit.office, visit.person)
    if not found:
        return
    st.header("Told recently", anchor=False)
    today, authority = visit.office.today(), visit.office.authority
    blocks.table(
        {
            "When": [moment(each.at, today) for each in found],
            "Whom": [authority.name_of(each.to) for each in found],
            "Case": [each.reference for each in found],
            "How": [_how(each) for each in found],
        }
    )


def _how(told: DeliveryRecord) -> str:
    return "not confirmed" if told.how == DeliveryStatus.SENDING else told.how
