"""Recorded files made by hand: silence that every browser plays and seeks in, and subtitles."""

import struct
from functools import cache

RATE = 48_000
_PACKET_SAMPLES = 960
# One packet of Opus (RFC 6716) that says 20 ms of silence in one channel.
_SILENCE = b"\xf8\xff\xfe"
_MATRIX = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)


@cache
def silence(seconds: int = 120, brand: bytes = b"isom") -> bytes:
    """Return an MP4 file (ISO/IEC 14496-12) with one Opus track of silence."""
    packets = seconds * RATE // _PACKET_SAMPLES
    ftyp = _box(b"ftyp", brand, struct.pack(">I", 0x200), brand, b"iso2mp41")
    # The table of chunks names a place in the file, which lies behind the tables.
    offset = len(ftyp) + len(_moov(packets, 0)) + 8
    return ftyp + _moov(packets, offset) + _box(b"mdat", _SILENCE * packets)


def tiny_m4a() -> bytes:
    """Return the sound of a recording."""
    return silence(brand=b"M4A ")


def tiny_mp4() -> bytes:
    """Return the film of a recording, which shows nothing."""
    return silence()


def subtitles(lines: str) -> bytes:
    """Return WebVTT; ``lines`` are ``MM:SS Name: text``, one a line, or a whole file."""
    if lines.startswith(("WEBVTT", "\ufeff")):
        return lines.encode()
    cues = []
    for number, line in enumerate(filter(None, map(str.strip, lines.splitlines())), start=1):
        stamp, _, said = line.partition(" ")
        minute, _, second = stamp.partition(":")
        begins = int(minute) * 60 + int(second)
        cues.append(f"{number}\r\n{_stamp(begins)} --> {_stamp(begins + 4)}\r\n{said}\r\n")
    return ("WEBVTT\r\n\r\n" + "\r\n".join(cues)).encode()


def _stamp(second: int) -> str:
    return f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}.000"


def _moov(packets: int, offset: int) -> bytes:
    length = packets * _PACKET_SAMPLES
    mvhd = _full(
        b"mvhd",
        struct.pack(">4I", 0, 0, RATE, length),
        struct.pack(">IH10x", 0x10000, 0x100),
        _MATRIX,
        struct.pack(">24xI", 2),
    )
    tkhd = _full(
        b"tkhd",
        struct.pack(">5I8xHHH2x", 0, 0, 1, 0, length, 0, 0, 0x100),
        _MATRIX,
        struct.pack(">II", 0, 0),
        flags=3,
    )
    mdhd = _full(b"mdhd", struct.pack(">4IHH", 0, 0, RATE, length, 0x55C4, 0))
    hdlr = _full(b"hdlr", struct.pack(">I4s12x", 0, b"soun"), b"sound\0")
    dinf = _box(b"dinf", _full(b"dref", struct.pack(">I", 1), _full(b"url ", flags=1)))
    minf = _box(b"minf", _full(b"smhd", b"\0" * 4), dinf, _stbl(packets, offset))
    return _box(b"moov", mvhd, _box(b"trak", tkhd, _box(b"mdia", mdhd, hdlr, minf)))


def _stbl(packets: int, offset: int) -> bytes:
    opus_head = _box(b"dOps", struct.pack(">BBHIhB", 0, 1, 312, RATE, 0, 0))
    entry = _box(b"Opus", struct.pack(">6xH8xHHIHH", 1, 1, 16, 0, RATE, 0), opus_head)
    return _box(
        b"stbl",
        _full(b"stsd", struct.pack(">I", 1), entry),
        _full(b"stts", struct.pack(">3I", 1, packets, _PACKET_SAMPLES)),
        _full(b"stsc", struct.pack(">4I", 1, 1, packets, 1)),
        _full(b"stsz", struct.pack(">2I", len(_SILENCE), packets)),
        _full(b"stco", struct.pack(">2I", 1, offset)),
    )


def _box(kind: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return struct.pack(">I4s", len(body) + 8, kind) + body


def _full(kind: bytes, *content: bytes, flags: int = 0) -> bytes:
    return _box(kind, struct.pack(">I", flags), *content)
