"""The routes. Plain functions, which FastAPI runs in its thread pool, each with a session."""

import os
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import bcrypt
import jwt
from fastapi import Depends, FastAPI, HTTPException, Query
from fastapi.security import OAuth2PasswordRequestForm
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.bench.reference.database import get_db
from tests.bench.reference.schemas import Apply, JobOut, JobPage, Receipt, Token
from tests.bench.reference.tables import Account, Application, Job

SECRET = os.urandom(32)
app = FastAPI(title="Reference")
Db = Annotated[Session, Depends(get_db)]


@app.get("/api/health")
def health() -> dict[str, str]:
    return {"status": "healthy"}


@app.get("/api/jobs", response_model=JobPage)
def list_jobs(db: Db, limit: Annotated[int, Query(ge=1, le=200)] = 50) -> Any:
    is_open = Job.status == "Open"
    total = db.scalar(select(func.count()).select_from(Job).where(is_open))
    items = db.scalars(select(Job).where(is_open).order_by(Job.id.desc()).limit(limit)).all()
    return {"items": items, "total": total}


@app.get("/api/jobs/{job_id}", response_model=JobOut)
def read_job(job_id: int, db: Db) -> Any:
    job = db.get(Job, job_id)
    if job is None or job.status != "Open":
        raise HTTPException(404, "There is no such job.")
    return job


@app.post("/api/auth/login", response_model=Token)
def log_in(form: Annotated[OAuth2PasswordRequestForm, Depends()], db: Db) -> Any:
    account = db.scalar(select(Account).where(Account.username == form.username))
    if account is None or not bcrypt.checkpw(
        form.password.encode(), account.hashed_password.encode()
    ):
        raise HTTPException(401, "Wrong name or password.")
    expires = datetime.now(UTC) + timedelta(minutes=30)
    claims = {"sub": str(account.id), "role": account.role, "exp": expires}
    return {"access_token": jwt.encode(claims, SECRET, algorithm="HS256")}


@app.post("/api/job/apply", response_model=Receipt, status_code=201)
def apply_for_job(data: Apply, db: Db) -> Any:
    job = db.get(Job, data.job_id)
    if job is None or job.status != "Open":
        raise HTTPException(404, "There is no such job.")
    application = Application(**data.model_dump())
    db.add(application)
    try:
        db.commit()
    except IntegrityError as error:
        raise HTTPException(409, "You have already applied.") from error
    db.refresh(application)
    return application
