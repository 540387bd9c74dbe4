"""A school to the council: a move that starts, or how it ended."""

from templates.authoring.page import Page

TITLE = "Notification to the local authority"


def write(page: Page) -> None:
    page.letter_top()
    page.title("{% if outcome.is_over %}Outcome of{% else %}Start of{% endif %} a managed move: {{ reference }}")
    page.say(
        "This tells {{ council.name }}, through {{ council.coordinator }} ({{ council.phone }}), "
        "{% if outcome.is_over %}how a managed move ended{% else %}that a managed move starts{% endif %}."
    )
    page.box(
        ("What happened", "{{ outcome.words }}"),
        ("From", "{{ outcome.on }}"),
        ("Where the child goes", "{{ expected.where }}¶{{ expected.until_then }}"),
    )
    page.heading("The pupil")
    page.rows(
        ("Name", "{{ pupil.legal_name }}"),
        ("Date of birth", "{{ pupil.date_of_birth }}"),
        ("Year group", "{{ pupil.year_group }}"),
        ("UPN", "{% if pupil.upn %}{{ pupil.upn }}{% else %}No number yet{% endif %}"),
        ("Home school", "[home]{% if home.dfe_number %}, {{ home.dfe_number }}{% endif %}"),
        ("{%tr if receiving %}",),
        ("Receiving school", "[new]{% if receiving.dfe_number %}, {{ receiving.dfe_number }}{% endif %}"),
        ("{%tr endif %}",),
        ("{%tr if plan.starts_on %}",),
        ("Placement", "From {{ plan.starts_on }}{% if plan.ends_on %}, planned until {{ plan.ends_on }}{% endif %}"),
        ("{%tr endif %}",),
        (
            "Both rolls",
            "{% if second_roll %}Main registration at [home], subsidiary at [new]{% else %}One roll only{% endif %}",
        ),
    )
    with page.given("outcome.reasons"):
        page.heading("Why")
        page.say("{{ outcome.reasons }}")
    page.say("Please record it. If anything is not clear, ring me on {{ sender.phone }}.")
    page.letter_end()
