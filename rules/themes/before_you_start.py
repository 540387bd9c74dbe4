"""Before you start: the answers that stop a managed move, and where to go instead."""

import re
from datetime import date

from record.case import Case
from record.forms.before_you_start import DUAL_ROUTES, BeforeYouStart
from record.forms.la_record import ANOTHER_ROUTE, LaRecord
from record.pack import Pack
from rules.case_queries import as_it_stood
from rules.examples import PLACED
from rules.rule import MUST, SHOULD, rule


@rule(
    "BEFORE-1",
    on=BeforeYouStart,
    clause=("HF-3a", "APP-11"),
    weight=MUST,
    fields=("is_on_our_roll",),
    message="A managed move is requested by the school whose roll the child is on.",
    instead="Ask the school where the child is on roll. If the child is on no roll, ring your authority’s admissions team.",
    passes={"is_on_our_roll": True},
    fails={"is_on_our_roll": False},
)
def home_school_has_the_child_on_roll(before: BeforeYouStart, case: Case, pack: Pack) -> bool | None:
    """The school that asks has the child on its roll."""
    return before.is_on_our_roll


@rule(
    "BEFORE-2",
    on=BeforeYouStart,
    clause="HF-3g",
    weight=MUST,
    fields=("has_ehc_plan",),
    message="Do not ask for a managed move for a child with an EHC plan.",
    instead="Speak to the child’s key worker in the SEND team. A change of placement goes through the plan’s review.",
    passes={"has_ehc_plan": False, "pack.ehc_plan": "stop"},
    fails={"has_ehc_plan": True, "pack.ehc_plan": "stop"},
)
def child_with_an_ehc_plan_goes_to_send(before: BeforeYouStart, case: Case, pack: Pack) -> bool | None:
    """Where the authority says so, no managed move is asked for when a child has an EHC plan."""
    if pack.ehc_plan != "stop" or before.has_ehc_plan is None:
        return None
    return not before.has_ehc_plan


@rule(
    "BEFORE-3",
    on=BeforeYouStart,
    clause="NA-6",
    weight=SHOULD,
    fields=("has_ehc_plan",),
    message="Speak to the local authority’s SEN team before you go on, and say here who and when.",
    passes={"has_ehc_plan": False},
    fails={"has_ehc_plan": True, "pack.ehc_plan": "tell the local authority"},
)
def authority_is_contacted_about_an_ehc_plan(before: BeforeYouStart, case: Case, pack: Pack) -> bool | None:
    """The authority is contacted before a child with an EHC plan moves."""
    if pack.ehc_plan == "stop" or before.has_ehc_plan is None:
        return None
    return not before.has_ehc_plan


@rule(
    "BEFORE-4",
    on=BeforeYouStart,
    clause=("HF-5a", "APP-13"),
    weight=MUST,
    fields=("parent_wants_transfer",),
    message="When a parent wants an ordinary transfer, a managed move is not the way.",
    instead="Give the parent the details of the local authority’s in-year admissions. The child stays on your roll "
    "until then.",
    passes={"parent_wants_transfer": False},
    fails={"parent_wants_transfer": True},
)
def nobody_wants_an_ordinary_transfer(before: BeforeYouStart, case: Case, pack: Pack) -> bool | None:
    """No parent has asked for an ordinary transfer."""
    return None if before.parent_wants_transfer is None else not before.parent_wants_transfer


@rule(
    "BEFORE-5",
    on=BeforeYouStart,
    clause=("HF-5b", "APP-8"),
    weight=MUST,
    fields=("could_return",),
    message="This kind of move needs a place to come back to at your school.",
    instead="Agree first that the child can return, or speak to your authority about a direct, permanent move.",
    passes={"route": "placement", "could_return": True},
    fails={"route": "placement", "could_return": False},
)
def child_could_return(before: BeforeYouStart, case: Case, pack: Pack) -> bool | None:
    """On a dual-registered route the child could return to the home school."""
    return before.could_return if before.route in DUAL_ROUTES else None


@rule(
    "BEFORE-6",
    on=BeforeYouStart,
    clause="HF-1b",
    weight=MUST,
    fields=("is_at_risk_of_exclusion",),
    message="A managed move is for a child at risk of permanent exclusion.",
    instead="Look at support in your school first: SEN support, early help, your authority’s inclusion team.",
    passes={"is_at_risk_of_exclusion": True},
    fails={"is_at_risk_of_exclusion": False},
)
def child_is_at_risk_of_exclusion(before: BeforeYouStart, case: Case, pack: Pack) -> bool | None:
    """The child is at risk of permanent exclusion."""
    return before.is_at_risk_of_exclusion


@rule(
    "BEFORE-7",
    on=BeforeYouStart,
    clause="HF-6.1",
    weight=MUST,
    fields=("threshold_reached",),
    message="Once the threshold for permanent exclusion is reached, a managed move cannot be used instead.",
    instead="Use the exclusion process in the normal way, and ring your authority’s exclusions officer for advice.",
    passes={"threshold_reached": False},
    fails={"threshold_reached": True},
)
def threshold_for_exclusion_is_not_reached(before: BeforeYouStart, case: Case, pack: Pack) -> bool | None:
    """The threshold for permanent exclusion is not reached."""
    return None if before.threshold_reached is None else not before.threshold_reached


