"""A quote counts only where it stands in the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.language.quotes import find_quote

TEXT = "An index costs  space.\nIt’s slower to “write”, ﬁne? Straße – Ω"


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("An index costs", "An index costs"),
        ("an INDEX costs space", "An index costs  space"),
        ("space. It's slower", "space.\nIt’s slower"),
        ('to "write"', "to “write”"),
        ("fine", "ﬁne"),
        ("STRASSE - ω", "Straße – Ω"),
        ("An index saves space", None),
        ("", None),
        ("It", None),
        ("....", None),
    ],
)
def test_words_are_found_whatever_their_dress(quote: str, found: str | None) -> None:
    span = find_quote(TEXT, quote)

    assert (None if span is None else TEXT[span[0] : span[1]]) == found


@given(st.text(), st.text(), st.text())
def test_a_found_span_lies_in_the_text(before: str, quote: str, after: str) -> None:
    text = before + quote + after

    span = find_quote(text, quote)

    if sum(character.isalnum() for character in quote) >= 3:
        assert span is not None
        assert text[span[0] : span[1]] == quote
    else:
        assert span is None
