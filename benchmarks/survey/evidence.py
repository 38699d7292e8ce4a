"""Does a value stand in the lines that a location points to?"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from functools import lru_cache
from pathlib import Path

from opsworthy.facts.command_lines import WITHHELD
from opsworthy.facts.kubernetes.quantities import quantity
from opsworthy.text.location import Location

# What stands for something that another place says: ${A}, $A, {{ a }}, #{a}, <%= a %>, <a>, !Ref A, var.a
_HOLE = re.compile(
    r"\$\{\{.*?\}\}|\{\{.*?\}\}|\$\{[^}]*\}|#\{[^}]*\}|<%=?.*?%>|\$\(?[A-Za-z_][\w.]*\)?|<[\w-]+>|\$\[\[.*?\]\]"
    r"|!(?:Ref|Sub|GetAtt|ImportValue)\b.*|\{\s*\"?(?:Ref|Fn::\w+)\"?\s*:.*\}|\b(?:var|local|module|data|each|self)\.[\w.\[\]\"-]+"
)
_WORD = re.compile(r"[\"'`]([^\"'`]*)[\"'`]|([^\s\"'`,\[\](){}<>=]+)")
_MAPPING = re.compile(r"[\0\d.]+(:[\0\d.]+)+")  # such as ${A}:8080
_MEASURE = re.compile(r"[<>=! ]*(\d{1,9})(?:\.0)?(?: ?[A-Za-z%]+)?")  # such as "> 90" or "15 days"
_RANGE = re.compile(r"(?<![\d.-])(\d{1,6})-(\d{1,6})(?![\d.-])")
_BARE = re.compile(r"\d{1,20}(?:\.\d{1,9})?")
_QUANTITY = re.compile(r"(?<![\w.])\d{1,12}(?:\.\d{1,9})?(?:m|k|[KMGT]i?)\b")
_REMARK = re.compile(r"\s*(#|//|;|/?\*|<!--|---|$)")
_LONGEST_LINE = 4000


class Stands(IntEnum):
    """Not at all; in part, where the rest is said elsewhere; or wholly."""

    NOT = 0
    IN_PART = 1
    WHOLLY = 2


@dataclass(frozen=True)
class Evidence:
    """The files of one repository, read once each."""

    root: Path

    def lines(self, location: Location) -> str | None:
        """The text from a location's line to its last; None where the file or a line is missing."""
        text = _lines(self.root / location.path)
        last = max(location.line, location.end_line)
        if text is None or location.line < 1 or location.line > max(len(text), 1):
            return None
        return "\n".join(text[location.line - 1 : last])

    def stands(self, value: str | int, location: Location) -> Stands:
        """Wholly: as it is, quoted or escaped, or in the path where the place is the beginning of a file. In part: with holes
        where the file has variables, as the beginning or the end of the value, or as a folder's name."""
        text = self.lines(location)
        if text is None:
            return Stands.NOT
        wanted = str(value)
        if (isinstance(value, int) and _number(value, text)) or _quantity(wanted, text):
            return Stands.WHOLLY
        if not isinstance(value, int) and (_plainly(wanted, text) or _around_withheld(wanted, text)):
            return Stands.WHOLLY
        if self._begins(location) and in_path(wanted, location.path):
            return Stands.WHOLLY
        partly = _hollow(wanted, text) or _partly(wanted, text) or _names_a_folder(wanted, location.path)
        return Stands.IN_PART if partly or wanted == self.root.name else Stands.NOT

    def holds(self, word: str, location: Location) -> bool:
        """Whether a word stands in the lines or in the path of their file."""
        return word.lower() in f"{location.path}\n{self.lines(location)}".lower()

    def holds_word(self, word: str, location: Location) -> bool:
        """Whether a whole word stands in the lines."""
        return re.search(rf"\b{re.escape(word)}\b", self.lines(location) or "") is not None

    def items(self, location: Location) -> int:
        """How many items the list in the lines has, by the dashes of its first level."""
        dashes = [line.index("-") for line in (self.lines(location) or "").split("\n") if line.strip().startswith("- ")]
        return sum(at == min(dashes) for at in dashes)

    def _begins(self, location: Location) -> bool:
        """Whether nothing but remarks stands before the place in its file."""
        text = _lines(self.root / location.path) or []
        return all(_REMARK.match(line) for line in text[: location.line - 1])


