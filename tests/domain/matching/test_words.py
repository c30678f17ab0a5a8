"""Words are hashed and weighed as scikit-learn does it."""

from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.utils import murmurhash3_32

from domain.kit.crypto import Keyring
from domain.matching.calculator import Calculator
from domain.matching.features import hashed, terms_of
from tests.conftest import PII_KEY

words = st.lists(st.sampled_from(["booking", "welding", "night", "care", "naïve", "日"]))


@given(st.lists(words.map(" ".join), min_size=1, max_size=6))
def test_a_word_weighs_as_much_as_in_scikit_learn(texts: list[str]) -> None:
    job, *others = texts

    found = Calculator(None, Keyring([PII_KEY])).terms(job, others)

    if not terms_of(job):
        assert found == {}
        return
    fitted = TfidfVectorizer(analyzer=terms_of).fit([job, *others])
    expected = {term: fitted.idf_[fitted.vocabulary_[term]] for term in set(terms_of(job))}
    assert found == {term: round(float(weight), 6) for term, weight in sorted(expected.items())}


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_word_has_the_hash_that_features_were_made_with_before(word: str) -> None:
    assert hashed([word]).tolist() == [murmurhash3_32(word, positive=True)]
