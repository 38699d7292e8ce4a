"""Views as JSON text: two spaces, keys in the order of the published shape, one newline at the end."""

import msgspec


def as_json(view: object) -> str:
    """The JSON text of any published view."""
    return msgspec.json.format(msgspec.json.encode(view), indent=2).decode() + "\n"


def schema_of(view_type: type, title: str) -> str:
    """The JSON schema of a published view, as docs/schemas/ holds it."""
    schema = msgspec.json.schema(view_type)
    return as_json({"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **schema})
