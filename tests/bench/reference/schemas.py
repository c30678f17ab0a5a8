"""What comes in and goes out."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field


class JobOut(BaseModel):
    """A job as anybody may read it."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    title: str
    description: str
    company: str
    location: str
    salary_range: str | None
    job_type: str
    work_mode: str
    experience_level: str
    department: str
    skills_required: list[str]
    status: str
    created_by: int | None
    created_at: datetime
    updated_at: datetime


class JobPage(BaseModel):
    """One page of jobs."""

    items: list[JobOut]
    total: int


class Apply(BaseModel):
    """Apply for a job."""

    job_id: int
    applicant_name: str = Field(max_length=100)
    applicant_email: str = Field(max_length=200)
    applicant_phone: str | None = None
    cover_letter: str | None = None
    current_company: str | None = None
    current_position: str | None = None
    experience_years: int | None = None


class Receipt(BaseModel):
    """Proof of an application."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    status: str


class Token(BaseModel):
    """A signed access token."""

    access_token: str
    token_type: str = "bearer"  # a scheme, not a secret
