"""Sorts out what is not an answer: instructions to the scorer, shrugs and noise."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from domain.scoring.text import sentences_of, words_of

_TARGET: Final = (
    r"(?:me|us|it|this|(?:this|the|my|every|each|all)(?:\s\w+)?\s"
    r"(?:answers?|responses?|candidates?|applicants?|submissions?|dimensions?|criteria))"
)
_TOP: Final = r"(?:10|ten|100|full|max\w*|perfect|top|highest|excellent)"
_ADDRESSED_TO_SCORER: Final = (
    # "Ignore the rubric": only as an order, since "never ignore instructions" is a fine answer.
    (
        r"(?:^|[,;(\[\"']\s*|\b(?:please|must|and|now|to)\s+)"
        r"(?:ignore|disregard|forget|override|bypass)\b.{0,40}"
        r"\b(?:instruct|rubric|prompt|guideline|criteria|rules|scoring|grading|above)"
    ),
    rf"\b(?:give|award|assign|grant|rate|grade|score|mark)\s+{_TARGET}\b.{{0,30}}\b{_TOP}\b",
    (
        r"^\W*(?:please\s+)?(?:give|award|assign|output|return|print|respond with|set)\b"
        rf".{{0,30}}\b{_TOP}\b.{{0,12}}"
        r"(?:scores?|marks?|points?|grades?|ratings?|credit|/\s*10|of (?:10|ten)|$)"
    ),
    (
        r"^\W*(?:give|award|assign|output|return|set)\b.{0,40}"
        rf"\b(?:scores?|grades?|marks?)\b.{{0,12}}\b{_TOP}\b"
    ),
    r"<\|?\s*/?(?:im_start|im_end|system|assistant|user|endoftext)\b|\[/?(?:INST|SYS|SYSTEM)\b",
    r"\byou (?:are now|must now|will now|must (?:output|return|give|award|score))\b",
    r"\b(?:as|you are) (?:an?|the) (?:ai|grader|scorer|scoring|evaluator|language model)\b",
    (
        r"\b(?:candidate|answer|response|applicant|submission)\b.{0,40}"
        rf"\b(?:deserve|earn|receive|award|rate|score)[sd]?\b.{{0,20}}\b{_TOP}\b"
    ),
    r"^\W*(?:new|updated|hidden|secret|important) (?:instruction|rubric|system prompt)s?\b",
    (
        r"\b(?:mark|treat|consider|accept) (?:this|the|my)(?: \w+)?\b.{0,20}"
        r"\b(?:correct|perfect|complete)\b"
    ),
)
_INSTRUCTION: Final = re.compile("|".join(_ADDRESSED_TO_SCORER), re.IGNORECASE)
_FAKE_TURN: Final = re.compile(
    r"^\W*(?:system|assistant|developer|grader|examiner|admin|"
    r"(?:final |overall )?(?:score|grade|rating))"
    r"(?:\s*(?:prompt|message|note|override|instructions?))?\W*[:\]>]\W*$",
    re.IGNORECASE,
)

_SHRUG: Final = re.compile(
    r"""\b(?:i\ )?(?:(?:really|honestly|simply|just|do)\ )*
    (?:don'?t|do\ not|dunno|not|no|haven'?t|have\ not|can'?t|cannot|never)\b \s*
    (?:(?:really|actually|quite|even|very|a|any|the|too|heard|so|100%)\ )*
    (?:know|sure|idea|clue|remember|recall|answer(?:\ (?:this|that|it))?|familiar|certain|heard
      |understand)\b
    | \b(?:dunno|idk|no\ idea|no\ clue|pass|skip|next\ question|n/?a)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_SHRUG_REST: Final = 3


def split_instructions(answer: str) -> tuple[list[tuple[int, int]], bool]:
    """Return the sentence spans to score, and whether any were left out.

    Left out are sentences that address the scorer, and lines from a made-up speaker label on.
    """
    kept: list[tuple[int, int]] = []
    barred_until = 0
    dropped = False
    for start, end in sentences_of(answer):
        sentence = answer[start:end]
        if _FAKE_TURN.match(sentence):
            barred_until = _line_end(answer, start)
        if start < barred_until or _addresses_scorer(sentence):
            dropped = True
        else:
            kept.append((start, end))
    return kept, dropped


@lru_cache(maxsize=8_192)
def _addresses_scorer(sentence: str) -> bool:
    return _INSTRUCTION.search(sentence) is not None


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def is_shrug(text: str) -> bool:
    """Tell whether the answer says no more than that the speaker has none."""
    if not _SHRUG.search(text):
        return False
    rest = words_of(_SHRUG.sub(" ", text))
    return sum(word.is_content for word in rest) <= _SHRUG_REST
