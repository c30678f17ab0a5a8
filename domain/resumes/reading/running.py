"""Headers and footers that run through a document are read once."""

import re
from collections.abc import Iterator

from domain.resumes.reading.composing import Line

_NUMBERS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-–—| ]*(page|seite|p\.|第)?\s*\d{1,3}\s*页?\s*((/|of|von|sur|de)\s*\d{1,3})?[-–—| ]*",
    re.IGNORECASE,
)


def drop_running(pages: list[list[Line]]) -> Iterator[Line]:
    """Yield the lines of all pages, without page numbers and repeated headers and footers.

    Only lines at the top or foot of a page count, and only in a document of several pages.
    """
    seen: set[str] = set()
    for lines in pages:
        here: set[str] = set()
        for line in lines:
            if not line.is_edge or len(pages) == 1:
                yield line
                continue
            shape = _NUMBERS.sub("#", line.text.casefold())
            if shape not in seen and not _PAGE_NUMBER.fullmatch(line.text):
                yield line
            here.add(shape)
        seen |= here
