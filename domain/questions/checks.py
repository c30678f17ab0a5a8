"""What a reviewer is told of a question before reading it."""

from collections.abc import Iterator, Mapping
from typing import Any

from domain.kit.search import words_of
from domain.kit.work import Work
from domain.questions.flags import refuse_flagged
from domain.questions.schemas import QuestionWarning
from domain.skills.service import Taxonomy, known_skills

_LONGEST_READ_ALOUD = 80
"""Words that a candidate can keep in mind while thinking; a longer task needs a text to look at."""


async def check_question(work: Work, fields: Mapping[str, Any]) -> list[QuestionWarning]:
    """Return what is worth a look in a version with these ``fields``, all of ``rules.CONTENT``.

    Called before a version is written, handed in or approved. What must not be asked at all is
    refused here, by raising QuestionNotLawful.
    """
    unknown = _unknown_skills(await known_skills(work), fields["skills_tested"])
    flags = refuse_flagged(fields["question_text"])
    flagged = [_warning(flag.kind, f"{flag.reason} {flag.instead}", flag.words) for flag in flags]
    return [*flagged, *_warnings(fields), *unknown]


def _unknown_skills(taxonomy: Taxonomy, written: list[str]) -> Iterator[QuestionWarning]:
    for skill in written:
        if taxonomy.normalise(skill) is None:
            yield _warning("unknown_skill", "No such skill is known. Is it spelled right?", skill)


def _warnings(fields: Mapping[str, Any]) -> Iterator[QuestionWarning]:
    if not fields["gold_standard_answer"]:
        yield _warning("no_model_answer", "Without a model answer, answers cannot be scored well.")
    if not fields["key_points"]:
        yield _warning(
            "no_key_points", "Name the key points, or the sentences of the model answer count."
        )
    yield from _repeated(fields["key_points"])
    if len(words_of(fields["question_text"])) > _LONGEST_READ_ALOUD:
        yield _warning("long_question", "Shorten it: nobody keeps so many words in mind.")
    if not fields["skills_tested"]:
        yield _warning("no_skills", "Name a skill, so that the question can be found by it.")


def _repeated(points: list[dict[str, Any]]) -> Iterator[QuestionWarning]:
    seen: set[tuple[str, ...]] = set()
    for point in points:
        words = tuple(words_of(point["text"]))
        if words in seen:
            yield _warning("repeated_point", "Two key points say the same.", point["text"])
        seen.add(words)


def _warning(kind: str, message: str, words: str | None = None) -> QuestionWarning:
    return QuestionWarning(kind=kind, message=message, words=words)
