"""Full-text search: one index for all features, one reading of what people type, two databases.

A feature puts the words of its rows into ``search_documents`` and joins what ``matches`` finds to
what the actor may see. Words are folded here and not by the database, so that SQLite's FTS5 and
PostgreSQL's ``tsvector``, which the migrations build on that table, find the same things.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    CTE,
    BigInteger,
    Integer,
    String,
    Text,
    UniqueConstraint,
    column,
    delete,
    select,
    text,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from domain.kit.paging import whole_value
from domain.kit.tables import NOT_PERSONAL, Base

FTS_TABLE = "search_words"
"""SQLite's index; PostgreSQL keeps its own in the column ``words`` of the documents."""
_LONGEST_WORD = 50
_MOST_TERMS = 16
_EAST_ASIAN = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_EAST_ASIAN}]|[^\W_{_EAST_ASIAN}]+")
_WRITTEN = re.compile(r'(-?)"([^"]*)"?|(\S+)')
_SPOKEN = ((r"(?<=\w)\+\+", "plusplus"), (r"(?<=\w)#", "sharp"), (r"\.net\b", " dotnet"))
_SHORTEST_PREFIX = 2
_SHORTEST_PLURAL = 4
_STOP_WORDS = frozenset(
    # "it" is none: it is a trade.
    re.findall(r"\w+", "a an and are as at be by for from in is not of on or that the to with")
)


