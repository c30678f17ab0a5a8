"""By what a question is known again."""

import json

from domain.kit.crypto import keyring
from domain.language.ports import Ask, T


def question_hash(ask: Ask[T]) -> str:
    """Return a keyed hash (64 hex digits) of all that is asked: ours, theirs and the schema."""
    asked = [
        "question to a language model",
        ask.prompt,
        ask.instructions,
        [(each.label, each.text) for each in ask.data],
        ask.schema.model_json_schema(),
        ask.max_tokens,
    ]
    return keyring().content_index(json.dumps(asked, sort_keys=True).encode())
