"""Word lists as plain text, so that they stay readable."""


def words(text: str) -> frozenset[str]:
    """Return the words between white space."""
    return frozenset(text.split())


def phrases(text: str) -> frozenset[str]:
    """Return the phrases between semicolons, with single spaces."""
    return frozenset(" ".join(phrase.split()) for phrase in text.split(";"))
