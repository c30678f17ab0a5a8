"""From what a model said to an object that fits the schema."""

import re

from pydantic import ValidationError

from domain.language.errors import ModelGarbled
from domain.language.ports import T

MOST_BYTES = 1_048_576
_FENCE = re.compile(r"\A\s*```(?:json)?\s*\n(.*)\n\s*```\s*\Z", re.DOTALL)


def read_answer(text: str | None, schema: type[T]) -> T:
    """Return the object of ``schema`` in ``text``, also from inside a Markdown fence.

    Raises ModelGarbled for anything else; its message never repeats the text.
    """
    if not text:
        raise ModelGarbled("The language model gave no answer. Try again.")
    fenced = _FENCE.match(text)
    try:
        return schema.model_validate_json(fenced.group(1) if fenced else text)
    except ValidationError as error:
        # The library's error quotes the answer, which may hold personal text.
        raise ModelGarbled(details={"problems": error.error_count()}) from None
