"""One statement, in a form that can be compared."""

from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_MARKS = regex(r"[^a-z0-9_./#:-]+")


@dataclass(frozen=True, slots=True)
class Said:
    """`attribute` as in attributes.toml, `thing` in lower case without marks, `environment` a canonical name or ""; `value` in
    the form of its kind and `shown` as written; `words` name the thing for a message."""

    attribute: str
    thing: str
    environment: str
    value: str
    shown: str
    words: str
    location: Location


def plain(text: str) -> str:
    """A name without marks, capitals and double spaces."""
    return _MARKS.sub(" ", text.lower()).strip(" .:-")
