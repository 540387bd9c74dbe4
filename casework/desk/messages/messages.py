"""What there is to tell a school's office or a coordinator today: what is due soon or late, by reference, never by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from casework.desk.messages.records import DeliveryRecord, told
from casework.reading.access import Seen, see_all
from casework.reading.office import Office
from record.entry import Party
from record.person import Person
from record.tables import SCHOOLS, TABLES, School
from record.words import day, day_and_month, first_capital
from rules.due import due
from rules.duty import Due, Risk

SUBJECT = "Managed moves: what is due"
"""Of every message: whoever sees it in a list learns nothing."""


@dataclass(frozen=True, slots=True)
class DueMessage:
    """One thing due."""

    key: str
    """Tells it from everything else that is told, once as due soon and once as late."""
    reference: str
    words: str


@dataclass(frozen=True, slots=True)
class Message:
    """What one office is told at once."""

    to: str
    """URN of the school."""
    name: str
    """What it is called."""
    email: str
    """Of its office; empty when nobody has written it into the Schools table."""
    lines: tuple[DueMessage, ...]

    @property
    def key(self) -> str:
        """The same for the same message, so that it is sent once."""
        return f"{self.to} {' '.join(each.key for each in self.lines)}"

    def text(self, sender: str) -> str:
        """The whole message, plain, from `sender`: the coordinator."""
        listed = "\n".join(f"- {each.words}" for each in self.lines)
        return (
            f"To {self.name}\n\nThis is due in the managed moves app:\n\n{listed}\n\n"
            "Please open the app by your school’s own link and look at these cases. Do not reply with a child’s name: e-mail is not safe enough for that.\n\n{sender}"
        )

    def mailto(self, sender: str) -> str:
        """A link that opens the message in one's own e-mail program."""
        return f"mailto:{quote(self.email)}?subject={quote(SUBJECT)}&body={quote(self.text(sender), safe='')}"


def messages_due(office: Office, person: Person) -> Sequence[Message]:
    """What each school is to be told and has not been, by the school's name. For coordinators. Raises StoreError."""
    if not person.is_coordinator:
        return ()
    done = told(office.store)
    by_school: dict[str, list[DueMessage]] = {}
    for seen in see_all(office, person):
        for urn, line in _lines(seen):
            if f"{urn} {line.key}" not in done:
                by_school.setdefault(urn, []).append(line)
    found = [_message(office, urn, lines) for urn, lines in by_school.items()]
    return sorted(found, key=lambda each: (each.name, each.to))


def recently(office: Office, person: Person, most: int = 50) -> Sequence[DeliveryRecord]:
    """What was told lately of the cases this person may see, the newest first. Raises StoreError."""
    mine = {seen.case.reference for seen in see_all(office, person)}
    found = [each for each in told(office.store).values() if each.reference in mine]
    return sorted(found, key=lambda each: each.at, reverse=True)[:most]


def _message(office: Office, urn: str, lines: Sequence[DueMessage]) -> Message:
    school = office.authority.school(urn)
    return Message(
        urn, school.name, _address(office, school), tuple(sorted(lines, key=lambda each: (each.reference, each.key)))
    )


def _address(office: Office, school: School) -> str:
    """Of its office; none where what was typed is no address, or is several."""
    return "" if TABLES[SCHOOLS].by_attribute["email"].fault(school.email, office.authority) else school.email


def _lines(seen: Seen) -> Iterator[tuple[str, DueMessage]]:
    case = seen.case
    for one in due(case):
        risk = one.risk(case.today)
        if one.by is None or risk is Risk.LATER or not one.can_be_done:
            continue
        which = one.answers or (one.week.isoformat() if one.week else "")
        key = " ".join((case.reference, one.duty.id.replace(" ", "-"), which, risk))
        for urn in _who(one, case.home, case.receiving):
            yield urn, DueMessage(key, case.reference, _words(case.reference, one, risk))


def _who(one: Due, home: str, receiving: str | None) -> Sequence[str]:
    """The school whose it is, the one that may do it too, and the one that is told."""
    urns = {Party.HOME: home, Party.RECEIVING: receiving}
    found = (urns.get(party) for party in dict.fromkeys((one.who, one.second, *one.duty.tell)) if party)
    return [urn for urn in found if urn]


def _words(reference: str, one: Due, risk: Risk) -> str:
    """What is due, in words that are the same of every child."""
    assert one.by is not None
    when = f"{'late, was due on' if risk is Risk.LATE else 'due on'} {day(one.by)}"
    week = f" for the week of {day_and_month(one.week)}" if one.week else ""
    return f"{reference}: {first_capital(one.outside)}{week} – {when}"
