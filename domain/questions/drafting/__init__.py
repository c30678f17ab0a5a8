"""Drafts interview questions without a model of language: from knowledge, patterns and claims.

Pure functions of a brief and a seed; the material is read once, when it is first needed.
"""

from domain.questions.drafting.draft import draft
from domain.questions.drafting.likeness import is_alike, words_of
from domain.questions.drafting.material import MaterialInvalid
from domain.questions.drafting.values import (
    ORDER,
    Claim,
    Draft,
    DraftBrief,
    Drafted,
    DraftPoint,
    RubricLevel,
)

__all__ = [
    "ORDER",
    "Claim",
    "Draft",
    "DraftBrief",
    "DraftPoint",
    "Drafted",
    "MaterialInvalid",
    "RubricLevel",
    "draft",
    "is_alike",
    "words_of",
]
