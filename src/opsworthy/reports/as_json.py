"""Views as JSON text: two spaces, keys in the order of the published shape, one newline at the end."""

import msgspec

from opsworthy.text.patterns import may_hold
from opsworthy.text.regex import regex

_OBEYED = regex("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")

_MAY = r"[\x{7f}-\x{9f}\x{61c}\x{200b}-\x{200f}\x{2028}-\x{202e}\x{2060}-\x{2069}\x{feff}]"
"""The same, as RE2 writes it, which is several times as quick over a long text."""
_LONG = 200_000


def as_json(view: object) -> str:
    """The JSON text of any published view, without a character that a terminal would obey."""
    short = msgspec.json.encode(view)
    told = msgspec.json.format(short, indent=2) + b"\n"
    if len(told) > _LONG and not may_hold(_MAY, short):
        return told.decode()
    return _OBEYED.sub(lambda found: f"\\u{ord(found.group()):04x}", told.decode())


def schema_of(view_type: type, title: str) -> str:
    """The JSON schema of a published view, as docs/schemas/ holds it."""
    schema = msgspec.json.schema(view_type)
    return as_json({"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **schema})
