"""The agreement that everybody signs: what was decided at the meeting, in one paper."""

from templates.authoring.page import Page

TITLE = "Managed move agreement"
HALF_DAYS = tuple(
    (
        f"{when}",
        *(f"{{{{ plan.week.{day}.{half} }}}}" for day in ("monday", "tuesday", "wednesday", "thursday", "friday")),
    )
    for when, half in (("Morning", "morning"), ("Afternoon", "afternoon"))
)


def write(page: Page) -> None:
    who_where_when(page)
    what_it_means(page)
    why_and_targets(page)
    the_week(page)
    help_and_contact(page)
    signed(page)


def who_where_when(page: Page) -> None:
    page.title("Our agreement about a move for [child]")
    page.say("From [home] to [new]. Written on {{ written_on }} from what was agreed at the meeting.")
    page.rows(
        ("Pupil", "{{ pupil.legal_name }}, born {{ pupil.date_of_birth }}, {{ pupil.year_group }}"),
        ("Home school", "[home]"),
        ("Receiving school", "[new]"),
        ("First day", "{{ expected.on }}, {{ expected.at }}¶{{ expected.where }}¶{{ expected.who }} will meet [child]"),
        ("Until then", "{{ expected.until_then }}"),
        ("{%tr if dual_registered %}",),
        (
            "Last day",
            "{{ plan.ends_on }} ({{ plan.weeks }} weeks)¶{%p if plan.why_longer %}¶Why so long: {{ plan.why_longer }}¶{%p endif %}",
        ),
        ("Reviews", page.lines("one", "reviews", "{{ one.on }}")),
        ("{%tr endif %}",),
    )


def what_it_means(page: Page) -> None:
    page.heading("What this agreement means")
    page.bullets("The move is voluntary. Nobody may use exclusion as a threat to make anyone agree.")
    with page.given("dual_registered"):
        page.bullets(
            "{% if second_roll %}During the [placement] [child] is on the roll of both schools. [home] is the main school."
            "{% else %}During the [placement] [child] stays on the roll of [home].{% endif %}",
            "A final review decides: [child] joins [new] for good, or comes back to [home]. The decision follows the targets below.",
        )
    with page.given("directed"):
        page.bullets(
            "Parents and [child] can take back their agreement at any time. The move for good is then off, and a review is held. "
            "The governing board's direction is a separate decision and stands until the board ends it.",
        )
        page.otherwise()
        page.bullets("Parents and [child] can take back their agreement at any time until the move for good.")
    with page.given("not dual_registered"):
        page.bullets(
            "From the first day [child] is a pupil of [new] only, and [home] takes [child] off its roll. "
            "There is no set way back, so everybody should be sure before they sign.",
        )


def why_and_targets(page: Page) -> None:
    page.heading("Why")
    page.say("{{ plan.background }}")
    with page.given("dual_registered"):
        page.heading("Targets")
        page.grid(
            (1.0, 5.6, 4.4, 2.8, 2.8),
            ("", "Target", "How we will know", "Who looks", "Now"),
            ("{%tr for one in targets %}",),
            (
                "{{ one.number }}",
                "{{ one.what }}",
                "{% if one.how_judged %}{{ one.how_judged }}{% endif %}",
                "{% if one.by_whom %}{{ one.by_whom }}{% endif %}",
                "{% if one.baseline %}{{ one.baseline }}{% endif %}",
            ),
            ("{%tr endfor %}",),
        )


def the_week(page: Page) -> None:
    page.heading("The week")
    page.rows(
        (
            "School day",
            "{{ plan.morning_starts }} to {{ plan.afternoon_ends }}{% if plan.breaks %}. Breaks: {{ plan.breaks }}{% endif %}",
        ),
        ("If [child] cannot come", "Ring {{ plan.absence_phone }}"),
        ("{%tr if plan.transport %}",),
        ("Travel", "{{ plan.transport }}"),
        ("{%tr endif %}",),
        ("{%tr if plan.uniform %}",),
        ("Uniform", "{{ plan.uniform }}"),
        ("{%tr endif %}",),
        ("{%tr if plan.meals %}",),
        ("Meals", "{{ plan.meals }}"),
        ("{%tr endif %}",),
        ("{%tr if plan.exams %}",),
        ("Exams", "{{ plan.exams }}"),
        ("{%tr endif %}",),
    )
    with page.given("plan.week"):
        page.say("Where [child] goes in each half day:")
        page.grid(
            (2.6, 2.8, 2.8, 2.8, 2.8, 2.8), ("", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday"), *HALF_DAYS
        )
    with page.given("plan.reduced_until"):
        page.say(
            "This is a shorter week until {{ plan.reduced_until }}{% if plan.reduced_reason %}, because: {{ plan.reduced_reason }}{% endif %}. "
            "From the next school day [child] comes full time."
        )


def help_and_contact(page: Page) -> None:
    page.heading("Help for [child]")
    page.rows(
        ("Pastoral lead", "{{ plan.pastoral_lead }}"),
        ("[new]", "{{ plan.receiving_support }}"),
        ("[home]", "{{ plan.home_support }}"),
        ("{%tr if plan.family_support %}",),
        ("The family", "{{ plan.family_support }}"),
        ("{%tr endif %}",),
        ("{%tr if plan.agency_support %}",),
        ("Others", "{{ plan.agency_support }}"),
        ("{%tr endif %}",),
        ("{%tr if plan.other_needs %}",),
        ("Other needs", "{{ plan.other_needs }}"),
        ("{%tr endif %}",),
        ("Joining in", "{{ plan.welcome }}"),
        ("If behaviour is poor", "{{ plan.behaviour_response }}"),
    )
    page.heading("Keeping in touch")
    page.rows(
        ("Attendance", "{{ plan.attendance }}"),
        ("{%tr if dual_registered %}",),
        ("Weekly report", "Goes to {{ plan.weekly_report_to }}"),
        ("{%tr endif %}",),
        ("Who tells whom", "{{ plan.communication }}"),
        ("{%tr if plan.funding %}",),
        ("Funding", "{{ plan.funding }}"),
        ("{%tr endif %}",),
    )
    if_it_does_not_work(page)


def if_it_does_not_work(page: Page) -> None:
    with page.given("dual_registered"):
        page.heading("If it does not work")
        page.rows(
            ("Ending early", "{{ plan.early_ending }}"),
            ("Coming back", "{{ plan.return_plan }}"),
        )
        page.say(
            "[child] has a place at [home] throughout. Before any return the parents get a letter with the place, the day, the time and a name."
        )


def signed(page: Page) -> None:
    page.heading("Signed")
    page.say(
        "By signing I agree to this move as it is written here. I was not put under pressure. "
        "Anybody who is unhappy can use the complaints procedure of either school, or ring {{ council.coordinator }} at "
        "{{ council.name }}, {{ council.phone }}."
    )
    page.signatures()
