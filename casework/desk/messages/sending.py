"""Sending a message for real, where the site is set up for it: through an SMTP server, or GOV.UK Notify. Never twice.

What the secrets file says stands in `.streamlit/secrets.toml.example`.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from hashlib import sha256
from importlib.util import find_spec
from threading import Lock
from typing import Any, Protocol
from urllib.parse import urlsplit

from casework.desk.messages.messages import SUBJECT, Message, messages_due
from casework.desk.messages.records import DeliveryStatus, is_mine_to_tell, write_down
from casework.reading.office import Office
from record.person import Person
from store.contract import AuditEvent
from store.declared import SECURITIES
from store.settings import is_loopback

SECONDS = 20.0
GOV_UK = "https://api.notifications.service.gov.uk"
PLAIN, STARTTLS, TLS = SECURITIES


class NotSent(Exception):
    """It was not sent, for certain; its text says what to do."""


class NotKnown(Exception):
    """Nobody knows whether it was sent: the answer was lost."""


class SenderWrong(ValueError):
    """The settings for sending cannot be used; its text says what to write instead."""


class MailSender(Protocol):
    """What sends an e-mail."""

    def send(self, to: str, subject: str, text: str, name: str) -> None:
        """Send it; `name` is the same for the same message. Raises NotSent, NotKnown."""


@dataclass(frozen=True, slots=True)
class Smtp:
    """An SMTP server."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = ""
    security: str = STARTTLS

    def send(self, to: str, subject: str, text: str, name: str) -> None:
        """As `Sender`."""
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self.sender, to, subject
        # The same message has the same id, so that a server or a reader that gets it twice shows it once.
        message["Message-ID"] = f"<{sha256(name.encode()).hexdigest()[:32]}@{self.sender.rpartition('@')[2]}>"
        message.set_content(text)
        try:
            with self._connected() as server:
                try:
                    server.send_message(message)
                except smtplib.SMTPServerDisconnected:
                    raise NotKnown from None
        except (smtplib.SMTPException, OSError) as fault:
            raise NotSent(
                f"The e-mail server did not accept it ({type(fault).__name__}). Nothing was sent: look at the "
                "settings, or try again later."
            ) from None

    def _connected(self) -> smtplib.SMTP:
        safely = ssl.create_default_context()
        if self.security == TLS:
            server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=SECONDS, context=safely)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=SECONDS)
        if self.security == STARTTLS:
            server.starttls(context=safely)
        if self.user:
            server.login(self.user, self.password)
        return server


@dataclass(frozen=True, slots=True)
class Notify:
    """GOV.UK Notify, with a template whose subject and body are ((subject)) and ((text))."""

    key: str
    template: str
    address: str = GOV_UK

    def send(self, to: str, subject: str, text: str, name: str) -> None:
        """As `Sender`."""
        # Asked for here, so that a site that sends nothing need not load it.
        from notifications_python_client.errors import HTTPError
        from notifications_python_client.notifications import NotificationsAPIClient
        from requests import ConnectionError as NoConnection
        from requests import RequestException

        client: Any = NotificationsAPIClient(self.key, base_url=self.address, timeout=int(SECONDS))  # type: ignore[no-untyped-call]
        try:
            client.send_email_notification(
                email_address=to,
                template_id=self.template,
                personalisation={"subject": subject, "text": text},
                reference=sha256(name.encode()).hexdigest()[:32],
            )
        except HTTPError as fault:
            raise NotSent(
                f"GOV.UK Notify did not accept it (it answered {fault.status_code}). Nothing was sent."
            ) from None
        except NoConnection:
            raise NotSent("GOV.UK Notify cannot be reached. Nothing was sent: try again later.") from None
        except RequestException:
            raise NotKnown from None


_one_at_a_time = Lock()


def sender_of(secrets: Mapping[str, Any]) -> MailSender | None:
    """What the secrets file says of sending; None when it says nothing. Raises SenderWrong."""
    told = secrets.get("messages")
    if told is None:
        return None
    if not isinstance(told, Mapping) or ("smtp" in told) == ("notify" in told):
        raise SenderWrong("Under [messages] write either [messages.smtp] or [messages.notify], not both.")
    try:
        sender = Smtp(**told["smtp"]) if "smtp" in told else Notify(**told["notify"])
    except TypeError:
        raise SenderWrong(
            "[messages.smtp] needs host, port and sender, and may have user, password and security; "
            "[messages.notify] needs key and template. Remove every other line."
        ) from None
    if isinstance(sender, Notify) and find_spec("notifications_python_client") is None:
        raise SenderWrong("To send through GOV.UK Notify, first run: pip install -r requirements-notify.txt")
    if (
        isinstance(sender, Notify)
        and sender.address != GOV_UK
        and not is_loopback(urlsplit(sender.address).hostname or "")
    ):
        raise SenderWrong("Under [messages.notify], remove address: only a stand-in on this computer needs it.")
    if isinstance(sender, Smtp) and sender.security not in SECURITIES:
        raise SenderWrong(f"security of [messages.smtp] is one of {', '.join(SECURITIES)}.")
    if isinstance(sender, Smtp) and sender.security == PLAIN and not is_loopback(sender.host):
        raise SenderWrong('security = "none" is for a server on this computer alone. Write starttls or tls.')
    return sender


def send(office: Office, person: Person, sender: MailSender, wanted: Message) -> None:
    """Send one message, if it is still due. Raises NotSent, NotKnown, StoreError."""
    with _one_at_a_time:
        message = next((each for each in messages_due(office, person) if each.key == wanted.key), None)
        if message is None:
            return
        if not message.email:
            raise NotSent("This school has no e-mail address. Write it into the Schools table.")
        if not is_mine_to_tell(office.store, message.to, message.lines[0].key, person.name):
            return
        _write_down(office, person, message, DeliveryStatus.SENDING)
    try:
        sender.send(message.email, SUBJECT, message.text(person.name), message.key)
    except NotSent:
        _write_down(office, person, message, DeliveryStatus.FAILED)
        raise
    _write_down(office, person, message, DeliveryStatus.SENT)
    _note(office, person, message, "sent a message")


def told_by_hand(office: Office, person: Person, wanted: Message) -> None:
    """Somebody sent it from their own e-mail, or told it otherwise. Raises StoreError."""
    with _one_at_a_time:
        message = next((each for each in messages_due(office, person) if each.key == wanted.key), None)
        if message is not None:
            _write_down(office, person, message, DeliveryStatus.BY_HAND)
            _note(office, person, message, "told a school by hand")


def _write_down(office: Office, person: Person, message: Message, how: DeliveryStatus) -> None:
    lines = [(each.key, each.reference) for each in message.lines]
    write_down(office.store, message.to, lines, how, person.name)


def _note(office: Office, person: Person, message: Message, did: str) -> None:
    for reference in dict.fromkeys(each.reference for each in message.lines):
        detail = {"school": message.to}
        office.store.note(AuditEvent(office.now(), person.name, person.role, person.school, did, reference, detail))
