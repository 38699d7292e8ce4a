"""Keys of the front matter."""

import re

from opsworthy.rules.extending.mechanism import Answer, Fault, Look, Mechanism, Test
from opsworthy.text.location import Location
from opsworthy.text.regex import regex
from opsworthy.text.strict import Refused, Strict

_KEY = regex(r"^([A-Za-z_][\w-]{0,80})\s*:\s*(.*)$", re.MULTILINE)


def make(table: Strict) -> Test:
    keys = table.words("keys")
    if not keys:
        raise Refused(table.place("keys"), f"{table.where} needs `keys`: the keys that must stand there with a value.")

    def test(look: Look) -> Answer:
        told = {key: value.strip(" '\"") for key, value in _KEY.findall(look.document.front_matter)}
        missing = [key for key in keys if not told.get(key)]
        if missing:
            return Fault(f"the front matter says nothing for {' and '.join(missing)}", Location(look.document.path, 1))
        return Location(look.document.path, 1)

    return test


MECHANISM = Mechanism(
    "front-matter", "Keys of the front matter with their values.", {"keys": "the keys that must have a value"}, make
)