class SearchDocument(Base):
    """The folded words of one row of a searchable table, in three weights.

    Never of personal data: the index is readable by whoever reads the database.
    """

    __tablename__ = "search_documents"
    __table_args__ = (UniqueConstraint("entity", "entity_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    entity: Mapped[str] = mapped_column(String(50), info=NOT_PERSONAL)
    entity_id: Mapped[int] = mapped_column()
    title: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    tags: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    body: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked for: words that follow each other. ``begins``: the last is a beginning."""

    words: tuple[str, ...]
    begins: bool = False
    excluded: bool = False


Alternative = tuple[Term, ...]
"""Terms that must all hold. A query is met where one of its alternatives is."""


def words_of(written: str) -> list[str]:
    """Return the words of ``written`` as they are indexed: lower case, no accents, singular.

    ``C++``, ``C#`` and ``.NET`` become words of their own; East Asian characters stand alone.
    """
    spoken = written.casefold()
    for pattern, word in _SPOKEN:
        spoken = re.sub(pattern, word, spoken)
    marks_apart = unicodedata.normalize("NFKD", spoken)
    plain = "".join(char for char in marks_apart if unicodedata.category(char) != "Mn")
    # Folded again: compatibility forms such as circled letters turn into capitals.
    found = _WORD.findall(unicodedata.normalize("NFC", plain).casefold())
    return [_singular(word[:_LONGEST_WORD]) for word in found]


def folded(written: str) -> str:
    """Return the words of ``written`` in one line."""
    return " ".join(words_of(written))


def _singular(word: str) -> str:
    """Return an English word without its plural's ending, by rule alone."""
    if len(word) < _SHORTEST_PLURAL or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word.removesuffix("s")


def understood(query: str) -> tuple[Alternative, ...]:
    """Return what ``query`` asks for; nothing where it holds no word.

    All words must occur, the last one at least as a beginning. ``"…"`` asks for words in a row,
    ``-word`` excludes, ``OR`` separates alternatives. Whatever else is written is only text.
    """
    alternatives: list[list[Term]] = [[]]
    written = list(_WRITTEN.finditer(query))[:_MOST_TERMS]
    for place, match in enumerate(written, start=1):
        minus, quoted, bare = match.groups()
        if bare == "OR":
            alternatives.append([])
            continue
        excluded = bool(minus) or bool(bare and re.match(r"-\w", bare))
        words = tuple(words_of(bare or quoted))
        if words:
            begins = bool(bare) and not excluded and place == len(written)
            begins = begins and len(words[-1]) >= _SHORTEST_PREFIX
            alternatives[-1].append(Term(words, begins, excluded))
    return tuple(kept for terms in alternatives if (kept := _meaningful(terms)))


def _meaningful(terms: list[Term]) -> Alternative:
    asked = [term for term in terms if not term.excluded]
    telling = [term for term in asked if term.begins or not _STOP_WORDS.issuperset(term.words)]
    if not asked:
        return ()
    return (*(telling or asked), *(term for term in terms if term.excluded))


def as_fts5(alternatives: tuple[Alternative, ...]) -> str:
    """Return the query in the language of SQLite's FTS5."""

    def phrase(term: Term) -> str:
        return f'"{" ".join(term.words)}"' + ("*" if term.begins else "")

    def all_of(terms: Alternative) -> str:
        asked = " AND ".join(phrase(term) for term in terms if not term.excluded)
        excluded = "".join(f" NOT {phrase(term)}" for term in terms if term.excluded)
        return f"(({asked}){excluded})"

    return " OR ".join(all_of(terms) for terms in alternatives)


def as_tsquery(alternatives: tuple[Alternative, ...]) -> str:
    """Return the query in the language of PostgreSQL's ``to_tsquery``."""

    def phrase(term: Term) -> str:
        words = [f"'{word}'" for word in term.words]
        ending = ":*" if term.begins else ""
        return f"{'!' if term.excluded else ''}({' <-> '.join(words)}{ending})"

    return " | ".join(f"({' & '.join(phrase(term) for term in terms)})" for terms in alternatives)


# CROSS JOIN keeps SQLite from asking the index once for every document.
_SQLITE = text(
    f"SELECT d.entity_id AS entity_id, "  # noqa: S608  # the name is a constant of ours
    f"CAST(ROUND(bm25({FTS_TABLE}, 10.0, 4.0, 1.0) * -1e9) AS INTEGER) AS rank "
    f"FROM {FTS_TABLE} CROSS JOIN search_documents AS d ON d.id = {FTS_TABLE}.rowid "
    f"WHERE {FTS_TABLE} MATCH :asked AND d.entity = :entity"
)
_POSTGRES = text(
    "SELECT d.entity_id AS entity_id, "
    "CAST(ROUND(CAST(ts_rank('{0, 0.1, 0.4, 1}', d.words, q) * 1e9 AS numeric)) AS bigint) "
    "AS rank FROM search_documents AS d, to_tsquery('simple', :asked) AS q "
    "WHERE d.words @@ q AND d.entity = :entity"
)


def matches(session: AsyncSession, entity: str, query: str) -> CTE | None:
    """Return the rows of ``entity`` that ``query`` finds, or None where it holds no word.

    Columns: ``entity_id``, and ``rank``, a whole number that is higher for a better match.
    """
    alternatives = understood(query)
    if not alternatives:
        return None
    sqlite = session.get_bind().dialect.name == "sqlite"
    statement, asked = (
        (_SQLITE, as_fts5(alternatives)) if sqlite else (_POSTGRES, as_tsquery(alternatives))
    )
    found = statement.bindparams(asked=asked, entity=entity).columns(
        column("entity_id", Integer), column("rank", BigInteger)
    )
    # bm25() works only next to MATCH, so SQLite must not flatten this into the query around it.
    return found.cte("found").prefix_with("MATERIALIZED")


def rank_value(held: Any) -> int:
    """Read a rank from a cursor."""
    return whole_value(held, largest=2**63 - 1)


async def put_words(
    session: AsyncSession, entity: str, entity_id: int, *, title: str, tags: str, body: str
) -> None:
    """Index a row anew by its texts as they were written; ``title`` weighs most."""
    of_row = select(SearchDocument).where(
        SearchDocument.entity == entity, SearchDocument.entity_id == entity_id
    )
    document = await session.scalar(of_row)
    if document is None:
        document = SearchDocument(entity=entity, entity_id=entity_id)
        session.add(document)
    document.title, document.tags, document.body = folded(title), folded(tags), folded(body)
    await session.flush()


async def drop_words(session: AsyncSession, entity: str, entity_id: int) -> None:
    """Forget a row that is gone."""
    gone = (SearchDocument.entity == entity) & (SearchDocument.entity_id == entity_id)
    await session.execute(delete(SearchDocument).where(gone))
