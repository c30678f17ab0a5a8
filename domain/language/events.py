"""What language models announce."""

from dataclasses import dataclass
from decimal import Decimal

from domain.language.ports import Provider, Usage


@dataclass(frozen=True, slots=True)
class ModelAsked:
    """A call ended and is in the log; ``cost`` is in US dollars."""

    provider: Provider
    outcome: str
    usage: Usage
    cost: Decimal


@dataclass(frozen=True, slots=True)
class AnswerReused:
    """A question was answered from memory."""

    provider: Provider
