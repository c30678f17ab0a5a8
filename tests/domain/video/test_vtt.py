"""WebVTT as meeting services write it, and what only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.video.vtt import Cue, NotATranscript, parse_vtt

HEAD = "WEBVTT\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "1\n00:00:01.500 --> 00:00:03.000\nAmina Rahimi: I would cache it.",
            [Cue(1.5, 3.0, "Amina Rahimi", "I would cache it.")],
            id="a name and words",
        ),
        pytest.param("00:01.000 --> 00:02.000\nHello", [Cue(1, 2, None, "Hello")], id="no hours"),
        pytest.param(
            "00:00:01,250 --> 00:00:02,000\nHello", [Cue(1.25, 2, None, "Hello")], id="a comma"
        ),
        pytest.param(
            "00:01.000 --> 00:02.000\nAda: one\ntwo", [Cue(1, 2, "Ada", "one two")], id="two lines"
        ),
        pytest.param(
            "00:01.000 --> 00:02.000 align:start\n<v Ada Quill>R&amp;D <i>now</i></v>",
            [Cue(1, 2, "Ada Quill", "R&D now")],
            id="a voice, tags, entities, settings",
        ),
        pytest.param(
            "00:05.000 --> 00:09.000\nB: late\n\n00:01.000 --> 00:06.000\nA: early",
            [Cue(1, 6, "A", "early"), Cue(5, 9, "B", "late")],
            id="overlapping and out of order",
        ),
        pytest.param(
            "NOTE made by a machine\n\n00:01.000 --> 00:02.000\nHello",
            [Cue(1, 2, None, "Hello")],
            id="a note",
        ),
        pytest.param(
            "00:09.000 --> 00:02.000\nback in time\n\n00:01.000 --> 00:02.000\nHello",
            [Cue(1, 2, None, "Hello")],
            id="times that run backwards",
        ),
        pytest.param(
            "00:01.000 --> 00:02.000\nsee https://example.org: there",
            [Cue(1, 2, None, "see https://example.org: there")],
            id="an address is no name",
        ),
        pytest.param("00:01.000 --> 00:02.000\n\n", [], id="no words"),
    ],
)
def test_cues_are_read(text: str, expected: list[Cue]) -> None:
    assert parse_vtt((HEAD + text).encode()) == expected


@pytest.mark.parametrize(
    "spelled", ["\ufeff" + HEAD, "WEBVTT - by a service\n\n", "WEBVTT\r\n\r\n"]
)
def test_marks_and_line_ends_of_any_system_are_fine(spelled: str) -> None:
    cue = "00:01.000 --> 00:02.000\r\nAda: one\r\ntwo\r\n"

    assert parse_vtt((spelled + cue).encode()) == [Cue(1, 2, "Ada", "one two")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not WebVTT"),
        (b"<html>Sign in</html>", "not WebVTT"),
        (b"WEBVTTX\n\n", "not WebVTT"),
        (b"WEBVTT\n\n\xff\xfe", "UTF-8"),
        (b"WEBVTT\n\nAda: no times at all", "no times"),
    ],
)
def test_what_is_no_transcript_is_refused_with_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(NotATranscript, match=said):
        parse_vtt(content)


@given(st.text(max_size=400))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        cues = parse_vtt((HEAD + text).encode("utf-8", "surrogatepass"))
    except NotATranscript:
        return
    assert all(cue.text and 0 <= cue.start_s <= cue.end_s for cue in cues)


WORDS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12)


@given(st.lists(st.tuples(st.integers(0, 7_000), st.integers(0, 60), WORDS), max_size=12))
def test_what_is_written_is_read_back(lines: list[tuple[int, int, str]]) -> None:
    def stamp(second: int) -> str:
        return f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}.000"

    cues = [f"{stamp(at)} --> {stamp(at + long)}\nAda: {word}" for at, long, word in lines]

    read = parse_vtt((HEAD + "\n\n".join(cues)).encode())

    expected = [Cue(at, at + long, "Ada", word) for at, long, word in lines]
    assert read == sorted(expected, key=lambda cue: (cue.start_s, cue.end_s))