@lru_cache(maxsize=512)
def _lines(path: Path) -> list[str] | None:
    try:
        text = path.read_bytes().decode("utf-8-sig", "replace")
    except OSError:
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _number(value: int, text: str) -> bool:
    return re.search(rf"(?<!\d){value}(?!\d)", text) is not None


def _quantity(wanted: str, text: str) -> bool:
    """Whether a bare number stands there with a unit: 0.100 as 100m, 268435456 as 256Mi."""
    if not _BARE.fullmatch(wanted) or len(text) > _LONGEST_LINE * 4:
        return False
    return any(quantity(found) == Decimal(wanted) for found in _QUANTITY.findall(text))


def _plainly(wanted: str, text: str) -> bool:
    """In the text as it stands, or with escapes and breaks of lines undone; case does not count."""
    text, wanted = text.lower(), wanted.strip().lower()
    smooth = _smooth(text)
    if wanted in text or wanted in smooth or _smooth(wanted) in smooth:
        return True
    joined = wanted.split(" && ")  # The commands of a list are told as one.
    return len(joined) > 1 and all(part in smooth or _smooth(part) in smooth for part in joined)


def _around_withheld(wanted: str, text: str) -> bool:
    """A value of which a part is secret: the rest stands there, in its order."""
    rest = _smooth(text.lower())
    first, *others = (_smooth(part.lower()).strip() for part in wanted.split(WITHHELD))
    for part in (first, *others) if others and len(wanted) > 2 * len(WITHHELD) else ("\0",):
        _, found, rest = rest.partition(part) if part else ("", " ", rest)
        if not found:
            return False
    return True


def _smooth(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"\\(.)", r"\1", text.replace("\\\n", " ").replace("''", "'")))


def _hollow(wanted: str, text: str) -> bool:
    """Whether a word of the text with holes in it could be the value."""
    for line in text.split("\n"):
        if len(line) < _LONGEST_LINE and _HOLE.search(line):
            filled = _HOLE.sub("\0", line)
            words = [quoted or bare for quoted, bare in _WORD.findall(filled)]
            parts = [part for word in words if _MAPPING.fullmatch(word) for part in word.split(":")]
            rests = (filled.partition(":")[2], filled.partition("=")[2])
            if any("\0" in word and _fits(word, wanted) for word in (*words, *parts, *rests)):
                return True
    return False


def _fits(word: str, wanted: str) -> bool:
    pattern = ".*".join(re.escape(part) for part in re.split("\0+", word.strip()))
    return re.fullmatch(pattern, wanted, re.DOTALL | re.IGNORECASE) is not None


def _partly(wanted: str, text: str) -> bool:
    """Whether a word of the text is the value in another spelling, or its beginning or end, cut where names are put together;
    or the number of a value with a unit; or a range of numbers around it."""
    whole = _folded(wanted)
    words = {_folded(quoted or bare) for quoted, bare in _WORD.findall(text[: _LONGEST_LINE * 4])}
    if any(len(word) > 1 and f"-{whole}-".startswith(f"-{word}-") for word in words):
        return True
    if any(len(word) > 1 and f"-{whole}-".endswith(f"-{word}-") for word in words):
        return True
    measure = _MEASURE.fullmatch(wanted.strip())
    return measure is not None and (_number(int(measure[1]), text) or _within(int(measure[1]), text))


def _within(value: int, text: str) -> bool:
    return any(int(first) <= value <= int(last) for first, last in _RANGE.findall(text))


def _folded(text: str) -> str:
    return re.sub(r"[\s_./:@\\^$-]+", "-", text.strip().lower()).strip("-")


def in_path(wanted: str, path: str) -> bool:
    """Whether every part of a value stands in a path, in this order."""
    rest = _folded(path)
    for part in filter(None, _folded(wanted).split("-")):
        _, found, rest = rest.partition(part)
        if not found:
            return False
    return True


def _names_a_folder(wanted: str, path: str) -> bool:
    return _folded(wanted) in {_folded(part) for part in (*Path(path).parts, Path(path).stem)}
