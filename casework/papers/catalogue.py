"""Every paper about the site itself: what it is for, what it says of the settings, and what only people can add."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AskedOfSettings:
    """A fact that the authority alone knows, from rows of its Settings table; without the first of them it is a gap."""

    rows: tuple[str, ...]
    what: str
    """What is missing while the first row is blank."""


SETTINGS_SAY: Mapping[str, AskedOfSettings] = {
    "authority": AskedOfSettings(("authority",), "What your authority is called"),
    "contact": AskedOfSettings(
        ("coordinator", "coordinator phone", "coordinator email"), "Who answers questions about managed moves"
    ),
    "officer": AskedOfSettings(
        ("data protection officer", "data protection officer phone", "data protection officer email"),
        "Who your data protection officer is, and how to reach them",
    ),
    "registration": AskedOfSettings(
        ("registration number",), "Your registration number with the Information Commissioner"
    ),
    "host": AskedOfSettings(("host",), "Who runs the computer of this site, and in which country"),
    "site": AskedOfSettings(("site address",), "The address at which people open this site"),
    "first_told": AskedOfSettings(("incident contact",), "Who is told first of a breach, at any hour, and the number"),
    "complaints": AskedOfSettings(("complaints",), "Where your complaints procedure is"),
}
"""By the name under which a wording says it, as `told.officer`."""


@dataclass(frozen=True, slots=True)
class ByHand:
    """Something that no setting holds: people agree it, and write it down by hand or in Word."""

    what: str
    how: str


CHECKED = ByHand("That your data protection officer has read this paper and agrees", "Their name and the day")
NO_TRANSFER = ByHand(
    "Whether any processor keeps data outside the United Kingdom, and what protects it there",
    "From each processor’s own terms",
)
POLICY_DOCUMENT = ByHand(
    "Where your policy document for special category data is, and that it covers managed moves", "Its name and date"
)
WHO_HOLDS_IT = ByHand("Whether each school’s own privacy notice tells of managed moves", "Ask each school’s lead")


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper. Its wording is `templates/wording/papers/<id>.txt`."""

    id: str
    title: str
    says: str
    """What it is for, in the list of papers."""
    told: tuple[str, ...]
    """Of `SETTINGS_SAY`, what it says, in the order in which it does."""
    clauses: tuple[str, ...]
    """The law that it rests on."""
    by_hand: tuple[ByHand, ...] = ()


PAPERS = (
    Paper(
        "impact_assessment",
        "Impact assessment",
        "Why children’s data is used, what could go wrong and what is done about it. Agreed before the first case.",
        ("authority", "officer", "registration", "contact", "host"),
        ("DP-10", "DP-1", "DP-2", "DP-8"),
        (
            ByHand("How likely and how harmful you judge each risk to be", "A word in the last column of the risks"),
            ByHand("Who you asked: schools, parents, young people, unions", "What they said, and what you changed"),
            POLICY_DOCUMENT,
            NO_TRANSFER,
            ByHand(
                "Whether people write down offences, which need a further ground (Article 10)", "Yes or no, and why"
            ),
            CHECKED,
        ),
    ),
    Paper(
        "record_of_processing",
        "Record of processing",
        "What is kept of whom, who receives it and for how long, with every question of every form.",
        ("authority", "officer", "registration", "contact", "host"),
        ("DP-7", "DP-1", "DP-2", "DP-8"),
        (POLICY_DOCUMENT, NO_TRANSFER, CHECKED),
    ),
    Paper(
        "arrangement",
        "Arrangement between the schools and the authority",
        "Who does what where schools and the authority decide together. For each school to sign.",
        ("authority", "officer", "contact", "first_told"),
        ("DP-5", "DP-4", "DP-9", "DP-12"),
        (
            WHO_HOLDS_IT,
            ByHand("When this arrangement is looked at again", "A day, once a year for example"),
            ByHand(
                "Whether you decide together, or each for itself with a sharing agreement", "Your legal team’s view"
            ),
            CHECKED,
        ),
    ),
    Paper(
        "privacy_notice_parents",
        "Privacy notice for parents",
        "What is kept about a child and the family, who sees it and what they can ask for. Reads at 11 years.",
        ("authority", "contact", "officer", "host", "complaints"),
        ("DP-3", "DP-4", "DP-12", "DP-1", "DP-2"),
        (NO_TRANSFER,),
    ),
    Paper(
        "privacy_notice_pupils",
        "Privacy notice for pupils",
        "The same, for a pupil to read. Reads at 10 years.",
        ("authority", "contact", "officer"),
        ("DP-3", "DP-4"),
    ),
    Paper(
        "processor_clauses",
        "Clauses for processors",
        "What a contract with a processor must say: the people who run the computer, and others.",
        ("authority", "officer", "host"),
        ("DP-6", "DP-8", "DP-9"),
        (
            ByHand("The processor’s full name, and the contract these clauses belong to", "From the contract"),
            NO_TRANSFER,
            ByHand("That your legal team has read these clauses", "Their name and the day"),
        ),
    ),
    Paper(
        "retention_schedule",
        "Retention schedule",
        "How long each thing is kept, what erases it, and what the program cannot reach.",
        ("authority", "officer"),
        ("APP-16", "DP-4"),
        (
            ByHand("That these times agree with your authority’s own schedule", "The entry of the schedule"),
            ByHand("How long backups and the logs of the computer are kept", "From the people who run the computer"),
            CHECKED,
        ),
    ),
    Paper(
        "accessibility_statement",
        "Accessibility statement",
        "What of WCAG 2.2 AA is met, what is not and what nobody has tried. To be published.",
        ("authority", "site", "contact", "complaints"),
        ("DP-11",),
        (
            ByHand("That someone who uses a screen reader has tried this site", "Who, which program, and the day"),
            ByHand("By when what is not met will be put right, or why not", "A day for each line of the table"),
            ByHand("The day this statement was made, and the day it was last looked at", "Two days"),
        ),
    ),
    Paper(
        "incident_plan",
        "Incident plan",
        "What to do in the first hour, day and 72 hours of a breach, button by button. Print it.",
        ("authority", "first_told", "officer", "contact", "host"),
        ("DP-9",),
        (
            ByHand("Who decides in the absence of the data protection officer", "A name and a number"),
            ByHand("That the plan was practised", "The day, and what you changed"),
        ),
    ),
    Paper(
        "security_reviews",
        "Security reviews",
        "How the program was attacked on purpose, what was found, and what nothing here stops.",
        ("authority", "host"),
        ("DP-8",),
        (
            ByHand("Whether someone independent has tested this site", "Who, when, and their report"),
            ByHand("Whether the disk of the computer is encrypted", "From the people who run the computer"),
        ),
    ),
)
BY_TITLE: Mapping[str, Paper] = {each.title: each for each in PAPERS}
"""Under its title a paper is asked for, so that the file is called by it."""
