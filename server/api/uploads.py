"""Reading a file out of a multipart form while it arrives, strictly and within bounds."""

from collections.abc import AsyncIterator
from contextlib import suppress

from pydantic import BaseModel
from quart import request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.sansio.multipart import (
    Data,
    Epilogue,
    Event,
    Field,
    File,
    MultipartDecoder,
    NeedData,
)

from domain.kit.errors import DomainError, FieldsInvalid
from domain.kit.files import IncomingFile
from server.api.reading import MOST_READ_PAST, validated
from server.errors import Malformed, TooLarge, UnsupportedType

MOST_AROUND = 64 * 1024
"""For all of a form but the file: the other fields, headers and boundaries."""
_FORM = "multipart/form-data"
_LONGEST_FIELD = 1_024
_LONGEST_NAME = 50
_MOST_PARTS = 20
_LONGEST_BOUNDARY = 70
_FILE = "file"


def is_upload() -> bool:
    """Tell whether the request says that it is a multipart form."""
    return request.mimetype == _FORM


async def read_upload(model: type[BaseModel], most: int) -> tuple[BaseModel, IncomingFile]:
    """Return the form's fields as a ``model`` and its file of at most ``most`` bytes.

    Raises TooLarge, UnsupportedType, Malformed or FieldsInvalid.
    """
    if not is_upload():
        raise UnsupportedType("Send multipart/form-data with the file in the part `file`.")
    form = _Form(most)
    try:
        if (request.content_length or 0) > most + MOST_AROUND:
            raise _too_large(most)
        async for event in _events(most):
            form.take(event)
        fields = {name: bytes(value).decode() for name, value in form.fields.items()}
    except DomainError:
        await _read_past()
        raise
    except RequestEntityTooLarge as error:
        await _read_past()
        raise _too_large(most) from error
    except ValueError as error:
        await _read_past()
        raise Malformed("The form cannot be read. Send multipart/form-data.") from error
    if form.file is None:
        raise FieldsInvalid(fields={_FILE: "Choose a file."})
    return validated(model, fields), IncomingFile(form.filename, bytes(form.file))


async def _read_past() -> None:
    """Read what is still to come while that is cheap: who is cut off never hears the refusal."""
    if (request.content_length or 0) > MOST_READ_PAST:
        return
    seen = 0
    with suppress(RequestEntityTooLarge):
        async for chunk in request.body:
            seen += len(chunk)
            if seen > MOST_READ_PAST:
                break


async def _events(most: int) -> AsyncIterator[Event]:
    boundary = request.mimetype_params.get("boundary", "")
    if not 0 < len(boundary) <= _LONGEST_BOUNDARY or not boundary.isascii():
        raise ValueError("no boundary")
    decoder = MultipartDecoder(boundary.encode(), most + MOST_AROUND, max_parts=_MOST_PARTS)
    async for chunk in request.body:
        decoder.receive_data(chunk)
        while not isinstance(event := decoder.next_event(), NeedData):
            yield event
    decoder.receive_data(None)
    while not isinstance(event := decoder.next_event(), Epilogue):
        if isinstance(event, NeedData):
            raise ValueError("the form has no end")  # noqa: TRY004  # what the decoder raises too
        yield event


class _Form:
    """What has arrived of a form."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._room = MOST_AROUND
        self._into = bytearray()
        self.fields: dict[str, bytearray] = {}
        self.file: bytearray | None = None
        self.filename: str | None = None

    def take(self, event: Event) -> None:
        """Add one event of the decoder."""
        if isinstance(event, File) and event.name == _FILE:
            if self.file is not None:
                raise _twice(_FILE)
            self.filename = event.filename
            self.file = self._into = bytearray()
        elif isinstance(event, File | Field):
            self._open_field(event)
        elif isinstance(event, Data):
            self._into += event.data
            if self._into is self.file:
                if len(self._into) > self._most:
                    raise _too_large(self._most)
            elif len(self._into) > _LONGEST_FIELD:
                raise Malformed("A field is longer than any that belongs here.")

    def _open_field(self, event: File | Field) -> None:
        if isinstance(event, File) or event.name is None:
            named = str(event.name)[:_LONGEST_NAME]
            raise FieldsInvalid(fields={named: "The file belongs into the part called file."})
        if event.name in self.fields:
            raise _twice(event.name)
        self._into = self.fields[event.name] = bytearray()


def _twice(name: str) -> Malformed:
    return Malformed(
        "A field is there twice. Send each field once.",
        fields={name[:_LONGEST_NAME]: "is given twice"},
    )


def _too_large(most: int) -> TooLarge:
    size = f"{most / 1_048_576:.0f} MB" if most >= 1_048_576 else f"{most // 1_024} KB"  # noqa: PLR2004  # a megabyte
    return TooLarge(f"The file is larger than {size}. Send a smaller one.")
