"""A school's shared link on paper."""

from __future__ import annotations

from datetime import date

from casework.reading.office import Office
from letters import letterhead
from letters.sign_in_card import make
from record.words import plain_day


def card(office: Office, school: str, address: str, until: date) -> bytes:
    """The Word card. `address` is the whole link, told this once. Raises LetterError, StoreError."""
    authority = office.authority
    coordinator = authority.coordinator_for(school)
    lines = [each for each in (coordinator.name, coordinator.phone, coordinator.email) if each]
    return make(
        {
            "sender": letterhead.of_authority(authority, coordinator.phone, coordinator.email),
            "reference": "sign-in card",
            "school": authority.name_of(school),
            "address": address,
            "until": plain_day(until),
            "coordinator": ", ".join(lines) or authority.name,
        }
    )
