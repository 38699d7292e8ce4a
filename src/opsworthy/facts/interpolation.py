"""`$NAME`, `${NAME}`, `${NAME:-default}` and their relatives, as Compose and Dockerfiles write them."""

from collections.abc import Callable, Mapping

from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex

_NAME = regex(r"[A-Za-z_][A-Za-z0-9_]*")
_OPERATOR = regex(r":?[-+?]")
_DEEPEST = 8
_LONGEST = 2_000
"""Characters of values put into one text; what is left has no value: `A1=$A0$A0`, `A2=$A1$A1` and so on doubles each time."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """A text with its variables put in. `names` are all variables it asks for; `missing` those that nobody gave a value,
    which stand in `text` as `${NAME}`; `whole` is the variable where the text is that one variable and nothing else."""

    text: str
    names: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    whole: str | None = None


def expand(text: str, known: Mapping[str, str], hidden: Callable[[str], bool] | None = None) -> Expansion:
    """Puts known values and the text's own defaults in; `$$` becomes `$`. A hidden variable stays `${NAME}`."""
    if "$" not in text:
        return Expansion(text)
    scan = _Scan(known, hidden)
    made = scan.expand(text, 0)
    return Expansion(made, tuple(dict.fromkeys(scan.names)), tuple(dict.fromkeys(scan.missing)), _whole(text))


def _whole(text: str) -> str | None:
    match = _NAME.match(text, 2 if text.startswith("${") else 1)
    if match is None or not text.startswith("$"):
        return None
    if text.startswith("${"):
        return match.group() if _closing(text, 1) == len(text) - 1 else None
    return match.group() if match.end() == len(text) else None


def _closing(text: str, opening: int) -> int:
    """The index of the brace that closes the one at an index, or -1."""
    depth = 0
    for position in range(opening, len(text)):
        depth += {"{": 1, "}": -1}.get(text[position], 0)
        if depth == 0:
            return position
    return -1


class _Scan:
    def __init__(self, known: Mapping[str, str], hidden: Callable[[str], bool] | None) -> None:
        self._known = known
        self._hidden = hidden
        self._room = _LONGEST
        self.names: list[str] = []
        self.missing: list[str] = []

    def expand(self, text: str, depth: int) -> str:
        made: list[str] = []
        position = 0
        while (dollar := text.find("$", position)) >= 0:
            made.append(text[position:dollar])
            piece, position = self._piece(text, dollar, depth)
            made.append(piece)
        return "".join([*made, text[position:]])

    def _piece(self, text: str, dollar: int, depth: int) -> tuple[str, int]:
        """What stands for the variable at a dollar sign, and the index after it."""
        following = text[dollar + 1 : dollar + 2]
        if following == "$":
            return "$", dollar + 2
        if following != "{":
            match = _NAME.match(text, dollar + 1)
            return (self._value(match.group(), "", "", depth), match.end()) if match else ("$", dollar + 1)
        match, end = _NAME.match(text, dollar + 2), _closing(text, dollar + 1)
        if match is None or end < 0 or depth >= _DEEPEST:
            return text[dollar:], len(text)
        inside = text[match.end() : end]
        operator = _OPERATOR.match(inside)
        word = inside[operator.end() :] if operator else ""
        return self._value(match.group(), operator.group() if operator else "", word, depth), end + 1

    def _value(self, name: str, operator: str, word: str, depth: int) -> str:
        self.names.append(name)
        if self._hidden is not None and self._hidden(name):
            self.missing.append(name)
            return f"${{{name}}}"
        value = self._known.get(name)
        given = value is not None and (value != "" or not operator.startswith(":"))
        if operator.endswith("+"):
            return self.expand(word, depth + 1) if given else ""
        if given and self._room >= len(value or ""):
            self._room -= len(value or "")
            return value or ""
        if operator.endswith("-") and not given:
            return self.expand(word, depth + 1)
        self.missing.append(name)
        return f"${{{name}}}"
