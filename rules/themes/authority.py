"""What the authority’s own policy adds, all of it by the pack, and what the authority itself records."""

from datetime import date

from record.case import FORMAL, Case
from record.forms.approach import Approach
from record.forms.before_you_start import BeforeYouStart
from record.forms.la_record import APPROVAL, EHC_CONSENT, PANEL_ADVICE, PRESSURE, LaRecord
from record.forms.meeting_record import AGREED, PROVISION, MeetingRecord
from record.forms.referral import Referral
from record.forms.signature import Signature
from record.pack import Pack
from rules.case_queries import filed_as, up_to
from rules.examples import MET, RECEIVING
from rules.rule import MUST, SHOULD, rule
from rules.themes.signature import HEADS, is_approval

ELSEWHERE = "Ring your area coordinator: they say what help there is instead. The child stays at your school."
ELSEWHERE_AGREED = {"before_you_start.route": "alternative provision", "outcome": AGREED}
SIGNED_UNFUNDED = {
    **ELSEWHERE_AGREED,
    "funding_option": PROVISION,
    "corrects": {"funding_option": "no money moves"},
    "signature.role": "home head teacher",
}
WITH_A_PANEL = {"pack.panel_advises": True, "school": RECEIVING, "formality": FORMAL, "sent_on": date(2026, 9, 2)}
WITH_A_PLAN = {
    **MET,
    "pack.ehc_plan": "local authority consents",
    "referral.sen_stage": "EHC plan",
    "role": "home head teacher",
    "signed_on": date(2026, 9, 10),
}


@rule(
    "POLICY-1",
    on=BeforeYouStart,
    clause="APP-14",
    weight=MUST,
    fields=("route",),
    message="Choose a kind of move that your authority’s policy offers: {routes}.",
    instead="Change your answer. If none of these fits the child, ring your area coordinator.",
    passes={"route": "direct", "pack.routes": ("direct",)},
    fails={"route": "placement", "pack.routes": ("direct",)},
)
def route_is_one_the_authority_offers(before: BeforeYouStart, case: Case, pack: Pack) -> bool | None:
    """The kind of move is one that the authority's policy offers."""
    return before.route in pack.routes if before.route else None


