"""What is checked before a parser sees a file. Names and content types are never asked."""

import re
import zlib
from collections.abc import Iterator

from domain.resumes.facts import Kind
from domain.resumes.reading.archive import check_archive
from domain.resumes.reading.errors import (
    ArchiveBomb,
    FileAmbiguous,
    FileEmpty,
    FileTooBig,
    FileTruncated,
    FileTypeUnsupported,
    PasswordNeeded,
    TooManyParts,
)

LARGEST_FILE = 32 * 1024 * 1024
MOST_PAGES = 100
MOST_OBJECTS = 20_000
LARGEST_STREAM = 32 * 1024 * 1024
LARGEST_STREAMS = 128 * 1024 * 1024

_PDF, _ZIP, _OLE = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_END_OF_ZIP = b"PK\x05\x06"
_LONGEST_ZIP_ENDING = 22
_PDF_STARTS_WITHIN = 1024
_PDF_ENDS_WITHIN = 2048
_BLANKS = b"\xef\xbb\xbf \t\r\n\f\x00"
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_OBJECT = re.compile(rb"\b\d{1,10}\s+\d{1,5}\s+obj\b")
_STREAM = re.compile(rb"stream\r?\n")
_DICTIONARY_REACHES = 1024


def check_file(content: bytes) -> Kind:
    """Return what ``content`` is; raise a ResumeRefused unless it may be given to its parser."""
    if len(content) > LARGEST_FILE:
        raise FileTooBig
    start = content.lstrip(_BLANKS)[:8] if content[:1] in _BLANKS else content[:8]
    if not start:
        raise FileEmpty
    if start.startswith(_PDF):
        _check_pdf(content)
        return "pdf"
    if content.startswith(_ZIP):
        if _PDF in content[:_PDF_STARTS_WITHIN]:
            raise FileAmbiguous
        check_archive(content)
        return "docx"
    if content.startswith(_OLE) and _ENCRYPTED_OFFICE in content:
        raise PasswordNeeded
    raise FileTypeUnsupported


def _check_pdf(content: bytes) -> None:
    if _is_archive_too(content):
        raise FileAmbiguous
    if b"%%EOF" not in content.rstrip(b"\x00\r\n ")[-_PDF_ENDS_WITHIN:]:
        raise FileTruncated
    if sum(1 for _ in _OBJECT.finditer(content)) > MOST_OBJECTS:
        raise TooManyParts
    total = 0
    for stream in _packed_streams(content):
        total += _inflated_size(stream)
        if total > LARGEST_STREAMS:
            raise ArchiveBomb


def _is_archive_too(content: bytes) -> bool:
    """Tell whether an unpacker would find an archive that ends where the file ends."""
    at = content.rfind(_END_OF_ZIP)
    return 0 <= at <= len(content) - _LONGEST_ZIP_ENDING and b"PK\x01\x02" in content[:at]


def _packed_streams(content: bytes) -> Iterator[memoryview]:
    """Yield where deflated streams begin, except pictures', which are not unpacked here."""
    view = memoryview(content)
    for found in _STREAM.finditer(content):
        before = content[max(0, found.start() - _DICTIONARY_REACHES) : found.start()]
        about = before[before.rfind(b"obj") + 1 :]
        if re.search(rb"/Subtype\s*/Image\b", about) or about.endswith(b"end"):
            continue
        if re.search(rb"/Fl(ateDecode)?\b", about):
            yield view[found.end() :]


def _inflated_size(stream: memoryview) -> int:
    """Return how many bytes come out; what cannot be inflated is for the parser to refuse."""
    unpacker, size, rest = zlib.decompressobj(), 0, bytes(stream[:65_536])
    taken = len(rest)
    try:
        while not unpacker.eof and rest:
            size += len(unpacker.decompress(rest, 1 << 20))
            if size > LARGEST_STREAM:
                raise ArchiveBomb
            rest = unpacker.unconsumed_tail
            if not rest:
                rest = bytes(stream[taken : taken + 65_536])
                taken += len(rest)
    except zlib.error:
        return size
    return size
