"""The demo company's words: complete, consistent, and free of anybody's real address."""

from collections import Counter

import pytest

from domain.jobs.forms import checked_answers
from domain.jobs.schemas import WriteForm
from domain.questions.schemas import EditQuestion, WriteQuestion
from tests.server.demo.material import (
    ANSWER_KINDS,
    APPLICATION_STATUSES,
    CANDIDATE_BY_KEY,
    CANDIDATES,
    COLUMN_WIDTHS,
    COMPANY,
    FICTIONAL_PHONE,
    INTERVIEWS,
    JOB_KEYS,
    JOBS,
    KEY_POINT_OVERLAP,
    LONG_TEXTS,
    PEOPLE,
    QUESTION_BY_KEY,
    QUESTIONS,
    REHEARSAL,
    RESERVED_DOMAIN,
    REVIEWS,
    ROLES,
    WORN_PHRASES,
    Row,
    asked,
    every_interview,
    every_string,
    given_answers,
    overlap,
    repeated,
    shares_a_run,
)


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
