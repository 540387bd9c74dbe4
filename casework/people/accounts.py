"""Coming in by an account: who an account belongs to, and binding a Microsoft account to somebody of the Staff table.

Google says whether an e-mail address was verified, so the address is enough. Microsoft does not: there an account is known
by its tenant and object alone, and somebody who is in already says whose it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from casework.people.access_table import AccessTable, doors
from casework.people.entering import NotLetIn
from casework.people.letting_in import CannotLetIn
from casework.people.staff import GOOGLE, MICROSOFT, Colleague
from casework.reading.office import Office
from casework.settings.changing import may_change
from record.person import Person, Role
from record.tables import STAFF
from record.valid_text import valid
from store.contract import AuditEvent, Json, Store, TableRow

WAITING = "Waiting accounts"
"""A table of this site's own, never a tab of the spreadsheet."""
NOT_KNOWN = (
    "This account does not have access. Ask the coordinator to add its e-mail address to the Staff table, or sign in "
    "with another account."
)
NOT_YET = (
    "This account does not have access yet. A coordinator has been asked to say whose it is, under Access. Ring them, "
    "then sign in again."
)
MAY_BIND = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
MOST_WAITING = 200


@dataclass(frozen=True, slots=True)
class Account:
    """What a provider said of whoever signed in with it."""

    provider: str
    known_by: str
    """Google: the verified e-mail address. Microsoft: tenant and object."""
    name: str = ""
    email: str = ""
    """As told, verified or not: for a person to read."""

    @property
    def written(self) -> str:
        """As it is kept."""
        return f"{self.provider} {self.known_by}"


@dataclass(frozen=True, slots=True)
class Waits:
    """An account that nobody is known by yet."""

    key: str
    name: str
    email: str


def enter_by_account(store: Store, account: Account) -> Mapping[str, Json]:
    """Who came in, for their row. Raises NotLetIn, StoreError."""
    known = doors(store)
    theirs = [each for each in known.staff.values() if each.answers_to(account.written)]
    if len(theirs) == 1:
        return said_of(theirs[0], account.written, known)
    if account.provider != MICROSOFT or theirs:
        _note(store, account, "was refused: account not known")
        raise NotLetIn(NOT_KNOWN)
    _let_wait(store, account)
    raise NotLetIn(NOT_YET)


def said_of(colleague: Colleague, account: str, known: AccessTable) -> Mapping[str, Json]:
    """What the row of somebody signed in by an account says of them."""
    school = known.schools.get(colleague.school)
    return {
        "name": colleague.name,
        "role": colleague.role,
        "school": colleague.school,
        "school_name": school.name if school else "",
        "la": colleague.la,
        "areas": list(colleague.areas),
        "holder": f"{STAFF} {colleague.key}",
        "account": account,
        "is_lead": False,
    }


def google(claims: Mapping[str, object]) -> Account:
    """The account Google tells of. Raises NotLetIn where its e-mail address was not verified."""
    email = claims.get("email")
    if not isinstance(email, str) or claims.get("email_verified") is not True or " " in email or not email.isascii():
        raise NotLetIn(NOT_KNOWN)
    return Account(GOOGLE, email.strip().lower(), valid(str(claims.get("name") or "")), email)


def microsoft(claims: Mapping[str, object], tenant: str) -> Account:
    """The account Microsoft tells of. Raises NotLetIn where it is of another tenant, or has no object of its own."""
    tid, oid = claims.get("tid"), claims.get("oid")
    if tid != tenant or not isinstance(oid, str) or not oid or " " in oid:
        raise NotLetIn(NOT_KNOWN)
    email = valid(str(claims.get("preferred_username") or ""))
    return Account(MICROSOFT, f"{tid} {oid}", valid(str(claims.get("name") or "")), email)


def waiting(office: Office, person: Person) -> Sequence[Waits]:
    """Accounts waiting for access for somebody to say whose they are. Raises StoreError."""
    if person.role not in MAY_BIND:
        return ()
    rows = office.store.table(WAITING)
    return [Waits(row.key, row.values.get("name", ""), row.values.get("email", "")) for row in rows]


def unbound(office: Office, person: Person) -> Sequence[Colleague]:
    """Those of the Staff table of this person's authority whose account nobody has bound yet. Raises StoreError."""
    if person.role not in MAY_BIND:
        return ()
    free = [each for each in doors(office.store).staff.values() if not each.account and each.la == person.la]
    rows = {row.key: row.values for row in office.store.table(STAFF)}
    return [each for each in free if may_change(office, person, STAFF, each.key, rows.get(each.key, {}))]


def bind(office: Office, person: Person, waiting_key: str, staff_key: str) -> None:
    """From now on this account is this colleague's. Raises CannotLetIn, StoreError."""
    if staff_key not in {each.key for each in unbound(office, person)}:
        raise CannotLetIn("Choose someone in the Staff table who has no account yet.")
    bind_row(office.store, waiting_key, staff_key, person.name)
    _put(office.store, WAITING, waiting_key, {}, person.name)
    did = AuditEvent(
        datetime.now(UTC), person.name, person.role, person.school, "bound an account", "", {"person": staff_key}
    )
    office.store.note(did)


def refuse(office: Office, person: Person, waiting_key: str) -> None:
    """Ask no more about an account. Raises CannotLetIn, StoreError."""
    if person.role not in MAY_BIND:
        raise CannotLetIn("This is for coordinators and administrators.")
    _put(office.store, WAITING, waiting_key, {}, person.name)


def bind_row(store: Store, waiting_key: str, staff_key: str, by: str) -> None:
    """Write an account that waits into a row of the Staff table. Raises CannotLetIn, StoreError."""
    asked = next((row for row in store.table(WAITING) if row.key == waiting_key), None)
    staff = next((row for row in store.table(STAFF) if row.key == staff_key), None)
    if asked is None or staff is None:
        raise CannotLetIn("It is no longer there. Look again.")
    _put(store, STAFF, staff_key, {**staff.values, "account": asked.values["account"]}, by)


def _let_wait(store: Store, account: Account) -> None:
    rows = store.table(WAITING)
    key = sha256(account.written.encode()).hexdigest()[:16]
    if len(rows) >= MOST_WAITING or any(row.key == key for row in rows):
        return
    values = {"account": account.written, "name": account.name[:80], "email": account.email[:200]}
    _put(store, WAITING, key, values, "the person who signed in")
    _note(store, account, "asked for access with an account")


def _put(store: Store, table: str, key: str, values: Mapping[str, str], by: str) -> None:
    store.put(TableRow(table, key, values, datetime.now(UTC), by))


def _note(store: Store, account: Account, did: str) -> None:
    store.note(AuditEvent(datetime.now(UTC), "", "", "", did, "", {"provider": account.provider}))
