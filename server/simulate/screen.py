"""What a recruiter sees of the answers: edits folded into text, by the wire's rule."""

from dataclasses import dataclass, field
from typing import Any, Literal

from server.simulate.draft import fold_wire


@dataclass(slots=True)
class Screen:
    """The newest revision and text per question."""

    shown: dict[int, tuple[int, str]] = field(default_factory=dict)

    def rev(self, question_id: int) -> int:
        """Return the revision that is shown of an answer, 0 before there is any."""
        return self.shown.get(question_id, (0, ""))[0]

    def edited(self, message: dict[str, Any]) -> Literal["applied", "old", "gap"]:
        """Fold an ``answer.edited`` in; ``gap`` says that the answer has to be read anew."""
        question = message["question_id"]
        rev, text = self.shown.get(question, (0, ""))
        if message["rev"] <= rev:
            return "old"
        if message["base_rev"] != rev:
            return "gap"
        self.shown[question] = (message["rev"], fold_wire(text, message["splices"]))
        return "applied"

    def read(self, answer: dict[str, Any]) -> None:
        """Take over an answer as the server told it, unless something newer is shown."""
        if answer["rev"] >= self.rev(answer["question_id"]):
            self.shown[answer["question_id"]] = (answer["rev"], answer["text"])

    def differs(self, question_id: int, rev: int, text: str) -> bool:
        """Tell whether another text is shown for the same revision."""
        shown_rev, shown_text = self.shown.get(question_id, (0, ""))
        return shown_rev == rev and shown_text != text
