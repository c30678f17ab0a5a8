"""Refusals around webhooks."""

from domain.kit.errors import DomainError, Kind


class TooManyEndpoints(DomainError):
    """Every event would be copied for each of them."""

    kind = Kind.CONFLICT
    message = "There are as many webhook endpoints as this server takes. Delete one first."


class EndpointPaused(DomainError):
    """Nothing is sent to an endpoint that is not active."""

    kind = Kind.CONFLICT
    message = "This endpoint is not active. Switch it on first, then replay."
