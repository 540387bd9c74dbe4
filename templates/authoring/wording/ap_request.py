"""Home head to the council's Head of Admissions and Assistant Director: may this placement be funded?"""

from templates.authoring.page import Page
from templates.authoring.shared import tried

TITLE = "Request for alternative provision"


def write(page: Page) -> None:
    page.letter_top()
    page.title("A request: alternative provision for [child]")
    page.say(
        "To the Head of Admissions and the Assistant Director for Education. I ask for your written approval of a placement at [new] for "
        "{{ pupil.legal_name }}, born {{ pupil.date_of_birth }}, {{ pupil.year_group }}, on the roll of [home]. "
        "The referral comes with this letter."
    )
    page.box(
        ("Provider", "[new]{% if receiving.address_lines %}¶{{ receiving.address_lines | join(', ') }}{% endif %}"),
        ("{%tr if plan.starts_on %}",),
        ("When", "From {{ plan.starts_on }}{% if plan.ends_on %} to {{ plan.ends_on }}{% endif %}"),
        ("{%tr endif %}",),
        (
            "Until you answer",
            "[child] goes to [home] as usual. We start nothing that needs your money before your written approval.",
        ),
    )
    page.heading("Why this is an exceptional case")
    page.say("{{ referral.why_a_move }}")
    page.say("What the provider may offer that a school cannot: {{ referral.what_differs }}")
    page.say(
        "[child] has not been permanently excluded. This request is not made in place of an exclusion that the school has decided."
    )
    page.heading("What has been tried")
    tried(page)
    page.heading("What we ask you to decide", on_a_new_page=True)
    page.bullets(
        "Do you agree in writing to this placement?",
        "Does the council pay the difference in cost between this place and a mainstream place, and until when?",
    )
    with page.given("plan.funding"):
        page.say("What was agreed about funding: {{ plan.funding }}")
    page.rows(
        ("Approved", "☐ Yes     ☐ No     Until:\n"),
        ("Name and role", "\n"),
        ("Signature and date", "\n\n"),
    )
    page.say(
        "Please send it back to {{ sender.name }}, or ring {{ sender.phone }}. A copy goes to {{ council.coordinator }}, {{ council.name }}, {{ council.phone }}."
    )
    page.letter_end()
