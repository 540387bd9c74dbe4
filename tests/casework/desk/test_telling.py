"""Telling schools what is due: by reference alone, each thing once, through real servers on this computer."""

from __future__ import annotations

import json
import socketserver
import threading
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest
from aiosmtpd.controller import Controller

from casework.desk.messages.messages import messages_due, recently
from casework.desk.messages.records import DeliveryStatus
from casework.desk.messages.sending import (
    MailSender,
    Notify,
    NotKnown,
    NotSent,
    SenderWrong,
    Smtp,
    send,
    sender_of,
    told_by_hand,
)
from casework.reading.office import Office
from record.tables import SCHOOLS
from tests.browser.serving import free_port
from tests.casework.at_work import (
    AMINA,
    EVE,
    LA,
    REFERENCE,
    ROSALIND,
    TARIQ,
    an_office,
    at,
    placed,
    put,
)
from tests.record.a_case import MOTHER, RECEIVING, day

NOTIFY_KEY = "test-00000000-0000-4000-8000-000000000000-11111111-1111-4111-8111-111111111111"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """A case with a weekly report late."""
    made = an_office(tmp_path, *placed(), today=day(30, 9))
    put(
        made, SCHOOLS, RECEIVING, name="Northgate & “Co” Academy", area="South", la=LA, email="office@northgate.example"
    )
    return made


class Kept:
    """What an e-mail server took in; `answers` what it says to each."""

    def __init__(self) -> None:
        self.taken: list[Any] = []
        self.answers = "250 OK"

    async def handle_DATA(self, server: object, session: object, envelope: Any) -> str:  # noqa: N802
        if self.answers.startswith("250"):
            self.taken.append(envelope)
        return self.answers


@pytest.fixture
def post() -> Iterator[tuple[Kept, Smtp]]:
    kept = Kept()
    port = free_port()
    server = Controller(kept, hostname="127.0.0.1", port=port)
    server.start()
    yield kept, Smtp("127.0.0.1", port, "moves@council.example", security="none")
    server.stop()


def words_of(envelope: Any) -> str:
    message = message_from_bytes(envelope.content, policy=default)
    body = message.get_body()
    assert body is not None
    return f"{message['Subject']}\n{body.get_content()}"


def test_a_message_tells_references_and_no_name(office: Office) -> None:
    found = messages_due(office, ROSALIND)
    northgate = next(each for each in found if each.to == RECEIVING)
    text = northgate.text(ROSALIND.name)

    assert f"- {REFERENCE}: Weekly report for the week of 14 September – late, was due on" in text
    assert not [name for name in (MOTHER, "Tomi", "Adeyemi") if name in text]
    assert northgate.mailto(ROSALIND.name).startswith("mailto:office%40northgate.example?subject=Managed%20moves")
    assert messages_due(office, AMINA) == () and messages_due(office, EVE) == []


def test_what_was_told_is_not_told_again_until_it_is_late(office: Office) -> None:
    for each in messages_due(office, ROSALIND):
        told_by_hand(office, ROSALIND, each)
    assert messages_due(office, ROSALIND) == []
    assert {each.how for each in recently(office, ROSALIND)} == {DeliveryStatus.BY_HAND}

    later = messages_due(at(office, day(12, 10)), ROSALIND)
    assert later, "what became late, or due since, is told"
    assert recently(office, EVE) == []


def test_a_message_is_sent_once_and_arrives_as_it_was_shown(office: Office, post: tuple[Kept, Smtp]) -> None:
    kept, smtp = post
    message = next(each for each in messages_due(office, ROSALIND) if each.to == RECEIVING)
    for _ in range(5):
        send(office, ROSALIND, smtp, message)

    assert len(kept.taken) == 1
    assert kept.taken[0].rcpt_tos == ["office@northgate.example"]
    assert words_of(kept.taken[0]).replace("\r\n", "\n").strip().endswith(message.text(ROSALIND.name))
    assert {each.how for each in recently(office, ROSALIND)} == {DeliveryStatus.SENT}


def test_pressed_by_many_at_once_it_is_sent_once(office: Office, post: tuple[Kept, Smtp]) -> None:
    kept, smtp = post
    message = next(each for each in messages_due(office, ROSALIND) if each.to == RECEIVING)
    others = [Office(office.store, office.clock) for _ in range(4)]
    people = [threading.Thread(target=send, args=(each, TARIQ, smtp, message)) for each in others]
    for each in people:
        each.start()
    for each in people:
        each.join()

    assert len(kept.taken) == 1


def test_what_the_server_refuses_can_be_sent_again(office: Office, post: tuple[Kept, Smtp]) -> None:
    kept, smtp = post
    message = next(each for each in messages_due(office, ROSALIND) if each.to == RECEIVING)
    kept.answers = "554 no"
    with pytest.raises(NotSent, match="did not accept it"):
        send(office, ROSALIND, smtp, message)
    assert message in messages_due(office, ROSALIND)
    kept.answers = "250 OK"
    send(office, ROSALIND, smtp, message)

    assert len(kept.taken) == 1


