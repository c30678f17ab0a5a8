"""The corpus told of somebody else: what matching keeps of a résumé does not change by a letter."""

from datetime import date
from typing import Any

import pytest

from domain.matching.digest import state_facts
from domain.resumes.parsing import parsed
from domain.resumes.reading.reader import read_resume
from server.skills import TaxonomySkills
from tests.corpus.files import CorpusFile
from tests.corpus.person import TODAY
from tests.corpus.swap import swapped_corpus

PAIRS = [(one, other) for one, other in swapped_corpus() if not one.expected.refused]


def stated(content: bytes, today: date) -> Any:
    """Return what is kept, as it is compared: no capitals, no places in the text."""
    found = parsed(read_resume(content), today)
    return without_places(state_facts(found.facts, found.text, TaxonomySkills()).model_dump())


def without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: without_places(v) for k, v in value.items() if k not in {"start", "end"}}
    if isinstance(value, (list, tuple)):
        return [without_places(each) for each in value]
    return value.casefold() if isinstance(value, str) else value


@pytest.mark.parametrize(("one", "other"), PAIRS, ids=lambda file: file.name)
def test_what_matching_keeps_does_not_change_with_the_person(
    one: CorpusFile, other: CorpusFile
) -> None:
    assert stated(one.content(), TODAY) == stated(other.content(), TODAY)
