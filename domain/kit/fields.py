"""Field types shared by commands and views: what text, times and pages may look like."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    ValidationError,
)

LARGEST_ID = 2**31 - 1
_MOST_FIELDS = 20
_LONGEST_NAME = 50
_FIRST_SURROGATE, _LAST_SURROGATE = "\ud800", "\udfff"


def refuse_unstorable(text: str) -> str:
    """Return ``text`` unless it holds NUL or lone surrogates, which no store or peer can carry."""
    if "\x00" in text:
        raise ValueError("must not contain NUL characters")
    if any(_FIRST_SURROGATE <= char <= _LAST_SURROGATE for char in text):
        raise ValueError("must be valid Unicode text")
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
Moment = Annotated[
    datetime,
    AfterValidator(as_utc),
    PlainSerializer(iso_z, return_type=str, when_used="json"),
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
Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]


class Command(BaseModel):
    """Base of everything that comes in: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class View(BaseModel):
    """Base of everything that goes out."""

    model_config = ConfigDict(extra="forbid", frozen=True, from_attributes=True)


def field_messages(error: ValidationError, whole: str) -> dict[str, str]:
    """Return what is wrong with each field, by its dotted path; ``whole`` names the top level.

    Names are the sender's own, so they are cut, and past twenty nobody reads on.
    """
    details = error.errors(include_url=False, include_input=False)[:_MOST_FIELDS]
    return {
        ".".join(str(part)[:_LONGEST_NAME] for part in detail["loc"]) or whole: _words(
            detail["msg"]
        )
        for detail in details
    }


def _words(message: str) -> str:
    """Return a validator's own sentence without the library's words before it."""
    own = message.removeprefix("Value error, ")
    return own[:1].upper() + own[1:]
