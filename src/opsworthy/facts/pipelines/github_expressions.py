"""What an expression of GitHub Actions can come out as, where literals, choices and matrices say it."""

from collections.abc import Callable
from itertools import product

from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Stated
from opsworthy.text.regex import regex

EXPRESSION = regex(r"\$\{\{((?:[^}]|\}(?!\})){0,4000})\}\}")
_TOKEN = regex(r"\s*('(?:[^']|'')*'|\|\||&&|[=!<>]=|[<>!(),\[\]]|[A-Za-z_][\w.\-]*|[0-9][\w.]*)")
_COMPARES = frozenset({"==", "!=", "<=", ">=", "<", ">"})
_DEEPEST = 20
_LONGEST = 1000
_MOST = 20

Values = tuple[Stated[str], ...]
Lookup = Callable[[str], Values]


def possible(told: Stated[str], known: Lookup) -> Values:
    """Every text that a text with expressions can come out as; nothing where a part of it is only known in the run."""
    pieces: list[Values] = []
    at = 0
    for match in EXPRESSION.finditer(told.value):
        if match.start() > at:
            pieces.append((Stated(told.value[at : match.start()], told.location),))
        pieces.append(_outcomes(match.group(1), told.location, known))
        at = match.end()
    if at < len(told.value):
        pieces.append((Stated(told.value[at:], told.location),))
    if len(pieces) == 1:
        return tuple({each.value: each for each in reversed(pieces[0]) if each.value.strip()}.values())[::-1][:_MOST]
    made = ["".join(each.value for each in parts) for parts in _products(pieces)]
    return tuple(Stated(text, told.location) for text in dict.fromkeys(made) if text.strip())


def _products(pieces: list[Values]) -> list[tuple[Stated[str], ...]]:
    size = 1
    for piece in pieces:
        size *= len(piece)
    return list(product(*pieces)) if 0 < size <= _MOST else []


def _outcomes(text: str, at: Location, known: Lookup) -> Values:
    if len(text) > _LONGEST:
        return ()
    reader = _Reader(_TOKEN.findall(text), at, known)
    found = reader.either(0)
    return found if reader.at == len(reader.tokens) else ()


@dataclass
class _Reader:
    """Reads `a && 'x' || 'y'` and the like; what a comparison or a function gives is no text that we know."""

    tokens: list[str]
    place: Location
    known: Lookup
    at: int = 0

    def either(self, depth: int) -> Values:
        found = self._both(depth)
        while self._take("||"):
            found = (*found, *self._both(depth))
        return found

    def _both(self, depth: int) -> Values:
        found = self._compared(depth)
        while self._take("&&"):
            found = self._compared(depth)
        return found

    def _compared(self, depth: int) -> Values:
        found = self._one(depth)
        while self.at < len(self.tokens) and self.tokens[self.at] in _COMPARES:
            self.at += 1
            self._one(depth)
            found = ()
        return found

    def _one(self, depth: int) -> Values:
        word = self._next()
        if word is None or depth > _DEEPEST:
            self.at = len(self.tokens) + 1
            return ()
        if word == "!":
            self._one(depth + 1)
            return ()
        if word == "(":
            found = self.either(depth + 1)
            self._take(")")
            return found
        if word.startswith("'"):
            return (Stated(word[1:-1].replace("''", "'"), self.place),)
        if self._take("("):
            return self._called(depth)
        return self._named(word)

    def _named(self, name: str) -> Values:
        while self._take("["):
            inner = self._next() or ""
            self._take("]")
            name = f"{name}.{inner.strip(chr(39))}"
        return self.known(name) if name[0].isalpha() else ()

    def _called(self, depth: int) -> Values:
        while self.at < len(self.tokens) and not self._take(")"):
            self.either(depth + 1)
            if not self._take(",") and self.at < len(self.tokens) and self.tokens[self.at] != ")":
                self.at = len(self.tokens) + 1
        return ()

    def _next(self) -> str | None:
        self.at += 1
        return self.tokens[self.at - 1] if self.at <= len(self.tokens) else None

    def _take(self, token: str) -> bool:
        if self.at < len(self.tokens) and self.tokens[self.at] == token:
            self.at += 1
            return True
        return False
