"""``greenroom questions draft``: drafts of interview questions to read, made without a model."""

from textwrap import fill
from typing import get_args

import click

from domain.questions.drafting import (
    ORDER,
    Draft,
    DraftBrief,
    Drafted,
    MaterialInvalid,
    draft,
)
from domain.questions.schemas import Difficulty, QuestionType
from domain.skills.service import closest, normalise

_WIDTH = 100


@click.group()
def questions() -> None:
    """Draft interview questions."""


@questions.command("draft")
@click.option("--job-title", required=True, help="What the job is called.")
@click.option("--skills", required=True, help="Names with commas between, the must-haves first.")
@click.option("--difficulty", type=click.Choice(ORDER), default="intermediate", show_default=True)
@click.option("--count", type=click.IntRange(1, 50), default=10, show_default=True)
@click.option(
    "--type",
    "types",
    type=click.Choice(get_args(QuestionType)),
    multiple=True,
    help="Only these types; may be given several times.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Another one, another choice.")
def draft_command(
    job_title: str,
    skills: str,
    difficulty: Difficulty,
    count: int,
    types: tuple[QuestionType, ...],
    seed: int,
) -> None:
    """Print drafts of questions about SKILLS with model answer, key points and rubric.

    The same options print the same drafts. Nothing is stored.
    """
    brief = DraftBrief(
        job_title=job_title,
        skills=_known(skills),
        difficulty=difficulty,
        count=count,
        types=types or get_args(QuestionType),
    )
    try:
        drafted = draft(brief, seed)
    except MaterialInvalid as error:
        raise click.ClickException(str(error)) from error
    _print(drafted)


def _known(written: str) -> tuple[str, ...]:
    """Return the canonical names, or end the command with a sentence."""
    found = []
    for word in filter(None, (part.strip() for part in written.split(","))):
        name = normalise(word)
        if name is None:
            near = closest(word)
            hint = f" Did you mean {', '.join(near)}?" if near else ""
            raise click.ClickException(f"There is no skill {word}.{hint}")
        found.append(name)
    if not found:
        raise click.ClickException("Name at least one skill.")
    return tuple(dict.fromkeys(found))


def _print(drafted: Drafted) -> None:
    for number, one in enumerate(drafted.drafts, start=1):
        click.echo(_shown(number, one))
    if drafted.shortfall:
        click.echo(drafted.shortfall)


def _shown(number: int, one: Draft) -> str:
    points = [f"  {point.id} ({point.weight:g}) {point.text}" for point in one.key_points]
    rubric = [
        fill(
            f"{level.level} {level.name}: {level.text}",
            _WIDTH,
            initial_indent="  ",
            subsequent_indent="    ",
        )
        for level in one.rubric
    ]
    lines = (
        fill(f"{number}. {one.question_text}", _WIDTH),
        f"  {one.question_type}, {one.difficulty_level}, {one.time_limit_s} s, {one.source}",
        f"  Tests: {', '.join(one.skills_tested)}",
        fill(f"Why: {one.why_asked}", _WIDTH, initial_indent="  ", subsequent_indent="    "),
        *points,
        *rubric,
    )
    return "\n".join([*lines, ""])
