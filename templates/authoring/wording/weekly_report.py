"""One week of a placement, for the home school and the family."""

from templates.authoring.page import Page

TITLE = "Weekly report"
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")


def half(when: str) -> tuple[str, ...]:
    return (
        f"**{when.capitalize()}**",
        *(f"{{{{ report.week.{day}.{when}.words }}}}¶~{{{{ report.week.{day}.{when}.code }}}}" for day in DAYS),
    )


def numbers(group: str) -> tuple[str, ...]:
    late = ("attended", "authorised", "unauthorised", "late", "possible")
    percent = f"{{% if {group}.percent %}}{{{{ {group}.percent }}}}{{% else %}}none possible{{% endif %}}"
    return (*(f"{{{{ {group}.{name} }}}}" for name in late), percent)


def write(page: Page) -> None:
    at_a_glance(page)
    attendance(page)
    targets(page)
    what_happened(page)
    the_home_school_answers(page)


def at_a_glance(page: Page) -> None:
    page.title("[child]'s week from {{ report.week_commencing }}")
    page.say(
        "{% if report.week_number %}Week {{ report.week_number }} of the [placement] at{% else %}A week at{% endif %} [new]. Written on {{ written_on }} by {{ sender.name }}, {{ sender.role }}, for {{ report.sent_to }}."
    )
    page.box(
        ("How it is going", "{{ report.concern }}"),
        ("{%tr if report.early_review_asked %}",),
        ("Please note", "We ask for an early review."),
        ("{%tr endif %}",),
        ("What went well", "{{ report.went_well }}"),
    )


def attendance(page: Page) -> None:
    page.heading("Attendance")
    page.grid(
        (2.6, 2.8, 2.8, 2.8, 2.8, 2.8),
        ("", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
        half("morning"),
        half("afternoon"),
    )
    page.grid(
        (3.0, 2.2, 2.5, 2.8, 1.6, 2.1, 2.4),
        ("Half days", "Attended", "Authorised absence", "Unauthorised absence", "Late", "Possible", "Attendance"),
        ("**This week**", *numbers("report.attendance")),
        ("{%tr if report.so_far %}",),
        ("**Since the start**", *numbers("report.so_far")),
        ("{%tr endif %}",),
    )
    with page.given("report.attendance.agreed"):
        page.note(
            "Of the {{ report.attendance.agreed }} half days agreed [child] came to {{ report.attendance.attended }}. "
            "Fewer half days lower the percentage: not [child]'s doing."
        )


def targets(page: Page) -> None:
    with page.given("report.scores"):
        page.heading("Targets")
        page.grid(
            (6.6, 3.6, 6.4),
            ("Target", "This week", "Note"),
            ("{%tr for one in report.scores %}",),
            (
                "{{ one.target }}",
                "{% if one.score %}{{ one.score }}{% endif %}",
                "{% if one.note %}{{ one.note }}{% endif %}",
            ),
            ("{%tr endfor %}",),
        )
    page.say(
        "{{ report.met_with }} met [child] to talk about the targets{% if report.met_on %} on {{ report.met_on_short }}{% endif %}."
    )
    with page.given("report.pupil_words"):
        page.say("**In [child]'s own words:** {{ report.pupil_words }}")


def what_happened(page: Page) -> None:
    with page.given("report.incidents"):
        page.heading("What happened")
        with page.each("one", "report.incidents"):
            page.bullets(
                "{% if one.on %}{{ one.on_short }}: {% endif %}{{ one.what }}{% if one.action %} What we did: {{ one.action }}{% endif %}"
            )
        page.otherwise()
        page.heading("What happened")
        page.say("No incidents were recorded this week.")
    with page.given("report.suspensions"):
        page.heading("Suspension")
        with page.each("one", "report.suspensions"):
            page.bullets(
                "{% if one.on %}{{ one.on_short }}: {% endif %}{{ one.what }}{% if one.action %} {{ one.action }}{% endif %}"
            )
    with page.given("report.parent_contact"):
        page.say("**Contact with the family:** {{ report.parent_contact }}")


def the_home_school_answers(page: Page) -> None:
    page.heading("The home school answers")
    page.rows(
        ("Seen by, and when", ""),
        ("Early review wanted?", "☐ Yes     ☐ No     Why:\n"),
    )
