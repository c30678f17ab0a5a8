"""Reading what a request brings, strictly: one meaning per request, or a refusal that says why."""

import json
import math
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from pydantic import BaseModel, ValidationError
from quart import request

from domain.kit.errors import FieldsInvalid
from domain.kit.fields import field_messages
from server.errors import Malformed, TooLarge, UnsupportedType

Model = TypeVar("Model", bound=BaseModel)
_LONGEST_NAME = 50
_MOST_FIELDS = 50
_EXACT = 2**53
MOST_READ_PAST = 2 * 1024 * 1024
_FORM = "application/x-www-form-urlencoded"


def read_query(model: type[BaseModel]) -> BaseModel:
    """Return the query as a ``model``; what is said twice stays a list, which no scalar takes."""
    values = {
        key: listed if len(listed) > 1 or _takes_list(model, key) else listed[0]
        for key, listed in request.args.lists()
    }
    return validated(model, values)


async def read_body(model: type[BaseModel], *, largest: int, form: bool) -> BaseModel:
    """Return the body of at most ``largest`` bytes as a ``model``.

    Raises TooLarge, UnsupportedType, Malformed or FieldsInvalid.
    """
    raw = await read_bytes(largest)
    if not raw:
        return validated(model, {})
    if form and request.mimetype == _FORM:
        return validated(model, _parse_form(raw))
    if request.mimetype != "application/json" or not _is_utf8():
        raise UnsupportedType
    values = parse_json(raw)
    try:
        # Strict as JSON, not as Python: moments are strings there, and "1" and true no integers.
        return model.model_validate_json(json.dumps(values), strict=True)
    except ValidationError as error:
        raise FieldsInvalid(fields=field_messages(error, "body")) from error


def parse_json(raw: bytes) -> Any:
    """Return the value in ``raw``. Raises Malformed, also for doubled keys, NaN and Infinity."""
    try:
        return json.loads(
            raw.decode("utf-8"),
            object_pairs_hook=_distinct,
            parse_constant=_no_constant,
            parse_float=_number,
        )
    except (ValueError, RecursionError) as error:
        raise Malformed("The body is not valid JSON.") from error


def validated(model: type[Model], values: object) -> Model:
    """Return ``values`` as a ``model``; FieldsInvalid names what is wrong with them."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise FieldsInvalid(fields=field_messages(error, "body")) from error


async def read_bytes(largest: int) -> bytes:
    """Return the body; TooLarge for one of more than ``largest`` bytes.

    What is too much is read past, for as long as that is cheap: a sender who is cut off in the
    middle never hears the refusal.
    """
    raw, seen = bytearray(), 0
    if (request.content_length or 0) > MOST_READ_PAST:
        raise _too_large(largest)
    async for chunk in request.body:
        seen += len(chunk)
        if seen <= largest:
            raw += chunk
        elif seen > MOST_READ_PAST:
            break
    if seen > largest:
        raise _too_large(largest)
    return bytes(raw)


def _too_large(largest: int) -> TooLarge:
    return TooLarge(f"This takes at most {largest // 1_024} KB. Send less at once.")


def _takes_list(model: type[BaseModel], key: str) -> bool:
    field = model.model_fields.get(key)
    return field is not None and "list[" in str(field.annotation)


def _is_utf8() -> bool:
    return request.mimetype_params.get("charset", "utf-8").lower() in {"utf-8", "utf8"}


def _parse_form(raw: bytes) -> dict[str, str]:
    try:
        pairs = parse_qsl(
            raw.decode("utf-8"),
            keep_blank_values=True,
            max_num_fields=_MOST_FIELDS,
            errors="strict",
        )
    except ValueError as error:
        raise Malformed("The form cannot be read. Send fields in UTF-8, each once.") from error
    return _distinct(pairs)


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the pairs as a dict. Raises Malformed for a name that comes twice."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise Malformed(
                "A field is there twice. Send each field once.",
                fields={key[:_LONGEST_NAME]: "is given twice"},
            )
        found[key] = value
    return found


def _no_constant(name: str) -> Any:
    raise Malformed(f"{name} is not a JSON number. Send a finite number or null.")


def _number(digits: str) -> float | int:
    """Return the number; 10.0 is an integer in JSON."""
    number = float(digits)
    if not math.isfinite(number):
        raise Malformed("A number is too large to be kept. Send a smaller one.")
    return int(number) if number.is_integer() and abs(number) <= _EXACT else number
