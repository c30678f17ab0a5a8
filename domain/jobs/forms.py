"""A job's application form, version by version, and the check of what applicants answer."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from domain.jobs.errors import FormChanged
from domain.jobs.finding import find_job
from domain.jobs.models import JobForm
from domain.jobs.schemas import FormQuery, FormQuestion, FormView, WriteForm
from domain.kit.actor import Actor, Role
from domain.kit.errors import FieldsInvalid, NotFound
from domain.kit.fields import refuse_unstorable
from domain.kit.work import Work

_LONGEST = {"short_text": 200, "long_text": 5_000}
_LARGEST_NUMBER = 10**12
_MOST_REPORTED = 20
_LONGEST_NAME = 50


async def read_form(work: Work, actor: Actor, job_id: int, query: FormQuery) -> FormView:
    """Return a job's form for whoever may see the job; NotFound for a version it never had."""
    await find_job(work, actor, job_id)
    if query.version is None:
        return await newest_form(work, job_id)
    of_version = select(JobForm).where(JobForm.job_id == job_id, JobForm.version == query.version)
    form = await work.session.scalar(of_version)
    if form is None:
        raise NotFound("This job's form has no such version.")
    return FormView.model_validate(form)


async def write_form(work: Work, actor: Actor, job_id: int, command: WriteForm) -> FormView:
    """Make the next version of a job's form; for recruiters and above.

    Raises NotFound, or FormChanged where ``expected_version`` is not the newest.
    """
    actor.require(Role.RECRUITER)
    await find_job(work, actor, job_id, changing=True)
    newest = await newest_form(work, job_id)
    if command.expected_version not in (None, newest.version):
        raise FormChanged(details={"version": newest.version})
    form = JobForm(
        job_id=job_id,
        version=newest.version + 1,
        questions=[question.model_dump() for question in command.questions],
        created_by=actor.user_id,
        created_at=work.now,
    )
    work.session.add(form)
    await work.session.flush()
    return FormView.model_validate(form)


async def newest_form(work: Work, job_id: int) -> FormView:
    """Return the form that holds now; version 0, without questions, if there never was one."""
    of_job = select(JobForm).where(JobForm.job_id == job_id)
    form = await work.session.scalar(of_job.order_by(JobForm.version.desc()).limit(1))
    if form is None:
        return FormView(job_id=job_id, version=0, questions=[])
    return FormView.model_validate(form)


def checked_answers(
    questions: Sequence[FormQuestion], answers: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the answers as they are kept, those left empty apart.

    Raises FieldsInvalid that names ``answers.<id>`` for an unknown question, a required one
    without an answer, and an answer of the wrong kind.
    """
    asked = {question.id: question for question in questions}
    wrong = {
        f"answers.{key[:_LONGEST_NAME]}": "The form has no such question."
        for key in answers
        if key not in asked
    }
    kept: dict[str, Any] = {}
    for question in questions:
        try:
            answer = _checked(question, answers.get(question.id))
        except ValueError as error:
            wrong[f"answers.{question.id}"] = str(error)
            continue
        if answer is not None:
            kept[question.id] = answer
        elif question.required:
            wrong[f"answers.{question.id}"] = "This question needs an answer."
    if wrong:
        raise FieldsInvalid(fields=dict(list(wrong.items())[:_MOST_REPORTED]))
    return kept


def _checked(question: FormQuestion, answer: Any) -> Any:
    """Return the answer, None for one left empty; ValueError for the wrong kind."""
    if answer is None:
        return None
    match question.kind:
        case "short_text" | "long_text":
            return _text(answer, _LONGEST[question.kind])
        case "yes_no":
            if type(answer) is not bool:
                raise ValueError("Answer true or false.")
            return answer
        case "choice":
            if answer not in question.options:
                raise ValueError("Choose one of the options.")
            return answer
        case "several_choices":
            return _several(question, answer)
        case "number":
            return _number(answer)


def _text(answer: Any, longest: int) -> str | None:
    if not isinstance(answer, str):
        raise ValueError("Answer with a text.")  # noqa: TRY004  # one kind for every wrong answer
    line = refuse_unstorable(answer).strip()
    if len(line) > longest:
        raise ValueError(f"Answer with {longest} characters or fewer.")
    return line or None


def _several(question: FormQuestion, answer: Any) -> list[str] | None:
    fits = isinstance(answer, list) and all(choice in question.options for choice in answer)
    if not fits or len(answer) != len({str(choice) for choice in answer}):
        raise ValueError("Choose from the options, each once.")
    return answer or None


def _number(answer: Any) -> float | int:
    if type(answer) not in {int, float}:
        raise ValueError("Answer with a number.")
    # Not "greater": NaN is neither.
    if not abs(answer) <= _LARGEST_NUMBER:
        raise ValueError("This number is too large.")
    number: float | int = answer
    return number
