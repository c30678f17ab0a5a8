"""Field types shared by commands and views: what text, times and pages may look like."""

import re
from contextlib import suppress
from datetime import UTC, datetime
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    PlainSerializer,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
)

LARGEST_ID = 2**31 - 1
LARGEST_ID_IN_PATH = 10**9 - 1
"""One that routing can tell by its length: a longer one is no address at all."""
_MOST_FIELDS = 20
_MOMENTS = TypeAdapter(datetime)
_NUMBER = re.compile(r"[+-]?[0-9_]*\.?[0-9_]*(?:[eE][+-]?[0-9]+)?")
_LONGEST_NAME = 50


def refuse_unstorable(text: str) -> str:
    """Return ``text`` unless it holds NUL or lone surrogates, which no store or peer can carry."""
    if "\x00" in text:
        raise ValueError("must not contain NUL characters")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError("must be valid Unicode text") from error
    return text


def as_utc(moment: datetime) -> datetime:
    """Return ``moment`` in UTC; a time without a zone is taken as UTC."""
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("is too far from today") from error


def iso_z(moment: datetime) -> str:
    """Return ``moment`` as ISO 8601 UTC with milliseconds and ``Z``."""
    return as_utc(moment).isoformat(timespec="milliseconds").replace("+00:00", "Z")


Text = Annotated[str, AfterValidator(refuse_unstorable)]


def _read_moment(value: object) -> object:
    """Return a written moment as one; refuse what counts seconds, leave the rest to be refused."""
    counts = isinstance(value, (int, float)) or (
        isinstance(value, str) and _NUMBER.fullmatch(value.strip()) is not None
    )
    if counts:
        raise ValueError("must be a time such as 2027-03-01T09:30:00Z")
    if isinstance(value, str):
        # Here, because behind another check strict reading takes no text for a moment.
        with suppress(ValidationError):
            return _MOMENTS.validate_strings(value, strict=True)
    return value


Moment = Annotated[
    datetime,
    BeforeValidator(_read_moment),
    AfterValidator(as_utc),
    PlainSerializer(iso_z, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]


_clean = AfterValidator(refuse_unstorable)


def _trimmed(longest: int) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=1, max_length=longest)


# Trimmed first: behind another check, the length would be that of the untrimmed text.
Word = Annotated[str, _trimmed(50), _clean]
Line = Annotated[str, _trimmed(100), _clean]
LongLine = Annotated[str, _trimmed(200), _clean]
Paragraph = Annotated[str, _trimmed(2_000), _clean]
Prose = Annotated[str, _trimmed(20_000), _clean]
_id_number = Field(ge=1, le=LARGEST_ID)
_DIGITS = re.compile(r"[1-9][0-9]{0,8}")
_id_digits = StringConstraints(pattern=f"^{_DIGITS.pattern}$")


def _number_from_digits(value: object) -> object:
    # Browsers have ids from addresses, where everything is text.
    if isinstance(value, str) and _DIGITS.fullmatch(value):
        return int(value)
    return value


Id = Annotated[
    int,
    _id_number,
    BeforeValidator(
        _number_from_digits,
        json_schema_input_type=Annotated[int, _id_number] | Annotated[str, _id_digits],
    ),
]


class Command(BaseModel):
    """Base of everything that comes in: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class View(BaseModel):
    """Base of everything that goes out."""

    model_config = ConfigDict(extra="forbid", frozen=True, from_attributes=True)


def example(**values: JsonValue) -> ConfigDict:
    """Return the ``model_config`` of a model that is shown with these ``values`` in the contract.

    What is left out is made up from the fields' types.
    """
    return ConfigDict(json_schema_extra={"examples": [dict(values)]})


def field_messages(error: ValidationError, whole: str) -> dict[str, str]:
    """Return what is wrong with each field, by its dotted path; ``whole`` names the top level.

    Names are the sender's own, so they are cut, and past twenty nobody reads on.
    """
    details = error.errors(include_url=False, include_input=False)[:_MOST_FIELDS]
    return {_path(detail["loc"]) or whole: _said(detail["msg"]) for detail in details}


def _path(place: tuple[int | str, ...]) -> str:
    return ".".join(str(part)[:_LONGEST_NAME] for part in place)


def _said(message: str) -> str:
    """Return a validator's own sentence without the library's words before it."""
    own = message.removeprefix("Value error, ")
    return own[:1].upper() + own[1:]
