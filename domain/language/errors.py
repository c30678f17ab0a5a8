"""Why a model of language gave no usable answer."""

from domain.kit.errors import DomainError, Kind


class ModelDown(DomainError):
    """The model cannot be asked now: unreachable, refused, too slow or over today's budget."""

    kind = Kind.UNAVAILABLE
    message = "The language model does not answer at the moment. Try again later."


class OverBudget(ModelDown):
    """What the organisation allows the model for a day is used up."""


class ModelGarbled(DomainError):
    """The model answered with something that is not what it was asked for."""

    kind = Kind.UNAVAILABLE
    message = "The language model answered with something unusable. Try again."


class NoModel(DomainError):
    """No language model is configured, and this cannot be done without one."""

    kind = Kind.UNAVAILABLE
    message = "No language model is set up. An administrator can set AI_PROVIDER and its key."
