"""How Google says no: an HTTP status and the JSON shape of `google.rpc.Status`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Json = Any

STATUS = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    503: "UNAVAILABLE",
}


class Refused(Exception):
    """A request Google answers with an error; `body` is the JSON it sends."""

    def __init__(self, code: int, message: str, details: Sequence[Json] = (), errors: Sequence[Json] = ()) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.details = list(details)
        self.errors = list(errors)

    @property
    def body(self) -> Json:
        error: dict[str, Json] = {"code": self.code, "message": self.message}
        if self.errors:  # Drive's older shape, beside the newer one
            error["errors"] = self.errors
        if self.code in STATUS and not self.errors:
            error["status"] = STATUS[self.code]
        if self.details:
            error["details"] = self.details
        return {"error": error}


class Invalid(Refused):
    """400: the request itself is wrong."""

    def __init__(self, message: str, details: Sequence[Json] = ()) -> None:
        super().__init__(400, message, details)

    def at(self, place: str) -> Invalid:
        """The same refusal, naming the request of a batch it is about."""
        return Invalid(f"Invalid {place}: {self.message}", self.details)


def violations(*found: tuple[str, str], message: str = "") -> Invalid:
    """400 for a body or query that breaks the schema: (field, description) of every place."""
    detail = {
        "@type": "type.googleapis.com/google.rpc.BadRequest",
        "fieldViolations": [
            {"field": field, "description": text} if field else {"description": text} for field, text in found
        ],
    }
    return Invalid(message or "\n".join(text for _, text in found), [detail])


def not_found() -> Refused:
    return Refused(404, "Requested entity was not found.")


def not_permitted() -> Refused:
    return Refused(403, "The caller does not have permission")


def quota_exceeded(kind: str, project: str) -> Refused:
    """429 as Google words it; `kind` is Read or Write."""
    return Refused(
        429,
        f"Quota exceeded for quota metric '{kind} requests' and limit '{kind} requests per minute per user' "
        f"of service 'sheets.googleapis.com' for consumer 'project_number:{project}'.",
        [
            {
                "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                "reason": "RATE_LIMIT_EXCEEDED",
                "domain": "googleapis.com",
                "metadata": {
                    "service": "sheets.googleapis.com",
                    "consumer": f"projects/{project}",
                    "quota_metric": f"sheets.googleapis.com/{kind.lower()}_requests",
                    "quota_limit": f"{kind}RequestsPerMinutePerUser",
                    "quota_limit_value": "60",
                    "quota_location": "global",
                    "quota_unit": "1/min/{project}/{user}",
                },
            },
            {
                "@type": "type.googleapis.com/google.rpc.Help",
                "links": [
                    {
                        "description": "Request a higher quota limit.",
                        "url": "https://cloud.google.com/docs/quotas/help/request_increase",
                    }
                ],
            },
        ],
    )


def service_disabled(service: str, title: str, project: str) -> Refused:
    """403: the API was never switched on in the project of the service account."""
    page = f"https://console.developers.google.com/apis/api/{service}/overview?project={project}"
    return Refused(
        403,
        f"{title} has not been used in project {project} before or it is disabled. Enable it by visiting {page} then "
        "retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.",
        [
            {
                "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                "reason": "SERVICE_DISABLED",
                "domain": "googleapis.com",
                "metadata": {
                    "service": service,
                    "consumer": f"projects/{project}",
                    "serviceTitle": title,
                    "activationUrl": page,
                    "containerInfo": project,
                },
            }
        ],
    )


def unauthenticated() -> Refused:
    return Refused(
        401,
        "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid "
        "authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.",
    )


def scope_insufficient(method: str) -> Refused:
    return Refused(
        403,
        "Request had insufficient authentication scopes.",
        [
            {
                "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                "reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
                "domain": "googleapis.com",
                "metadata": {"service": "sheets.googleapis.com", "method": method},
            }
        ],
    )
