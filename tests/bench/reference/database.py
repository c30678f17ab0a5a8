"""The engine and a session per request, as the FastAPI guide shows them."""

import os
from collections.abc import Iterator

from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker

engine = create_engine(
    f"sqlite:///{os.environ['REFERENCE_DATABASE']}", connect_args={"check_same_thread": False}
)
SessionLocal = sessionmaker(bind=engine, autoflush=False)


def get_db() -> Iterator[Session]:
    """Yield a session for one request."""
    with SessionLocal() as session:
        yield session
