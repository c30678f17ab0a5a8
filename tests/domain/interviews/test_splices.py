"""Edits as splices of Unicode code points."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.interviews.splices import (
    LONGEST_ANSWER,
    Splice,
    SpliceOutsideText,
    TextTooLarge,
    apply_splices,
    splice_between,
)

anything = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
few_letters = st.text("ab👩🏽\u0301\n", max_size=30)


@given(before=anything | few_letters, after=anything | few_letters)
@example(before="👩🏽‍💻 codes", after="👩🏾‍💻 codes")
@example(before="aaa", after="aa")
@example(before="e\u0301", after="é")
def test_the_splice_between_two_texts_leads_from_one_to_the_other(before: str, after: str) -> None:
    splice = splice_between(before, after)

    splices = [] if splice is None else [splice]
    assert apply_splices(before, splices) == after


@given(before=few_letters, after=few_letters)
def test_the_splice_between_two_texts_touches_only_what_differs(before: str, after: str) -> None:
    splice = splice_between(before, after)

    if splice is None:
        assert before == after
        return
    removed = before[splice.at : splice.at + splice.remove]
    assert removed[:1] != splice.insert[:1] or not removed
    assert removed[-1:] != splice.insert[-1:] or not removed


@given(versions=st.lists(few_letters, min_size=1, max_size=8))
def test_a_text_is_the_fold_of_the_splices_between_its_versions(versions: list[str]) -> None:
    steps = zip(["", *versions], versions, strict=False)
    splices = [s for before, after in steps if (s := splice_between(before, after))]

    assert apply_splices("", splices) == versions[-1]


@pytest.mark.parametrize(
    ("text", "splice", "expected"),
    [
        ("", Splice(at=0, insert="first"), "first"),
        ("ac", Splice(at=1, insert="b"), "abc"),
        ("abc", Splice(at=1, remove=1), "ac"),
        ("abc", Splice(at=3, insert="d"), "abcd"),
        ("abc", Splice(at=0, remove=3, insert="x"), "x"),
        ("😀b", Splice(at=1, insert="a"), "😀ab"),
        ("😀😀", Splice(at=1, remove=1), "😀"),
    ],
)
def test_offsets_count_code_points(text: str, splice: Splice, expected: str) -> None:
    assert apply_splices(text, [splice]) == expected


def test_each_splice_applies_to_the_outcome_of_the_one_before() -> None:
    splices = [Splice(at=0, insert="ab"), Splice(at=2, insert="c"), Splice(at=0, remove=1)]

    assert apply_splices("", splices) == "bc"


@pytest.mark.parametrize(
    "splice",
    [
        Splice(at=4, insert="x"),
        Splice(at=3, remove=1),
        Splice(at=0, remove=4),
        Splice(at=LONGEST_ANSWER, remove=LONGEST_ANSWER),
    ],
)
def test_a_splice_past_the_end_is_refused(splice: Splice) -> None:
    with pytest.raises(SpliceOutsideText):
        apply_splices("abc", [splice])


def test_an_astral_character_counts_as_one_at_the_end_of_the_text() -> None:
    assert apply_splices("😀", [Splice(at=1, insert="!")]) == "😀!"

    with pytest.raises(SpliceOutsideText):
        apply_splices("😀", [Splice(at=2, insert="!")])


def test_a_text_may_fill_the_limit_and_no_more() -> None:
    full = apply_splices("x" * (LONGEST_ANSWER - 1), [Splice(at=0, insert="😀")])

    assert len(full) == LONGEST_ANSWER
    with pytest.raises(TextTooLarge):
        apply_splices(full, [Splice(at=0, insert="y")])
    with pytest.raises(TextTooLarge):
        splice_between("", full + "y")


def test_replacing_keeps_a_full_text_within_the_limit() -> None:
    full = "x" * LONGEST_ANSWER

    assert apply_splices(full, [Splice(at=0, remove=1, insert="y")])[0] == "y"


@pytest.mark.parametrize(
    "fields",
    [
        {"at": -1},
        {"at": 0, "remove": -1},
        {"at": LONGEST_ANSWER + 1},
        {"at": 0, "insert": "x" * (LONGEST_ANSWER + 1)},
        {"at": 0, "insert": "a\x00b"},
        {"at": 0, "insert": "\ud83d"},
        {"at": 0, "t": -1},
        {"at": 0, "extra": 1},
        {},
    ],
)
def test_a_malformed_splice_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Splice.model_validate(fields)
