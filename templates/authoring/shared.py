"""Sentences that several letters share, so that they say the same thing everywhere."""

from __future__ import annotations

from templates.authoring.page import Page

PERSON = "{{ one.name }}{% if one.role %}, {{ one.role }}{% endif %}"
ADDRESS = "{%p if expected.address_lines %}¶{{ expected.address_lines | join(', ') }}¶{%p endif %}"


def where_box(page: Page, *, who: str = "Who will meet [child]") -> None:
    """Where, when, who, until then: in every letter that changes where a child goes."""
    page.box(
        ("Where", f"{{{{ expected.where }}}}¶{ADDRESS}"),
        ("When", "{{ expected.on }}, {{ expected.at }}"),
        (who, "{{ expected.who }}"),
        ("Until then", "{{ expected.until_then }}"),
    )


def if_unhappy(
    page: Page, first: str = "Please ring me on {{ sender.phone }}.", heading: str = "If you are unhappy with this"
) -> None:
    """How to complain, and whom to ring at the council."""
    page.heading(heading)
    page.say(
        f"{first} You can also use our complaints procedure"
        "{% if sender.school.complaints %}: {{ sender.school.complaints }}{% endif %}. "
        "The office will give you a copy. "
        "Or talk to {{ council.coordinator }}, who looks after managed moves at {{ council.name }}: "
        "{{ council.phone }}{% if council.email %} or {{ council.email }}{% endif %}."
    )


def results(page: Page) -> None:
    """Target by target, as the final review found."""
    with page.given("decision.results"), page.each("one", "decision.results"):
        page.bullets(
            "{{ one.target }}{% if one.result %}: **{{ one.result }}**{% endif %}"
            "{% if one.evidence %}. {{ one.evidence }}{% endif %}"
        )


def what_they_said(page: Page) -> None:
    with page.given("decision.pupil_says"):
        page.say(
            "[child] told us: {{ decision.pupil_says }}"
            "{% if decision.parents_say %}\nThe family told us: {{ decision.parents_say }}{% endif %}"
        )
        page.otherwise()
        with page.given("decision.parents_say"):
            page.say("The family told us: {{ decision.parents_say }}")


def tried(page: Page) -> None:
    """What the home school has tried, with dates and what came of it."""
    with page.each("one", "referral.tried"):
        page.bullets(
            "{{ one.what }}{% if one.when %} ({{ one.when }}){% endif %}{% if one.outcome %}: {{ one.outcome }}{% endif %}"
        )


def attended(page: Page, people: str) -> None:
    """Everybody who was invited, and whether they came."""
    page.grid(
        (6.6, 5.6, 4.4),
        ("Name", "Who they are", "Came?"),
        (f"{{%tr for one in {people} %}}",),
        (
            "{{ one.name }}",
            "{% if one.role %}{{ one.role }}{% endif %}",
            "{% if one.presence %}{{ one.presence }}{% endif %}",
        ),
        ("{%tr endfor %}",),
    )
