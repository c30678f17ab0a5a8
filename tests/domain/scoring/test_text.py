import pytest

from domain.scoring.polarity import clash, polarity_of
from domain.scoring.screening import is_shrug
from domain.scoring.text import clause_of, clauses_of, stem


@pytest.mark.parametrize(
    "family",
    [
        ("cache", "caches", "cached", "caching"),
        ("run", "runs", "running"),
        ("request", "requests", "requested"),
        ("identify", "identifies", "identified"),
        ("allergy", "allergies"),
    ],
)
def test_one_words_forms_share_a_stem(family: tuple[str, ...]) -> None:
    assert len({stem(word) for word in family}) == 1


def test_clauses_keep_their_place_in_the_original() -> None:
    text = "  First,\x00 I listen.\n\nThen I ask what the customer compares it with, "
    text += "because that tells me a lot about the reason behind the objection!  "

    placed = clauses_of(text)

    assert [text[item.start : item.end] for item in placed] == [item.clause.text for item in placed]
    assert [item.opens_sentence for item in placed] == [True, True, True, False]


def test_a_long_sentence_without_commas_is_cut_by_length() -> None:
    placed = clauses_of("word " * 100)

    assert len(placed) > 1
    assert max(len(item.clause.words) for item in placed) <= 22


@pytest.mark.parametrize(
    ("point", "said", "contradicts"),
    [
        ("The server stores the session", "The server does not store the session", True),
        ("The server stores the session", "The server stores the whole session", False),
        ("No session is stored", "The session is never stored", False),
        ("Sessions are stored", "Sessions are not only stored but also encrypted", False),
        ("Indexes make reads faster", "Indexes make reads slower", True),
        ("The ratio is 3 to 1", "The ratio is 5 to 2", True),
        ("The ratio is 3 to 1", "The ratio is high", False),
        ("Plants need light", "Customers do not like waiting", False),
    ],
)
def test_contradictions_are_told_from_agreement(
    point: str, said: str, *, contradicts: bool
) -> None:
    found = clash(polarity_of(clause_of(point)), polarity_of(clause_of(said)))

    assert (found >= 0.6) is contradicts


@pytest.mark.parametrize(
    ("text", "shrug"),
    [
        ("I don't know", True),
        ("Sorry, I really have no idea about that one.", True),
        ("idk", True),
        ("I have never heard of it", True),
        ("I'm not sure, but requests are stateless and responses may be cached", False),
        ("Customers often do not know what they need, so I ask open questions", False),
    ],
)
def test_a_shrug_is_told_from_an_answer(text: str, *, shrug: bool) -> None:
    assert is_shrug(text) is shrug