@rule(
    "BEFORE-8",
    on=BeforeYouStart,
    clause="APP-7",
    weight=MUST,
    fields=("has_open_case",),
    message="This child already has a managed move under way.",
    instead="Open that case and go on from there. A new one can begin once the last one has ended.",
    passes={"has_open_case": False},
    fails={"has_open_case": True},
)
def child_has_no_other_open_case(before: BeforeYouStart, case: Case, pack: Pack) -> bool | None:
    """The child has no other managed move under way."""
    if before.has_open_case is None:
        return None
    return not before.has_open_case and not case.same_child


@rule(
    "BEFORE-9",
    on=BeforeYouStart,
    clause=("HF-2b", "WK-11", "NA-2"),
    weight=MUST,
    fields=("voluntary",),
    message="A managed move can only go on when it is voluntary and nobody is threatened with exclusion.",
    instead="Read the guidance on managed moves with your head teacher, or ring your authority’s coordinator, and come back.",
    passes={"voluntary": True},
    fails={"voluntary": False},
)
def move_is_understood_to_be_voluntary(before: BeforeYouStart, case: Case, pack: Pack) -> bool | None:
    """The school understands that parents may say no and that exclusion is never a threat."""
    return before.voluntary


@rule(
    "BEFORE-10",
    on=BeforeYouStart,
    clause="HF-6.2",
    weight=SHOULD,
    fields=("route",),
    message="Alternative provision without an exclusion is for exceptional circumstances: say what they are.",
    passes={"route": "placement"},
    fails={"route": "alternative provision"},
)
def alternative_provision_is_exceptional(before: BeforeYouStart, case: Case, pack: Pack) -> bool | None:
    """Alternative provision is used only in exceptional circumstances."""
    return None if before.route is None else before.route != "alternative provision"


@rule(
    "BEFORE-11",
    on=BeforeYouStart,
    clause="NA-1",
    weight=SHOULD,
    fields=("route",),
    message="National guidance no longer allows a trial. Choose off-site direction, or say why you go on with a placement.",
    instead="An off-site direction gives the same time at the other school, under your governing board’s power, with "
    "notice.",
    passes={"route": "off-site direction"},
    fails={"route": "placement"},
)
def no_trial_is_begun(before: BeforeYouStart, case: Case, pack: Pack) -> bool | None:
    """Since 26 July 2026 no managed move begins with a trial."""
    return None if before.route is None else before.route != "placement"


@rule(
    "BEFORE-12",
    on=BeforeYouStart,
    clause=("HF-12c", "APP-8"),
    weight=SHOULD,
    fields=("route",),
    message="The child has started, and another route changes where the child is expected: say what everyone has "
    "agreed.",
    passes={**PLACED, "route": "placement"},
    fails={**PLACED, "route": "direct", "corrects": {"route": "placement"}},
)
def route_stays_once_the_child_has_started(before: BeforeYouStart, case: Case, pack: Pack) -> bool | None:
    """The route is not changed once the child has started."""
    if before.route is None:
        return None
    stood = as_it_stood(case, before)
    return stood.before is None or not stood.has_started or before.route == stood.route


@rule(
    "BEFORE-13",
    on=BeforeYouStart,
    clause=("HF-1c", "NA-2", "APP-5"),
    weight=MUST,
    fields=("route",),
    message="The child has started: another kind of move needs the local authority’s agreement first.",
    instead="Ring your coordinator. Once the agreement is in the authority’s record, correct this form again.",
    passes={
        **PLACED,
        "route": "direct",
        "corrects": {"route": "placement"},
        "la_record.about": ANOTHER_ROUTE,
        "la_record.recorded_on": date(2026, 10, 1),
    },
    fails={**PLACED, "route": "direct", "corrects": {"route": "placement"}},
)
def authority_agrees_to_another_route(before: BeforeYouStart, case: Case, pack: Pack) -> bool | None:
    """Once the child has started, the route is changed only with the authority's agreement."""
    stood = as_it_stood(case, before)
    if before.route is None or stood.before is None or not stood.has_started or before.route == stood.route:
        return None
    return any(each.about == ANOTHER_ROUTE for each in case.of(LaRecord))


@rule(
    "BEFORE-14",
    on=BeforeYouStart,
    clause="APP-17",
    weight=MUST,
    fields=("pupil_initials",),
    message="Give two or three letters, as in TA: no name, and no number.",
    passes={"pupil_initials": "T. A."},
    fails={"pupil_initials": "Tomi A."},
)
def initials_are_no_name(before: BeforeYouStart, case: Case, pack: Pack) -> bool | None:
    """The initials are two or three letters."""
    letters = re.sub(r"[\s.’'-]", "", before.pupil_initials or "")
    return 2 <= len(letters) <= 3 and letters.isalpha() if letters else None
