"""What is checked in a DOCX, which is a zip of XML files, before it is opened as a document."""

import posixpath
import re
import zipfile
import zlib
from io import BytesIO

from domain.resumes.reading.errors import (
    ArchiveBomb,
    ArchiveUnsafe,
    ExternalContent,
    FileDamaged,
    FileTruncated,
    FileTypeUnsupported,
    MacrosInside,
    PasswordNeeded,
    TooManyParts,
)

MOST_ENTRIES = 2_000
LARGEST_INFLATED = 200 * 1024 * 1024
LARGEST_RATIO = 100
LARGEST_XML = 32 * 1024 * 1024
_RATIO_COUNTS_FROM = 1024 * 1024
"""Less is harmless whatever its ratio, and repetitive XML of real documents packs very well."""
_CHUNK = 256 * 1024
_MAIN = "word/document.xml"
_TYPES = "[Content_Types].xml"
_ENCRYPTED = 0x1
_WAYS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_PACKED = (b"PK\x03\x04", b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ")
_XML_NAMES = (".xml", ".rels", ".vml")
_DTD = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([\w.-]+)", re.IGNORECASE)
_READ_ENCODINGS = {b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1"}
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_EXTERNAL = re.compile(rb"TargetMode\s*=\s*[\"']External[\"']", re.IGNORECASE)
_HARMLESS = re.compile(rb"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']")
_TEMPLATE_ON_DISK = re.compile(
    rb"/attachedTemplate[\"'].*Target\s*=\s*[\"']file:///[A-Za-z/]"
    rb"|Target\s*=\s*[\"']file:///[A-Za-z/].*/attachedTemplate[\"']",
    re.DOTALL,
)
"""Word notes the template a document was made from. It is never loaded from there."""


def check_archive(content: bytes) -> None:
    """Raise a ResumeRefused unless ``content`` is a Word document that is safe to open.

    Every entry is inflated once and counted; sizes that the archive states are not believed.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _check_entries(archive, content)
    except zipfile.BadZipFile as error:
        complete = b"PK\x05\x06" in content[-65_557:]
        raise (FileDamaged if complete else FileTruncated) from error
    except (zlib.error, EOFError, NotImplementedError, ValueError, OverflowError) as error:
        raise FileDamaged from error


def _check_entries(archive: zipfile.ZipFile, content: bytes) -> None:
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise TooManyParts
    names = [entry.filename for entry in entries]
    _check_names(names)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise PasswordNeeded
    left = min(LARGEST_INFLATED, max(_RATIO_COUNTS_FROM, LARGEST_RATIO * len(content)))
    for entry in entries:
        left -= _check_entry(archive, entry, left)
    if _MAIN not in names or _TYPES not in names:
        raise FileTypeUnsupported


def _check_names(names: list[str]) -> None:
    lowered = [name.lower() for name in names]
    if len(set(lowered)) != len(names):
        raise ArchiveUnsafe
    for name in names:
        plain = name.replace("\\", "/")
        outside = posixpath.normpath(plain).startswith(("..", "/")) or ":" in plain
        if outside or "\x00" in name or any(ord(letter) < ord(" ") for letter in name):
            raise ArchiveUnsafe
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in lowered):
        raise MacrosInside
    if any("/activex/" in name for name in lowered):
        raise MacrosInside


def _check_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> int:
    """Return how many bytes the entry really has."""
    if entry.compress_type not in _WAYS:
        raise FileDamaged
    is_xml = entry.filename.lower().endswith(_XML_NAMES)
    largest = max(_RATIO_COUNTS_FROM, LARGEST_RATIO * entry.compress_size)
    most = min(left, largest, LARGEST_XML if is_xml else left)
    size, kept = 0, bytearray()
    with archive.open(entry) as opened:
        while piece := opened.read(_CHUNK):
            if not size and piece.startswith(_PACKED):
                raise ArchiveUnsafe
            size += len(piece)
            if size > most:
                raise ArchiveBomb
            if is_xml:
                kept += piece
    if is_xml:
        _check_xml(entry.filename, bytes(kept))
    return size


def _check_xml(name: str, text: bytes) -> None:
    plain = text.replace(b"\x00", b"")  # so that UTF-16 hides nothing
    declared = _ENCODING.search(plain[:200])
    if declared and declared.group(1).lower() not in _READ_ENCODINGS:
        raise ExternalContent
    if _DTD.search(plain):
        raise ExternalContent
    if name == _TYPES and b"macroenabled" in plain.lower():
        raise MacrosInside
    if name.endswith(".rels"):
        for relation in _RELATION.findall(plain):
            if _EXTERNAL.search(relation) and not _may_stay(relation):
                raise ExternalContent


def _may_stay(relation: bytes) -> bool:
    return bool(_HARMLESS.search(relation) or _TEMPLATE_ON_DISK.search(relation))
