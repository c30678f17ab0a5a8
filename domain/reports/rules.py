"""What a report concludes from answers: values in, values out."""

from collections.abc import Sequence
from typing import Literal

from domain.reports.schemas import (
    HeardQuote,
    QuestionReport,
    ReportPoint,
    SpokenReport,
    TypedReport,
)
from domain.scoring.schemas import Dimensions, KeyPointScore
from domain.video.service import Heard, Spoken, parts_of

LONGEST_SUMMARY = 600
Counted = Literal["person", "typed", "spoken"]


def counted_of(
    typed: TypedReport | None, spoken: SpokenReport | None
) -> tuple[float | None, Counted | None]:
    """Return a question's score, 0 to 10, and whose word it is.

    A person's latest word goes first, then the machine's of what was typed, and where nothing was
    typed the machine's of what was said.
    """
    if typed is not None:
        people = [each.value for each in typed.overrides if each.dimension == "overall"]
        if people:
            return people[-1], "person"
        if typed.score is not None and typed.text.strip():
            return typed.score.overall, "typed"
    if spoken is not None and spoken.score is not None:
        return spoken.score.overall, "spoken"
    if typed is not None and typed.score is not None:
        return typed.score.overall, "typed"
    return None, None


def mean_of(questions: Sequence[QuestionReport]) -> float | None:
    """Return the mean of the questions that have a score, 0 to 10 with two decimals."""
    scores = [question.overall for question in questions if question.overall is not None]
    return round(sum(scores) / len(scores), 2) if scores else None


def mean_dimensions(questions: Sequence[QuestionReport]) -> Dimensions | None:
    """Return the mean of the machine's dimensions, of typed answers where there are any."""
    found = [dimensions for each in questions if (dimensions := _dimensions(each)) is not None]
    if not found:
        return None
    names = Dimensions.model_fields
    return Dimensions(
        **{name: round(sum(getattr(d, name) for d in found) / len(found), 1) for name in names}
    )


def spoken_report(spoken: Spoken, heard: Heard) -> SpokenReport:
    """Return a spoken answer with its key points, each with the lines that prove it."""
    points = [] if spoken.score is None else spoken.score.key_points
    reported = [_point(point, spoken, heard) for point in points]
    summary, by = spoken.summary, "model"
    if summary is None:
        summary, by = _own_words(reported), "quotes"
    return SpokenReport(
        source=heard.source,
        text=spoken.text,
        line_ids=[part.line_id for part in spoken.parts],
        score=spoken.score,
        points=reported,
        summary=summary,
        summary_by="model" if by == "model" else "quotes",
        warnings=list(spoken.warnings),
    )


def _dimensions(question: QuestionReport) -> Dimensions | None:
    typed, spoken = question.typed, question.spoken
    if typed is not None and typed.score is not None and typed.text.strip():
        return typed.score.dimensions
    if spoken is not None and spoken.score is not None:
        return spoken.score.dimensions
    return None


def _point(point: KeyPointScore, spoken: Spoken, heard: Heard) -> ReportPoint:
    quotes: list[HeardQuote] = []
    if point.quote is not None:
        for part in parts_of(spoken.parts, point.quote.start, point.quote.end):
            line = heard.line(part.line_id)
            if line is not None:
                quotes.append(
                    HeardQuote(
                        line_id=part.line_id,
                        start=part.start,
                        end=part.end,
                        text=line.text[part.start : part.end],
                        at_s=heard.at(line.started_at),
                    )
                )
    return ReportPoint(id=point.id, text=point.text, status=point.status, quotes=quotes)


def _own_words(points: Sequence[ReportPoint]) -> str:
    """Return the candidate's words that make key points, each once, cut at a whole quote."""
    said: list[str] = []
    for point in points:
        words = " ".join(quote.text for quote in point.quotes).strip()
        if not words or words in said or point.status not in {"covered", "partial"}:
            continue
        if sum(map(len, said)) + len(words) > LONGEST_SUMMARY:
            break
        said.append(words)
    return " … ".join(said)