def test_a_server_that_is_not_there_takes_nothing(office: Office) -> None:
    message = messages_due(office, ROSALIND)[0]
    put(office, SCHOOLS, message.to, name="Oakfield School", area="North", la=LA, email="office@oakfield.example")
    message = next(each for each in messages_due(office, ROSALIND) if each.to == message.to)
    with pytest.raises(NotSent, match="Nothing was sent"):
        send(office, ROSALIND, Smtp("127.0.0.1", 9, "moves@council.example", security="none"), message)

    assert message in messages_due(office, ROSALIND)


@pytest.mark.parametrize(
    "typed", ["", "a@b.example, c@elsewhere.example", "a@b.example\nBcc: c@elsewhere.example", "@"]
)
def test_a_school_without_an_address_is_named_also_where_another_was_typed_into_the_cell(
    office: Office, typed: str
) -> None:
    put(office, SCHOOLS, RECEIVING, name="Northgate", area="South", la=LA, email=typed)
    message = next(each for each in messages_due(office, ROSALIND) if each.to == RECEIVING)
    with pytest.raises(NotSent, match="no e-mail address"):
        send(office, ROSALIND, Smtp("127.0.0.1", 9, "moves@council.example"), message)
    assert message in messages_due(office, ROSALIND)


class HangsUp(socketserver.BaseRequestHandler):
    """An e-mail server that takes the whole message and hangs up without a word."""

    def handle(self) -> None:
        self.request.sendall(b"220 hello\r\n")
        is_message = False
        for line in self.request.makefile("rb"):
            if is_message and line == b".\r\n":
                return
            is_message = is_message or line.upper().startswith(b"DATA")
            if not is_message:
                self.request.sendall(b"250 OK\r\n")
            elif line.upper().startswith(b"DATA"):
                self.request.sendall(b"354 go on\r\n")


def test_when_the_answer_is_lost_it_is_not_sent_again_by_itself(office: Office) -> None:
    message = next(each for each in messages_due(office, ROSALIND) if each.to == RECEIVING)
    with socketserver.TCPServer(("127.0.0.1", 0), HangsUp) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        with pytest.raises(NotKnown):
            send(office, ROSALIND, Smtp("127.0.0.1", server.server_address[1], "a@b.example", security="none"), message)

    assert message not in messages_due(office, ROSALIND)
    assert {each.how for each in recently(office, ROSALIND)} == {DeliveryStatus.SENDING}


class GovUk(BaseHTTPRequestHandler):
    """GOV.UK Notify as its client knows it."""

    taken: ClassVar[list[dict[str, Any]]] = []
    status = 201

    def do_POST(self) -> None:
        said = json.loads(self.rfile.read(int(self.headers["content-length"])))
        assert self.path == "/v2/notifications/email" and self.headers["authorization"].startswith("Bearer ")
        if self.status == 201:
            self.taken.append(said)
        answer = json.dumps({"id": "1", "errors": [{"error": "BadRequestError", "message": "no"}]}).encode()
        self.send_response(self.status)
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def notify() -> Iterator[MailSender]:
    GovUk.taken, GovUk.status = [], 201
    server = ThreadingHTTPServer(("127.0.0.1", 0), GovUk)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Notify(NOTIFY_KEY, "a-template", f"http://127.0.0.1:{server.server_address[1]}")
    server.shutdown()
    server.server_close()


def test_gov_uk_notify_sends_it_once(office: Office, notify: MailSender) -> None:
    message = next(each for each in messages_due(office, ROSALIND) if each.to == RECEIVING)
    GovUk.status = 400
    with pytest.raises(NotSent, match="it answered 400"):
        send(office, ROSALIND, notify, message)
    GovUk.status = 201
    for _ in range(3):
        send(office, ROSALIND, notify, message)

    assert len(GovUk.taken) == 1
    assert GovUk.taken[0]["email_address"] == "office@northgate.example"
    assert GovUk.taken[0]["personalisation"]["text"] == message.text(ROSALIND.name)


GOOD_SMTP = {"host": "127.0.0.1", "port": 25, "sender": "a@b.example"}


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"smtp": GOOD_SMTP, "notify": {"key": "k", "template": "t"}}, "not both"),
        ({}, "either"),
        ("yes", "either"),
        ({"smtp": {"host": "x"}}, "needs host, port and sender"),
        ({"notify": {"key": "k"}}, "needs key and template"),
        ({"smtp": {**GOOD_SMTP, "security": "maybe"}}, "is one of"),
        ({"smtp": {**GOOD_SMTP, "host": "mail.example", "security": "none"}}, "on this computer alone"),
    ],
)
def test_settings_that_cannot_be_used_are_told_in_a_sentence(told: object, sentence: str) -> None:
    with pytest.raises(SenderWrong, match=sentence):
        sender_of({"messages": told})


def test_a_site_that_says_nothing_sends_nothing() -> None:
    assert sender_of({}) is None
    assert isinstance(sender_of({"messages": {"smtp": GOOD_SMTP}}), Smtp)
