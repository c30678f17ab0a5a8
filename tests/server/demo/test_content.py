"""The demo company's words: complete, consistent, and free of anybody's real address."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, Final, TypeAlias

import pytest

from domain.jobs.forms import checked_answers
from domain.jobs.schemas import WriteForm
from domain.questions.schemas import EditQuestion, WriteQuestion

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


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(COMPANY["accounts"], 4, id="accounts"),
        pytest.param(JOBS, 7, id="jobs"),
        pytest.param(QUESTIONS, 42, id="questions"),
        pytest.param(CANDIDATES, 20, id="candidates"),
        pytest.param(INTERVIEWS["completed"], 6, id="past interviews"),
        pytest.param(INTERVIEWS["scheduled"], 2, id="coming interviews"),
        pytest.param(REHEARSAL, 14, id="rehearsed questions"),
    ],
)
def test_every_list_has_its_promised_size(rows: list[Row], expected: int) -> None:
    assert len(rows) == expected


def test_there_is_one_account_for_each_role() -> None:
    assert {account["role"] for account in COMPANY["accounts"]} == ROLES
    assert not repeated(account["username"] for account in COMPANY["accounts"])


def test_each_job_has_seven_questions_of_all_types() -> None:
    per_job = Counter(question["job"] for question in QUESTIONS)
    types = {(question["job"], question["question_type"]) for question in QUESTIONS}

    assert per_job == dict.fromkeys(JOB_KEYS, 7)
    assert types == {
        (job, kind) for job in JOB_KEYS for kind in ("technical", "behavioral", "situational")
    }


def test_every_status_is_known_and_every_application_status_occurs() -> None:
    assert Counter(job["status"] for job in JOBS) == {
        "Open": 3,
        "Closed": 1,
        "Archived": 1,
        "Pending Approval": 1,
        "Draft": 1,
    }
    assert {person["status"] for person in CANDIDATES} == APPLICATION_STATUSES


def test_nobody_has_applied_for_the_unpublished_job() -> None:
    draft = {job["key"] for job in JOBS if job["status"] in {"Draft", "Pending Approval"}}

    assert not [person["key"] for person in CANDIDATES if person["job"] in draft]


def test_everybody_applied_after_the_job_was_posted() -> None:
    posted = {job["key"]: job["posted_days_ago"] for job in JOBS}

    assert not [p["key"] for p in CANDIDATES if p["applied_days_ago"] >= posted[p["job"]]]


def test_every_application_came_while_its_job_was_open() -> None:
    closed = {job["key"]: job.get("closed_days_ago", 0) for job in JOBS}

    people = [*CANDIDATES, *PEOPLE["again"]]
    assert not [p["key"] for p in people if p["applied_days_ago"] <= closed[p["job"]]]


def test_two_jobs_have_a_form_that_all_their_applicants_answered() -> None:
    forms = {
        job["key"]: WriteForm.model_validate({"questions": job["form"]}).questions
        for job in JOBS
        if "form" in job
    }

    assert len(forms) == 2
    for person in (*CANDIDATES, *PEOPLE["again"]):
        answers = person.get("answers", {})
        assert checked_answers(forms.get(person["job"], []), answers) == answers


def test_some_applicants_came_by_a_tracking_link() -> None:
    links = {(job["key"], name) for job in JOBS for name in job.get("sources", ())}

    assert len({(p["job"], p["source"]) for p in CANDIDATES} & links) > 5


@pytest.mark.parametrize("rows", [JOBS, QUESTIONS, CANDIDATES], ids=["jobs", "bank", "people"])
def test_keys_are_unique_and_values_fit_their_columns(rows: list[Row]) -> None:
    too_long = [
        (row["key"], column)
        for row in rows
        for column, width in COLUMN_WIDTHS.items()
        if len(row.get(column, "")) > width
    ]

    assert not repeated(row["key"] for row in rows)
    assert not too_long


@pytest.mark.parametrize("interview", every_interview(), ids=lambda row: row["candidate"])
def test_an_interview_asks_its_own_jobs_questions_once(interview: Row) -> None:
    questions = asked(interview)

    assert CANDIDATE_BY_KEY[interview["candidate"]]["job"] == interview["job"]
    assert {QUESTION_BY_KEY[key]["job"] for key in questions} == {interview["job"]}
    assert not repeated(questions)
    assert len(questions) in range(4, 7)


@pytest.mark.parametrize("past", INTERVIEWS["completed"], ids=lambda row: row["candidate"])
def test_a_past_interview_took_place_after_the_application_and_has_a_note(past: Row) -> None:
    assert 0 < past["days_ago"] < CANDIDATE_BY_KEY[past["candidate"]]["applied_days_ago"]
    assert past["note"]
    assert {a["intended_quality"] for a in past["answers"]} <= {"strong", "fair", "weak"}


def test_exactly_the_coming_interviews_have_candidates_waiting_for_one() -> None:
    coming = {row["candidate"] for row in [INTERVIEWS["ready"], *INTERVIEWS["scheduled"]]}
    waiting = {p["key"] for p in CANDIDATES if p["status"] == "Interview Scheduled"}

    assert coming == waiting


def test_the_demo_account_can_start_its_interview_and_rehearse_all_of_it() -> None:
    account = next(row for row in COMPANY["accounts"] if row["role"] == "candidate")
    application = CANDIDATE_BY_KEY[INTERVIEWS["ready"]["candidate"]]

    assert (application["name"], application["email"]) == (account["full_name"], account["email"])
    assert set(INTERVIEWS["ready"]["questions"]) <= {row["question"] for row in REHEARSAL}
    assert any("Explain REST API principles" in q["question_text"] for q in QUESTIONS)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda row: row["key"])
def test_the_model_answer_contains_every_key_point(question: Row) -> None:
    points = question["key_points"]
    gold = question["gold_standard_answer"]

    missing = [p["text"] for p in points if overlap(p["text"], gold) < KEY_POINT_OVERLAP]

    assert [point["id"] for point in points] == [f"k{n}" for n in range(1, len(points) + 1)]
    assert len(points) in range(3, 7)
    assert not missing


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda row: row["key"])
def test_a_question_says_how_it_is_asked_and_why(question: Row) -> None:
    assert question["difficulty_level"] in {"beginner", "intermediate", "advanced", "expert"}
    assert question["time_limit_s"] in range(120, 301)
    assert question["skills_tested"]
    assert question["why_asked"].endswith(".")
    assert question["why_asked"].count(". ") == 0


@pytest.mark.parametrize("row", REHEARSAL, ids=lambda row: row["question"])
def test_a_rehearsed_answer_does_not_recite_the_model_answer(row: Row) -> None:
    gold = QUESTION_BY_KEY[row["question"]]["gold_standard_answer"]

    recited = [kind for kind in ANSWER_KINDS if shares_a_run(row[kind], gold)]

    assert set(row) == {"question", *ANSWER_KINDS}
    assert not recited


@pytest.mark.parametrize("answer", given_answers(), ids=lambda row: row["question"])
def test_a_past_answer_does_not_recite_the_model_answer(answer: Row) -> None:
    gold = QUESTION_BY_KEY[answer["question"]]["gold_standard_answer"]

    assert not shares_a_run(answer["answer_text"], gold)


@pytest.mark.parametrize(
    ("text", "least", "most"), [pytest.param(*row[1:], id=row[0]) for row in LONG_TEXTS]
)
def test_a_text_has_the_length_its_place_allows(text: str, least: int, most: int) -> None:
    assert least <= len(text.split()) <= most


def test_no_text_or_person_appears_twice() -> None:
    points = [point["text"] for question in QUESTIONS for point in question["key_points"]]

    assert not repeated(text for _, text, _, _ in LONG_TEXTS)
    assert not repeated([*points, *(question["question_text"] for question in QUESTIONS)])
    assert not repeated(person["name"] for person in CANDIDATES)
    assert not repeated(person["email"] for person in CANDIDATES)
    assert not repeated(person["phone"] for person in CANDIDATES)


def test_what_is_known_about_people_is_about_candidates_and_ends_where_they_stand() -> None:
    moves: dict[str, list[Row]] = PEOPLE["moves"]
    moved = {p["key"]: p["status"] for p in CANDIDATES if p["key"] in moves}
    waiting = {p["status"] for p in CANDIDATES if p["key"] not in moves}

    assert {*moves, *PEOPLE["tags"], *PEOPLE["notes"]} <= set(CANDIDATE_BY_KEY)
    assert moved == {key: steps[-1]["status"] for key, steps in moves.items()}
    assert waiting == {"Applied", "Interview Scheduled"}


def test_everything_done_to_people_came_after_their_application_and_interview() -> None:
    held = {past["candidate"]: past["days_ago"] for past in INTERVIEWS["completed"]}
    for key, steps in PEOPLE["moves"].items():
        days = [CANDIDATE_BY_KEY[key]["applied_days_ago"], *(step["days_ago"] for step in steps)]
        assert days == sorted(days, reverse=True)
        assert days[1] < held.get(key, days[0])
    for key, notes in PEOPLE["notes"].items():
        assert all(n["days_ago"] < CANDIDATE_BY_KEY[key]["applied_days_ago"] for n in notes)


def test_every_rejection_says_why() -> None:
    steps = [step for steps in PEOPLE["moves"].values() for step in steps]

    assert all("reason" in step for step in steps if step["status"] == "Rejected")


def test_two_people_applied_again_under_another_address() -> None:
    known = {person["email"] for person in CANDIDATES}
    posted = {job["key"]: job["posted_days_ago"] for job in JOBS}

    assert len(PEOPLE["again"]) == 2
    assert not known & {person["email"] for person in PEOPLE["again"]}
    assert all(p["applied_days_ago"] < posted[p["job"]] for p in PEOPLE["again"])


def test_addresses_and_numbers_can_belong_to_nobody() -> None:
    addresses = [text for text in every_string() if "@" in text]
    people = [*CANDIDATES, *PEOPLE["again"]]
    phones = [person["phone"] for person in people if person["phone"]]

    assert not [text for text in addresses if not RESERVED_DOMAIN.search(text)]
    assert not [phone for phone in phones if not FICTIONAL_PHONE.fullmatch(phone)]


def test_no_worn_phrase_and_no_stray_space_slips_in() -> None:
    texts = every_string()

    assert not [text for text in texts if any(p in text.lower() for p in WORN_PHRASES)]
    assert not [text for text in texts if text != text.strip() or "  " in text or not text]


@pytest.mark.parametrize("draft", REVIEWS["drafts"], ids=lambda row: str(row["job"]))
def test_a_draft_under_review_is_a_question_of_a_job_by_one_of_the_company(draft: Row) -> None:
    command = WriteQuestion(job_id=1, **draft["question"])

    assert command.question_text not in {question["question_text"] for question in QUESTIONS}
    assert draft["job"] in JOB_KEYS
    judges = [draft["reject"]] if "reject" in draft else []
    assert {draft["by"], *(one["by"] for one in draft.get("comments", ()))} <= ROLES
    assert all(judge["by"] != draft["by"] for judge in judges)


@pytest.mark.parametrize("edit", REVIEWS["edits"], ids=lambda row: str(row["question"]))
def test_an_edit_under_review_changes_a_question(edit: Row) -> None:
    changed = EditQuestion(**edit["edits"]).sent()

    assert changed
    assert all(QUESTION_BY_KEY[edit["question"]][name] != value for name, value in changed.items())
