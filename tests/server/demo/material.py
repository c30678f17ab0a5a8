"""The demo company's words as they lie in files, and how they are looked at."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, Final, TypeAlias

CONTENT: Final = Path(__file__).resolve().parents[3] / "server" / "demo" / "content"

APPLICATION_STATUSES: Final = {
    "Applied",
    "Under Review",
    "Interview Scheduled",
    "Selected",
    "Rejected",
    "Withdrawn",
}
ROLES: Final = {"admin", "domain_expert", "recruiter", "candidate"}
# Longest value the column of that name can hold.
COLUMN_WIDTHS: Final = {
    "title": 200,
    "company": 100,
    "location": 100,
    "salary_range": 50,
    "job_type": 50,
    "work_mode": 50,
    "experience_level": 50,
    "department": 100,
    "status": 20,
    "name": 100,
    "email": 100,
    "phone": 20,
    "current_company": 100,
    "current_position": 100,
    "expected_salary": 50,
    "availability": 50,
    "question_type": 50,
    "difficulty_level": 20,
}
RESERVED_DOMAIN: Final = re.compile(r"@(?:[\w-]+\.)*(?:example\.(?:com|org)|[\w-]+\.example)$")
# Number ranges that regulators set aside for fiction: US, UK cities and mobiles,
# Berlin, Frankfurt, Munich, Gothenburg, south-east and north-west France.
FICTIONAL_PHONE: Final = re.compile(
    r"\+1 202 555 01\d\d"
    r"|\+44 (?:113|117|121|161) 496 0\d{3}|\+44 20 7946 0\d{3}|\+44 7700 900 \d{3}"
    r"|\+49 30 23125 \d{3}|\+49 69 90009 \d{3}|\+49 89 99998 \d{3}"
    r"|\+46 31 390 06 \d\d|\+33 1 99 00 \d\d \d\d"
)
WORN_PHRASES: Final = (
    "team player",
    "hit the ground running",
    "passionate",
    "fast-paced",
    "think outside the box",
    "go the extra mile",
    "rock star",
    "ninja",
    "synergy",
    "at the end of the day",
    "results-driven",
)
# Two thirds of a key point's own words must stand in the answer; the rest may be
# the verb or the preposition that a clause of its own needs.
KEY_POINT_OVERLAP: Final = 0.66
SHARED_RUN: Final = 6

Row: TypeAlias = dict[str, Any]


def load(name: str) -> Any:
    return json.loads((CONTENT / f"{name}.json").read_text(encoding="utf-8"))


COMPANY: Final[Row] = load("company")
JOBS: Final[list[Row]] = load("jobs")
QUESTIONS: Final[list[Row]] = load("questions")
CANDIDATES: Final[list[Row]] = load("candidates")
INTERVIEWS: Final[Row] = load("interviews")
REHEARSAL: Final[list[Row]] = load("rehearsal")
PEOPLE: Final[Row] = load("people")
REVIEWS: Final[Row] = load("reviews")

# A draft has no questions yet.
JOB_KEYS: Final = {job["key"] for job in JOBS if job["status"] != "Draft"}
QUESTION_BY_KEY: Final[dict[str, Row]] = {question["key"]: question for question in QUESTIONS}
CANDIDATE_BY_KEY: Final[dict[str, Row]] = {person["key"]: person for person in CANDIDATES}


def words(text: str) -> list[str]:
    return re.findall(r"[\w']+", text.lower())


STOP_WORDS: Final = frozenset(
    words(
        "the and for with that this from are was were has have had not but its their they them who "
        "what which where when how why does did can could would should such say one then than into "
        "out before after each every any other only also there because between"
    )
)


def content_stems(text: str) -> set[str]:
    """First four letters of every word that carries meaning, so that its inflections meet."""
    return {word[:4] for word in words(text) if len(word) > len("an") and word not in STOP_WORDS}


def shares_a_run(text: str, other: str) -> bool:
    """Whether six words in a row are the same in both texts."""
    first, second = (
        {tuple(tokens[i : i + SHARED_RUN]) for i in range(len(tokens) - SHARED_RUN + 1)}
        for tokens in (words(text), words(other))
    )
    return not first.isdisjoint(second)


def overlap(clause: str, text: str) -> float:
    """Share (0 to 1) of the clause's content words that occur in the text."""
    wanted = content_stems(clause)
    return len(wanted & content_stems(text)) / len(wanted)


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from chain.from_iterable(map(strings, value.values()))
    elif isinstance(value, list):
        yield from chain.from_iterable(map(strings, value))


def repeated(values: Iterable[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def every_string() -> list[str]:
    return list(strings([COMPANY, JOBS, QUESTIONS, CANDIDATES, INTERVIEWS, REHEARSAL, PEOPLE]))


def every_interview() -> list[Row]:
    return [INTERVIEWS["ready"], *INTERVIEWS["scheduled"], *INTERVIEWS["completed"]]


def given_answers() -> list[Row]:
    return [answer for past in INTERVIEWS["completed"] for answer in past["answers"]]


def asked(interview: Row) -> list[str]:
    return interview.get("questions") or [answer["question"] for answer in interview["answers"]]


ANSWER_KINDS: Final = ("good", "weak", "rambling")
LONG_TEXTS: Final[list[tuple[str, str, int, int]]] = [
    *((f"job {job['key']}", job["description"], 120, 200) for job in JOBS),
    *((f"gold {q['key']}", q["gold_standard_answer"], 70, 130) for q in QUESTIONS),
    *((f"letter {person['key']}", person["cover_letter"], 40, 80) for person in CANDIDATES),
    *((f"answer {a['question']}", a["answer_text"], 50, 150) for a in given_answers()),
    *((f"good {row['question']}", row["good"], 80, 120) for row in REHEARSAL),
    *((f"weak {row['question']}", row["weak"], 30, 50) for row in REHEARSAL),
    *((f"rambling {row['question']}", row["rambling"], 110, 150) for row in REHEARSAL),
]
