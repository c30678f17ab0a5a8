"""The feature's doors: what others need to ask a model safely."""

from domain.language.pseudonyms import Pseudonyms
from domain.language.quotes import find_quote
from domain.language.screening import Screened, is_order, screen

__all__ = ["Pseudonyms", "Screened", "find_quote", "is_order", "screen"]
