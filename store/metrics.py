"""What this process has done since it started, in numbers alone: no name, no reference, no address of anybody.

Every count is there from the start at nought, so that whoever watches can tell “none” from “not counted”.
"""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, ProcessCollector

REGISTRY = CollectorRegistry()
"""Of this process alone: each has its own page of numbers, and whoever watches adds them up."""
ProcessCollector(registry=REGISTRY)

RERUNS = Counter("managed_moves_reruns", "Runs of a page, one for each click.", registry=REGISTRY)
SAVES = Counter("managed_moves_saves", "Forms that were saved.", registry=REGISTRY)
DRAFTS_KEPT = Counter("managed_moves_drafts_kept", "Times that something typed was kept in a draft.", registry=REGISTRY)
STORE_FAULTS = Counter(
    "managed_moves_store_faults", "Times that the store could not do what was asked.", ["kind"], registry=REGISTRY
)
ERRORS = Counter("managed_moves_errors", "Errors that someone was given a number for.", registry=REGISTRY)
GOOGLE_REQUESTS = Counter("managed_moves_google_requests", "Requests to Google.", ["of"], registry=REGISTRY)
GOOGLE_REFUSALS = Counter("managed_moves_google_refusals", "Answers of Google that were no yes.", registry=REGISTRY)
QUOTA_LEFT = Gauge(
    "managed_moves_google_quota_left",
    "Requests that may go to Google at once, when last asked.",
    ["of"],
    registry=REGISTRY,
)
WAITING = Gauge("managed_moves_waiting", "Saves that wait for Google.", registry=REGISTRY)
DAMAGED = Gauge(
    "managed_moves_damaged_row", "1 for each row that cannot be read.", ["table", "key", "what"], registry=REGISTRY
)
AUDIT_WAITING = Gauge("managed_moves_audit_waiting", "Lines of the audit that wait for the disk.", registry=REGISTRY)
SPACE = Gauge("managed_moves_space_bytes", "Free on the disk of the store's file.", registry=REGISTRY)
WRITABLE = Gauge("managed_moves_store_writable", "1 while the store can be written to.", registry=REGISTRY)
STORE_UP = Gauge("managed_moves_store_up", "1 while the store answers.", registry=REGISTRY)

READS, WRITES = "reads", "writes"
for _of in (READS, WRITES):
    GOOGLE_REQUESTS.labels(_of)
    QUOTA_LEFT.labels(_of)


def so_far(name: str, **labels: str) -> float:
    """What a number stands at now."""
    return REGISTRY.get_sample_value(name, labels) or 0.0
