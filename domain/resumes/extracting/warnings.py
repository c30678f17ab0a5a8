"""What a recruiter should know about the file itself."""

from collections.abc import Iterable, Sequence

from domain.resumes.extracting.instructions import find_instructions
from domain.resumes.extracting.positions import Job
from domain.resumes.extracting.sheet import Piece
from domain.resumes.extracting.studies import Study
from domain.resumes.facts import HiddenText, Reading, ResumeWarning

_LONGEST = 500
_SHOWN = 3
_FEWEST_LETTERS = 3
_HOW = {
    "white": "in the colour of its background",
    "tiny": "too small to read",
    "off_page": "outside the page",
    "clipped": "cut away",
    "invisible": "drawn invisibly",
    "vanish": "marked as hidden",
    "zero_width": "in characters without width",
    "covered": "covered by something else",
}
_SCAN = ResumeWarning(
    kind="needs_ocr",
    message="The file is a picture of text. Upload a version with real text.",
)
_ABSURD = ResumeWarning(
    kind="implausible_dates",
    message="Some dates cannot be right (in the future, upside down or too long ago) and were left "
    "out. Ask the candidate.",
)


def warn(
    reading: Reading,
    orders: Sequence[Piece],
    dated: Iterable[Job | Study],
    people: Sequence[str],
) -> list[ResumeWarning]:
    """Return the warnings of a file, each with the words it is about."""
    hidden = [one for one in reading.hidden if _says_something(one)]
    said = [order.text for order in orders] + [
        order.text for one in hidden for order in find_instructions(one.text)
    ]
    warnings = [] if reading.has_text_layer else [_SCAN]
    warnings += [_instruction(text) for text in dict.fromkeys(said)]
    warnings += _hidden(hidden)
    if any(not one.times.is_plausible for one in dated):
        warnings.append(_ABSURD)
    if people:
        warnings.append(_several(people))
    return warnings


def _several(people: Sequence[str]) -> ResumeWarning:
    return ResumeWarning(
        kind="unreadable_part",
        message="The file seems to hold the résumés of several people. Upload one file per person.",
        said=", ".join(people)[:_LONGEST],
    )


def _instruction(text: str) -> ResumeWarning:
    return ResumeWarning(
        kind="instructions",
        message="The file gives orders to a machine instead of telling about a person. "
        "They were not followed.",
        said=" ".join(text.split())[:_LONGEST],
    )


def _hidden(hidden: Sequence[HiddenText]) -> list[ResumeWarning]:
    """One warning for each way of hiding, with the first words hidden so."""
    by: dict[str, list[str]] = {}
    for one in hidden:
        by.setdefault(one.by, []).append(" ".join(one.text.split()))
    return [
        ResumeWarning(
            kind="hidden_text",
            message=f"The file holds text that nobody can see, {_HOW[way]}. It was not believed.",
            said=" … ".join(texts[:_SHOWN])[:_LONGEST],
        )
        for way, texts in by.items()
    ]


def _says_something(hidden: HiddenText) -> bool:
    return sum(map(str.isalnum, hidden.text)) >= _FEWEST_LETTERS
