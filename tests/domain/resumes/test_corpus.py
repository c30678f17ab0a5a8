"""The reader of résumés passes its exam, and the exam itself is sound."""

import re
from collections.abc import Callable, Mapping

import pytest

from domain.resumes.measuring import Measurement, Reader, measure
from domain.resumes.measuring.names import skill_key
from domain.resumes.parsing import parse_resume
from tests.corpus.aims import SHARES, shortfalls
from tests.corpus.attacks import HIDDEN
from tests.corpus.files import CorpusFile, corpus, exam
from tests.corpus.pdf_pen import hyphenated
from tests.corpus.people import PEOPLE
from tests.corpus.person import Person, bare, marks_of, reckoned_years
from tests.corpus.readers import blind, crashing, gullible, perfect
from tests.corpus.swap import swapped_corpus
from tests.corpus.words import HEADINGS, STYLES

FILES = {file.name: file for file in corpus()}
READABLE = [file for file in FILES.values() if file.person is not None]
ATTACKED = [file for file in READABLE if file.expected.hidden_skills]
Contents = Mapping[str, bytes]
MARKED = re.compile(r"[\[{][^\]}]+[\]}]")
IN_ANY_CASE = {True: re.IGNORECASE, False: re.NOFLAG}
EVERY_SKILL = {
    skill for person in PEOPLE.values() for skill in (*marks_of(person).must, *exam().equivalents)
}
TRAPS = {
    "grace": {"C", "Swift"},
    "rosa": {"Java", "Excel"},
    "jack": {"C"},
    "aisha": {"React"},
    "kenji": {"Go", "R"},
    "earl": {"Rust"},
}
"""Words that are a skill elsewhere and none where they stand: vitamin C, rust on a barge."""


@pytest.fixture(scope="module")
def contents() -> Contents:
    return {name: file.content() for name, file in FILES.items()}


def examined(contents: Contents, reader: Reader) -> Measurement:
    return measure(exam(), contents.__getitem__, reader)


def knows_all_answers(contents: Contents) -> Reader:
    return perfect(exam(), contents)


@pytest.mark.parametrize("made", [knows_all_answers, lambda _: parse_resume])
def test_reader_reaches_every_aim(made: Callable[[Contents], Reader], contents: Contents) -> None:
    assert shortfalls(examined(contents, made(contents))) == []


def test_reader_with_all_the_answers_gets_all_marks(contents: Contents) -> None:
    done = examined(contents, knows_all_answers(contents))

    assert (done.recall, done.precision, done.believed) == (1, 1, ())
    assert {mark: done.share(mark) for mark in SHARES} == dict.fromkeys(SHARES, 1.0)


def test_reader_that_believes_everything_misses_the_aims_it_fails(contents: Contents) -> None:
    done = examined(contents, gullible)

    assert {line.split()[0] for line in shortfalls(done)} >= {"skill", "name", "believed", *SHARES}
    assert len(done.believed) == len(HIDDEN) * len(ATTACKED)


@pytest.mark.parametrize("reader", [blind, crashing])
def test_reader_that_finds_nothing_gets_no_marks(reader: Reader, contents: Contents) -> None:
    done = examined(contents, reader)

    assert done.recall == 0
    assert done.share("emails") == 0
    assert done.share("refusal") == 0


def test_corpus_is_as_varied_as_it_says() -> None:
    endings = [file.name.rsplit(".")[-1] for file in READABLE]

    assert len(READABLE) >= 48
    assert len(FILES) == len(corpus())
    assert min(endings.count("pdf"), endings.count("docx")) >= 20
    assert {file.person.lang for file in READABLE if file.person} == set(HEADINGS)
    assert len({form for form, _, _ in STYLES.values()}) >= 8


@pytest.mark.parametrize("file", READABLE[::7] + ATTACKED[::5], ids=lambda file: file.name)
def test_same_file_has_the_same_bytes_each_time(file: CorpusFile) -> None:
    assert file.content() == file.content()


@pytest.mark.parametrize("person", PEOPLE.values(), ids=lambda person: person.key)
def test_years_reckoned_by_hand_are_those_of_the_jobs(person: Person) -> None:
    assert person.years == pytest.approx(reckoned_years(person), abs=0.06)


@pytest.mark.parametrize("person", PEOPLE.values(), ids=lambda person: person.key)
def test_what_is_a_skill_for_one_is_marked_for_all_or_a_known_trap(person: Person) -> None:
    spelling, marks = exam().spellings(), marks_of(person)
    listed = spelling.keys((*marks.must, *marks.may, *exam().also))
    text = " ".join(MARKED.sub("§", told) for told in person.texts())

    unmarked = {
        name
        for name in EVERY_SKILL
        if spelling.key(name) not in listed
        and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, IN_ANY_CASE[len(name) > 2])
    }

    assert unmarked == TRAPS.get(person.key, set())


@pytest.mark.parametrize("person", PEOPLE.values(), ids=lambda person: person.key)
def test_skills_to_find_are_not_arguable_too(person: Person) -> None:
    spelling, marks = exam().spellings(), marks_of(person)

    assert marks.must
    assert not spelling.keys(marks.must).keys() & spelling.keys(exam().also).keys()


@pytest.mark.parametrize("file", ATTACKED, ids=lambda file: file.name)
def test_hidden_skills_stand_nowhere_in_what_is_seen(file: CorpusFile) -> None:
    assert file.person is not None
    seen = skill_key(" ".join(map(bare, file.person.texts())) + str(file.person.skills))

    assert [skill for skill in HIDDEN if skill_key(skill) in seen] == []


@pytest.mark.parametrize(
    ("file", "other"), list(swapped_corpus()), ids=[file.name for file in READABLE]
)
def test_swapped_person_differs_in_who_they_are_alone(file: CorpusFile, other: CorpusFile) -> None:
    assert file.person is not None
    assert other.person is not None
    told = str(other.person).replace(f"other_name={file.person.name!r}", "")
    told = told.replace(f"other_email={file.person.email!r}", "")
    words = re.findall(r"\w+", file.person.name)

    assert other.person.name != file.person.name
    assert marks_of(other.person) == marks_of(file.person)
    assert [job.months for job in other.person.jobs] == [job.months for job in file.person.jobs]
    assert [study.start for study in other.person.studies] == [
        study.start - 7 for study in file.person.studies
    ]
    # Words of one letter, as in O’Connor, stand everywhere.
    assert [word for word in words if len(word) > 2 and re.search(rf"\b{word}\b", told)] == []


def test_swapped_files_are_drawn_anew(contents: Contents) -> None:
    others = [other for _, other in swapped_corpus()][::5]

    assert [o.name for o in others if o.content() == contents[o.name]] == []


def test_latex_cuts_a_skill_in_two() -> None:
    lines = hyphenated("• PCR, CRISPR and confocal microscopy of root cells.", 36)

    assert lines[0] == "• PCR, CRISPR and confocal micro-"
    assert lines[1].startswith("scopy of root")
