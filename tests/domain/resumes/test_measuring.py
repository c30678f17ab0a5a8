from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from domain.kit.errors import DomainError, Kind
from domain.resumes.facts import ResumeFacts
from domain.resumes.measuring import (
    Exam,
    ExamInvalid,
    Expected,
    FileResult,
    Reader,
    detail,
    measure,
    read_exam,
    table,
)
from domain.resumes.measuring.names import skill_key
from tests.corpus.readers import NOTHING, answered, fact, skills

TODAY = date(2026, 6, 30)
ANN = Expected(
    name="Ann Lee",
    emails=("ann@example.com",),
    phones=("+442079460958",),
    skills=("Python", "PostgreSQL"),
    also=("Mentoring",),
    experience_years=5.0,
    hidden_skills=("Rust",),
    warnings=("hidden_text",),
)


def told(facts: ResumeFacts) -> Reader:
    return lambda _content, _today: facts


def judged(expected: Expected, reader: Reader, **exam: Mapping[str, tuple[str, ...]]) -> FileResult:
    whole = Exam.model_validate({"today": TODAY, "files": {"a.pdf": expected}, **exam})
    return measure(whole, lambda _: b"", reader).results[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Node.js", "NodeJS"),
        ("CI/CD", "ci cd"),
        ("A/B testing", "AB Testing"),
        ("Objective-C", "objective c"),
        ("Caf\u00e9 service", "cafe\u0301 service"),
    ],
)
def test_spellings_of_one_skill(one: str, other: str) -> None:
    assert skill_key(one) == skill_key(other)


def test_names_that_differ_in_a_sign_are_different_skills() -> None:
    assert len({skill_key(name) for name in ("C", "C++", "C#", "F#", "R", "R&D")}) == 6


def test_all_that_is_expected_gets_all_marks() -> None:
    result = judged(ANN, told(answered(ANN)))

    assert (result.recall, result.precision, result.believed) == (1, 1, ())
    assert (result.name, result.emails, result.phones) == (True, True, True)
    assert (result.years, result.warnings, result.refusal) == (True, True, None)


@pytest.mark.parametrize(
    ("found", "right", "missed", "wrong"),
    [
        (["Python"], ["Python"], ["PostgreSQL"], []),
        (["python", "Postgres"], ["Python", "PostgreSQL"], [], []),
        (["Postgres", "PostgreSQL", "Python"], ["Python", "PostgreSQL"], [], []),
        (["Mentoring", "English"], [], ["Python", "PostgreSQL"], []),
        (["Rust", "Go"], [], ["Python", "PostgreSQL"], ["Rust", "Go"]),
    ],
)
def test_skills_are_right_missed_or_wrong(
    found: list[str], right: list[str], missed: list[str], wrong: list[str]
) -> None:
    facts = NOTHING.model_copy(update={"skills": skills(found)})
    exam = Exam.model_validate(
        {
            "today": TODAY,
            "files": {"a.pdf": ANN},
            "equivalents": {"PostgreSQL": ["Postgres"]},
            "also": ["English"],
        }
    )

    result = measure(exam, lambda _: b"", told(facts)).results[0]

    assert (list(result.right), list(result.missed)) == (right, missed)
    assert list(result.wrong) == wrong


def test_hidden_skill_that_is_believed_is_named() -> None:
    facts = NOTHING.model_copy(update={"skills": skills(["Rust"])})

    assert judged(ANN, told(facts)).believed == ("Rust",)


@pytest.mark.parametrize(
    ("change", "mark"),
    [
        ({"name": fact("Ann Leigh")}, "name"),
        ({"name": None}, "name"),
        ({"emails": []}, "emails"),
        ({"emails": [fact("ann@example.com"), fact("boss@example.com")]}, "emails"),
        ({"phones": [fact("+15550100")]}, "phones"),
        ({"experience_years": None}, "years"),
        ({"experience_years": 5.8}, "years"),
        ({"warnings": []}, "warnings"),
    ],
)
def test_one_wrong_fact_costs_its_mark_alone(change: dict[str, object], mark: str) -> None:
    result = judged(ANN, told(answered(ANN).model_copy(update=change)))

    marks = {name: getattr(result, name) for name in ("name", "emails", "phones", "years")}
    marks["warnings"] = result.warnings
    assert [name for name, right in marks.items() if not right] == [mark]