@rule(
    "POLICY-2",
    on=Referral,
    clause="APP-14",
    weight=MUST,
    fields=("year_group",),
    message="Your authority does not use managed moves in Year 11.",
    instead=ELSEWHERE,
    passes={"year_group": "10", "pack.year_11": "stop"},
    fails={"year_group": "11", "pack.year_11": "stop"},
)
def no_move_in_year_11(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """Where the authority says so, no child in Year 11 is referred."""
    if pack.year_11 != "stop" or referral.year_group is None or case.has_started:
        return None
    return referral.year_group != "11"


@rule(
    "POLICY-3",
    on=Referral,
    clause="APP-14",
    weight=SHOULD,
    fields=("year_group",),
    message="Your authority seldom uses managed moves in Year 11: say why this child’s exams are safe.",
    passes={"year_group": "10", "pack.year_11": "say why"},
    fails={"year_group": "11", "pack.year_11": "say why"},
)
def move_in_year_11_is_explained(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """Where the authority asks for it, a move in Year 11 has its reason."""
    if pack.year_11 != "say why" or referral.year_group is None:
        return None
    return referral.year_group != "11"


@rule(
    "POLICY-4",
    on=Referral,
    clause="APP-14",
    weight=MUST,
    fields=("attendance_this_year",),
    message="Your authority does not use managed moves for a child who attends less than {persistent_absence_below}%.",
    instead=ELSEWHERE,
    passes={"attendance_this_year": 90.0, "pack.persistent_absence": "stop"},
    fails={"attendance_this_year": 89.9, "pack.persistent_absence": "stop"},
)
def no_move_for_persistent_absence(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """Where the authority says so, no persistently absent child is referred."""
    if pack.persistent_absence != "stop" or referral.attendance_this_year is None or case.has_started:
        return None
    return referral.attendance_this_year >= pack.persistent_absence_below


@rule(
    "POLICY-5",
    on=Referral,
    clause="APP-14",
    weight=SHOULD,
    fields=("attendance_this_year",),
    message="Attendance is below {persistent_absence_below}%: say why another school would bring the child back to lessons.",
    passes={"attendance_this_year": 90.0, "pack.persistent_absence": "say why"},
    fails={"attendance_this_year": 89.9, "pack.persistent_absence": "say why"},
)
def move_despite_persistent_absence_is_explained(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """Where the authority asks for it, a persistently absent child's move has its reason."""
    if pack.persistent_absence != "say why" or referral.attendance_this_year is None:
        return None
    return referral.attendance_this_year >= pack.persistent_absence_below


@rule(
    "POLICY-6",
    on=Approach,
    clause="APP-15",
    weight=SHOULD,
    fields=("formality",),
    message="Wait for the headteachers’ panel’s advice before you ask a school, or say why it cannot wait.",
    passes={**WITH_A_PANEL, "la_record.about": PANEL_ADVICE, "la_record.recorded_on": date(2026, 9, 2)},
    fails={**WITH_A_PANEL, "la_record.about": PANEL_ADVICE, "la_record.recorded_on": date(2026, 9, 3)},
)
def panel_advises_first(approach: Approach, case: Case, pack: Pack) -> bool | None:
    """Where the authority has a panel, it has advised before a school is formally asked."""
    if not pack.panel_advises or approach.formality != FORMAL:
        return None
    return any(each.about == PANEL_ADVICE for each in up_to(case, approach.sent_on or case.today).of(LaRecord))


@rule(
    "POLICY-7",
    on=Signature,
    clause="APP-15",
    weight=MUST,
    fields=("role", "signed_on"),
    message="Wait for the local authority’s consent before a head teacher signs: the child has an EHC plan.",
    passes={
        **WITH_A_PLAN,
        "la_record.about": EHC_CONSENT,
        "la_record.is_approved": True,
        "la_record.recorded_on": date(2026, 9, 10),
    },
    fails={
        **WITH_A_PLAN,
        "la_record.about": EHC_CONSENT,
        "la_record.is_approved": True,
        "la_record.recorded_on": date(2026, 9, 11),
    },
)
def authority_consents_for_a_child_with_a_plan(signature: Signature, case: Case, pack: Pack) -> bool | None:
    """Where the authority asks for it, it consents before the heads sign for a child with an EHC plan."""
    has_a_plan = case.referral is not None and case.referral.sen_stage == "EHC plan"
    if pack.ehc_plan != "local authority consents" or not has_a_plan:
        return None
    if signature.role not in HEADS or not signature.signed_on:
        return None
    records = up_to(case, signature.signed_on).of(LaRecord)
    return any(each.about == EHC_CONSENT and each.is_approved for each in records)


@rule(
    "POLICY-8",
    on=MeetingRecord,
    clause="APP-14",
    weight=SHOULD,
    fields=("has_reduced_programme",),
    message="Your authority asks for full time from the first day: plan it, or say why this child cannot yet.",
    passes={"has_reduced_programme": False, "pack.full_time": True},
    fails={"has_reduced_programme": True, "pack.full_time": True},
)
def child_is_full_time(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """Where the authority asks for it, the child is full time from the first day."""
    if not pack.full_time or meeting.has_reduced_programme is None:
        return None
    return not meeting.has_reduced_programme


@rule(
    "LA-1",
    on=LaRecord,
    clause=("HF-7.3", "NA-7"),
    weight=SHOULD,
    fields=("is_looked_into",),
    message="A report of pressure is always looked into: say who does it and by when.",
    passes={"about": PRESSURE, "is_looked_into": True},
    fails={"about": PRESSURE, "is_looked_into": False},
)
def report_of_pressure_is_looked_into(record: LaRecord, case: Case, pack: Pack) -> bool | None:
    """A report that a parent was pressed is looked into."""
    return record.is_looked_into if record.about == PRESSURE else None


@rule(
    "LA-2",
    on=LaRecord,
    clause=("HF-6.4", "APP-3"),
    weight=SHOULD,
    fields=("about",),
    message="This move is not to alternative provision: check the reference, or say what was approved.",
    passes={"before_you_start.route": "alternative provision", "about": APPROVAL},
    fails={"before_you_start.route": "placement", "about": APPROVAL},
)
def approval_belongs_to_alternative_provision(record: LaRecord, case: Case, pack: Pack) -> bool | None:
    """Approval of alternative provision is recorded on that route."""
    return case.route == "alternative provision" if record.about == APPROVAL else None


@rule(
    "LA-3",
    on=LaRecord,
    clause="HF-6.4",
    weight=SHOULD,
    fields=("is_named_officers",),
    message="Only {provision_officer} can agree to pay: say who was asked, or that the place goes on without that money.",
    passes={"about": APPROVAL, "is_approved": True, "is_named_officers": True},
    fails={"about": APPROVAL, "is_approved": True, "is_named_officers": False},
)
def named_officer_agrees_to_pay(record: LaRecord, case: Case, pack: Pack) -> bool | None:
    """Approval of alternative provision is that of the officer whom the policy names."""
    return record.is_named_officers if record.about == APPROVAL and record.is_approved else None


@rule(
    "POLICY-9",
    on=MeetingRecord,
    clause=("HF-6.4", "HF-14"),
    weight=MUST,
    fields=("funding_option",),
    message="Choose who pays for the alternative provision: the authority does so only where {provision_officer} agrees.",
    passes={**ELSEWHERE_AGREED, "funding_option": "no money moves"},
    fails=ELSEWHERE_AGREED,
)
def who_pays_for_alternative_provision_is_said(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """A meeting that agrees alternative provision says which arrangement pays for it."""
    if case.route != "alternative provision" or meeting.outcome != AGREED:
        return None
    return meeting.funding_option is not None


@rule(
    "POLICY-10",
    on=MeetingRecord,
    clause="HF-6.4",
    weight=MUST,
    fields=("funding_option",),
    message="The heads have signed without it: record the written agreement of {provision_officer} first.",
    passes={**SIGNED_UNFUNDED, "la_record.about": APPROVAL, "la_record.is_approved": True},
    fails=SIGNED_UNFUNDED,
)
def money_added_after_the_signatures_is_approved(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """The authority's money is added to an agreement that the heads have signed only once the named officer approved."""
    if case.route != "alternative provision" or meeting.funding_option != PROVISION:
        return None
    filed = filed_as(case, meeting)
    before = filed.corrects if filed else None
    if not isinstance(before, MeetingRecord) or before.funding_option == PROVISION:
        return None
    if not any(each.role in HEADS for each in case.of(Signature)):
        return None
    return any(is_approval(each) for each in case.of(LaRecord))
