"""Tables, columns and settings that integrations and operators rely on by name."""

from pathlib import Path

import pytest
from sqlalchemy import String

from domain.kit.actor import Role
from server.config import Settings
from server.tables import metadata

ROOT = Path(__file__).parents[2]
RELIED_UPON = {
    "users": "id username email hashed_password company role is_active created_at updated_at",
    "jobs": (
        "id title description company location salary_range job_type work_mode experience_level "
        "department skills_required status created_by created_at updated_at"
    ),
    "job_applications": (
        "id job_id applicant_name applicant_email applicant_phone resume_url cover_letter "
        "experience_years current_company current_position expected_salary availability status "
        "applied_at updated_at"
    ),
    "candidate_resumes": (
        "id candidate_id job_id resume_path original_filename skills experience_years "
        "experience_level parsed_text parsing_status created_at"
    ),
    "interview_questions": (
        "id job_id question_text question_type difficulty_level gold_standard_answer "
        "skills_tested is_approved approved_by created_at"
    ),
    "interview_sessions": (
        "id candidate_id job_id scheduled_at started_at completed_at status zoom_meeting_id "
        "recording_url overall_score created_at"
    ),
    "interview_answers": (
        "id session_id question_id answer_text relevance_score completeness_score accuracy_score "
        "clarity_score overall_score created_at"
    ),
}
REFERENCES = {
    "jobs.created_by": "users.id",
    "job_applications.job_id": "jobs.id",
    "interview_questions.job_id": "jobs.id",
    "interview_questions.approved_by": "users.id",
    "interview_sessions.candidate_id": "job_applications.id",
    "interview_sessions.job_id": "jobs.id",
    "interview_answers.session_id": "interview_sessions.id",
    "interview_answers.question_id": "interview_questions.id",
}
VARIABLES = [
    "DATABASE_URL",
    "SECRET_KEY",
    "ALGORITHM",
    "ACCESS_TOKEN_EXPIRE_MINUTES",
    "GEMINI_API_KEY",
    "OPENAI_API_KEY",
    "SCORE_SELECT_THRESHOLD",
    "SCORE_NEXT_ROUND_THRESHOLD",
    "WEIGHT_RELEVANCE",
    "WEIGHT_COMPLETENESS",
    "WEIGHT_ACCURACY",
    "WEIGHT_CLARITY",
    "PII_ENCRYPTION_KEY",
    "DATA_RETENTION_DEFAULT_DAYS",
    "DATA_EXPORT_EXPIRY_HOURS",
    "ZOOM_ACCOUNT_ID",
    "ZOOM_CLIENT_ID",
    "ZOOM_CLIENT_SECRET",
    "ZOOM_SDK_KEY",
    "ZOOM_SDK_SECRET",
    "CORS_ORIGINS",
    "MAX_FILE_SIZE",
    "UPLOAD_DIR",
    "DEBUG",
    "LOG_LEVEL",
]


def example_lines() -> list[str]:
    return (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()


def variable_in(line: str) -> str:
    return line.removeprefix("#").strip().partition("=")[0] if "=" in line else ""


@pytest.mark.parametrize("table", RELIED_UPON)
def test_a_table_has_the_columns_that_others_rely_on(table: str) -> None:
    assert set(RELIED_UPON[table].split()) <= set(metadata.tables[table].columns.keys())


@pytest.mark.parametrize("column", REFERENCES)
def test_a_column_refers_to_what_it_names(column: str) -> None:
    table, _, name = column.partition(".")

    targets = {key.target_fullname for key in metadata.tables[table].columns[name].foreign_keys}

    assert targets == {REFERENCES[column]}


def test_every_role_fits_its_column() -> None:
    kind = metadata.tables["users"].columns["role"].type

    assert [role.word for role in Role] == ["candidate", "recruiter", "domain_expert", "admin"]
    assert isinstance(kind, String)
    assert all(len(role.word) <= (kind.length or 0) for role in Role)


@pytest.mark.parametrize("variable", VARIABLES)
def test_a_variable_that_operators_set_is_a_setting(variable: str) -> None:
    assert variable.lower() in Settings.model_fields


@pytest.mark.parametrize("field", Settings.model_fields)
def test_the_example_names_every_setting_with_a_word_about_it(field: str) -> None:
    lines = example_lines()
    places = [n for n, line in enumerate(lines) if variable_in(line) == field.upper()]

    assert len(places) == 1, f"add {field.upper()} to .env.example"
    above = lines[places[0] - 1]
    assert above.startswith("# "), f"say what {field.upper()} is for"
    assert not variable_in(above)


def test_the_example_names_nothing_else() -> None:
    named = {name for line in example_lines() if (name := variable_in(line))}

    assert named == {field.upper() for field in Settings.model_fields}


def test_the_example_holds_no_secret() -> None:
    secrets = ("_KEY", "_SECRET", "_TOKEN")
    values = [
        line.partition("=")[2] for line in example_lines() if variable_in(line).endswith(secrets)
    ]

    assert values
    assert not any(values)
