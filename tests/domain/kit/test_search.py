"""Search: the same words on both databases, whatever is typed."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from domain.kit.actor import SYSTEM
from domain.kit.search import (
    Term,
    as_fts5,
    as_tsquery,
    drop_words,
    matches,
    put_words,
    understood,
    words_of,
)
from domain.kit.work import Work, WorkShop

THINGS = {
    1: ("Backend engineer", "Python SQL", "Build booking services for lorries."),
    2: ("C++ developer", "C++ Linux", "Write firmware. No Python here."),
    3: ("C# developer", "C# .NET", "ASP.NET services for companies."),
    4: ("Front-end developer", "Node.js, TypeScript", "CI/CD and café menus, straße maps."),
    5: ("C programmer", "C", "Drivers, the hard kind."),
    6: ("IT support", "Windows", "Answer the telephone."),
    7: ("工程师", "Java", "后端开发"),
    8: ("Recruiter", "Interviewing", "You hire backend engineers who know Python."),
}


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("C++, C# and .NET", ["cplusplus", "csharp", "and", "dotnet"]),
        ("ASP.NET Core", ["asp", "dotnet", "core"]),
        ("Node.js", ["node", "js"]),
        (
            "Engineers, companies, business, analysis",
            ["engineer", "company", "business", "analysis"],
        ),
        ("Café STRASSE straße Ⓒ", ["cafe", "strasse", "strasse", "c"]),
        ("CI/CD snake_case", ["ci", "cd", "snake", "case"]),
        ("工程师 x", ["工", "程", "师", "x"]),
        ("😀 — !?", []),
        ("x" * 80, ["x" * 50]),
    ],
)
def test_words_are_folded(written: str, words: list[str]) -> None:
    assert words_of(written) == words


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("python developer", [[Term(("python",)), Term(("developer",), begins=True)]]),
        ('"front end" dev', [[Term(("front", "end")), Term(("dev",), begins=True)]]),
        ('"never closed', [[Term(("never", "closed"))]]),
        ("python -java", [[Term(("python",)), Term(("java",), excluded=True)]]),
        ("c", [[Term(("c",))]]),
        ("go OR rust", [[Term(("go",))], [Term(("rust",), begins=True)]]),
        ("OR", []),
        ("-java", []),
        ("the engineer", [[Term(("engineer",), begins=True)]]),
        ("to be", [[Term(("be",), begins=True)]]),
        ("to be ", [[Term(("be",), begins=True)]]),
        ('"to be"', [[Term(("to", "be"))]]),
        ('😀 - -- " () * :', []),
        ("", []),
    ],
)
def test_a_query_is_understood(query: str, terms: list[list[Term]]) -> None:
    assert understood(query) == tuple(tuple(alternative) for alternative in terms)


async def fill(workshop: WorkShop) -> None:
    async with workshop.begin(SYSTEM) as work:
        for key, (title, tags, body) in THINGS.items():
            await put_words(work.session, "things", key, title=title, tags=tags, body=body)
        await put_words(work.session, "others", 1, title="Python", tags="", body="")


async def find(work: Work, query: str) -> list[int]:
    found = matches(work.session, "things", query)
    if found is None:
        return []
    ranked = select(found.c.entity_id).order_by(found.c.rank.desc(), found.c.entity_id)
    return list(await work.session.scalars(ranked))


FINDS: dict[str, Any] = {
    "C++": [2],
    "c#": [3],
    ".NET": [3],
    "asp.net": [3],
    "C": [5],
    "node.js": [4],
    "nodejs": [],
    "ci/cd": [4],
    "CAFE": [4],
    "straße": [4],
    "lorry": [1],
    "company": [3],
    "it": [6],
    "the": [5, 6],
    "工程": [7],
    "开发": [7],
    "develop": [2, 3, 4],
    "front-end": [4],
    "developer -C++": [3, 4],
    '"front end"': [4],
    '"end front"': [],
    "java OR lorries": [1, 7],
    "python backend -recruiter": [1],
    "😀": [],
    "'": [],
    '"': [],
    "NOT": [],
    "title:python": [],
    "NEAR(python sql)": [],
    "a b c d e f g h": [],
    "x" * 200: [],
    "🦄" * 200: [],
}


async def test_people_find_what_they_expect(workshop: WorkShop) -> None:
    await fill(workshop)

    async with workshop.look(SYSTEM) as work:
        found = {query: sorted(await find(work, query)) for query in FINDS}

    assert found == FINDS


async def test_a_title_counts_more_than_tags_and_these_more_than_text(workshop: WorkShop) -> None:
    padding = "Something else altogether."
    async with workshop.begin(SYSTEM) as work:
        for key, place in enumerate(("body", "tags", "title"), start=1):
            texts = dict.fromkeys(("title", "tags", "body"), padding) | {place: "Python"}
            await put_words(work.session, "things", key, **texts)
        await put_words(work.session, "things", 4, title="Go", tags="Rust", body="Tea")

    async with workshop.look(SYSTEM) as work:
        assert await find(work, "python") == [3, 2, 1]


async def test_the_index_follows_every_change(workshop: WorkShop) -> None:
    await fill(workshop)
    async with workshop.begin(SYSTEM) as work:
        await put_words(work.session, "things", 1, title="Gardener", tags="Roses", body="Dig.")
        await drop_words(work.session, "things", 2)

    async with workshop.look(SYSTEM) as work:
        assert await find(work, "booking") == []
        assert await find(work, "rose") == [1]
        assert await find(work, "firmware") == []


NASTY = st.text(max_size=60) | st.text("abc\"'-*:()&|!<>^~\\ ORANDT+#.", max_size=60)


@given(NASTY)
def test_no_text_breaks_the_reader(query: str) -> None:
    alternatives = understood(query)

    for terms in alternatives:
        assert any(not term.excluded for term in terms)
        assert all(word == word.casefold() and word for term in terms for word in term.words)


async def test_no_text_breaks_a_database(workshop: WorkShop) -> None:
    await fill(workshop)
    odd = [*FINDS, "ab* NEAR/2 c", "a:b", "\\", "((", "))", "a & | !", "^a", "{a}", "1e5", "-", "À̀"]
    odd += ["ठीक है", "a\u0301\u0302", "ⅷ²", "ﬃ", "\u202eabc", "İstanbul", "\u0149", "a" * 49 + "é"]
    odd += [f"{chr(char)}a{chr(char)}" for char in range(0x20, 0x3000, 7)]

    async with workshop.look(SYSTEM) as work:
        for query in odd:
            assert len(await find(work, query)) <= len(THINGS)


def test_both_languages_say_the_same() -> None:
    alternatives = understood('node.js "ci cd" -java OR go')

    assert as_fts5(alternatives) == '(("node js" AND "ci cd") NOT "java") OR (("go"*))'
    assert (
        as_tsquery(alternatives) == "(('node' <-> 'js') & ('ci' <-> 'cd') & !('java')) | (('go':*))"
    )
