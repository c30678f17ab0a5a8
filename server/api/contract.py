"""The OpenAPI document, written from what the routes declare about themselves."""

import sys
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema
from quart_schema.openapi import OpenAPIProvider
from werkzeug.routing import Rule

from domain.kit.fields import LARGEST_ID_IN_PATH
from server.api.examples import example_of
from server.api.refusals import WORDS, ErrorEnvelope, refusal, refusal_name
from server.api.route import DECLARED, PUBLIC, READING, Declaration, Media

REF = "#/components/schemas/{model}"
SECURITY = {
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "The access token that sign-in and refresh give, or an API key.",
    },
    "invite": {
        "type": "apiKey",
        "in": "header",
        "name": "Authorization",
        "description": "`Invite` and the token of a join link; `X-Device` names the browser.",
    },
}
_ABOUT = (
    "Self-hosted, live, AI-assisted job interviews. Lists come in pages (`limit`, `cursor`); "
    "times are ISO 8601 in UTC; every refusal has the one shape of `ErrorEnvelope`. "
    "The live room speaks Socket.IO and is described by `asyncapi.json`."
)


class Contract(OpenAPIProvider):
    """Describes declared routes from their declarations; the few others as the library does."""

    def schema(self) -> dict[str, Any]:
        """Return the whole document."""
        self._refs, self._schemas = _collect()
        document = super().schema()
        document["info"]["description"] = _ABOUT
        document["components"] = {
            "schemas": self._schemas | document["components"]["schemas"],
            "responses": {refusal_name(status): refusal(status) for status in WORDS},
            "securitySchemes": SECURITY,
        }
        document["tags"] = [
            {"name": name, "description": about} for name, about in sorted(_tags().items())
        ]
        return document

    def build_paths(self, rule: Rule) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return the operation of one rule."""
        declared = DECLARED.get(rule.endpoint)
        if declared is None:
            return super().build_paths(rule)
        paths, _ = super().build_paths(rule)
        for operations in paths.values():
            for operation in operations.values():
                operation.update(self._operation(rule, declared))
        return paths, {}

    def _operation(self, rule: Rule, declared: Declaration) -> dict[str, Any]:
        summary, _, rest = declared.about.strip().partition("\n")
        operation: dict[str, Any] = {
            "operationId": declared.name.replace(".", "_"),
            "summary": summary,
            "description": _who(declared) + _unindented(rest),
            "tags": [declared.name.partition(".")[0]],
            "security": _security(declared),
            "parameters": [*_path_parameters(rule), *self._query_parameters(declared)],
            "responses": self._responses(rule, declared),
        }
        if declared.body is not None:
            operation["requestBody"] = self._request_body(declared, declared.body)
        return operation

    def _query_parameters(self, declared: Declaration) -> list[dict[str, Any]]:
        if declared.query is None:
            return []
        schema = self._schemas[self._name(declared.query, "validation")]
        required = schema.get("required", ())
        return [
            {
                "name": name,
                "in": "query",
                "required": name in required,
                "description": field.get("description") or _spoken(name),
                "schema": _without_null(field),
            }
            for name, field in schema.get("properties", {}).items()
        ]

    def _request_body(self, declared: Declaration, body: type[BaseModel]) -> dict[str, Any]:
        kinds = ["application/json"] if declared.upload != "required" else []
        if declared.form:
            kinds.append("application/x-www-form-urlencoded")
        content = dict.fromkeys(kinds, self._json(body, "validation"))
        if declared.upload != "none":
            content["multipart/form-data"] = {"schema": self._form(body)}
        needed = any(field.is_required() for field in body.model_fields.values())
        return {"required": needed or declared.upload == "required", "content": content}

    def _form(self, body: type[BaseModel]) -> dict[str, Any]:
        fields = self._schemas[self._name(body, "validation")].get("properties", {})
        parts = {name: _without_null(field) for name, field in fields.items()}
        file = {"type": "string", "format": "binary", "description": "The file itself."}
        return {
            "type": "object",
            "properties": {**parts, "file": file},
            "required": ["file"],
            "additionalProperties": False,
        }

    def _responses(self, rule: Rule, declared: Declaration) -> dict[str, Any]:
        found = {str(declared.status): self._good(declared.answer)}
        for status in _refusals(rule, declared):
            found[str(status)] = {"$ref": f"#/components/responses/{refusal_name(status)}"}
        return found | {str(s): self._good(model) for s, model in declared.also.items()}

    def _good(self, answer: type[BaseModel] | Media | None) -> dict[str, Any]:
        if answer is None:
            return {"description": "It is done; there is nothing to say."}
        if isinstance(answer, Media):
            content: dict[str, Any] = {answer.content_type: {"schema": {"type": "string"}}}
            return {"description": answer.description, "content": content}
        about = (answer.__doc__ or "The answer.").strip().partition("\n")[0]
        content = {"application/json": self._json(answer, "serialization")}
        return {"description": about, "content": content}

    def _json(self, model: type[BaseModel], mode: JsonSchemaMode) -> dict[str, Any]:
        name = self._name(model, mode)
        example = example_of(self._schemas[name], self._schemas)
        return {"schema": {"$ref": REF.format(model=name)}, "example": example}

    def _name(self, model: type[BaseModel], mode: JsonSchemaMode) -> str:
        reference: str = self._refs[model, mode]["$ref"]
        return reference.rpartition("/")[2]


def _collect() -> tuple[dict[Any, Any], dict[str, Any]]:
    """Return how each model is referred to, and all schemas by name."""
    wanted: dict[tuple[type[BaseModel], JsonSchemaMode], None] = {
        (ErrorEnvelope, "serialization"): None
    }
    for declared in DECLARED.values():
        for model in (declared.body, declared.query):
            if model is not None:
                wanted[model, "validation"] = None
        for answer in (declared.answer, *declared.also.values()):
            if answer is not None and not isinstance(answer, Media):
                wanted[answer, "serialization"] = None
    refs, book = models_json_schema(list(wanted), ref_template=REF)
    return refs, book["$defs"]


def _tags() -> dict[str, str]:
    """Return the blueprints and what their modules say about themselves."""
    return {
        declared.name.partition(".")[0]: (sys.modules[declared.module].__doc__ or "").strip()
        for declared in DECLARED.values()
    }


def _refusals(rule: Rule, declared: Declaration) -> list[int]:
    found = {422, *declared.errors}
    if declared.limits:
        found |= {429, 503}
    if rule.rule.startswith("/api/"):
        found.add(401)
    if declared.guard != PUBLIC:
        found.add(403)
    if declared.method not in READING:
        found |= {400, 413, 415}
    return sorted(found)


def _security(declared: Declaration) -> list[dict[str, list[str]]]:
    if declared.guard == PUBLIC:
        return []
    ways: list[dict[str, list[str]]] = [{"bearer": []}]
    return [*ways, {"invite": []}] if declared.guard.guests else ways


def _who(declared: Declaration) -> str:
    guard = declared.guard
    if guard.role is None:
        return "For everybody."
    if guard.guests:
        return "For everybody with an account or an invite."
    return f"For the role `{guard.role.word}` and those above it."


def _unindented(rest: str) -> str:
    lines = [line.strip() for line in rest.strip().splitlines()]
    return "\n\n" + "\n".join(lines).replace("``", "`") if lines else ""


def _path_parameters(rule: Rule) -> list[dict[str, Any]]:
    number = {"type": "integer", "minimum": 1, "maximum": LARGEST_ID_IN_PATH}
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": f"The id of the {name.removesuffix('_id').replace('_', ' ')}."
            if name.endswith("_id")
            else _spoken(name),
            "schema": number if name.endswith("_id") else {"type": "string"},
            "example": 1 if name.endswith("_id") else name,
        }
        for name in sorted(rule.arguments, key=rule.rule.index)
    ]


def _spoken(name: str) -> str:
    return name.replace("_", " ").capitalize() + "."


def _without_null(field: dict[str, Any]) -> dict[str, Any]:
    """Return a parameter's schema: a query can leave a value out, but not say null."""
    kept = {key: value for key, value in field.items() if key not in {"description", "title"}}
    choices = [choice for choice in kept.pop("anyOf", ()) if choice != {"type": "null"}]
    if choices:
        kept = {**kept, **(choices[0] if len(choices) == 1 else {"anyOf": choices})}
    if kept.get("default", 0) is None:
        del kept["default"]
    return kept
