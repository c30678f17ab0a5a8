"""What administrators see of the language model."""

from decimal import Decimal
from typing import Annotated

from pydantic import PlainSerializer, WithJsonSchema

from domain.kit.fields import Moment, View
from domain.language.breaker import BreakerState
from domain.language.ports import Provider

Dollars = Annotated[
    Decimal,
    PlainSerializer(float, return_type=float, when_used="json"),
    WithJsonSchema({"type": "number", "description": "US dollars."}),
]


class AiUsageView(View):
    """What the calls of a UTC day took so far, on all nodes."""

    calls: int
    input_tokens: int
    output_tokens: int
    cost: Dollars


class AiView(View):
    """The language model: who it is, whether it answers, and what is left of today's budget.

    ``breaker`` is that of the node that was asked: ``open`` while it leaves a failing model alone.
    Limits are null where there is none; ``resets_at`` is when the day ends.
    """

    provider: Provider
    model: str
    is_up: bool
    reason: str | None
    breaker: BreakerState
    today: AiUsageView
    tokens_per_day: int | None
    dollars_per_day: Dollars | None
    resets_at: Moment


class AiCallView(View):
    """One call, its repetitions included; ``question_hash`` is the same for the same question.

    ``outcome`` is ``ok``, an error's code, ``cancelled`` or ``failed``. ``is_estimated`` says that
    the provider never told the tokens.
    """

    id: int
    purpose: str
    prompt: str
    question_hash: str
    provider: Provider
    model: str
    input_tokens: int
    output_tokens: int
    is_estimated: bool
    cost: Dollars
    ms: int
    outcome: str
    at: Moment
