"""The threshold in a PromQL expression: the comparison of its first operand with a number."""

import re

from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex

_NUMBER = r"[-+]?(?:0x[0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)"
_TOKEN = regex(
    r"""\s+|\#[^\n]*|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|==|!=|>=|<=|[<>]|[(){}\[\],+*/%^-]|[A-Za-z_:][\w:.]*"""
    r"""|(?:0x[0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)(?:ms|[smhdwy])?(?:\d+(?:ms|[smhdwy]))*|."""
)
_CONSTANT = regex(rf"\(?\s*{_NUMBER}(?:\s*[-+*/^]\s*\(?\s*{_NUMBER}\s*\)?)*\s*\)?")
_COMPARES = frozenset(["==", "!=", ">", "<", ">=", "<="])
_TURNED = {">": "<", "<": ">", ">=": "<=", "<=": ">=", "==": "==", "!=": "!="}
_SETS = frozenset(["and", "or", "unless"])
_OPEN, _CLOSED = "([{", ")]}"
_LONGEST = 20_000
_MOST_BRACKETS = 12


@dataclass(frozen=True)
class Threshold:
    """`text` such as "> 0.05"; `offset` where the comparison stands in the expression."""

    text: str
    offset: int


def threshold(expression: str) -> Threshold | None:
    """The comparison with a number that decides; None where both sides are measured, or nothing is compared."""
    if len(expression) > _LONGEST:
        return None
    return _outside(expression) or _only(expression)


def _only(text: str) -> Threshold | None:
    """The only comparison with a number that stands anywhere, as in `max(up == 0)`."""
    tokens = _tokens(text, 0, len(text))
    found: list[Threshold] = []
    for at, (token, place, _) in enumerate(tokens):
        if token in _COMPARES:
            ends = next((each for each, _, _ in tokens[at + 2 :]), ")")
            if at + 1 < len(tokens) and _CONSTANT.fullmatch(tokens[at + 1][0]) and ends in (*_CLOSED, ","):
                found.append(Threshold(f"{token} {tokens[at + 1][0]}", place))
    return found[0] if len(found) == 1 else None


def _outside(expression: str, depth: int = 0) -> Threshold | None:
    """The comparison of the first operand that has one; of an operand in brackets, its own first one."""
    start, end = _unwrapped(expression, 0, len(expression))
    for begin, stop in _operands(expression, start, end):
        inner = _unwrapped(expression, begin, stop)
        if len(_operands(expression, *inner)) > 1 and depth < _MOST_BRACKETS:
            below = _outside(expression[inner[0] : inner[1]], depth + 1)
            found = Threshold(below.text, below.offset + inner[0]) if below is not None else None
        else:
            found = _compared(expression, *inner)
        if found is not None:
            return found
    return None


def _tokens(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """Tokens with their offsets and how deep in brackets they stand; spaces and comments left out."""
    found: list[tuple[str, int, int]] = []
    depth = 0
    for match in _TOKEN.finditer(text, start, end):
        token = match.group()
        if token.isspace() or token.startswith("#"):
            continue
        depth -= token in _CLOSED and len(token) == 1
        found.append((token, match.start(), depth))
        depth += token in _OPEN and len(token) == 1
    return found


def _unwrapped(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the brackets that stand around the whole of it."""
    for _ in range(_MOST_BRACKETS):
        tokens = _tokens(text, start, end)
        if len(tokens) < 2 or tokens[0][0] != "(" or tokens[-1][0] != ")":
            return start, end
        if any(depth <= 0 for _, _, depth in tokens[1:-1]) or tokens[-1][2] != 0:
            return start, end
        start, end = tokens[0][1] + 1, tokens[-1][1]
    return start, end


def _operands(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts between `and`, `or` and `unless` that stand in no brackets."""
    cuts = [(at, at + len(token)) for token, at, depth in _tokens(text, start, end) if depth == 0 and token.lower() in _SETS]
    edges = [start, *(edge for cut in cuts for edge in cut), end]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _compared(text: str, start: int, end: int) -> Threshold | None:
    tokens = _tokens(text, start, end)
    places = [(token, at) for token, at, depth in tokens if depth == 0 and token in _COMPARES]
    for token, at in reversed(places):
        right = _plain(text[at + len(token) : end])
        if _CONSTANT.fullmatch(right):
            return Threshold(f"{token} {right}", at)
        left = _plain(text[start:at])
        if _CONSTANT.fullmatch(left):
            return Threshold(f"{_TURNED[token]} {left}", at)
    return None


def _plain(text: str) -> str:
    """A side of a comparison without comments, `bool` and superfluous spaces."""
    words = " ".join(re.sub(r"#[^\n]*", "", text).split())
    return words.removeprefix("bool ").strip()