@pytest.mark.parametrize("years", [4.3, 5.0, 5.7])
def test_years_may_be_nine_months_off(years: float) -> None:
    facts = answered(ANN).model_copy(update={"experience_years": years})

    assert judged(ANN, told(facts)).years


def test_name_in_capitals_is_the_name() -> None:
    facts = NOTHING.model_copy(update={"name": fact("ANN  LEE")})

    assert judged(ANN, told(facts)).name


def test_invented_name_is_wrong_where_there_is_none() -> None:
    facts = NOTHING.model_copy(update={"name": fact("John Doe")})

    assert judged(Expected(), told(facts)).name is False
    assert judged(Expected(), told(NOTHING)).name is True


def refusing(kind: Kind) -> Reader:
    def refuse(_content: bytes, _today: date) -> ResumeFacts:
        refusal = DomainError("No.")
        refusal.kind = kind
        raise refusal

    return refuse


def falling_over(_content: bytes, _today: date) -> ResumeFacts:
    raise ZeroDivisionError("no pages")


@pytest.mark.parametrize(
    ("reader", "is_right"),
    [
        (refusing(Kind.UNSUPPORTED), True),
        (refusing(Kind.TOO_LARGE), False),
        (told(NOTHING), False),
        (falling_over, False),
    ],
)
def test_refusal_is_right_in_its_kind_alone(*, reader: Reader, is_right: bool) -> None:
    expected = Expected(refused=(Kind.UNSUPPORTED, Kind.INVALID))

    assert judged(expected, reader).refusal is is_right


@pytest.mark.parametrize("reader", [refusing(Kind.INVALID), falling_over])
def test_file_not_read_costs_every_mark(reader: Reader) -> None:
    result = judged(ANN, reader)

    assert result.missed == ANN.skills
    assert not any((result.name, result.emails, result.phones, result.years, result.warnings))


def test_scan_may_say_that_it_needs_ocr_but_invent_nobody() -> None:
    scan = ANN.model_copy(update={"scan": True})
    honest = answered(scan)
    inventive = honest.model_copy(update={"name": fact("John Doe")})

    assert judged(scan, told(honest)).name is True
    assert judged(scan, told(inventive)).name is False
    assert judged(scan, told(answered(ANN))).recall == 1


def test_table_and_detail_show_what_went_wrong() -> None:
    exam = Exam(
        today=TODAY, files={"ann.pdf": ANN, "bomb.docx": Expected(refused=(Kind.TOO_LARGE,))}
    )

    done = measure(exam, lambda _: b"", falling_over)

    assert "CRASH ZeroDivisionError: no pages" in table(done)
    assert "skill recall       0.000   worst 0.00 in ann.pdf" in table(done)
    assert "refused: too_large" in detail(done.results[1])
    found = measure(exam, lambda _: b"", told(NOTHING)).results[0]
    assert "skills missed  Python, PostgreSQL" in detail(found)


def test_nothing_to_judge_is_nothing_wrong() -> None:
    done = measure(Exam(today=TODAY, files={}), lambda _: b"", falling_over)

    assert (done.recall, done.precision, done.share("name")) == (1, 1, 1)
    assert "files              0" in table(done)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (None, "cannot be read"),
        ("{", "is not understood"),
        ('{"files": {}}', "today"),
        ('{"today": "2026-06-30", "files": {"a.pdf": {"skils": []}}}', "skils"),
        ('{"today": "2026-06-30", "files": {"a.pdf": {"refused": ["sad"]}}}', "refused"),
        ('{"today": "2026-06-30", "files": {"a.pdf": {}}}', "lacks the file(s) a.pdf"),
        ('{"today": "2026-06-30", "files": {"../a.pdf": {}}}', "lacks the file(s) ../a.pdf"),
    ],
)
def test_faulty_expected_json_says_where(tmp_path: Path, text: str | None, says: str) -> None:
    if text is not None:
        (tmp_path / "expected.json").write_text(text, encoding="utf-8")

    with pytest.raises(ExamInvalid, match=says.replace("(", r"\(").replace(")", r"\)")):
        read_exam(tmp_path)
