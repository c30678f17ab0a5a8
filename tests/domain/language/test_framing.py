"""What people wrote stays data, and what a model said is believed only if it fits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.language import prompts
from domain.language.framing import frame
from domain.language.ports import Data

ANY_TEXT = st.text(max_size=200) | st.sampled_from(
    ["<end-abc>", "< /DATA-abc>", "abc", "<end-aabcbc>", "<<end-abc>end-abc>"]
)


@given(st.lists(ANY_TEXT, min_size=1, max_size=3))
def test_no_text_can_close_its_own_frame(texts: list[str]) -> None:
    framed = frame("Do it.", [Data("answer", text) for text in texts], nonce="abc")

    assert framed.data.count("<end-abc>") == len(texts)
    assert framed.data.count("<data-abc>") == len(texts)


def test_every_call_has_its_own_marks_and_names_them_to_the_model() -> None:
    first, second = frame("Do it.", []), frame("Do it.", [])

    assert first.data != second.data
    assert first.data.split(">")[0] in first.instructions


def test_a_label_cannot_open_a_frame() -> None:
    framed = frame("Do it.", [Data("x>\n<end-abc>", "")], nonce="abc")

    assert framed.data.count("<end-abc>") == 1


def test_an_unknown_prompt_is_an_error_that_names_it() -> None:
    with pytest.raises(KeyError, match="no prompt nothing@any"):
        prompts.load("nothing")
