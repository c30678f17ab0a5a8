"""What is to be rehearsed, and the script of every room."""

import math
from dataclasses import dataclass
from random import Random
from typing import Any

from server.demo.texts import read_texts
from server.simulate.typist import Habits, sentences

# Nobody starts more answers in an interview than this, however short they are.
MOST_QUESTIONS = 40
ANSWERS_PER_MINUTE = 1.2
# Time for a server to come back, added to the interviews per kill.
MINUTES_PER_KILL = 0.1
PERSONAS = {"good": 5, "weak": 2, "rambling": 3}
FILLERS = (
    "really", "honestly", "usually", "in practice", "for me", "often", "mostly", "I think",
    "of course", "at least", "these days", "in the end", "normally", "to be fair", "as a rule",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """How many rooms are rehearsed for how long, and how often the server is killed meanwhile."""

    rooms: int
    minutes: float
    seed: int = 1
    kills: int = 0

    @property
    def seconds(self) -> float:
        """The length of the interviews."""
        return self.minutes * 60

    @property
    def questions(self) -> int:
        """How many questions an interview needs so that nobody runs out of them."""
        minutes = self.minutes + self.kills * MINUTES_PER_KILL
        return min(MOST_QUESTIONS, math.ceil(minutes * ANSWERS_PER_MINUTE) + 2)


@dataclass(frozen=True, slots=True)
class Script:
    """One candidate: how they type, and what they say to each question of the interview."""

    room: int
    persona: str
    habits: Habits
    questions: tuple[dict[str, Any], ...]
    answers: tuple[str, ...]


def write_scripts(plan: Plan) -> list[Script]:
    """Return one script per room; the same plan always gives the same scripts."""
    kit = question_kit()
    return [_script(plan, kit, room) for room in range(plan.rooms)]


def question_kit() -> list[dict[str, Any]]:
    """Return the demo's questions with what personas say to them, where that is written."""
    said = {text["question"]: text for text in read_texts("rehearsal")}
    return [text | {"said": said.get(text["key"], {})} for text in read_texts("questions")]


def vary(text: str, rng: Random) -> str:
    """Return ``text`` with a filler word in each sentence.

    Rooms share questions; without this, one room's sentences would be in the scorer's memory
    because another room typed them before.
    """
    return "".join(_with_filler(sentence, rng) for sentence in sentences(text))


def _script(plan: Plan, kit: list[dict[str, Any]], room: int) -> Script:
    rng = Random(f"{plan.seed}/{room}")  # noqa: S311  # a rehearsal must be repeatable
    persona = rng.choices(list(PERSONAS), list(PERSONAS.values()))[0]
    asked = _rotated(kit, rng)[: plan.questions]
    said = [q["said"].get(persona) or q["gold_standard_answer"] for q in asked]
    answers = tuple(vary(text, rng) for text in said)
    return Script(room, persona, Habits.of(rng), tuple(asked), answers)


def _rotated(kit: list[dict[str, Any]], rng: Random) -> list[dict[str, Any]]:
    """Return the kit with its rehearsed questions first, beginning anywhere among them."""
    rehearsed = [question for question in kit if question["said"]]
    start = rng.randrange(len(rehearsed)) if rehearsed else 0
    rest = [question for question in kit if not question["said"]]
    return rehearsed[start:] + rehearsed[:start] + rest


def _with_filler(sentence: str, rng: Random) -> str:
    spaces = [index for index, char in enumerate(sentence) if char == " " and index > 0]
    if not spaces:
        return sentence
    at = rng.choice(spaces)
    return f"{sentence[:at]} {rng.choice(FILLERS)}{sentence[at:]}"
