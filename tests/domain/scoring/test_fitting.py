"""Fitting and measuring, on small graded answers made up here."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from domain.scoring import AnswerScorer, QuestionSpec
from domain.scoring.fitting.evaluate import evaluate
from domain.scoring.fitting.fit import TooFewQuestions, fit, write_parameters
from domain.scoring.fitting.graded import GradedAnswer, GradedFileInvalid, read_graded
from domain.scoring.fitting.metrics import METRICS, auc, estimate, pearson, quadratic_kappa, rmse
from domain.scoring.lexical import LexicalEncoder
from domain.scoring.parameters import load_parameters
from domain.scoring.trees import Forest

HEADER = "qid,question,reference,answer,score,score_max\n"
PLACES = ("harbour", "kitchen", "library", "stable", "garage")
TOOLS = ("crane", "oven", "ladder", "bridle", "wrench")
Writer = Callable[[str], Path]


def made_up(questions: int = 24) -> list[GradedAnswer]:
    answers = []
    for number in range(questions):
        place, tool = PLACES[number % 5], TOOLS[number // 5 % 5]
        gold = f"In the {place} the {tool} is cleaned every evening and locked away by the guard."
        told = {
            1.0: f"The guard locks the {tool} away in the {place} after cleaning it each evening.",
            0.6: f"Every evening somebody cleans the {tool} of the {place}.",
            0.2: f"I once saw something like that near a {place}.",
            0.0: "We had a lovely picnic beside the river.",
        }
        question = f"What happens to tool {number}?"
        answers += [
            GradedAnswer("made up", str(number), question, (gold,), text, grade)
            for grade, text in told.items()
        ]
    return answers


@pytest.fixture
def graded_file(tmp_path: Path) -> Writer:
    def write(text: str) -> Path:
        path = tmp_path / "graded.csv"
        path.write_text(text, "utf-8")
        return path

    return write


def test_a_fitted_file_is_the_same_every_time_and_ranks_answers(tmp_path: Path) -> None:
    for name in ("one.json", "two.json"):
        parameters, _ = fit([made_up()], [LexicalEncoder()], folds=False)
        write_parameters(parameters, tmp_path / name)

    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    scorer = AnswerScorer(parameters=load_parameters(tmp_path / "one.json"))
    good, _, _, poor = made_up(1)
    spec = QuestionSpec(question=good.question, gold=good.references[0])
    assert scorer.score(spec, good.answer).overall > scorer.score(spec, poor.answer).overall


def test_too_few_questions_are_refused() -> None:
    with pytest.raises(TooFewQuestions, match="at least 20"):
        fit([made_up(5)], [LexicalEncoder()], folds=False)


def test_the_shipped_scorer_agrees_with_plain_grades() -> None:
    compared = evaluate(made_up(), AnswerScorer())

    figures = compared.figures()

    assert set(figures) == set(METRICS)
    assert figures["r"].value > 0.7
    assert figures["r"].low <= figures["r"].value <= figures["r"].high


def test_rows_become_grades_from_0_to_1(graded_file: Writer) -> None:
    path = graded_file(HEADER + "q1,Why?,because || therefore,so,3,4\n")

    (answer,) = read_graded(path)

    assert answer.grade == 0.75
    assert answer.references == ("because", "therefore")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("qid,question\n", "lacks the column"),
        (HEADER + "q1,Why?,because,so,good,5\n", "row 2"),
        (HEADER + "q1,Why?,because,so,3,0\n", "row 2"),
        (HEADER + "q1,Why?,because,so,6,5\n", "between 0 and score_max"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(
    graded_file: Writer, text: str, complaint: str
) -> None:
    path = graded_file(text)

    with pytest.raises(GradedFileInvalid, match=complaint):
        read_graded(path)


def test_metrics_on_known_numbers() -> None:
    grades = np.array([0.0, 0.5, 1.0, 1.0])
    scores = np.array([0.1, 0.5, 0.9, 1.0])

    assert rmse(grades, scores) == pytest.approx(np.sqrt(0.02 / 4))
    assert pearson(grades, grades) == pytest.approx(1)
    assert quadratic_kappa(grades, grades) == pytest.approx(1)
    assert auc(grades, scores) == 1


def test_a_figure_without_meaning_is_not_a_number() -> None:
    same = np.ones(3)

    found = estimate(pearson, same, same, ["a", "b", "c"])

    assert np.isnan([found.value, found.low, found.high]).all()
    assert np.isnan(auc(same, same))
    assert np.isnan(quadratic_kappa(same, same))


def test_a_forest_adds_one_leaf_per_tree() -> None:
    split = ((0, 0.5, 1, 2, 0.0), (-1, 0.0, 0, 0, -0.25), (-1, 0.0, 0, 0, 0.25))
    forest = Forest.from_json(Forest(0.5, (split, split)).to_json())

    assert forest.predict([0.5]) == 0.0
    assert forest.predict([0.6]) == 1.0
