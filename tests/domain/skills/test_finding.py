"""Finding skills: what is found stands where it is said to stand."""

from hypothesis import given
from hypothesis import strategies as st

from domain.skills.service import Skill, find_skills, normalise, taxonomy_with

PIECES = st.sampled_from(
    ["Python", "C", "C++", "Go", "R&D", "Node.js", "机器学习", "İ", "ß", "ﬁ", "e\u0301", ", ", " ",
     "\n", "•", "Skills:", "Hobbies\n", "@", "://", ".com", "(", ")", "'t", "-", "CI/CD",
     "machine", "learning"]
)  # fmt: skip


def test_offsets_are_those_of_the_text_as_it_was_given() -> None:
    text = "İstanbul, Köln: PYTHON und maschinelles\nLernen, Scho\u0308n, 精通Java。 C++!"

    found = [(hit.name, text[hit.start : hit.end]) for hit in find_skills(text)]

    assert found == [
        ("Python", "PYTHON"),
        ("Machine learning", "maschinelles\nLernen"),
        ("Java", "Java"),
        ("C++", "C++"),
    ]


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_hits_lie_apart_inside_the_text_and_are_named_by_it(text: str) -> None:
    hits = find_skills(text)

    place = 0
    for hit in hits:
        assert place <= hit.start < hit.end <= len(text)
        assert 0 < hit.confidence <= 1
        assert hit.name in taxonomy_with().skills
        place = hit.end


def test_every_name_and_alias_is_found_in_a_list_of_skills() -> None:
    lost = []
    for skill in taxonomy_with().named:
        for written in (skill.name, *skill.aliases):
            text = f"Skills: Kubernetes, {written}, TypeScript"
            names = {hit.name for hit in find_skills(text) if hit.start >= 20}
            if skill.name not in names and normalise(written) not in names:
                lost.append((skill.name, written))

    assert not lost


def test_the_longest_name_wins() -> None:
    assert [hit.name for hit in find_skills("Spring Boot with SQL Server Reporting Services")] == [
        "Spring Boot",
        "SSRS",
    ]


def test_names_do_not_reach_over_paragraphs_and_commas() -> None:
    for text in ("machine\n\nlearning", "machine, learning", "machine. Learning", "Node. js"):
        assert "Machine learning" not in {hit.name for hit in find_skills(text)}


def test_sure_words_are_surer_than_guessed_ones() -> None:
    plain, cued = find_skills("PostgreSQL. Wrote three services in Go")

    assert plain.confidence > cued.confidence


def test_skills_of_ones_own_are_found_beside_the_others() -> None:
    own = Skill("Harbour pilotage", "Logistics and manufacturing", ("Lotsenwesen",), ("Logistics",))

    found = find_skills("Python and Lotsenwesen", [own])

    assert [hit.name for hit in found] == ["Python", "Harbour pilotage"]
    assert [hit.name for hit in find_skills("Python and Lotsenwesen")] == ["Python"]


def test_a_long_text_without_spaces_is_no_burden() -> None:
    for text in ("python@" * 9_000, "C," * 20_000, "machine" * 9_000, "\n" * 100_000 + "•" * 9):
        find_skills(text)
