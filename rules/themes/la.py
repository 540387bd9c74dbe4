"""What the local authority records: pressure is looked into, approvals belong to alternative provision."""

from record.case import Case
from record.la_record import APPROVAL, PRESSURE, LaRecord
from record.pack import Pack
from rules.rule import SHOULD, rule


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
