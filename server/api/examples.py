"""An example for every model: its own words where it has some, else made from its schema."""

from typing import Any

_WORDS = {"date-time": "2027-03-01T09:30:00.000Z", "uri": "https://example.org/"}
_DEEPEST = 12


def example_of(schema: dict[str, Any], schemas: dict[str, Any], depth: int = 0) -> Any:
    """Return a value that ``schema`` takes; ``schemas`` are those that it may refer to.

    An ``examples`` entry of a model or a field wins over what is made up.
    """
    schema = _resolved(schema, schemas)
    if schema.get("examples"):
        return _completed(schema, schemas, depth)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("default") is not None:
        return schema["default"]
    if choices := schema.get("anyOf") or schema.get("oneOf"):
        return example_of(_best(choices), schemas, depth + 1)
    return _made_up(schema, schemas, depth)


def _completed(schema: dict[str, Any], schemas: dict[str, Any], depth: int) -> Any:
    """Return the schema's own example; of an object, with the required fields it leaves out."""
    own = schema["examples"][0]
    if not isinstance(own, dict):
        return own
    fields = schema.get("properties", {})
    left_out = [name for name in schema.get("required", ()) if name not in own]
    return own | {name: example_of(fields[name], schemas, depth + 1) for name in left_out}


def _made_up(schema: dict[str, Any], schemas: dict[str, Any], depth: int) -> Any:
    kind = schema.get("type")
    if kind == "object":
        fields = schema.get("properties", {})
        return {name: example_of(field, schemas, depth + 1) for name, field in fields.items()}
    if kind == "array":
        items = schema.get("items")
        return [example_of(items, schemas, depth + 1)] if items and depth < _DEEPEST else []
    if kind in {"integer", "number"}:
        return schema.get("minimum", 1)
    if kind == "boolean":
        return True
    return _WORDS.get(schema.get("format", ""), "text") if kind == "string" else None


def _resolved(schema: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    reference = schema.get("$ref")
    if reference is None:
        return schema
    found: dict[str, Any] = schemas[reference.rpartition("/")[2]]
    return found | {key: value for key, value in schema.items() if key != "$ref"}


def _best(choices: list[dict[str, Any]]) -> dict[str, Any]:
    return next((choice for choice in choices if choice.get("type") != "null"), choices[0])
