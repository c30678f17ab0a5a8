"""The feature's doors: opinions on scores, and how the scorer cuts texts."""

from domain.scoring.opinions import Evaluation, Opinion, weigh
from domain.scoring.screening import split_instructions
from domain.scoring.text import sentences_of

__all__ = ["Evaluation", "Opinion", "sentences_of", "split_instructions", "weigh"]
